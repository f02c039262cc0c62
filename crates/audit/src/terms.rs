//! The two sides of a sum, read from a record.

use biaodan_model::{Field, State};
use rust_decimal::Decimal;

use crate::figure::{Figure, Measure, Reading};
use crate::scope::Scope;

/// One field of a sum.
pub(crate) struct Term<'f> {
    pub(crate) path: String,
    pub(crate) field: &'f Field,
    pub(crate) figure: Figure,
}

impl Term<'_> {
    /// The number, where there is one.
    pub(crate) fn reading(&self) -> Option<Reading> {
        match self.figure {
            Figure::Read(reading) => Some(reading),
            Figure::Missing | Figure::Unusable => None,
        }
    }
}

/// One side of a sum.
pub(crate) struct Side<'f> {
    pub(crate) terms: Vec<Term<'f>>,
    /// The side as the rule states it, with full paths: `a.b + list[].c`.
    pub(crate) shown: String,
    /// True where the rule names one field here: the total.
    pub(crate) is_total: bool,
}

impl<'f> Side<'f> {
    /// Reads the fields that a side's paths stand for.
    pub(crate) fn read(scope: &Scope<'f>, paths: &[String]) -> Side<'f> {
        let fields = paths.iter().flat_map(|path| scope.select(path));
        let terms = fields.map(|(path, field)| Term { path, field, figure: Figure::of(Some(field)) });
        let shown: Vec<String> = paths.iter().map(|path| scope.full(path)).collect();
        Side { terms: terms.collect(), shown: shown.join(" + "), is_total: matches!(paths, [only] if !only.contains("[]")) }
    }

    /// The terms that have a number.
    pub(crate) fn readings(&self) -> impl Iterator<Item = Reading> + '_ {
        self.terms.iter().filter_map(Term::reading)
    }

    /// True where the form has no cell of this side at all; a list without rows is such a side.
    pub(crate) fn is_absent(&self) -> bool {
        self.terms.iter().all(|t| t.field.state == State::Absent)
    }

    /// The exact sum of what is printed; none where an exact decimal cannot hold it.
    pub(crate) fn sum(&self) -> Option<Decimal> {
        self.readings().try_fold(Decimal::ZERO, |sum, r| sum.checked_add(r.number))
    }
}

/// A sum: its two sides should be equal.
pub(crate) struct Equation<'f> {
    pub(crate) left: Side<'f>,
    pub(crate) right: Side<'f>,
}

impl<'f> Equation<'f> {
    /// Reads both sides.
    pub(crate) fn read(scope: &Scope<'f>, left: &[String], right: &[String]) -> Equation<'f> {
        Equation { left: Side::read(scope, left), right: Side::read(scope, right) }
    }

    /// All terms, left side first.
    pub(crate) fn terms(&self) -> impl Iterator<Item = &Term<'f>> {
        self.left.terms.iter().chain(&self.right.terms)
    }

    /// The term a finding is about: the total, or else the first printed term.
    pub(crate) fn focus(&self) -> Option<&Term<'f>> {
        let side = if self.left.is_total && !self.right.is_total { &self.left } else { &self.right };
        let total = side.terms.first().filter(|t| side.is_total && t.reading().is_some());
        total.or_else(|| self.terms().find(|t| t.reading().is_some()))
    }

    /// The first amount whose unit is not that of the others.
    pub(crate) fn unit_conflict(&self) -> Option<&Term<'f>> {
        let money = |t: &Term<'f>| match t.reading()?.measure {
            Measure::Money(unit) => Some(unit),
            _ => None,
        };
        let unit = self.terms().find_map(money)?;
        self.terms().find(|t| money(t).is_some_and(|other| other != unit))
    }

    /// How far the sides may be apart when every term is rounded to its last printed place.
    ///
    /// One figure on either side with the same decimals is the same figure printed twice, and two
    /// prints of one figure are rounded alike.
    pub(crate) fn tolerance(&self) -> Decimal {
        let (mut left, mut right) = (self.left.readings(), self.right.readings());
        let pair = (left.next(), left.next(), right.next(), right.next());
        if let (Some(a), None, Some(b), None) = pair
            && a.number.scale() == b.number.scale()
        {
            return Decimal::ZERO;
        }
        self.terms().filter_map(Term::reading).map(|r| r.rounding()).sum()
    }
}
