//! The places that were looked at, and what was found there.

use biaodan_pipeline::model::Message;
use rusqlite::{OptionalExtension, params};

use super::Journal;
use crate::error::BatchError;
use crate::inputs::Place;

/// A place and what was found there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRow {
    /// The place.
    pub place: Place,
    /// Its name in records.
    pub name: String,
    /// The document there.
    pub sha256: Option<String>,
    /// Why there is none.
    pub told: Option<Told>,
}

/// Why a place gave no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// True where a document may be missing for it.
    pub is_loss: bool,
    /// In words.
    pub message: Message,
}

impl Journal {
    /// Notes the document at a place, whose row must be there. A name that is new to the document, or no longer that
    /// of another, has to be told to the target: both documents count as not loaded.
    pub(crate) fn note_document(&mut self, place: &Place, name: &str, sha256: &str) -> Result<(), BatchError> {
        let before = self.at_place(place)?;
        let is_known = before.as_ref().is_some_and(|row| row.sha256.as_deref() == Some(sha256) && row.name == name);
        if !is_known {
            self.reload(sha256)?;
            if let Some(old) = before.and_then(|row| row.sha256) {
                self.reload(&old)?;
            }
        }
        let sql = "INSERT OR REPLACE INTO names (path, entry, name, sha256, run) VALUES (?1, ?2, ?3, ?4, ?5)";
        let run = self.run;
        self.change(sql, params![place.path, place.entry, name, sha256, run]).map(drop)
    }

    /// Notes why a place gave no document.
    pub(crate) fn note_told(&mut self, place: &Place, name: &str, told: &Told) -> Result<(), BatchError> {
        if let Some(old) = self.at_place(place)?.and_then(|row| row.sha256) {
            self.reload(&old)?;
        }
        let sql = "INSERT OR REPLACE INTO names (path, entry, name, is_loss, zh, en, run) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        let Message { zh, en } = &told.message;
        let run = self.run;
        self.change(sql, params![place.path, place.entry, name, told.is_loss, zh, en, run]).map(drop)
    }

    /// Forgets what earlier runs told of places that this run, which looked everywhere, did not come by.
    pub(crate) fn forget_told(&mut self) -> Result<(), BatchError> {
        let run = self.run;
        self.change("DELETE FROM names WHERE sha256 IS NULL AND run < ?1", [run]).map(drop)
    }

    fn reload(&mut self, sha256: &str) -> Result<(), BatchError> {
        self.change("UPDATE documents SET loaded = 0 WHERE sha256 = ?1", [sha256]).map(drop)
    }

    fn at_place(&self, place: &Place) -> Result<Option<NameRow>, BatchError> {
        let sql = "SELECT path, entry, name, sha256, is_loss, zh, en FROM names WHERE path = ?1 AND entry = ?2";
        let row = self.connection.prepare_cached(sql);
        let row = row.and_then(|mut sql| sql.query_row(params![place.path, place.entry], name_row).optional());
        self.at(row)
    }

    /// The names of a document, each once, sorted, but `first` first where it is one of them.
    pub(crate) fn names_of(&self, sha256: &str, first: &str) -> Result<Vec<String>, BatchError> {
        let sql = "SELECT DISTINCT name FROM names WHERE sha256 = ?1 ORDER BY name <> ?2, name";
        let names =
            self.connection.prepare_cached(sql).and_then(|mut sql| sql.query_map([sha256, first], |row| row.get(0))?.collect());
        self.at(names)
    }

    /// Calls `visit` with every place, in order.
    ///
    /// # Errors
    /// The journal's, and those of `visit`.
    pub fn each_name(&self, mut visit: impl FnMut(NameRow) -> Result<(), BatchError>) -> Result<(), BatchError> {
        let sql = "SELECT path, entry, name, sha256, is_loss, zh, en FROM names ORDER BY path, entry";
        let mut statement = self.at(self.connection.prepare(sql))?;
        let rows = self.at(statement.query_map([], name_row))?;
        for row in rows {
            visit(self.at(row)?)?;
        }
        Ok(())
    }
}

fn name_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<NameRow> {
    let message: (Option<String>, Option<String>) = (row.get(5)?, row.get(6)?);
    let is_loss = row.get(4)?;
    let told = message.0.zip(message.1).map(|(zh, en)| Told { is_loss, message: Message { zh, en } });
    Ok(NameRow { place: Place { path: row.get(0)?, entry: row.get(1)? }, name: row.get(2)?, sha256: row.get(3)?, told })
}
