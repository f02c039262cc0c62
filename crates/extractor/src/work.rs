//! One form at work: its pieces, what each stands for and what became of it.

use std::ops::Range;
use std::sync::Arc;

use biaodan_model::{Finding, Piece, Sheet, Tag};

use crate::definition::{Definition, Role};
use crate::look::Look;
use crate::roles;

/// What became of a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Claim {
    /// Nothing yet.
    Open,
    /// It is a label, a title, a year, a page number.
    Label,
    /// It is (part of) the value at this path.
    Value(Arc<str>),
    /// It is a value, but the order does not say which.
    Unsure,
    /// It repeats what stands elsewhere.
    Duplicate(Arc<str>, &'static str),
}

/// A piece, what it was recognised as and what became of it.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) piece: Piece,
    pub(crate) tag: Tag,
    /// For a label, the role that fits its place.
    pub(crate) role: Option<Role>,
    pub(crate) look: Look,
    /// True for what was drawn in a second pass; see `late`.
    pub(crate) late: bool,
    pub(crate) claim: Claim,
}

impl Item {
    /// Text of some cell that nothing has claimed.
    pub(crate) fn is_open(&self) -> bool {
        self.tag == Tag::Text && self.claim == Claim::Open
    }
}

/// One half of the form, or all of it.
#[derive(Debug, Clone)]
pub(crate) struct Half {
    /// Its items.
    pub(crate) range: Range<usize>,
    /// True where positions on the line may be compared.
    pub(crate) on_grid: bool,
}

/// The form at work.
pub(crate) struct Work<'d> {
    pub(crate) definition: &'d Definition,
    pub(crate) items: Vec<Item>,
    pub(crate) halves: Vec<Half>,
    /// True where blank lines stand between paragraphs.
    pub(crate) parts_paragraphs: bool,
    pub(crate) findings: Vec<Finding>,
}

impl<'d> Work<'d> {
    /// Takes a sheet's pieces and settles what each label stands for.
    pub(crate) fn new(definition: &'d Definition, sheet: Sheet) -> Work<'d> {
        let mut work = Work { definition, items: Vec::new(), halves: Vec::new(), parts_paragraphs: false, findings: Vec::new() };
        work.parts_paragraphs = sheet.parts.iter().flat_map(|part| &part.pieces).any(|t| t.piece.blank_before > 0);
        for part in sheet.parts {
            let start = work.items.len();
            work.items.extend(part.pieces.into_iter().map(|t| Item {
                look: Look::at(&t.piece.text),
                claim: if matches!(t.tag, Tag::Text | Tag::Repeated) { Claim::Open } else { Claim::Label },
                role: None,
                late: false,
                tag: t.tag,
                piece: t.piece,
            }));
            let range = start..work.items.len();
            roles::settle(definition, work.items.get_mut(range.clone()).unwrap_or(&mut []));
            work.halves.push(Half { range, on_grid: part.on_grid });
        }
        work
    }

    /// The items of a half with their indices.
    pub(crate) fn half(&self, half: &Half) -> impl DoubleEndedIterator<Item = (usize, &Item)> + use<'_> {
        let range = half.range.clone();
        range.clone().zip(self.items.get(range).unwrap_or(&[]))
    }

    pub(crate) fn text(&self, at: usize) -> &str {
        self.items.get(at).map_or("", |item| item.piece.text.as_str())
    }

    /// The lines of one value; texts of one line keep the blank between them.
    pub(crate) fn lines(&self, items: &[usize]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        let mut above = None;
        for &at in items {
            let place = self.items.get(at).map(|i| (i.piece.page, i.piece.line));
            for (n, text) in self.text(at).split('\n').enumerate() {
                match lines.last_mut() {
                    Some(line) if n == 0 && place == above => {
                        line.push(' ');
                        line.push_str(text);
                    }
                    _ => lines.push(text.to_owned()),
                }
            }
            above = place;
        }
        lines
    }

    pub(crate) fn look(&self, at: usize) -> Look {
        self.items.get(at).map_or_else(Look::default, |item| item.look)
    }

    pub(crate) fn line(&self, at: usize) -> u32 {
        self.items.get(at).map_or(0, |item| item.piece.line)
    }

    /// Notes what became of pieces.
    pub(crate) fn claim(&mut self, pieces: &[usize], claim: &Claim) {
        for &at in pieces {
            if let Some(item) = self.items.get_mut(at) {
                item.claim = claim.clone();
            }
        }
    }
}
