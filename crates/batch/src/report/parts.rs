//! The parts of a report.

use biaodan_pipeline::model::Message;
use serde::{Deserialize, Serialize};

use crate::journal::State;

/// How many documents there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Documents {
    /// Different contents.
    pub total: u64,
    /// Names under which they were found.
    pub names: u64,
    /// Bytes of all contents.
    pub bytes: u64,
    /// Pages of all contents.
    pub pages: u64,
    /// Those that were extracted.
    pub extracted: u64,
    /// Those that gave nothing usable or lost data.
    pub failed: u64,
    /// Those whose reader died.
    pub quarantined: u64,
    /// Those that an earlier run found and no run has read yet.
    pub pending: u64,
    /// Files that are plainly no documents.
    pub passed_over: u64,
}

impl Documents {
    pub(super) fn count(&mut self, state: State, bytes: u64) {
        let count = match state {
            State::Pending => &mut self.pending,
            State::Extracted => &mut self.extracted,
            State::Failed => &mut self.failed,
            State::Quarantined => &mut self.quarantined,
        };
        *count = count.saturating_add(1);
        self.total = self.total.saturating_add(1);
        self.bytes = self.bytes.saturating_add(bytes);
    }
}

/// A document that gave nothing usable or lost data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotExtracted {
    /// Its name in its record.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Failed or quarantined.
    pub state: State,
    /// Why.
    pub reason: Message,
}

/// A place where a document may be that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotRead {
    /// Its name.
    pub name: String,
    /// Why.
    pub reason: Message,
}

/// Forms of no known kind with one title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnknownTitle {
    /// The title, empty where there is none.
    pub title: String,
    /// How many forms have it.
    pub forms: u64,
    /// A document with one.
    pub example: String,
}

/// A document with several names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// Its names, that of its record first.
    pub names: Vec<String>,
}

/// A document that took long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slow {
    /// Its name in its record.
    pub name: String,
    /// From handing it over to its answer.
    pub elapsed_ms: u64,
    /// Its pages.
    pub pages: u32,
    /// Its bytes.
    pub bytes: u64,
}
