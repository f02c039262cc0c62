//! Databases and file formats, all from one table schema.
//!
//! [`rows`] turns a record into [`DocumentRows`]: the rows of nine [`Table`]s, all keyed by the SHA-256 of the source
//! and the index of the form. A database is a [`Sink`], opened by [`Target::open`], which replaces documents as a
//! whole. File formats are written by a [`Folder`] and read by [`FolderReader`] and [`Records`]. Blank is NULL everywhere, decimals are exact everywhere, and what was put in comes back equal.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod datum;
mod error;
mod files;
mod postgres;
mod postgres_url;
mod rows;
mod schema;
mod sink;
mod sql;
mod sqlite;
mod target;
#[cfg(test)]
mod test_support;

pub use self::postgres::Postgres;
pub use datum::{Datum, Row};
pub use error::SinkError;
pub use files::{DecimalWidths, Folder, FolderReader, RECORDS, Records, WORKBOOK};
pub use postgres_url::PostgresUrl;
pub use rows::{DocumentRows, department, rows};
pub use schema::{Column, ColumnType, SCHEMA_VERSION, SHA256, TABLES, Table};
pub use sink::Sink;
pub use sqlite::Sqlite;
pub use target::{Access, Format, Target, TargetError};
