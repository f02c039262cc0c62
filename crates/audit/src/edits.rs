//! Single edits of a printed number: what one slip of a hand, a print or a reading can do.

use rust_decimal::Decimal;

/// Powers of ten by which a decimal point is moved when it is lost or misplaced.
const MAX_POINT_SHIFT: u32 = 3;

/// One slip, in the order in which hints name them: the simplest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Edit {
    /// A recogniser saw the needed value as another reading.
    ReadOtherwise,
    /// The decimal point is lost or stands at the wrong place.
    Point,
    /// A thousands separator was taken for a decimal point, or the other way round.
    Separator,
    /// One digit is another one.
    DigitChanged,
    /// Two neighbouring digits changed places.
    DigitsSwapped,
    /// One digit is lost.
    DigitLost,
    /// One digit is too many, as when it was printed twice.
    DigitExtra,
    /// The value of another cell stands here.
    WrongColumn,
    /// Two terms of the sum changed places.
    Exchanged,
    /// The cell is blank and its value is what is missing.
    TermBlank,
}

/// The single slip that makes `printed` out of `needed`, with `needed` as it would be printed; none
/// where it takes more than one. `raw` is the printed text of `printed` without signs and
/// separators, leading zeros kept.
pub(crate) fn slip(printed: Decimal, raw: &str, needed: Decimal) -> Option<(Edit, Decimal)> {
    if needed.is_sign_negative() != printed.is_sign_negative() && !needed.is_zero() {
        return None;
    }
    if let Some(edit) = point_slip(printed, needed) {
        return Some((edit, as_printed(needed, printed.scale())));
    }
    // A digit lost or doubled after the point changes how many decimals are printed.
    let scale = printed.scale();
    [Some(scale), scale.checked_sub(1), scale.checked_add(1)].into_iter().flatten().find_map(|scale| {
        let needed = at_scale(needed, scale)?;
        Some((digit_slip(raw, &needed.abs().to_string())?, needed))
    })
}

/// A number with at least this many decimals, more where it needs them.
pub(crate) fn as_printed(number: Decimal, scale: u32) -> Decimal {
    at_scale(number, scale).unwrap_or_else(|| number.normalize())
}

/// The number with exactly this many decimals, where that does not change it.
fn at_scale(number: Decimal, scale: u32) -> Option<Decimal> {
    let mut rescaled = number;
    rescaled.rescale(scale);
    (rescaled == number && rescaled.scale() == scale).then_some(rescaled)
}

fn point_slip(printed: Decimal, needed: Decimal) -> Option<Edit> {
    if printed.is_zero() || needed.is_zero() {
        return None;
    }
    for shift in 1..=MAX_POINT_SHIFT {
        let power = Decimal::from(10_u32.pow(shift));
        let up = printed.checked_mul(power)? == needed;
        let down = needed.checked_mul(power)? == printed;
        if up || down {
            // `2.293` for `2,293`, or `2,293` for `2.293`: the point stands where a separator would.
            let grouped = shift == 3 && ((up && printed.scale() == 3) || (down && printed.scale() == 0));
            return Some(if grouped { Edit::Separator } else { Edit::Point });
        }
    }
    None
}

fn digit_slip(printed: &str, needed: &str) -> Option<Edit> {
    // A number misprinted with leading zeros keeps its width.
    let width = if printed.starts_with('0') { printed.len() } else { 0 };
    let needed = format!("{needed:0>width$}");
    let (printed, needed) = (printed.as_bytes(), needed.as_bytes());
    if printed.len() == needed.len() {
        same_length_slip(printed, needed)
    } else if printed.len() + 1 == needed.len() {
        one_more_digit(printed, needed).then_some(Edit::DigitLost)
    } else if needed.len() + 1 == printed.len() {
        one_more_digit(needed, printed).then_some(Edit::DigitExtra)
    } else {
        None
    }
}

fn same_length_slip(printed: &[u8], needed: &[u8]) -> Option<Edit> {
    let mut differing = printed.iter().zip(needed).enumerate().filter(|(_, (p, n))| p != n);
    let (at, (p, n)) = differing.next()?;
    let digits = |pair: [&u8; 2]| pair.iter().all(|b| b.is_ascii_digit());
    let second = differing.next();
    if differing.next().is_some() || !digits([p, n]) {
        return None;
    }
    let Some((then, (q, m))) = second else { return Some(Edit::DigitChanged) };
    // Neighbours on either side of the point are neighbours too.
    let adjacent = then == at + 1 || (then == at + 2 && printed.get(at + 1) == Some(&b'.'));
    (adjacent && digits([q, m]) && p == m && q == n).then_some(Edit::DigitsSwapped)
}

/// True where leaving one digit out of `long` gives `short`.
fn one_more_digit(short: &[u8], long: &[u8]) -> bool {
    let same = short.iter().zip(long).take_while(|(s, l)| s == l).count();
    long.get(same).is_some_and(u8::is_ascii_digit) && long.get(same + 1..) == short.get(same..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use biaodan_model::parse_number;

    fn edit(printed: &str, needed: &str) -> Option<(Edit, String)> {
        let plain: String = printed.chars().filter(|c| *c != ',').collect();
        let (number, needed) = (parse_number(printed).unwrap(), parse_number(needed).unwrap());
        slip(number, &plain, needed).map(|(edit, needed)| (edit, needed.to_string()))
    }

    #[test]
    fn every_slip_is_known() {
        let cases = [
            ("229328", "2293.28", Edit::Point),
            ("22.9328", "2293.28", Edit::Point),
            ("2.293", "2293", Edit::Separator),
            ("2,293", "2.293", Edit::Separator),
            ("2,298.28", "2293.28", Edit::DigitChanged),
            ("0005.00", "1005.00", Edit::DigitChanged),
            ("2,239.28", "2293.28", Edit::DigitsSwapped),
            ("2,292.38", "2293.28", Edit::DigitsSwapped),
            ("229.28", "2293.28", Edit::DigitLost),
            ("12.3", "12.34", Edit::DigitLost),
            ("22,293.28", "2293.28", Edit::DigitExtra),
            ("12.445", "12.45", Edit::DigitExtra),
        ];
        for (printed, needed, expected) in cases {
            assert_eq!(edit(printed, needed).map(|(e, _)| e), Some(expected), "{printed} for {needed}");
        }
    }

    #[test]
    fn two_slips_are_none() {
        for (printed, needed) in [("2293.28", "2281.28"), ("5.00", "1005.00"), ("12.00", "-12.00"), ("1.5", "7.35")] {
            assert_eq!(edit(printed, needed), None, "{printed} for {needed}");
        }
    }

    #[test]
    fn the_needed_value_is_shown_as_it_would_be_printed() {
        assert_eq!(edit("229328.00", "2293.28"), Some((Edit::Point, "2293.28".to_owned())));
        assert_eq!(edit("1.40", "1.5"), Some((Edit::DigitChanged, "1.50".to_owned())));
    }
}
