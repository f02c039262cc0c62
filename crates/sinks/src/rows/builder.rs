//! Rows, cell by cell, in the order of the columns.

use biaodan_model::{Field, Origin, Provenance, Region, State};
use rust_decimal::Decimal;

use crate::datum::{Datum, Row};

/// A row that is being filled.
#[derive(Debug, Default)]
pub(super) struct Cells(Row);

impl Cells {
    pub(super) fn text<'t>(mut self, text: impl Into<Option<&'t str>>) -> Cells {
        self.0.push(text.into().map_or(Datum::Null, Datum::text));
        self
    }

    /// A count or an index; none where it is larger than any database holds.
    pub(super) fn integer(mut self, number: impl TryInto<i64>) -> Cells {
        self.0.push(number.try_into().map_or(Datum::Null, Datum::Integer));
        self
    }

    pub(super) fn optional(self, number: Option<impl TryInto<i64>>) -> Cells {
        match number {
            Some(number) => self.integer(number),
            None => self.null(),
        }
    }

    pub(super) fn real(mut self, measured: Option<f64>) -> Cells {
        self.0.push(measured.map_or(Datum::Null, Datum::real));
        self
    }

    pub(super) fn decimal(mut self, number: Option<Decimal>) -> Cells {
        self.0.push(number.map_or(Datum::Null, exact));
        self
    }

    pub(super) fn boolean(mut self, yes: Option<bool>) -> Cells {
        self.0.push(yes.map_or(Datum::Null, Datum::Boolean));
        self
    }

    pub(super) fn null(mut self) -> Cells {
        self.0.push(Datum::Null);
        self
    }

    /// What an earlier row has in common with this one.
    pub(super) fn shared(mut self, cells: &[Datum]) -> Cells {
        self.0.extend_from_slice(cells);
        self
    }

    /// raw, state.
    pub(super) fn printed(self, field: &Field) -> Cells {
        self.text(field.raw.as_deref()).text(state(field.state))
    }

    /// page, first_line … y1.
    pub(super) fn place(self, page: Option<u32>, region: Option<Region>) -> Cells {
        let (lines, corners) = match region {
            Some(Region::Lines(first, last)) => ([Some(first), Some(last)], [None; 4]),
            Some(Region::Box(corners)) => ([None; 2], corners.map(Some)),
            None => ([None; 2], [None; 4]),
        };
        let cells = lines.into_iter().fold(self.optional(page), Cells::optional);
        corners.into_iter().fold(cells, Cells::real)
    }

    /// page … y1, confidence, text_from.
    pub(super) fn provenance(self, place: Option<&Provenance>, confidence: f32) -> Cells {
        // What is no number deserves no confidence.
        let confidence = if confidence.is_nan() { 0.0 } else { f64::from(confidence).clamp(0.0, 1.0) };
        self.place(place.map(|place| place.page), place.map(|place| place.region))
            .real(Some(confidence))
            .text(place.map(|place| origin(place.from)))
    }

    pub(super) fn done(self) -> Row {
        self.0
    }
}

/// A zero has no sign: neither NUMERIC nor Decimal128 has one for it.
fn exact(mut number: Decimal) -> Datum {
    if number.is_zero() {
        number.set_sign_positive(true);
    }
    Datum::Decimal(number.to_string())
}

fn state(state: State) -> &'static str {
    match state {
        State::Printed => "printed",
        State::Blank => "blank",
        State::Absent => "absent",
        State::Dash => "dash",
        State::Unreadable => "unreadable",
    }
}

pub(super) fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::TextLayer => "text-layer",
        Origin::Ocr => "ocr",
        Origin::Dump => "dump",
        Origin::None => "none",
    }
}
