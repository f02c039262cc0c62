//! NDJSON: the full record of one document a line.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use super::FileFormat;
use super::pending::Pending;
use crate::error::SinkError;
use crate::rows::DocumentRows;

/// The file's name in its folder.
pub const RECORDS: &str = "records.ndjson";

pub(super) struct Ndjson {
    pending: Pending,
    writer: BufWriter<File>,
}

impl Ndjson {
    pub(super) fn create(dir: &Path) -> Result<Ndjson, SinkError> {
        let (pending, file) = Pending::create(dir, RECORDS)?;
        Ok(Ndjson { pending, writer: BufWriter::new(file) })
    }
}

impl FileFormat for Ndjson {
    fn write(&mut self, document: &DocumentRows, record: &[u8]) -> Result<(), SinkError> {
        if record.is_empty() || record.contains(&b'\n') {
            return Err(SinkError::Misused(format!("the record of document {} is not one line", document.sha256)));
        }
        let written = self.writer.write_all(record).and_then(|()| self.writer.write_all(b"\n"));
        written.map_err(SinkError::at(self.pending.path(), "cannot write a record"))
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<Pending>, SinkError> {
        self.writer.flush().map_err(SinkError::at(self.pending.path(), "cannot write the last records"))?;
        Ok(vec![self.pending])
    }
}

/// The records of an NDJSON file, one by one, without their line ends.
#[derive(Debug)]
pub struct Records {
    path: PathBuf,
    reader: Option<BufReader<File>>,
}

impl Records {
    /// Opens the file [`RECORDS`] of a folder.
    ///
    /// # Errors
    /// The system's.
    pub fn open(dir: &Path) -> Result<Records, SinkError> {
        let path = dir.join(RECORDS);
        let file = File::open(&path).map_err(SinkError::at(&path, "cannot open the file"))?;
        Ok(Records { path, reader: Some(BufReader::new(file)) })
    }

    fn line(&mut self) -> Result<Option<Vec<u8>>, SinkError> {
        let Some(reader) = &mut self.reader else { return Ok(None) };
        let mut line = Vec::new();
        reader.read_until(b'\n', &mut line).map_err(SinkError::at(&self.path, "cannot read a record"))?;
        if line.is_empty() {
            return Ok(None);
        }
        match line.pop() {
            Some(b'\n') => Ok(Some(line)),
            _ => Err(SinkError::damaged(self.path.display(), "ends within a line")),
        }
    }
}

impl Iterator for Records {
    type Item = Result<Vec<u8>, SinkError>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = self.line().transpose();
        if !matches!(line, Some(Ok(_))) {
            self.reader = None;
        }
        line
    }
}
