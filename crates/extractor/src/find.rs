//! Finds the forms of a document: where each starts and which pages it stands on.

use biaodan_model::{Finding, FormRecord, Part, Piece};

use crate::definition::Definitions;

/// The text of one page, cut into pieces.
#[derive(Debug, Clone, Default)]
pub struct PageText {
    /// 1-based.
    pub number: u32,
    /// In the order of the source.
    pub pieces: Vec<Piece>,
    /// True where positions on the line compare across lines.
    pub on_grid: bool,
}

/// A form of a known kind, not yet read.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its kind, by its number in the definitions.
    pub kind: usize,
    /// Its title as printed.
    pub title: String,
    /// Its pages with their labels found, in document order.
    pub pages: Vec<Part>,
}

/// What a document holds.
#[derive(Debug, Clone, Default)]
pub struct Search {
    /// Forms of known kinds, in document order.
    pub forms: Vec<Candidate>,
    /// Forms of no known kind, as records of kind `unknown`.
    pub unknown: Vec<FormRecord>,
    /// What is to be said about the document.
    pub findings: Vec<Finding>,
}

/// Says whether a page carries the other half of the sheet before it; the last argument gives the
/// (table, column) of a label.
pub type FitsBeside<'f> = &'f dyn Fn(&[Part], &Part, &dyn Fn(u16) -> Option<(usize, usize)>) -> bool;

/// Finds all forms of a document.
#[must_use]
pub fn find(pages: Vec<PageText>, definitions: &Definitions, beside: FitsBeside<'_>) -> Search {
    let _ = (pages, definitions, beside);
    Search::default()
}
