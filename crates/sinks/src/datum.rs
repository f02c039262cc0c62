//! One cell of a table, in the type of its column.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::schema::ColumnType;

/// A value of a row. A blank, absent or unknown value is [`Datum::Null`], never 0 and never an empty text.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Datum {
    /// No value.
    Null,
    /// Text that is not empty and holds no U+0000.
    Text(String),
    /// A count, an index or a year.
    Integer(i64),
    /// A measured figure: points or a confidence. Finite; in hundredths.
    Real(f64),
    /// An exact decimal as `-?digits(.digits)?`, decimals as printed. Two decimals are equal only where their
    /// decimals are: `969` is not `969.00`.
    Decimal(String),
    /// Yes or no.
    Boolean(bool),
}

/// The cells of a row, in the order of [`Table::columns`](crate::Table::columns).
pub type Row = Vec<Datum>;

impl Datum {
    /// A text that every sink can hold: PostgreSQL has no U+0000 in its texts, and the file formats cannot tell an
    /// empty text from none. The record keeps both as they were.
    #[must_use]
    pub fn text(text: &str) -> Datum {
        match text {
            "" => Datum::Null,
            _ if text.contains('\0') => Datum::Text(text.replace('\0', "\u{FFFD}")),
            _ => Datum::Text(text.to_owned()),
        }
    }

    /// A measured figure in hundredths; none where it is no number.
    #[must_use]
    pub fn real(measured: f64) -> Datum {
        let rounded = (measured * 100.0).round() / 100.0;
        match rounded.is_finite() {
            // Adding 0 turns -0 into 0, which databases disagree about.
            true => Datum::Real(rounded + 0.0),
            false => Datum::Null,
        }
    }

    /// True where there is no value.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Datum::Null)
    }

    /// The cell in characters; none where there is no value. [`Datum::parse`] gives it back exactly.
    #[must_use]
    pub fn to_text(&self) -> Option<Cow<'_, str>> {
        Some(match self {
            Datum::Null => return None,
            Datum::Text(text) | Datum::Decimal(text) => Cow::Borrowed(text.as_str()),
            Datum::Integer(number) => number.to_string().into(),
            Datum::Real(number) => number.to_string().into(),
            Datum::Boolean(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
        })
    }

    /// Reads a cell of a column of this type; none where the characters are not of the type.
    #[must_use]
    pub fn parse(text: String, column: ColumnType) -> Option<Datum> {
        match column {
            ColumnType::Text => Some(Datum::Text(text)),
            ColumnType::Integer => text.parse().ok().map(Datum::Integer),
            ColumnType::Real => text.parse().ok().map(Datum::Real),
            ColumnType::Decimal => is_decimal(&text).then_some(Datum::Decimal(text)),
            ColumnType::Boolean => text.parse().ok().map(Datum::Boolean),
        }
    }

    /// True where the cell may stand in a column of this type.
    #[must_use]
    pub fn fits(&self, column: ColumnType) -> bool {
        match self {
            Datum::Null => true,
            Datum::Text(_) => column == ColumnType::Text,
            Datum::Integer(_) => column == ColumnType::Integer,
            Datum::Real(_) => column == ColumnType::Real,
            Datum::Decimal(_) => column == ColumnType::Decimal,
            Datum::Boolean(_) => column == ColumnType::Boolean,
        }
    }
}

/// `-?digits(.digits)?`, nothing else.
pub(crate) fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_its_characters() {
        let cells = [
            (Datum::Text("=1".to_owned()), ColumnType::Text),
            (Datum::Integer(-7), ColumnType::Integer),
            (Datum::Real(595.3), ColumnType::Real),
            (Datum::Real(0.1 + 0.2), ColumnType::Real),
            (Datum::Decimal("-12345678901234567890.00".to_owned()), ColumnType::Decimal),
            (Datum::Boolean(true), ColumnType::Boolean),
        ];
        for (cell, column) in cells {
            let text = cell.to_text().unwrap().into_owned();
            assert_eq!(Datum::parse(text, column), Some(cell));
        }
        for text in ["", "1e5", "+1", "1.", ".5", "１", "1,000"] {
            assert_eq!(Datum::parse(text.to_owned(), ColumnType::Decimal), None, "{text}");
        }
    }

    #[test]
    fn what_not_every_sink_holds_is_made_alike_beforehand() {
        assert_eq!(Datum::text(""), Datum::Null);
        assert_eq!(Datum::text("a\0b"), Datum::Text("a\u{FFFD}b".to_owned()));
        assert_eq!(Datum::real(f64::INFINITY), Datum::Null);
        assert_eq!(Datum::real(-0.001).to_text().unwrap(), "0");
    }
}
