//! Exact decimals as whole numbers of a scale, and back.

use super::PRECISION;

/// How many decimals a text has.
pub(super) fn printed_scale(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

/// How many digits stand before the point, leading zeros left out.
pub(super) fn whole_digits(text: &str) -> usize {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let whole = unsigned.split_once('.').map_or(unsigned, |(whole, _)| whole);
    whole.trim_start_matches('0').len()
}

/// The number times ten to the power of `scale`; none where that is not whole or has more than 38 digits.
pub(super) fn to_scale(text: &str, scale: usize) -> Option<i128> {
    let missing = scale.checked_sub(printed_scale(text))?;
    let digits: String = text.chars().filter(|c| *c != '.').chain(std::iter::repeat_n('0', missing)).collect();
    let number: i128 = digits.parse().ok()?;
    let limit = 10_i128.checked_pow(u32::from(PRECISION))?;
    (number.abs() < limit).then_some(number)
}

/// The number with its printed decimals; none where it has more than that.
pub(super) fn from_scale(number: i128, scale: usize, printed: usize) -> Option<String> {
    let factor = 10_i128.checked_pow(u32::try_from(scale.checked_sub(printed)?).ok()?)?;
    if number % factor != 0 {
        return None;
    }
    let sign = if number < 0 { "-" } else { "" };
    // At least one digit before the point.
    let digits = format!("{:0>width$}", (number / factor).unsigned_abs(), width = printed + 1);
    let (whole, fraction) = digits.split_at_checked(digits.len().checked_sub(printed)?)?;
    let point = if printed == 0 { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_come_back_as_they_were_printed() {
        for text in
            ["0", "0.00", "10891.62", "18862", "-0.05", "99999999999999999999", "-12345678901234567890.123456789012345678"]
        {
            let number = to_scale(text, 18).unwrap();
            assert_eq!(from_scale(number, 18, printed_scale(text)).unwrap(), text);
        }
        assert_eq!(to_scale("0.123", 2), None, "would have to be rounded");
        assert_eq!(to_scale("100000000000000000000", 18), None, "39 digits");
        assert_eq!(from_scale(123, 2, 1), None, "1.23 was not printed with one decimal");
        assert_eq!(whole_digits("-0012.5"), 2);
    }
}
