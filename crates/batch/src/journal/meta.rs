//! What the journal knows of itself.

use rusqlite::OptionalExtension;

use super::Journal;
use crate::error::BatchError;

impl Journal {
    /// A value by its key.
    ///
    /// # Errors
    /// The journal's.
    pub fn meta(&self, key: &str) -> Result<Option<String>, BatchError> {
        let value = self.connection.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0));
        self.at(value.optional())
    }

    /// Sets a value.
    pub(crate) fn set_meta(&mut self, key: &str, value: &str) -> Result<(), BatchError> {
        self.change("INSERT OR REPLACE INTO meta (key, value) VALUES (?1, ?2)", [key, value]).map(drop)
    }
}
