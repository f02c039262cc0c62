//! A folder of tables back to documents.

use std::collections::{HashSet, VecDeque};
use std::iter::Peekable;
use std::path::Path;

use super::{csv, parquet};
use crate::datum::Row;
use crate::error::SinkError;
use crate::rows::DocumentRows;
use crate::schema::Table;
use crate::target::Format;

/// A row of a file and its place there, for messages.
pub(super) struct HashedRow {
    pub(super) place: String,
    pub(super) sha256: String,
    pub(super) row: Row,
}

/// The rows of one table's file, in order. What cannot be read of a row is an error in its place;
/// [`SinkError::Failed`] is the last.
pub(super) type TableRows = Box<dyn Iterator<Item = Result<HashedRow, SinkError>>>;

/// The documents of a folder of CSV or Parquet files, in ascending order of their SHA-256, as they stand now.
///
/// What belongs to no document comes as an error that names file and row; the documents after it come all the same.
pub struct FolderReader {
    tables: Vec<Peekable<TableRows>>,
    /// The documents that the table of documents lists.
    known: HashSet<String>,
    /// The documents still to come, the next one last.
    to_come: Vec<String>,
    /// What was found on the way to the next document.
    errors: VecDeque<SinkError>,
}

impl std::fmt::Debug for FolderReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FolderReader").field("to_come", &self.to_come.len()).finish_non_exhaustive()
    }
}

impl FolderReader {
    /// Opens the files of all tables.
    ///
    /// # Errors
    /// The system's; [`SinkError::Misused`] for a format that cannot be read back.
    pub fn open(dir: &Path, format: Format) -> Result<FolderReader, SinkError> {
        let open = |table| match format {
            Format::Csv => csv::open(dir, table),
            Format::Parquet => parquet::open(dir, table),
            _ => Err(SinkError::Misused(format!("tables are read from csv and parquet, not from {format}"))),
        };
        let documents = open(Table::Documents)?.filter_map(Result::ok);
        let mut to_come: Vec<String> = documents.map(|row| row.sha256).collect();
        to_come.sort_unstable_by(|a, b| b.cmp(a));
        to_come.dedup();
        let known = to_come.iter().cloned().collect();
        let tables = Table::ALL.into_iter().map(|table| Ok(open(table)?.peekable())).collect::<Result<_, SinkError>>()?;
        Ok(FolderReader { tables, known, to_come, errors: VecDeque::new() })
    }

    fn document(&mut self, sha256: String) -> DocumentRows {
        let mut document = DocumentRows::empty(sha256);
        for (table, rows) in self.tables.iter_mut().zip(&mut document.tables) {
            take_rows(table, Some(&document.sha256), &self.known, rows, &mut self.errors);
        }
        document
    }

    /// Once all documents are through, whatever is left belongs to none.
    fn drain(&mut self) {
        for table in &mut self.tables {
            take_rows(table, None, &self.known, &mut Vec::new(), &mut self.errors);
        }
    }
}

/// Takes the rows of a document up to the first of a later one. Rows of none, or of one that is through, are errors.
fn take_rows(
    table: &mut Peekable<TableRows>,
    sha256: Option<&str>,
    known: &HashSet<String>,
    rows: &mut Vec<Row>,
    errors: &mut VecDeque<SinkError>,
) {
    let is_later = |row: &Result<HashedRow, SinkError>| match (row, sha256) {
        (Ok(row), Some(sha256)) => row.sha256.as_str() > sha256 && known.contains(&row.sha256),
        _ => false,
    };
    while let Some(next) = table.next_if(|row| !is_later(row)) {
        match next {
            Ok(row) if Some(row.sha256.as_str()) == sha256 => rows.push(row.row),
            Ok(row) => errors.push_back(misplaced(&row, known)),
            Err(error) => errors.push_back(error),
        }
    }
}

fn misplaced(row: &HashedRow, known: &HashSet<String>) -> SinkError {
    let what = if known.contains(&row.sha256) { "stands apart from the rows of its document" } else { "belongs to no document" };
    SinkError::damaged(&row.place, format!("{what} (sha256 {})", row.sha256))
}

impl Iterator for FolderReader {
    type Item = Result<DocumentRows, SinkError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.errors.pop_front() {
            return Some(Err(error));
        }
        if let Some(sha256) = self.to_come.pop() {
            let document = self.document(sha256);
            return Some(Ok(document));
        }
        self.drain();
        self.errors.pop_front().map(Err)
    }
}
