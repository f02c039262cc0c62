//! How a database comes to the newest schema: version by version, each made from what the schema says came with it.
//!
//! The table `biaodan_schema` holds one row a version that was applied. A column that a migration adds is NULL for
//! the documents that were there before, until they are extracted again, as every document is by a newer program.

use super::{Dialect, all_columns, comma_separated};
use crate::error::SinkError;
use crate::schema::{Column, SCHEMA_VERSION, Table};

/// Makes the table of versions where there is none.
pub(crate) const VERSION_TABLE: &str = "CREATE TABLE IF NOT EXISTS biaodan_schema (version INTEGER PRIMARY KEY)";

/// The version a database has; no row on an empty one.
pub(crate) const VERSION: &str = "SELECT version FROM biaodan_schema ORDER BY version DESC LIMIT 1";

/// Indexes, each with the version it came with: what reports and finance offices ask for.
const INDEXES: &[(u32, &str)] = &[
    (2, "CREATE INDEX forms_by_department ON forms (department, fiscal_year)"),
    (2, "CREATE INDEX forms_by_kind ON forms (kind, fiscal_year)"),
    (2, "CREATE INDEX findings_by_code ON findings (code)"),
];

/// What brings a database from version `found` (0 for an empty one) to `wanted`, in order.
///
/// # Errors
/// [`SinkError::TooNew`] where the database is beyond what this program knows.
pub(crate) fn pending(place: &str, found: u32, wanted: u32, dialect: Dialect) -> Result<Vec<String>, SinkError> {
    if found > wanted {
        return Err(SinkError::TooNew { place: place.to_owned(), found, known: wanted });
    }
    Ok((found..wanted).flat_map(|before| migration(before + 1, dialect)).collect())
}

/// Refuses a database that is to be read as it is and has another version than this program writes.
pub(crate) fn require_current(place: &str, found: u32) -> Result<(), SinkError> {
    match found {
        0 => Err(SinkError::damaged(place, "holds no tables of biaodan; is this the right database?")),
        SCHEMA_VERSION => Ok(()),
        _ if found > SCHEMA_VERSION => Err(SinkError::TooNew { place: place.to_owned(), found, known: SCHEMA_VERSION }),
        _ => Err(SinkError::TooOld { place: place.to_owned(), found, known: SCHEMA_VERSION }),
    }
}

/// The statements of one version.
fn migration(version: u32, dialect: Dialect) -> Vec<String> {
    let tables = Table::ALL.into_iter().flat_map(|table| match version {
        1 => vec![create(table, dialect)],
        _ => add_columns(table, version, dialect),
    });
    let indexes = INDEXES.iter().filter(|(since, _)| *since == version).map(|(_, statement)| (*statement).to_owned());
    let note = format!("INSERT INTO biaodan_schema (version) VALUES ({version})");
    tables.chain(indexes).chain([note]).collect()
}

fn create(table: Table, dialect: Dialect) -> String {
    let columns = all_columns(table).filter(|column| column.since == 1).map(|column| define(column, table, dialect));
    let columns: Vec<String> = columns.collect();
    let key = comma_separated(std::iter::once("sha256").chain(table.key().iter().copied()));
    // A table that is its own index keeps the rows of a document together; strict columns refuse another type.
    let options = if dialect == Dialect::Sqlite { " STRICT, WITHOUT ROWID" } else { "" };
    format!("CREATE TABLE {} ({}, PRIMARY KEY ({key})){options}", table.name(), columns.join(", "))
}

fn add_columns(table: Table, version: u32, dialect: Dialect) -> Vec<String> {
    let columns = all_columns(table).filter(|column| column.since == version);
    let add = |column| format!("ALTER TABLE {} ADD COLUMN {}", table.name(), define(column, table, dialect));
    columns.map(add).collect()
}

fn define(column: &Column, table: Table, dialect: Dialect) -> String {
    let is_key = column.name == "sha256" || table.key().contains(&column.name);
    let not_null = if is_key { " NOT NULL" } else { "" };
    format!("{} {}{not_null}", column.name, dialect.type_name(column.column_type))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_comes_with_exactly_one_version() {
        for dialect in [Dialect::Sqlite, Dialect::Postgres] {
            let all = pending("", 0, SCHEMA_VERSION, dialect).unwrap();
            let steps: Vec<String> = (0..SCHEMA_VERSION).flat_map(|from| pending("", from, from + 1, dialect).unwrap()).collect();
            assert_eq!(all, steps);
            assert!(all.iter().any(|statement| statement == "ALTER TABLE indicators ADD COLUMN level1_standard TEXT"));
            assert!(!all[7].contains("level1_standard") && all[7].contains("CREATE TABLE indicators"));
        }
        assert!(pending("", SCHEMA_VERSION, SCHEMA_VERSION, Dialect::Sqlite).unwrap().is_empty());
    }

    #[test]
    fn a_newer_database_is_refused_in_plain_words() {
        let error = pending("out.db", 9, 2, Dialect::Sqlite).unwrap_err().to_string();
        assert!(error.starts_with("out.db: has schema version 9, this program knows versions up to 2; use a newer biaodan"));
        assert!(require_current("out.db", 1).unwrap_err().to_string().contains("bring it up to date"));
    }
}
