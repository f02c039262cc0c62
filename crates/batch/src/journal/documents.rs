//! The life of a document in the journal: found, read, loaded.

use rusqlite::params;

use super::{Entry, Journal, State};
use crate::error::BatchError;
use crate::wire::Reading;

/// The program and definitions that read documents now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) tool: String,
    pub(crate) definitions: String,
}

/// What became of a document, for the journal.
#[derive(Debug)]
pub(crate) struct Outcome<'o> {
    pub(crate) sha256: &'o str,
    pub(crate) bytes: u64,
    pub(crate) name: &'o str,
    pub(crate) elapsed_ms: u64,
    /// As JSON, where its reader died.
    pub(crate) death: Option<String>,
    pub(crate) reading: &'o Reading,
}

impl Journal {
    /// True where a document has to be read now: it is new, was left unread, was read by another version of the
    /// program or the definitions, or failed and is to be tried again. It is then pending, and taken by this run.
    pub(crate) fn claim(&mut self, found: (&str, u64, &str), stamp: &Stamp, retry_failed: bool) -> Result<bool, BatchError> {
        let (sha256, bytes, name) = found;
        let run = self.run;
        let sql = "SELECT state, run = ?2, tool IS ?3 AND definitions IS ?4 FROM documents WHERE sha256 = ?1";
        let known = self.connection.prepare_cached(sql).and_then(|mut sql| {
            let mut rows = sql.query(params![sha256, run, stamp.tool, stamp.definitions])?;
            let row = rows.next()?;
            row.map(|row| Ok((row.get::<_, String>(0)?, row.get::<_, bool>(1)?, row.get::<_, bool>(2)?))).transpose()
        });
        let is_due = match self.at(known)? {
            None => {
                let sql = "INSERT INTO documents (sha256, bytes, name, state, run) VALUES (?1, ?2, ?3, 'pending', ?4)";
                self.change(sql, params![sha256, bytes, name, run])?;
                return Ok(true);
            }
            Some((_, true, _)) => false,
            Some((state, false, is_current)) => {
                let has_failed = state != State::Extracted.as_str();
                state == State::Pending.as_str() || !is_current || (retry_failed && has_failed)
            }
        };
        if is_due {
            let sql = "UPDATE documents SET state = 'pending', name = ?2, run = ?3, loaded = 0 WHERE sha256 = ?1";
            self.change(sql, params![sha256, name, run])?;
        }
        Ok(is_due)
    }

    /// Notes what became of a document.
    pub(crate) fn record(&mut self, outcome: &Outcome<'_>, stamp: &Stamp) -> Result<(), BatchError> {
        let entry = entry(outcome, stamp)?;
        let sql = "UPDATE documents SET name = ?2, state = ?3, tool = ?4, definitions = ?5, elapsed_ms = ?6, death = ?7, facts = ?8, \
             record_sha256 = ?9, rows_sha256 = ?10, seal = ?11, loaded = 0 WHERE sha256 = ?1";
        let values = params![
            entry.sha256,
            entry.name,
            entry.state.as_str(),
            entry.tool,
            entry.definitions,
            entry.elapsed_ms,
            entry.death,
            entry.facts,
            entry.record_sha256,
            entry.rows_sha256,
            entry.seal
        ];
        self.change(sql, values)?;
        let sql = "INSERT OR REPLACE INTO readings (sha256, record, rows) VALUES (?1, ?2, ?3)";
        let reading = outcome.reading;
        self.change(sql, params![outcome.sha256, reading.record, reading.rows]).map(drop)
    }

    /// Notes that the target acknowledged these documents.
    pub(crate) fn loaded(&mut self, documents: &[String]) -> Result<(), BatchError> {
        documents
            .iter()
            .try_for_each(|sha256| self.change("UPDATE documents SET loaded = 1 WHERE sha256 = ?1", [sha256]).map(drop))
    }

    /// Some documents that were read, or lost their last name, and are not loaded.
    pub(crate) fn unloaded(&self, most: usize) -> Result<Vec<String>, BatchError> {
        let sql = "SELECT sha256 FROM documents WHERE loaded = 0 AND state <> 'pending' ORDER BY sha256 LIMIT ?1";
        let rows = self
            .connection
            .prepare_cached(sql)
            .and_then(|mut sql| sql.query_map(params![most as u64], |row| row.get(0))?.collect());
        self.at(rows)
    }

    /// Takes every document that `holds` denies as not loaded.
    pub(crate) fn distrust(&mut self, holds: impl Fn(&str) -> bool) -> Result<(), BatchError> {
        let sql = "SELECT sha256 FROM documents WHERE loaded = 1";
        let loaded: rusqlite::Result<Vec<String>> =
            self.connection.prepare(sql).and_then(|mut sql| sql.query_map([], |row| row.get(0))?.collect());
        for sha256 in self.at(loaded)?.iter().filter(|sha256| !holds(sha256)) {
            self.change("UPDATE documents SET loaded = 0 WHERE sha256 = ?1", [sha256])?;
        }
        Ok(())
    }

    /// Forgets documents that were found and lost their last name before anybody read them.
    pub(crate) fn clear_pending(&mut self) -> Result<(), BatchError> {
        let sql =
            "DELETE FROM documents WHERE state = 'pending' AND sha256 NOT IN (SELECT sha256 FROM names WHERE sha256 IS NOT NULL)";
        self.change(sql, []).map(drop)
    }

    /// Forgets documents that lost their last name and of which the target holds nothing any more.
    pub(crate) fn forget(&mut self, documents: &[String]) -> Result<(), BatchError> {
        documents.iter().try_for_each(|sha256| self.change("DELETE FROM documents WHERE sha256 = ?1", [sha256]).map(drop))
    }
}

/// The entry of an outcome, with its seal.
fn entry(outcome: &Outcome<'_>, stamp: &Stamp) -> Result<Entry, BatchError> {
    let reading = outcome.reading;
    let state = match (&outcome.death, &reading.facts.failure) {
        (Some(_), _) => State::Quarantined,
        (None, Some(_)) => State::Failed,
        (None, None) => State::Extracted,
    };
    let mut entry = Entry {
        sha256: outcome.sha256.to_owned(),
        bytes: outcome.bytes,
        name: outcome.name.to_owned(),
        state,
        tool: stamp.tool.clone(),
        definitions: stamp.definitions.clone(),
        elapsed_ms: outcome.elapsed_ms,
        death: outcome.death.clone(),
        facts: serde_json::to_string(&reading.facts).map_err(|error| BatchError::Internal(error.to_string()))?,
        record_sha256: reading.record_sha256.clone(),
        rows_sha256: reading.rows_sha256.clone(),
        seal: String::new(),
    };
    entry.seal = entry.expected_seal();
    Ok(entry)
}
