//! A form whose pages are being gathered, with what the next page is compared with.
//!
//! What earlier pages show is noted once, as each is added: a document may have many thousands.

use std::collections::{BTreeSet, HashSet};

use biaodan_model::{Part, Tag};

use crate::definition::Definition;
use crate::find::{AreHalves, Candidate, ColumnSet};

/// Different sets of columns that are remembered: a sheet is cut in a few ways.
const MOST_CUTS: usize = 32;

/// Texts of a form at most, so that memory stays within a few times the document's size.
pub(crate) const MOST_TEXTS: usize = 500_000;

/// An open form.
pub(crate) struct Gathered {
    pub(crate) form: Candidate,
    /// The columns of its pages, each set once.
    columns: Vec<ColumnSet>,
    labels: HashSet<u16>,
    texts: usize,
    /// True once a page beside another one was added.
    pub(crate) is_cut: bool,
}

/// How a page stands to the form before it.
pub(crate) struct Standing {
    /// It is the other half of the sheet, or more of it.
    pub(crate) beside: bool,
    /// It prints labels that the form already has: it is another form.
    pub(crate) names_again: bool,
}

impl Gathered {
    /// A form with its first page.
    pub(crate) fn start(kind: usize, title: String, page: Part, definition: &Definition) -> Gathered {
        let form = Candidate { kind, title, pages: Vec::new(), findings: Vec::new() };
        let mut open = Gathered { form, columns: Vec::new(), labels: HashSet::new(), texts: 0, is_cut: false };
        open.add(page, false, definition);
        open
    }

    /// Adds a page; `beside` says whether it is the other half of an earlier one.
    pub(crate) fn add(&mut self, page: Part, beside: bool, definition: &Definition) {
        let columns = columns(&page, definition);
        if !columns.is_empty() && self.columns.len() < MOST_CUTS && !self.columns.contains(&columns) {
            self.columns.push(columns);
        }
        self.labels.extend(labels(&page));
        self.texts += page.pieces.len();
        self.is_cut |= beside;
        self.form.pages.push(page);
    }

    /// True where so many more texts would make it larger than any form.
    pub(crate) fn is_full(&self, more: usize) -> bool {
        self.texts + more > MOST_TEXTS
    }

    /// Compares a page with the pages so far.
    pub(crate) fn standing(&self, page: &Part, definition: &Definition, are_halves: AreHalves<'_>) -> Standing {
        let own = columns(page, definition);
        let beside = self.columns.iter().any(|before| are_halves(before, &own));
        let known = labels(page).filter(|label| self.labels.contains(label)).count();
        let count = labels(page).count();
        Standing { beside, names_again: known * 2 > count && count > 8 }
    }
}

fn labels(page: &Part) -> impl Iterator<Item = u16> + '_ {
    page.pieces.iter().filter_map(|t| match t.tag {
        Tag::Label(label) => Some(label),
        _ => None,
    })
}

fn columns(page: &Part, definition: &Definition) -> ColumnSet {
    labels(page).filter_map(|label| definition.column_of(label)).collect::<BTreeSet<_>>()
}
