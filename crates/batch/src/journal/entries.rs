//! What the journal tells of a document.

use rusqlite::{OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::Journal;
use crate::error::BatchError;
use crate::facts::Facts;
use crate::pack::Seal;

/// What became of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It was found and not yet read.
    Pending,
    /// It was read and nothing was lost.
    Extracted,
    /// It was read and gave nothing usable, or lost data; its record says why.
    Failed,
    /// Its reader died of it; its record says why, and a copy lies in quarantine.
    Quarantined,
}

impl State {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            State::Pending => "pending",
            State::Extracted => "extracted",
            State::Failed => "failed",
            State::Quarantined => "quarantined",
        }
    }

    fn of(text: &str) -> Option<State> {
        [State::Pending, State::Extracted, State::Failed, State::Quarantined].into_iter().find(|state| state.as_str() == text)
    }
}

/// A document without what it gave.
#[derive(Debug, Clone)]
pub struct Entry {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// The name in its record.
    pub name: String,
    /// What became of it.
    pub state: State,
    /// The version of the program that read it.
    pub tool: String,
    /// The definitions it was read with.
    pub definitions: String,
    /// How long its reading took.
    pub elapsed_ms: u64,
    /// The death of its reader, as JSON.
    pub death: Option<String>,
    /// As JSON, so that a changed byte shows.
    pub facts: String,
    /// SHA-256 of its record.
    pub record_sha256: String,
    /// SHA-256 of its rows, as they were before its names were added.
    pub rows_sha256: String,
    /// The digest over all of the above.
    pub seal: String,
}

/// What a document gave, packed.
#[derive(Debug, Clone)]
pub struct Packed {
    /// The record.
    pub record: Vec<u8>,
    /// The rows.
    pub rows: Vec<u8>,
}

/// The columns of an entry, in its order.
pub(super) const COLUMNS: &str = "sha256, bytes, name, state, coalesce(tool, ''), coalesce(definitions, ''), \
    coalesce(elapsed_ms, 0), death, coalesce(facts, ''), coalesce(record_sha256, ''), coalesce(rows_sha256, ''), coalesce(seal, '')";

impl Entry {
    /// What the report needs.
    #[must_use]
    pub fn facts(&self) -> Option<Facts> {
        serde_json::from_str(&self.facts).ok()
    }

    /// The digest that `seal` has to be.
    #[must_use]
    pub fn expected_seal(&self) -> String {
        let texts = [&self.sha256, &self.name, self.state.as_str(), &self.tool, &self.definitions];
        let seal = texts.into_iter().fold(Seal::new(), |seal, text| seal.add(text.as_bytes()));
        let seal = seal.add(&self.bytes.to_le_bytes()).add(&self.elapsed_ms.to_le_bytes());
        let seal = seal.add(self.death.as_deref().unwrap_or_default().as_bytes()).add(self.facts.as_bytes());
        seal.add(self.record_sha256.as_bytes()).add(self.rows_sha256.as_bytes()).finish()
    }

    pub(super) fn of(row: &Row<'_>) -> rusqlite::Result<Entry> {
        let state: String = row.get(3)?;
        let state = State::of(&state).ok_or(rusqlite::Error::InvalidQuery)?;
        Ok(Entry {
            sha256: row.get(0)?,
            bytes: row.get(1)?,
            name: row.get(2)?,
            state,
            tool: row.get(4)?,
            definitions: row.get(5)?,
            elapsed_ms: row.get(6)?,
            death: row.get(7)?,
            facts: row.get(8)?,
            record_sha256: row.get(9)?,
            rows_sha256: row.get(10)?,
            seal: row.get(11)?,
        })
    }
}

impl Journal {
    /// Calls `visit` with every document that has a name, in the order of their digests.
    ///
    /// # Errors
    /// The journal's, and those of `visit`.
    pub fn each_entry(&self, mut visit: impl FnMut(Entry) -> Result<(), BatchError>) -> Result<(), BatchError> {
        let sql = format!(
            "SELECT {COLUMNS} FROM documents AS d WHERE EXISTS (SELECT 1 FROM names AS n WHERE n.sha256 = d.sha256) ORDER BY sha256"
        );
        let mut statement = self.at(self.connection.prepare(&sql))?;
        let rows = self.at(statement.query_map([], Entry::of))?;
        for row in rows {
            visit(self.at(row)?)?;
        }
        Ok(())
    }

    /// A document by its digest.
    ///
    /// # Errors
    /// The journal's.
    pub fn entry(&self, sha256: &str) -> Result<Option<Entry>, BatchError> {
        let sql = format!("SELECT {COLUMNS} FROM documents WHERE sha256 = ?1");
        let entry = self.connection.prepare_cached(&sql).and_then(|mut sql| sql.query_row([sha256], Entry::of).optional());
        self.at(entry)
    }

    /// A document by its digest, where it has a name.
    pub(crate) fn named_entry(&self, sha256: &str) -> Result<Option<Entry>, BatchError> {
        let is_named = "SELECT EXISTS (SELECT 1 FROM names WHERE sha256 = ?1)";
        let is_named = self.connection.prepare_cached(is_named).and_then(|mut sql| sql.query_row([sha256], |row| row.get(0)));
        if self.at(is_named)? { self.entry(sha256) } else { Ok(None) }
    }

    /// What a document gave; none where it was not yet read.
    ///
    /// # Errors
    /// The journal's.
    pub fn packed(&self, sha256: &str) -> Result<Option<Packed>, BatchError> {
        let sql = "SELECT record, rows FROM readings WHERE sha256 = ?1";
        let packed = |row: &Row<'_>| Ok(Packed { record: row.get(0)?, rows: row.get(1)? });
        let packed = self.connection.prepare_cached(sql).and_then(|mut sql| sql.query_row([sha256], packed).optional());
        self.at(packed)
    }
}
