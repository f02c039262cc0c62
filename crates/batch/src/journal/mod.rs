//! The journal: what is known of every document, in one SQLite file that survives a crash at any moment. It is the
//! source of truth; targets are loaded from it, and what they did not acknowledge is loaded again.

mod documents;
mod entries;
mod meta;
mod names;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use crate::error::BatchError;

pub(crate) use self::documents::{Outcome, Stamp};
pub use self::entries::{Entry, Packed, State};
pub use self::names::{NameRow, Told};

/// The version of the journal's own tables.
const VERSION: i64 = 1;

const SCHEMA: &str = include_str!("schema.sql");

/// An open journal. Changes are gathered in a transaction until they are committed.
#[derive(Debug)]
pub struct Journal {
    connection: Connection,
    path: PathBuf,
    is_changing: bool,
    /// The number of the run that writes, from 1.
    run: i64,
}

impl Journal {
    /// Opens the journal at `path` for a new run; makes it where there is none.
    ///
    /// # Errors
    /// It cannot be opened, or a newer version of the program wrote it.
    pub(crate) fn begin(path: &Path) -> Result<Journal, BatchError> {
        let mut journal = Journal::resume(path)?;
        journal.run = journal.meta("run")?.and_then(|run| run.parse().ok()).unwrap_or(0_i64).saturating_add(1);
        journal.set_meta("run", &journal.run.to_string())?;
        journal.set_meta("state", "running")?;
        journal.commit()?;
        Ok(journal)
    }

    /// Opens the journal at `path` to change it outside of a run.
    pub(crate) fn resume(path: &Path) -> Result<Journal, BatchError> {
        let connection = Connection::open(path).map_err(|error| BatchError::journal(path, error))?;
        let mut journal = Journal { connection, path: path.to_owned(), is_changing: false, run: 0 };
        journal.prepare()?;
        Ok(journal)
    }

    /// Opens the journal at `path` to look at it.
    ///
    /// # Errors
    /// There is none, or it cannot be opened.
    pub fn look(path: &Path) -> Result<Journal, BatchError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| BatchError::journal(path, error))?;
        let journal = Journal { connection, path: path.to_owned(), is_changing: false, run: 0 };
        journal.check_version()?;
        Ok(journal)
    }

    fn prepare(&mut self) -> Result<(), BatchError> {
        // What the journal acknowledged is durable in the target already, so it may itself lose its last moments
        // when the machine dies: those documents are read again.
        let settings = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;";
        self.at(self.connection.execute_batch(settings))?;
        if self.version()? == 0 {
            let script = format!("BEGIN IMMEDIATE; {SCHEMA}; PRAGMA user_version = {VERSION}; COMMIT;");
            self.at(self.connection.execute_batch(&script))?;
        }
        self.check_version()
    }

    fn version(&self) -> Result<i64, BatchError> {
        self.at(self.connection.query_row("PRAGMA user_version", [], |row| row.get(0)))
    }

    fn check_version(&self) -> Result<(), BatchError> {
        let found = self.version()?;
        if found == VERSION { Ok(()) } else { Err(BatchError::JournalVersion { path: self.path.clone(), found, known: VERSION }) }
    }

    /// Runs a statement within the transaction.
    fn change(&mut self, sql: &str, values: impl rusqlite::Params) -> Result<usize, BatchError> {
        if !self.is_changing {
            self.at(self.connection.execute_batch("BEGIN IMMEDIATE"))?;
            self.is_changing = true;
        }
        let changed = self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute(values));
        self.at(changed)
    }

    /// Makes what was changed last.
    ///
    /// # Errors
    /// The disk is full, or such.
    pub(crate) fn commit(&mut self) -> Result<(), BatchError> {
        if self.is_changing {
            self.at(self.connection.execute_batch("COMMIT"))?;
            self.is_changing = false;
        }
        Ok(())
    }

    /// Commits and leaves one file without companions, the same bytes until something is changed again.
    pub(crate) fn close(mut self) -> Result<(), BatchError> {
        self.commit()?;
        self.at(self.connection.execute_batch("PRAGMA journal_mode = DELETE"))?;
        let path = self.path.clone();
        self.connection.close().map_err(|(_, error)| BatchError::journal(&path, error))
    }

    /// An error with the journal's path.
    fn at<T>(&self, result: rusqlite::Result<T>) -> Result<T, BatchError> {
        result.map_err(|error| BatchError::journal(&self.path, error))
    }
}
