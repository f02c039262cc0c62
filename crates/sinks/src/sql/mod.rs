//! What both databases have in common: the statements, made from the schema.

pub(crate) mod migrations;

use std::collections::HashSet;

use crate::error::SinkError;
use crate::rows::DocumentRows;
use crate::schema::{Column, ColumnType, SHA256, Table};

/// A dialect of SQL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// SQLite has no exact decimals; there they are text, which keeps the printed decimals as NUMERIC does.
    fn type_name(self, column: ColumnType) -> &'static str {
        match (self, column) {
            (_, ColumnType::Text) | (Dialect::Sqlite, ColumnType::Decimal) => "TEXT",
            (Dialect::Sqlite, ColumnType::Integer | ColumnType::Boolean) => "INTEGER",
            (Dialect::Sqlite, ColumnType::Real) => "REAL",
            (Dialect::Postgres, ColumnType::Integer) => "BIGINT",
            (Dialect::Postgres, ColumnType::Real) => "DOUBLE PRECISION",
            (Dialect::Postgres, ColumnType::Decimal) => "NUMERIC",
            (Dialect::Postgres, ColumnType::Boolean) => "BOOLEAN",
        }
    }
}

/// `sha256` and the columns of a table.
pub(crate) fn all_columns(table: Table) -> impl Iterator<Item = &'static Column> {
    std::iter::once(&SHA256).chain(table.columns())
}

/// The names of all columns, between commas.
pub(crate) fn column_names(table: Table) -> String {
    comma_separated(all_columns(table).map(|column| column.name))
}

/// Removes the rows of the document that the parameter names.
pub(crate) fn delete(table: Table, condition: &str) -> String {
    format!("DELETE FROM {} WHERE {condition}", table.name())
}

/// The hashes that any table knows.
pub(crate) fn hashes() -> String {
    let of_tables: Vec<String> = Table::ALL.iter().map(|table| format!("SELECT sha256 FROM {}", table.name())).collect();
    of_tables.join(" UNION ")
}

pub(crate) fn comma_separated<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<Vec<_>>().join(", ")
}

/// A call that names a document twice does not say which extraction is to stay.
pub(crate) fn require_distinct(documents: &[DocumentRows]) -> Result<(), SinkError> {
    let mut seen = HashSet::new();
    match documents.iter().find(|document| !seen.insert(document.sha256.as_str())) {
        Some(twice) => Err(SinkError::Misused(format!("document {} is given twice in one batch", twice.sha256))),
        None => Ok(()),
    }
}
