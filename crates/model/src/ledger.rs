//! The number ledger: every numeric token of a form's pages and what became of it.

use std::sync::Arc;

use crate::field::Provenance;

/// What became of one numeric token; exactly one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is (part of) the value at this path.
    Value(Arc<str>),
    /// It repeats what stands elsewhere.
    Duplicate {
        /// The path of the value, or the label it repeats.
        of: Arc<str>,
        /// Why it is there twice.
        why: &'static str,
    },
    /// It is part of a label, heading, date, page number or code.
    Label,
    /// Nothing accounts for it. A form with residue is never accepted.
    Residue,
}

/// One numeric token.
#[derive(Debug, Clone, PartialEq)]
pub struct LedgerEntry {
    /// As printed.
    pub text: String,
    /// Where it stands.
    pub place: Provenance,
    /// What became of it.
    pub outcome: Outcome,
}

/// All numeric tokens of a form's pages, in reading order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ledger {
    /// The tokens.
    pub entries: Vec<LedgerEntry>,
}

impl Ledger {
    /// The tokens nothing accounts for.
    pub fn residue(&self) -> impl Iterator<Item = &LedgerEntry> {
        self.entries.iter().filter(|entry| entry.outcome == Outcome::Residue)
    }
}
