//! How far a batch has come.

use biaodan_pipeline::model::Verdict;

use crate::facts::Facts;
use crate::journal::State;

/// What a batch has done in this run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Documents there are; none while they are being counted.
    pub total: Option<u64>,
    /// Documents come by, whatever became of them.
    pub seen: u64,
    /// Of these, documents that were known: read by an earlier run, or the same bytes under another name.
    pub known: u64,
    /// Documents read in this run.
    pub read: u64,
    /// Accepted forms in them.
    pub accepted: u64,
    /// Forms for a person to review.
    pub review: u64,
    /// Documents that failed.
    pub failed: u64,
    /// Documents whose reader died.
    pub quarantined: u64,
    /// Places that could not be read at all.
    pub unread: u64,
}

impl Counts {
    /// Counts a document that was read.
    pub(crate) fn add(&mut self, facts: &Facts, state: State) {
        let count = |verdict| facts.forms.iter().filter(|form| form.verdict == verdict).count() as u64;
        self.read = self.read.saturating_add(1);
        self.accepted = self.accepted.saturating_add(count(Verdict::Accepted));
        self.review = self.review.saturating_add(count(Verdict::Review));
        self.failed = self.failed.saturating_add(u64::from(state == State::Failed));
        self.quarantined = self.quarantined.saturating_add(u64::from(state == State::Quarantined));
    }

    /// Documents done with.
    #[must_use]
    pub fn done(&self) -> u64 {
        self.known.saturating_add(self.read)
    }
}

/// Where a batch tells how far it has come.
pub trait Progress {
    /// Is called a few times a second.
    fn update(&mut self, counts: &Counts);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn update(&mut self, _counts: &Counts) {}
}
