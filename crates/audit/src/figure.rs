//! The figure in a field, as a rule sees it: a usable number, nothing, or something unusable.

use biaodan_model::{Field, Operator, State, Target, Unit, Value};
use rust_decimal::Decimal;

/// Whole digits a figure may have. China's whole public budget is under 10^14 yuan, and 10^6 such
/// terms with [`MAX_SCALE`] decimals still add up within the 28 digits of an exact decimal.
const MAX_MAGNITUDE: i64 = 100_000_000_000_000;

/// Decimals a figure may have; up to 6 are seen in the wild.
const MAX_SCALE: u32 = 8;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Measure {
    /// A weight, a score, a share without a sign.
    Bare,
    /// Printed with a percent sign.
    Percent,
    /// Money in this unit.
    Money(Option<Unit>),
}

/// A number as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) number: Decimal,
    pub(crate) measure: Measure,
}

impl Reading {
    /// Half a unit of the last printed place.
    pub(crate) fn half_unit(&self) -> Decimal {
        Decimal::try_new(5, self.number.scale() + 1).unwrap_or_default()
    }

    /// How far the number may be from the exact one when it is a term of a sum.
    ///
    /// A whole weight or score was given, not rounded: half a point for each of 20 indicators would
    /// let a total pass that is off by ten.
    pub(crate) fn rounding(&self) -> Decimal {
        match self.measure {
            Measure::Money(_) => self.half_unit(),
            Measure::Bare | Measure::Percent if self.number.scale() == 0 => Decimal::ZERO,
            Measure::Bare | Measure::Percent => self.half_unit(),
        }
    }
}

/// What a rule finds in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Figure {
    /// Absent, blank, or a dash.
    Missing,
    /// Something stands there that no rule can reckon with.
    Unusable,
    /// A number.
    Read(Reading),
}

impl Figure {
    /// The figure in a field; a field the record lacks is missing.
    pub(crate) fn of(field: Option<&Field>) -> Figure {
        let Some(field) = field else { return Figure::Missing };
        match field.state {
            State::Absent | State::Blank | State::Dash => Figure::Missing,
            State::Unreadable => Figure::Unusable,
            State::Printed => field.value.as_ref().and_then(reading).map_or(Figure::Unusable, Figure::Read),
        }
    }
}

fn reading(value: &Value) -> Option<Reading> {
    let reading = match value {
        Value::Amount(amount) => Reading { number: amount.number, measure: Measure::Money(amount.unit) },
        Value::Number(number) => Reading { number: *number, measure: Measure::Bare },
        Value::Integer(number) => Reading { number: (*number).into(), measure: Measure::Bare },
        Value::Text(text) => text_reading(text)?,
    };
    let small = reading.number.abs() < Decimal::from(MAX_MAGNITUDE) && reading.number.scale() <= MAX_SCALE;
    small.then_some(reading)
}

/// `91.37%`, `91.37`, `=100.00(%)`; a comparison or another unit is no figure.
fn text_reading(text: &str) -> Option<Reading> {
    let target = Target::parse(text)?;
    if target.operator != Operator::Equal {
        return None;
    }
    let measure = match target.unit.as_deref() {
        None => Measure::Bare,
        Some("%" | "％") => Measure::Percent,
        Some(_) => return None,
    };
    Some(Reading { number: target.number, measure })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{amount, number, text};

    fn read(field: &Field) -> Option<Reading> {
        match Figure::of(Some(field)) {
            Figure::Read(reading) => Some(reading),
            _ => None,
        }
    }

    #[test]
    fn rates_are_read_out_of_text() {
        assert_eq!(read(&text("91.37%")).unwrap().measure, Measure::Percent);
        assert_eq!(read(&text("0.9137")).unwrap().measure, Measure::Bare);
        for bad in ["≥95%", "3次", "详见附件"] {
            assert_eq!(Figure::of(Some(&text(bad))), Figure::Unusable, "{bad}");
        }
    }

    #[test]
    fn states_are_kept_apart() {
        assert_eq!(Figure::of(None), Figure::Missing);
        assert_eq!(Figure::of(Some(&Field::blank(None))), Figure::Missing);
        assert_eq!(Figure::of(Some(&Field::unreadable(None, None))), Figure::Unusable);
    }

    #[test]
    fn figures_too_long_for_exact_sums_are_unusable() {
        assert_eq!(Figure::of(Some(&amount("123456789012345678"))), Figure::Unusable);
        assert_eq!(Figure::of(Some(&amount("1.1234567890"))), Figure::Unusable);
    }

    #[test]
    fn whole_scores_are_not_rounded_but_whole_amounts_are() {
        assert_eq!(read(&number("20")).unwrap().rounding(), Decimal::ZERO);
        assert_eq!(read(&number("19.5")).unwrap().rounding(), Decimal::new(5, 2));
        assert_eq!(read(&amount("18,862")).unwrap().rounding(), Decimal::new(5, 1));
    }
}
