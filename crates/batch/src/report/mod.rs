//! What came of a batch, for people and for programs. Made by one walk over the journal.

mod html;
mod parts;

use std::collections::BTreeMap;

use biaodan_sinks::Target;
use serde::{Deserialize, Serialize};

pub(crate) use self::html::page;
pub use self::parts::{Documents, Duplicate, NotExtracted, NotRead, Slow, UnknownTitle};
use crate::error::BatchError;
use crate::facts::Facts;
use crate::journal::{Entry, Journal, State};
use crate::totals::{Group, Line, Totals};

/// How many of the slowest documents are listed.
const SLOWEST: usize = 20;

/// Kind of forms that no definition fits.
const UNKNOWN: &str = "unknown";

/// `report.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The version of the program.
    pub tool: String,
    /// Where the rows went, without a password.
    pub target: String,
    /// How many documents there are.
    pub documents: Documents,
    /// Figures of each kind.
    pub kinds: Vec<Line>,
    /// Figures of each kind, department and year.
    pub groups: Vec<Line>,
    /// Documents that gave nothing usable or lost data, and why.
    pub not_extracted: Vec<NotExtracted>,
    /// Places where a document may be, and why none could be read.
    pub not_read: Vec<NotRead>,
    /// Forms of no known kind, by their titles: new kinds, or known ones whose layout drifted.
    pub unknown_titles: Vec<UnknownTitle>,
    /// Documents with more than one name.
    pub duplicates: Vec<Duplicate>,
    /// The documents that took longest.
    pub slowest: Vec<Slow>,
}

impl Report {
    /// True where some document was not extracted.
    #[must_use]
    pub fn has_failures(&self) -> bool {
        !self.not_extracted.is_empty() || !self.not_read.is_empty() || self.documents.pending > 0
    }
}

/// The report of a journal.
pub(crate) fn report(journal: &Journal, target: &Target) -> Result<Report, BatchError> {
    let mut gathering = Gathering::default();
    journal.each_entry(|entry| {
        let names = journal.names_of(&entry.sha256, &entry.name)?;
        gathering.add(&entry, names)
    })?;
    journal.each_name(|row| {
        let documents = &mut gathering.documents;
        documents.names = documents.names.saturating_add(u64::from(row.sha256.is_some()));
        match row.told {
            Some(told) if told.is_loss => gathering.not_read.push(NotRead { name: row.name, reason: told.message }),
            Some(_) => documents.passed_over = documents.passed_over.saturating_add(1),
            None => {}
        }
        Ok(())
    })?;
    Ok(gathering.finish(target))
}

#[derive(Default)]
struct Gathering {
    documents: Documents,
    totals: Totals,
    not_extracted: Vec<NotExtracted>,
    not_read: Vec<NotRead>,
    unknown: BTreeMap<String, UnknownTitle>,
    duplicates: Vec<Duplicate>,
    slowest: Vec<Slow>,
}

impl Gathering {
    fn add(&mut self, entry: &Entry, names: Vec<String>) -> Result<(), BatchError> {
        self.documents.count(entry.state, entry.bytes);
        if entry.state == State::Pending {
            return Ok(());
        }
        let damaged = || BatchError::Internal(format!("the journal's facts of document {} cannot be read", entry.sha256));
        let facts = entry.facts().ok_or_else(damaged)?;
        self.documents.pages = self.documents.pages.saturating_add(u64::from(facts.page_count));
        for form in &facts.forms {
            self.totals.add(form);
        }
        self.note_unknown(entry, &facts);
        self.note_slow(entry, &facts);
        if let Some(reason) = facts.failure {
            let (name, sha256) = (entry.name.clone(), entry.sha256.clone());
            self.not_extracted.push(NotExtracted { name, sha256, state: entry.state, reason });
        }
        if names.len() > 1 {
            self.duplicates.push(Duplicate { sha256: entry.sha256.clone(), names });
        }
        Ok(())
    }

    fn note_unknown(&mut self, entry: &Entry, facts: &Facts) {
        for form in facts.forms.iter().filter(|form| form.kind == UNKNOWN) {
            let new = || UnknownTitle { title: form.title.clone(), forms: 0, example: entry.name.clone() };
            let title = self.unknown.entry(form.title.clone()).or_insert_with(new);
            title.forms = title.forms.saturating_add(1);
        }
    }

    fn note_slow(&mut self, entry: &Entry, facts: &Facts) {
        self.slowest.push(Slow {
            name: entry.name.clone(),
            elapsed_ms: entry.elapsed_ms,
            pages: facts.page_count,
            bytes: entry.bytes,
        });
        self.slowest.sort_by(|a, b| b.elapsed_ms.cmp(&a.elapsed_ms).then_with(|| a.name.cmp(&b.name)));
        self.slowest.truncate(SLOWEST);
    }

    fn finish(self, target: &Target) -> Report {
        let by_kind = |group: &Group| Group { kind: group.kind.clone(), department: None, year: None };
        let mut unknown_titles: Vec<UnknownTitle> = self.unknown.into_values().collect();
        unknown_titles.sort_by(|a, b| b.forms.cmp(&a.forms).then_with(|| a.title.cmp(&b.title)));
        Report {
            tool: crate::TOOL_VERSION.to_owned(),
            target: target.to_string(),
            documents: self.documents,
            kinds: self.totals.by(by_kind).lines(),
            groups: self.totals.lines(),
            not_extracted: self.not_extracted,
            not_read: self.not_read,
            unknown_titles,
            duplicates: self.duplicates,
            slowest: self.slowest,
        }
    }
}
