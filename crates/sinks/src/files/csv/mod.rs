//! CSV: one file a table. Blank is an empty cell; texts that spreadsheets would run are made harmless.

mod cell;
mod read;

use std::fs::File;
use std::path::Path;

use self::cell::harmless;
pub(super) use self::read::open;
use super::FileFormat;
use super::pending::Pending;
use crate::error::SinkError;
use crate::rows::DocumentRows;
use crate::schema::Table;
use crate::sql::all_columns;

/// The name of a table's file.
fn file_name(table: Table) -> String {
    format!("{}.csv", table.name())
}

/// The files of all tables, in the order of [`Table::ALL`].
pub(super) struct CsvFiles(Vec<CsvFile>);

struct CsvFile {
    pending: Pending,
    writer: csv::Writer<File>,
}

impl CsvFiles {
    pub(super) fn create(dir: &Path) -> Result<CsvFiles, SinkError> {
        let files = Table::ALL.into_iter().map(|table| {
            let (pending, file) = Pending::create(dir, &file_name(table))?;
            let mut writer = csv::Writer::from_writer(file);
            let header = writer.write_record(all_columns(table).map(|column| column.name));
            header.map_err(SinkError::at(pending.path(), "cannot write the header"))?;
            Ok(CsvFile { pending, writer })
        });
        Ok(CsvFiles(files.collect::<Result<_, _>>()?))
    }
}

impl FileFormat for CsvFiles {
    fn write(&mut self, document: &DocumentRows, _record: &[u8]) -> Result<(), SinkError> {
        for (file, (_, rows)) in self.0.iter_mut().zip(document.each()) {
            for row in rows {
                let written = file.write(&document.sha256, row);
                written.map_err(SinkError::at(file.pending.path(), "cannot write a row"))?;
            }
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<Pending>, SinkError> {
        let finish = |mut file: CsvFile| {
            file.writer.flush().map_err(SinkError::at(file.pending.path(), "cannot write the last rows"))?;
            Ok(file.pending)
        };
        self.0.into_iter().map(finish).collect()
    }
}

impl CsvFile {
    fn write(&mut self, sha256: &str, row: &[crate::datum::Datum]) -> csv::Result<()> {
        self.writer.write_field(sha256)?;
        for cell in row {
            let text = cell.to_text().unwrap_or_default();
            self.writer.write_field(harmless(&text).as_bytes())?;
        }
        self.writer.write_record(None::<&[u8]>)
    }
}
