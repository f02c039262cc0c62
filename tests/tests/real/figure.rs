//! Printed figures and sums of them, exact.

use std::fmt;

use biaodan_pipeline::model::parse_number;

/// Decimal places that figures are held with; statements print at most two.
const PLACES: u32 = 4;

/// A printed figure.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Figure {
    /// In ten-thousandths.
    value: i128,
    /// Decimal places that are printed.
    places: u32,
}

impl Figure {
    /// None where the text is not exactly one number.
    pub(crate) fn parse(text: &str) -> Option<Figure> {
        let number = parse_number(text).ok()?;
        let scale = number.scale();
        let missing = PLACES.checked_sub(scale)?;
        Some(Figure { value: number.mantissa() * 10_i128.pow(missing), places: scale })
    }
}

impl fmt::Debug for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = 10_i128.pow(PLACES);
        write!(f, "{}.{:04}", self.value / one, (self.value % one).abs())
    }
}

/// A printed total and the printed parts of it. What is blank is not among the parts.
pub(crate) struct Sum {
    /// Which rule says that they belong together, and where they stand.
    pub(crate) what: String,
    /// None where it is blank.
    pub(crate) total: Option<Figure>,
    pub(crate) parts: Vec<Figure>,
}

impl fmt::Debug for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?} of {:?}", self.what, self.total, self.parts)
    }
}

impl Sum {
    /// None where nothing at all is printed: a blank statement states no sum.
    pub(crate) fn printed(what: String, total: Option<Figure>, parts: impl IntoIterator<Item = Option<Figure>>) -> Option<Sum> {
        let parts: Vec<Figure> = parts.into_iter().flatten().collect();
        (total.is_some() || !parts.is_empty()).then_some(Sum { what, total, parts })
    }

    /// True where the total is that of its parts but for rounding: each of them, and the total, may be off by
    /// half a unit of the last place that any of them prints.
    pub(crate) fn holds(&self) -> bool {
        let Some(total) = self.total.filter(|_| !self.parts.is_empty()) else { return false };
        let places = self.parts.iter().map(|part| part.places).fold(total.places, u32::max);
        let halves = self.parts.len() as i128 + 1;
        let tolerance = if self.parts.len() == 1 { 0 } else { halves * 10_i128.pow(PLACES - places) / 2 };
        (total.value - self.parts.iter().map(|part| part.value).sum::<i128>()).abs() <= tolerance
    }
}

#[test]
fn rounding_is_forgiven_and_nothing_else() {
    let sum = |total, parts: &[&str]| {
        let parts = parts.iter().map(|part| Figure::parse(part));
        Sum::printed(String::new(), Figure::parse(total), parts).is_some_and(|sum| sum.holds())
    };
    assert!(sum("1,092.80", &["1084.02", "8.77"]));
    assert!(!sum("1,092.80", &["1084.02", "8.76"]));
    assert!(!sum("1092.80", &["1092.79"]), "one part alone is the total itself");
    assert!(sum("22.91", &["0", "1.35", "21.56"]), "a bare 0 is not rounded to ones");
    assert!(!sum("", &["1.00"]) && !sum("1.00", &[""]), "a blank is no figure");
}
