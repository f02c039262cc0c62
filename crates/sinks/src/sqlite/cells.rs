//! Cells on their way into SQLite and back.

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, ValueRef};

use crate::datum::{Datum, Row, is_decimal};
use crate::error::SinkError;
use crate::schema::{ColumnType, Table};

/// A parameter of an insertion.
pub(super) enum Bound<'d> {
    Hash(&'d str),
    Cell(&'d Datum),
}

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Bound::Hash(text) => ValueRef::Text(text.as_bytes()),
            Bound::Cell(Datum::Null) => ValueRef::Null,
            Bound::Cell(Datum::Text(text) | Datum::Decimal(text)) => ValueRef::Text(text.as_bytes()),
            Bound::Cell(Datum::Integer(number)) => ValueRef::Integer(*number),
            Bound::Cell(Datum::Real(number)) => ValueRef::Real(*number),
            Bound::Cell(Datum::Boolean(yes)) => ValueRef::Integer(i64::from(*yes)),
        }))
    }
}

/// The cells after the hash.
///
/// # Errors
/// [`SinkError::Damaged`] with the column where a cell is not of its type.
pub(super) fn read_row(table: Table, row: &rusqlite::Row<'_>, place: &str) -> Result<Row, SinkError> {
    let read = |(i, column): (usize, &crate::schema::Column)| {
        let value = row.get_ref(i + 1).map_err(|error| SinkError::failed(place, "cannot read a row", &error))?;
        datum(value, column.column_type)
            .ok_or_else(|| SinkError::damaged(place, format!("{} holds {}, which it cannot", column.name, shown(value))))
    };
    table.columns().enumerate().map(read).collect()
}

fn datum(value: ValueRef<'_>, column: ColumnType) -> Option<Datum> {
    Some(match (value, column) {
        (ValueRef::Null, _) => Datum::Null,
        (ValueRef::Text(text), ColumnType::Text) => Datum::Text(utf8(text)?),
        (ValueRef::Text(text), ColumnType::Decimal) => Datum::Decimal(utf8(text).filter(|text| is_decimal(text))?),
        (ValueRef::Integer(number), ColumnType::Integer) => Datum::Integer(number),
        (ValueRef::Integer(number @ (0 | 1)), ColumnType::Boolean) => Datum::Boolean(number == 1),
        (ValueRef::Real(number), ColumnType::Real) => Datum::Real(number),
        _ => return None,
    })
}

fn utf8(bytes: &[u8]) -> Option<String> {
    String::from_utf8(bytes.to_vec()).ok()
}

fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Text(text) => format!("{:?}", String::from_utf8_lossy(text)),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Null => "nothing".to_owned(),
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}
