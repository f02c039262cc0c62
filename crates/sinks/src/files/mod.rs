//! File formats: written once, document by document, and put in place when all are complete.
//!
//! The same documents give the same bytes. No more is held than a bounded number of rows, whatever the number of
//! documents. A file that stands under its own name is complete.

mod csv;
mod ndjson;
mod parquet;
mod pending;
mod reader;
#[cfg(test)]
mod tests;
mod xlsx;

use std::fs;
use std::path::{Path, PathBuf};

pub use self::ndjson::{RECORDS, Records};
pub use self::parquet::DecimalWidths;
use self::pending::Pending;
pub use self::reader::FolderReader;
pub use self::xlsx::WORKBOOK;
use crate::error::SinkError;
use crate::rows::DocumentRows;
use crate::target::Format;

/// What writes one format.
trait FileFormat {
    fn write(&mut self, document: &DocumentRows, record: &[u8]) -> Result<(), SinkError>;

    /// Completes the files, which then wait for their names.
    fn finish(self: Box<Self>) -> Result<Vec<Pending>, SinkError>;
}

/// A folder that is being filled with the files of one or more formats.
///
/// Files that stood there under the same names stay until [`Folder::finish`]; dropping the folder before leaves them.
pub struct Folder {
    dir: PathBuf,
    formats: Vec<Box<dyn FileFormat>>,
    /// The document written last.
    last: Option<String>,
}

impl std::fmt::Debug for Folder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Folder").field("dir", &self.dir).field("last", &self.last).finish_non_exhaustive()
    }
}

impl Folder {
    /// Starts the files; the folder is made too. `widths` is what [`DecimalWidths::add`] gathered from the same
    /// documents. Only Parquet asks for it: it wants to know the size of its decimals beforehand.
    ///
    /// # Errors
    /// The system's, with the file; decimals that no Parquet column holds side by side.
    pub fn create(dir: &Path, formats: &[Format], widths: &DecimalWidths) -> Result<Folder, SinkError> {
        fs::create_dir_all(dir).map_err(SinkError::at(dir, "cannot make the folder"))?;
        let formats = formats.iter().map(|format| -> Result<Box<dyn FileFormat>, SinkError> {
            Ok(match format {
                Format::Ndjson => Box::new(ndjson::Ndjson::create(dir)?),
                Format::Csv => Box::new(csv::CsvFiles::create(dir)?),
                Format::Parquet => Box::new(parquet::ParquetFiles::create(dir, widths)?),
                Format::Xlsx => Box::new(xlsx::Xlsx::create(dir)?),
            })
        });
        Ok(Folder { dir: dir.to_owned(), formats: formats.collect::<Result<_, _>>()?, last: None })
    }

    /// Adds a document: its rows to the tables, and its full record, one JSON object without a line end, to NDJSON.
    ///
    /// # Errors
    /// The system's, with the file; a value that a format cannot hold exactly. [`SinkError::Misused`] where the
    /// documents do not come in ascending order of their SHA-256, each once.
    pub fn write(&mut self, document: &DocumentRows, record: &[u8]) -> Result<(), SinkError> {
        if self.last.as_ref().is_some_and(|last| *last >= document.sha256) {
            return Err(SinkError::Misused(format!("document {} comes out of order, or twice", document.sha256)));
        }
        self.formats.iter_mut().try_for_each(|format| format.write(document, record))?;
        self.last = Some(document.sha256.clone());
        Ok(())
    }

    /// Completes every file and only then gives each its name, in place of what stood there. Gives back the files.
    ///
    /// # Errors
    /// The system's, with the file.
    pub fn finish(self) -> Result<Vec<PathBuf>, SinkError> {
        let mut pending = Vec::new();
        for format in self.formats {
            pending.extend(format.finish()?);
        }
        pending.iter().try_for_each(Pending::sync)?;
        pending.into_iter().map(Pending::put_in_place).collect()
    }
}
