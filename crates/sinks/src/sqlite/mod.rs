//! The SQLite sink: one file, every column of a strict type, decimals as text with their printed decimals.

mod cells;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};

use self::cells::{Bound, read_row};
use crate::error::SinkError;
use crate::rows::DocumentRows;
use crate::schema::{SCHEMA_VERSION, Table};
use crate::sink::Sink;
use crate::sql::{self, Dialect, migrations};
use crate::target::Access;

/// How long another program may hold the file before that is an error.
const PATIENCE: Duration = Duration::from_secs(30);

/// KiB of pages held in memory, as SQLite wants it: negative. Hashes come in no order, so every batch touches pages all
/// over the file.
const CACHE_KIB: i32 = -32_768;

/// Pages of the log before they are moved to their places. With SQLite's 1,000 and its small cache, loading 10,000 forms
/// took twice as long: most of the time went into writing the same pages over and over.
const CHECKPOINT_PAGES: u32 = 16_000;

/// A SQLite database of documents.
#[derive(Debug)]
pub struct Sqlite {
    path: PathBuf,
    connection: Connection,
}

impl Sqlite {
    /// Opens the file. To write, it is made where there is none, and brought to the newest schema; to read, it is left
    /// as it is to the byte.
    ///
    /// # Errors
    /// SQLite's, and a schema that this program does not know.
    pub fn open(path: &Path, access: Access) -> Result<Sqlite, SinkError> {
        match access {
            Access::Write => Sqlite::open_to_write(path, SCHEMA_VERSION),
            Access::Read => Sqlite::open_to_read(path),
        }
    }

    fn open_to_write(path: &Path, version: u32) -> Result<Sqlite, SinkError> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(SinkError::at(folder, "cannot make the folder"))?;
        }
        let failed = SinkError::at(path, "cannot open this as a SQLite database");
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(&failed)?;
        connection.busy_timeout(PATIENCE).map_err(&failed)?;
        // A batch that was acknowledged has to outlive a power cut: FULL, where WAL alone would do with less.
        connection.pragma_update(None, "journal_mode", "WAL").map_err(&failed)?;
        connection.pragma_update(None, "synchronous", "FULL").map_err(&failed)?;
        connection.pragma_update(None, "cache_size", CACHE_KIB).map_err(&failed)?;
        connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES).map_err(&failed)?;
        let mut sqlite = Sqlite { path: path.to_owned(), connection };
        sqlite.migrate(version)?;
        Ok(sqlite)
    }

    fn open_to_read(path: &Path) -> Result<Sqlite, SinkError> {
        let failed = SinkError::at(path, "cannot open this as a SQLite database");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(&failed)?;
        connection.busy_timeout(PATIENCE).map_err(&failed)?;
        let tables = "SELECT count(*) FROM sqlite_schema WHERE name = 'biaodan_schema'";
        let known: u32 = connection.query_row(tables, [], |row| row.get(0)).map_err(&failed)?;
        let found = if known == 0 { 0 } else { version(&connection).map_err(&failed)? };
        migrations::require_current(&path.display().to_string(), found)?;
        Ok(Sqlite { path: path.to_owned(), connection })
    }

    fn migrate(&mut self, wanted: u32) -> Result<(), SinkError> {
        let failed = SinkError::at(&self.path, "cannot make the tables; does the file hold tables of another program?");
        let place = self.path.display().to_string();
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(&failed)?;
        transaction.execute_batch(migrations::VERSION_TABLE).map_err(&failed)?;
        let found = version(&transaction).map_err(&failed)?;
        for statement in migrations::pending(&place, found, wanted, Dialect::Sqlite)? {
            transaction.execute_batch(&statement).map_err(&failed)?;
        }
        transaction.commit().map_err(&failed)
    }

    /// For `map_err`.
    fn failed(&self, what: &'static str) -> impl Fn(rusqlite::Error) -> SinkError + use<> {
        SinkError::at(&self.path, what)
    }
}

impl Sink for Sqlite {
    fn replace(&mut self, documents: &[DocumentRows]) -> Result<(), SinkError> {
        sql::require_distinct(documents)?;
        let failed = self.failed("cannot store a batch of documents");
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(&failed)?;
        for table in Table::ALL {
            replace_in(table, documents, &transaction).map_err(&failed)?;
        }
        transaction.commit().map_err(&failed)
    }

    fn finish(&mut self) -> Result<(), SinkError> {
        let failed = self.failed("cannot finish the database");
        self.connection.execute_batch("PRAGMA optimize").map_err(&failed)?;
        // Refused while another program reads the file. Nothing is lost by that: the file beside it then goes when
        // that program closes the database.
        let _ = self.connection.pragma_update(None, "journal_mode", "DELETE");
        Ok(())
    }

    fn documents(&mut self) -> Result<Vec<String>, SinkError> {
        let failed = self.failed("cannot list the documents");
        let mut statement = self.connection.prepare(&sql::hashes()).map_err(&failed)?;
        let rows = statement.query_map([], |row| row.get(0)).map_err(&failed)?;
        let mut hashes = rows.collect::<Result<Vec<String>, _>>().map_err(&failed)?;
        hashes.sort_unstable();
        Ok(hashes)
    }

    fn read_back(&mut self, sha256: &str) -> Result<Option<DocumentRows>, SinkError> {
        let mut document = DocumentRows::empty(sha256);
        for (table, rows) in Table::ALL.into_iter().zip(&mut document.tables) {
            let place = format!("{}: table {}, document {sha256}", self.path.display(), table.name());
            let failed = |error| SinkError::failed(&place, "cannot read a row", &error);
            let select = format!("SELECT {} FROM {} WHERE sha256 = ?1", sql::column_names(table), table.name());
            let mut statement = self.connection.prepare(&select).map_err(failed)?;
            let mut found = statement.query(params![sha256]).map_err(failed)?;
            while let Some(row) = found.next().map_err(failed)? {
                rows.push(read_row(table, row, &place)?);
            }
        }
        document.sort();
        Ok((!document.is_empty()).then_some(document))
    }
}

/// 0 for a database that was just made.
fn version(connection: &Connection) -> rusqlite::Result<u32> {
    Ok(connection.query_row(migrations::VERSION, [], |row| row.get(0)).optional()?.unwrap_or(0))
}

fn replace_in(table: Table, documents: &[DocumentRows], transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut delete = transaction.prepare(&sql::delete(table, "sha256 = ?1"))?;
    let parameters = vec!["?"; table.columns().count() + 1].join(", ");
    let insert = format!("INSERT INTO {} ({}) VALUES ({parameters})", table.name(), sql::column_names(table));
    let mut insert = transaction.prepare(&insert)?;
    for document in documents {
        delete.execute(params![document.sha256])?;
        for row in document.table(table) {
            let cells = row.iter().map(Bound::Cell);
            insert.execute(rusqlite::params_from_iter(std::iter::once(Bound::Hash(&document.sha256)).chain(cells)))?;
        }
    }
    Ok(())
}
