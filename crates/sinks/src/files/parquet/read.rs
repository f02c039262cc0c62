//! Parquet back to rows.

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use arrow_array::types::{Decimal128Type, Float64Type, Int8Type, Int64Type};
use arrow_array::{Array, RecordBatch, cast::AsArray};
use arrow_schema::DataType;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};

use super::decimal::from_scale;
use super::{file_name, scale_name};
use crate::datum::{Datum, Row};
use crate::error::SinkError;
use crate::files::reader::{HashedRow, TableRows};
use crate::schema::{Column, ColumnType, SHA256, Table};

/// Rows that are unpacked at once.
const BATCH_ROWS: usize = 1024;

/// Opens the file of a table.
pub(in crate::files) fn open(dir: &Path, table: Table) -> Result<TableRows, SinkError> {
    let path = dir.join(file_name(table));
    let file = File::open(&path).map_err(SinkError::at(&path, "cannot open the file"))?;
    let failed = SinkError::at(&path, "cannot read this as a Parquet file");
    let reader = guarded(&path, || {
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).map_err(&failed)?;
        reader.with_batch_size(BATCH_ROWS).build().map_err(&failed)
    })?;
    Ok(Box::new(Batches { path, reader: Some(reader), rows: 0 }.flat_map(move |batch| match batch {
        Ok(batch) => (0..batch.rows.num_rows()).map(|i| read_row(table, &batch, i)).collect(),
        Err(error) => vec![Err(error)],
    })))
}

/// Rows that were unpacked at once.
struct Batch {
    /// The file, for messages.
    file: String,
    rows: RecordBatch,
    /// How many rows of the file come before.
    before: usize,
}

/// The batches of a file up to the first error: a damaged file may give it again and again.
struct Batches {
    path: PathBuf,
    reader: Option<ParquetRecordBatchReader>,
    rows: usize,
}

impl Iterator for Batches {
    type Item = Result<Batch, SinkError>;

    fn next(&mut self) -> Option<Self::Item> {
        let reader = self.reader.as_mut()?;
        let failed = SinkError::at(&self.path, "cannot read rows");
        let batch = match guarded(&self.path, || reader.next().transpose().map_err(failed)).transpose()? {
            Ok(batch) => batch,
            Err(error) => {
                self.reader = None;
                return Some(Err(error));
            }
        };
        let before = self.rows;
        self.rows += batch.num_rows();
        Some(Ok(Batch { file: self.path.display().to_string(), rows: batch, before }))
    }
}

/// The reader of Parquet panics on some damaged files. That costs the file, not the program.
fn guarded<T>(path: &Path, read: impl FnOnce() -> Result<T, SinkError>) -> Result<T, SinkError> {
    let read = catch_unwind(AssertUnwindSafe(read));
    let failed = || SinkError::Failed {
        place: path.display().to_string(),
        what: "cannot read rows".to_owned(),
        why: "the file is damaged".to_owned(),
    };
    read.unwrap_or_else(|_| Err(failed()))
}

fn read_row(table: Table, batch: &Batch, i: usize) -> Result<HashedRow, SinkError> {
    let place = format!("{}, row {}", batch.file, batch.before + i + 1);
    let damaged = |column: &Column| SinkError::damaged(&place, format!("{} is not of its type", column.name));
    let read = |column: &Column| cell(&batch.rows, column, i).ok_or_else(|| damaged(column));
    let Datum::Text(sha256) = read(&SHA256)? else { return Err(damaged(&SHA256)) };
    let row = table.columns().map(read).collect::<Result<Row, _>>()?;
    Ok(HashedRow { place, sha256, row })
}

fn cell(batch: &RecordBatch, column: &Column, i: usize) -> Option<Datum> {
    let array = batch.column_by_name(column.name)?;
    if array.is_null(i) {
        return Some(Datum::Null);
    }
    Some(match column.column_type {
        ColumnType::Text => Datum::Text(array.as_string_opt::<i32>()?.value(i).to_owned()),
        ColumnType::Integer => Datum::Integer(array.as_primitive_opt::<Int64Type>()?.value(i)),
        ColumnType::Real => Datum::Real(array.as_primitive_opt::<Float64Type>()?.value(i)),
        ColumnType::Boolean => Datum::Boolean(array.as_boolean_opt()?.value(i)),
        ColumnType::Decimal => {
            let DataType::Decimal128(_, scale) = array.data_type() else { return None };
            let number = array.as_primitive_opt::<Decimal128Type>()?.value(i);
            let beside = batch.column_by_name(&scale_name(column.name))?;
            let printed = beside.as_primitive_opt::<Int8Type>().filter(|scales| scales.is_valid(i))?.value(i);
            Datum::Decimal(from_scale(number, usize::try_from(*scale).ok()?, usize::try_from(printed).ok()?)?)
        }
    })
}
