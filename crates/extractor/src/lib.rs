//! Sheets and form definitions become typed records.
//!
//! `find` says where the forms of a dump are, `find_on_sheets` where those of drawn pages are, `extract`
//! reads one. A drawn form is read by its cells (`drawn`). Of a dump, labels settle what stands where
//! (`roles`, `zones`), each half is read (`solve`) and halves become one form (`halves`). Then every text is
//! accounted for (`assemble`, `account`). Nothing is guessed: what the order of the text does not
//! determine stays without a value, with a finding.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod account;
mod assemble;
mod definition;
mod drawn;
mod find;
mod found;
mod gather;
mod halves;
mod late;
mod look;
mod matrix;
mod prose;
mod roles;
mod scalars;
mod second_pass;
mod solve;
mod suggest;
mod table;
mod tag;
mod unknown;
mod work;
mod zones;

use biaodan_model::{FormRecord, Sheet, Verdict};

pub use definition::{Definition, DefinitionError, Definitions};
pub use drawn::{SheetSearch, find_on_sheets};
pub use find::{AreHalves, Candidate, ColumnSet, PageText, Search, find};

use found::Found;
use work::Work;

/// What the normalizer knows about joining texts, as the extractor needs it.
pub trait RejoinText {
    /// The lines of one text without their hard breaks.
    fn join_lines(&self, lines: &[&str]) -> String;
    /// Where the left half's lines are printed again, or go on, among the right half's texts.
    fn repeat(&self, left: &[&str], right: &[&str]) -> Option<Repeated>;
    /// The two pieces of a line that a page border cut, and whether their overlap proves the join.
    fn join_cut(&self, left: &str, right: &str) -> (String, bool);
    /// A character that stands at the end of one line and again at the start of the next.
    fn repeated_at_wrap(&self, lines: &[&str]) -> Option<char>;
}

/// A text of the left half found on the right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeated {
    /// First of the right half's texts that belongs to it.
    pub start: usize,
    /// How many do.
    pub count: usize,
    /// The whole text, where the cut had divided it; none where both halves print it in full.
    pub text: Option<String>,
    /// True where every join is proven by an overlap.
    pub proven: bool,
}

/// Extracts one form from its sheet. The verdict is the audit's; until then it is `review`.
#[must_use]
pub fn extract(definition: &Definition, form: Candidate, sheet: Sheet, rejoin: &dyn RejoinText) -> FormRecord {
    let mut pages: Vec<u32> = sheet.parts.iter().flat_map(|part| part.pages.iter().copied()).collect();
    pages.sort_unstable();
    pages.dedup();
    let mut work = Work::new(definition, sheet);
    work.findings = form.findings;
    let found = drawn::read(&mut work).unwrap_or_else(|| read_by_order(&mut work, rejoin));
    account::check_halves(&mut work, &found);
    let amount_unit = account::unit(&mut work);
    let mut fields = assemble::fields(&mut work, &found, amount_unit, rejoin);
    suggest::categories(&mut work, &found, &mut fields);
    account::repeats(&mut work);
    account::unaccounted(&mut work);
    FormRecord {
        kind: definition.kind.clone(),
        title: form.title,
        language: account::language(&work),
        pages,
        amount_unit,
        verdict: Verdict::Review,
        verdict_reasons: Vec::new(),
        fields,
        ledger: account::ledger(&work),
        findings: work.findings,
    }
}

/// Reads a form of which only the order of its texts is known.
fn read_by_order(work: &mut Work<'_>, rejoin: &dyn RejoinText) -> Found {
    let halves = work.halves.clone();
    for half in &halves {
        late::mark_late(work, half);
    }
    let mut found: Option<Found> = None;
    for half in &halves {
        found = Some(match found.take() {
            None => solve::read_half(work, half),
            Some(mut left) => {
                halves::take_repeats(work, half, &mut left, rejoin);
                let right = solve::read_half(work, half);
                halves::merge(work, left, right)
            }
        });
    }
    found.unwrap_or_default()
}
