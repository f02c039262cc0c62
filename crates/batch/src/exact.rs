//! Sums of any number of amounts, exact: a control total that rounds controls nothing.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An exact decimal of up to 38 digits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Exact {
    mantissa: i128,
    /// Decimals.
    scale: u32,
}

impl Exact {
    /// `mantissa` with so many decimals.
    #[must_use]
    pub fn new(mantissa: i128, scale: u32) -> Exact {
        Exact { mantissa, scale }
    }

    /// The number that a plain decimal such as `-12.50` writes; none for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Exact> {
        let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
        let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = !whole.is_empty() && whole.bytes().chain(decimals.bytes()).all(|byte| byte.is_ascii_digit());
        let mantissa: i128 = is_number.then(|| format!("{whole}{decimals}").parse().ok())??;
        Some(Exact { mantissa: mantissa.checked_mul(sign)?, scale: u32::try_from(decimals.len()).ok()? })
    }

    /// The sum, exact; none where it has more than 38 digits.
    #[must_use]
    pub fn plus(self, other: Exact) -> Option<Exact> {
        let scale = self.scale.max(other.scale);
        let mantissa = self.at_scale(scale)?.checked_add(other.at_scale(scale)?)?;
        Some(Exact { mantissa, scale })
    }

    fn at_scale(self, scale: u32) -> Option<i128> {
        self.mantissa.checked_mul(10_i128.checked_pow(scale.checked_sub(self.scale)?)?)
    }

    /// Without zeros at its end: 12.50 and 12.5 are one amount.
    fn trimmed(mut self) -> Exact {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale = self.scale.saturating_sub(1);
        }
        self
    }
}

impl PartialEq for Exact {
    fn eq(&self, other: &Exact) -> bool {
        let (a, b) = (self.trimmed(), other.trimmed());
        (a.mantissa, a.scale) == (b.mantissa, b.scale)
    }
}

impl Eq for Exact {}

impl fmt::Display for Exact {
    /// Plainly, with two decimals at least: yuan and fen.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let trimmed = self.trimmed();
        let padding = 2_u32.saturating_sub(trimmed.scale);
        let width = (trimmed.scale.saturating_add(padding) as usize).saturating_add(1);
        let digits = format!("{}{}", trimmed.mantissa.unsigned_abs(), "0".repeat(padding as usize));
        let digits = format!("{digits:0>width$}");
        let (whole, decimals) = digits.split_at(digits.len().saturating_sub(width.saturating_sub(1)));
        let sign = if trimmed.mantissa < 0 { "-" } else { "" };
        write!(f, "{sign}{whole}.{decimals}")
    }
}

impl Serialize for Exact {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Exact, D::Error> {
        let text = String::deserialize(deserializer)?;
        Exact::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("expected a decimal, found {text:?}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact_and_print_yuan_and_fen() {
        let sum = |terms: &[&str]| {
            let terms = terms.iter().map(|term| Exact::parse(term).unwrap());
            terms.fold(Exact::default(), |sum, term| sum.plus(term).unwrap()).to_string()
        };
        assert_eq!(sum(&["0.1", "0.2"]), "0.30");
        assert_eq!(sum(&["35762800", "-0.005"]), "35762799.995");
        assert_eq!(sum(&["-3.50", "3.5"]), "0.00");
        assert_eq!(sum(&["-0.05"]), "-0.05");
        assert_eq!(Exact::parse("1.50"), Exact::parse("1.5"));
        for bad in ["", "1,0", "1.2.3", "--1", "abc", "-"] {
            assert!(Exact::parse(bad).is_none(), "{bad}");
        }
        let most = Exact::new(i128::MAX, 0);
        assert!(most.plus(Exact::new(1, 0)).is_none());
    }
}
