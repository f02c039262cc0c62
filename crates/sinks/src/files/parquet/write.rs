//! Rows to Arrow to Parquet, a bounded number of rows at a time.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::Schema;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::columns::{ColumnBuilder, Filled, fields};
use super::{DecimalWidths, file_name};
use crate::datum::Datum;
use crate::error::SinkError;
use crate::files::FileFormat;
use crate::files::pending::Pending;
use crate::rows::DocumentRows;
use crate::schema::{Column, SCHEMA_VERSION, SHA256, Table};

/// Rows that are handed to Parquet at once.
const BATCH_ROWS: usize = 4096;

/// Bytes of a row group: what is held in memory for each table before it is written.
const GROUP_BYTES: usize = 16 << 20;

/// The files of all tables, in the order of [`Table::ALL`].
pub(in crate::files) struct ParquetFiles(Vec<ParquetFile>);

struct ParquetFile {
    table: Table,
    pending: Pending,
    writer: ArrowWriter<File>,
    schema: Arc<Schema>,
    columns: Vec<ColumnBuilder>,
    /// Rows in the builders.
    waiting: usize,
}

impl ParquetFiles {
    pub(in crate::files) fn create(dir: &Path, widths: &DecimalWidths) -> Result<ParquetFiles, SinkError> {
        let files = Table::ALL.into_iter().map(|table| ParquetFile::create(dir, table, widths));
        Ok(ParquetFiles(files.collect::<Result<_, _>>()?))
    }
}

impl FileFormat for ParquetFiles {
    fn write(&mut self, document: &DocumentRows, _record: &[u8]) -> Result<(), SinkError> {
        for (file, (_, rows)) in self.0.iter_mut().zip(document.each()) {
            rows.iter().try_for_each(|row| file.push(&document.sha256, row))?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<Vec<Pending>, SinkError> {
        self.0.into_iter().map(ParquetFile::finish).collect()
    }
}

impl ParquetFile {
    fn create(dir: &Path, table: Table, widths: &DecimalWidths) -> Result<ParquetFile, SinkError> {
        let (pending, file) = Pending::create(dir, &file_name(table))?;
        let columns = table.columns().enumerate().map(|(i, column)| ColumnBuilder::new(table, i, column, widths));
        let mut columns = columns.collect::<Result<Vec<_>, _>>()?;
        columns.insert(0, ColumnBuilder::text());
        let all = crate::sql::all_columns(table).zip(&columns);
        let schema = Arc::new(Schema::new(all.flat_map(|(column, builder)| fields(column, builder)).collect::<Vec<_>>()));
        let version = KeyValue::new("biaodan_schema".to_owned(), SCHEMA_VERSION.to_string());
        let properties =
            WriterProperties::builder().set_compression(Compression::SNAPPY).set_key_value_metadata(Some(vec![version])).build();
        let writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties))
            .map_err(SinkError::at(pending.path(), "cannot start the file"))?;
        Ok(ParquetFile { table, pending, writer, schema, columns, waiting: 0 })
    }

    fn push(&mut self, sha256: &str, row: &[Datum]) -> Result<(), SinkError> {
        let hash = Datum::Text(sha256.to_owned());
        let columns = std::iter::once(&SHA256).chain(self.table.columns());
        for ((builder, cell), column) in self.columns.iter_mut().zip(std::iter::once(&hash).chain(row)).zip(columns) {
            if builder.push(cell) == Filled::No {
                return Err(does_not_fit(&self.pending, self.table, column, sha256, cell));
            }
        }
        self.waiting += 1;
        if self.waiting >= BATCH_ROWS { self.hand_on() } else { Ok(()) }
    }

    fn hand_on(&mut self) -> Result<(), SinkError> {
        let failed = SinkError::at(self.pending.path(), "cannot write rows");
        let arrays = self.columns.iter_mut().flat_map(ColumnBuilder::take).collect();
        let batch = RecordBatch::try_new(Arc::clone(&self.schema), arrays)
            .map_err(|error| SinkError::failed(self.pending.path().display(), "cannot write rows", &error))?;
        self.writer.write(&batch).map_err(&failed)?;
        self.waiting = 0;
        if self.writer.in_progress_size() >= GROUP_BYTES {
            self.writer.flush().map_err(&failed)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Pending, SinkError> {
        if self.waiting > 0 {
            self.hand_on()?;
        }
        self.writer.close().map_err(SinkError::at(self.pending.path(), "cannot complete the file"))?;
        Ok(self.pending)
    }
}

fn does_not_fit(pending: &Pending, table: Table, column: &Column, sha256: &str, cell: &Datum) -> SinkError {
    SinkError::DoesNotFit {
        place: pending.path().display().to_string(),
        cell: format!("{}.{} of document {sha256}", table.name(), column.name),
        value: cell.to_text().unwrap_or_default().into_owned(),
        what: "the column's type was chosen without it; add every document to the widths first",
    }
}
