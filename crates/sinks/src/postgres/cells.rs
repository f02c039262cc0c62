//! Cells on their way into PostgreSQL and back.
//!
//! In the text format of COPY: cells between tabs, `\N` for no value, and a backslash before what has a meaning.

use std::io::Write;

use postgres::Transaction;

use super::failed;
use crate::datum::{Datum, Row};
use crate::error::SinkError;
use crate::rows::DocumentRows;
use crate::schema::{Column, Table};
use crate::sql;

/// One COPY a table, sent piece by piece.
pub(super) fn copy_in(table: Table, documents: &[DocumentRows], to: &mut Transaction<'_>, place: &str) -> Result<(), SinkError> {
    let place = format!("{place}: table {}", table.name());
    let failed = failed(&place, "cannot store a batch of documents");
    if documents.iter().all(|document| document.table(table).is_empty()) {
        return Ok(());
    }
    let copy = format!("COPY {} ({}) FROM STDIN", table.name(), sql::column_names(table));
    let mut writer = to.copy_in(&copy).map_err(&failed)?;
    let mut lines = Vec::new();
    for document in documents {
        lines.clear();
        document.table(table).iter().for_each(|row| push_line(&document.sha256, row, &mut lines));
        writer.write_all(&lines).map_err(|error| SinkError::failed(&place, "cannot send rows", &error))?;
    }
    writer.finish().map(|_| ()).map_err(&failed)
}

/// The cells of a row that was asked for as text.
///
/// # Errors
/// [`SinkError::Damaged`] with the column where a cell is not of its type.
pub(super) fn read_row(table: Table, row: &postgres::Row, place: &str) -> Result<Row, SinkError> {
    let read = |(i, column): (usize, &Column)| {
        let text: Option<String> = row.try_get(i).map_err(failed(place, "cannot read a row"))?;
        let Some(text) = text else { return Ok(Datum::Null) };
        let shown = text.clone();
        Datum::parse(text, column.column_type)
            .ok_or_else(|| SinkError::damaged(place, format!("{} holds {shown:?}, which it cannot", column.name)))
    };
    table.columns().enumerate().map(read).collect()
}

/// Adds one row with its hash.
fn push_line(sha256: &str, row: &[Datum], to: &mut Vec<u8>) {
    to.extend_from_slice(sha256.as_bytes());
    for cell in row {
        to.push(b'\t');
        match cell.to_text() {
            None => to.extend_from_slice(b"\\N"),
            Some(text) => text.bytes().for_each(|byte| push_byte(byte, to)),
        }
    }
    to.push(b'\n');
}

fn push_byte(byte: u8, to: &mut Vec<u8>) {
    let sign = match byte {
        b'\\' => b'\\',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => return to.push(byte),
    };
    to.extend_from_slice(&[b'\\', sign]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_meaning_is_escaped() {
        let row = [Datum::Null, Datum::text("\\N\ta\r\nb"), Datum::Decimal("0.00".to_owned())];
        let mut line = Vec::new();
        push_line("ab", &row, &mut line);
        assert_eq!(String::from_utf8(line).unwrap(), "ab\t\\N\t\\\\N\\ta\\r\\nb\t0.00\n");
    }
}
