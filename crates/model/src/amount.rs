//! Money: exact decimals with the unit the form prints.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The unit in which a form prints its amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// 元, yuan.
    #[serde(rename = "元")]
    Yuan,
    /// 万元, ten thousand yuan.
    #[serde(rename = "万元")]
    TenThousandYuan,
    /// 亿元, a hundred million yuan.
    #[serde(rename = "亿元")]
    HundredMillionYuan,
}

impl Unit {
    /// The unit as printed in Simplified Chinese.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Unit::Yuan => "元",
            Unit::TenThousandYuan => "万元",
            Unit::HundredMillionYuan => "亿元",
        }
    }

    /// How many powers of ten one unit is in yuan.
    fn exponent(self) -> u32 {
        match self {
            Unit::Yuan => 0,
            Unit::TenThousandYuan => 4,
            Unit::HundredMillionYuan => 8,
        }
    }
}

/// An exact amount with the decimals that were printed, and its unit where the form states one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// The printed number, scale as printed.
    pub number: Decimal,
    /// The unit that the label, the header or the value itself states.
    pub unit: Option<Unit>,
}

impl Amount {
    /// The same amount in yuan, exact; none where no unit is stated or the number is out of range.
    #[must_use]
    pub fn cny(&self) -> Option<Decimal> {
        let exponent = self.unit?.exponent();
        let mut yuan = self.number;
        let scale = yuan.scale();
        if scale >= exponent {
            yuan.set_scale(scale - exponent).ok()?;
            return Some(yuan);
        }
        yuan.set_scale(0).ok()?;
        yuan.checked_mul(Decimal::from(10_u64.checked_pow(exponent - scale)?))
    }
}

/// Why a text is not a number.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum AmountError {
    /// There is no digit, or something besides one number.
    #[error("expected one number, found {0:?}")]
    NotANumber(String),
    /// Thousands separators stand where none belong, as when two numbers were fused.
    #[error("thousands separators are misplaced in {0:?}")]
    Grouping(String),
    /// More digits than an exact decimal holds (28).
    #[error("{0:?} has more digits than an exact decimal holds")]
    TooLong(String),
}

/// Parses one printed number: half- or full-width digits, thousands separators in threes or none,
/// a leading minus or enclosing parentheses for negatives. The printed decimals are kept.
///
/// # Errors
/// [`AmountError`] where the text is not exactly one well-formed number.
pub fn parse_number(text: &str) -> Result<Decimal, AmountError> {
    let trimmed = text.trim();
    let mut plain = String::with_capacity(trimmed.len());
    for c in trimmed.chars() {
        plain.push(match c {
            '０'..='９' => char::from_u32((c as u32).saturating_sub('０' as u32) + '0' as u32).unwrap_or(c),
            '，' => ',',
            '．' => '.',
            '－' | '−' => '-',
            '（' => '(',
            '）' => ')',
            _ => c,
        });
    }
    let (negative, digits) = match plain.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => match plain.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(inner) => (true, inner),
            None => (false, plain.as_str()),
        },
    };
    let error = || AmountError::NotANumber(trimmed.to_owned());
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !all_digits(fraction) || (digits.contains('.') && fraction.is_empty()) {
        return Err(error());
    }
    if whole.contains(',') {
        let mut groups = whole.split(',');
        let head = groups.next().unwrap_or("");
        if head.is_empty() || !all_digits(head) || !groups.clone().all(all_digits) {
            return Err(error());
        }
        if head.len() > 3 || !groups.all(|g| g.len() == 3) {
            return Err(AmountError::Grouping(trimmed.to_owned()));
        }
    } else if !all_digits(whole) {
        return Err(error());
    }
    let clean: String = digits.chars().filter(|&c| c != ',').collect();
    let mut number = Decimal::from_str_exact(&clean).map_err(|_| AmountError::TooLong(trimmed.to_owned()))?;
    number.set_sign_negative(negative && !number.is_zero());
    Ok(number)
}

/// True for a number with a zero before it, as when a digit was lost: `086.95`, `000`.
#[must_use]
pub fn has_leading_zero(text: &str) -> bool {
    let digits = text.trim().trim_start_matches(['-', '－', '−', '(', '（']);
    let mut chars = digits.chars();
    matches!((chars.next(), chars.next()), (Some('0' | '０'), Some('0'..='9' | '０'..='９')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        parse_number(text).map(|n| n.to_string()).unwrap_or_else(|e| e.to_string())
    }

    #[test]
    fn numbers_keep_their_printed_decimals() {
        assert_eq!(shown("2,293.28"), "2293.28");
        assert_eq!(shown("0.00"), "0.00");
        assert_eq!(shown("１８，８６２"), "18862");
        assert_eq!(shown("10891.615675"), "10891.615675");
        assert_eq!(shown("-3.50"), "-3.50");
        assert_eq!(shown("（12.00）"), "-12.00");
    }

    #[test]
    fn fused_and_damaged_numbers_are_refused() {
        assert!(matches!(parse_number("810.882,293.28"), Err(AmountError::NotANumber(_))));
        assert!(matches!(parse_number("2293,28"), Err(AmountError::Grouping(_))));
        assert!(matches!(parse_number("1,2345"), Err(AmountError::Grouping(_))));
        for bad in ["", "—", "12.", ".5", "8 96", "1,,000", "≥3", "99999999999999999999999999999999"] {
            assert!(parse_number(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn leading_zeros_are_told() {
        assert!(has_leading_zero("086.95") && has_leading_zero("000"));
        assert!(!has_leading_zero("0.95") && !has_leading_zero("0") && !has_leading_zero("806.95"));
    }

    #[test]
    fn yuan_are_exact() {
        let cny = |text: &str, unit| {
            Amount { number: parse_number(text).unwrap_or_default(), unit: Some(unit) }.cny().map(|d| d.to_string())
        };
        assert_eq!(cny("3,576.28", Unit::TenThousandYuan).as_deref(), Some("35762800"));
        assert_eq!(cny("10891.615675", Unit::TenThousandYuan).as_deref(), Some("108916156.75"));
        assert_eq!(cny("12.50", Unit::Yuan).as_deref(), Some("12.50"));
        assert_eq!(cny("3", Unit::HundredMillionYuan).as_deref(), Some("300000000"));
    }
}
