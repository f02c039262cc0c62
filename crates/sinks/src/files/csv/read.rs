//! CSV back to rows.

use std::fs::File;
use std::path::Path;

use super::cell::original;
use super::file_name;
use crate::datum::{Datum, Row};
use crate::error::SinkError;
use crate::files::reader::{HashedRow, TableRows};
use crate::schema::Table;
use crate::sql::all_columns;

/// Opens the file of a table, which has to have the columns of the table.
pub(in crate::files) fn open(dir: &Path, table: Table) -> Result<TableRows, SinkError> {
    let path = dir.join(file_name(table));
    let file = File::open(&path).map_err(SinkError::at(&path, "cannot open the file"))?;
    // Rows of another length are reported by their line, not as an end of the file.
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let header = reader.headers().map_err(SinkError::at(&path, "cannot read the header"))?;
    if !header.iter().eq(all_columns(table).map(|column| column.name)) {
        return Err(SinkError::damaged(path.display(), "its header is not that of this version's table"));
    }
    let place = path.display().to_string();
    Ok(Box::new(reader.into_byte_records().map(move |record| match record {
        Ok(record) => read_row(table, &record, &place),
        Err(error) => Err(SinkError::failed(&place, "cannot read a row", &error)),
    })))
}

fn read_row(table: Table, record: &csv::ByteRecord, file: &str) -> Result<HashedRow, SinkError> {
    let line = record.position().map_or(0, csv::Position::line);
    let place = format!("{file}, line {line}");
    if record.len() != table.columns().count() + 1 {
        return Err(SinkError::damaged(place, format!("has {} cells", record.len())));
    }
    let mut cells = record.iter();
    let sha256 = String::from_utf8_lossy(cells.next().unwrap_or_default()).into_owned();
    let row = table.columns().zip(cells).map(|(column, cell)| {
        let damaged = || SinkError::damaged(&place, format!("{} holds {:?}", column.name, String::from_utf8_lossy(cell)));
        match std::str::from_utf8(cell) {
            Ok("") => Ok(Datum::Null),
            Ok(cell) => Datum::parse(original(cell).to_owned(), column.column_type).ok_or_else(damaged),
            Err(_) => Err(damaged()),
        }
    });
    let row = row.collect::<Result<Row, _>>()?;
    Ok(HashedRow { place, sha256, row })
}
