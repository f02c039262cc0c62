//! Parquet: one file a table, in Arrow types. A decimal is DECIMAL(38, scale), one scale for the column.
//!
//! A column of decimals has one number of decimals, so how many were printed stands in a column beside it, named
//! after it with `_scale`: from both, `969.00` comes back as it was.

mod columns;
mod decimal;
mod read;
mod widths;
mod write;

pub(super) use self::read::open;
pub use self::widths::DecimalWidths;
pub(super) use self::write::ParquetFiles;
use crate::schema::Table;

/// The digits of Arrow's Decimal128.
const PRECISION: u8 = 38;

/// The name of a table's file.
fn file_name(table: Table) -> String {
    format!("{}.parquet", table.name())
}

/// The column that holds the printed number of decimals.
fn scale_name(column: &str) -> String {
    format!("{column}_scale")
}
