//! Finds the forms on the sheets of a document: a form starts at its title, or where enough labels of
//! a kind stand together, and takes the tables that go on with it.

use std::collections::BTreeSet;

use biaodan_model::{Finding, FindingCode, FormRecord, Part, Piece, SheetLayout, Tag};

use super::pieces::{DrawnPiece, Numbers, pieces};
use crate::definition::{Definition, Definitions};
use crate::find::{Candidate, PageText};
use crate::tag::{keys, labels_among, tag_drawn, tag_page};
use crate::unknown;

/// Labels that a table must show to belong to a form whose title is known.
const ENOUGH_LABELS: usize = 3;

/// Labels that make a form without its title.
const UNTITLED_LABELS: usize = 8;

/// Bytes of a title at most.
const LONGEST_TITLE: usize = 180;

/// Pieces after a title at the end of a page whose table stands on the next one.
const AFTER_TITLE: usize = 5;

/// What a document's sheets hold.
#[derive(Debug, Clone, Default)]
pub struct SheetSearch {
    /// The forms of known kinds, in document order.
    pub forms: Vec<Candidate>,
    /// Forms of no known kind, as records of kind `unknown`; their tables stay unclaimed.
    pub unknown: Vec<FormRecord>,
    /// The tables that belong to forms: numbers of the sheet and of the table on it.
    pub claimed: BTreeSet<(usize, usize)>,
}

/// A title or a table with the lines around it.
#[derive(Debug, Default)]
struct Segment {
    sheet: usize,
    pieces: Vec<DrawnPiece>,
}

impl Segment {
    fn has_cells(&self) -> bool {
        self.pieces.iter().any(DrawnPiece::in_table)
    }

    /// A table at the head of a page, without a line of its own above.
    fn starts_with_table(&self) -> bool {
        self.pieces.first().is_some_and(DrawnPiece::in_table)
    }

    fn title(&self, definitions: &Definitions) -> Option<(usize, usize, String)> {
        self.pieces.iter().enumerate().find_map(|(at, piece)| {
            let kind = piece.title(definitions)?;
            Some((at, kind, piece.piece.text.replace('\n', "")))
        })
    }
}

/// Finds all forms of a document.
#[must_use]
pub fn find_on_sheets(sheets: &[SheetLayout], definitions: &Definitions) -> SheetSearch {
    let mut finder = Finder { definitions, search: SheetSearch::default(), open: None, waiting: None };
    let mut numbers = Numbers::default();
    for (number, sheet) in sheets.iter().enumerate() {
        let mut pieces = pieces(sheet, &mut numbers);
        join_titles(&mut pieces, definitions);
        for segment in segments(number, pieces, definitions) {
            finder.take(segment);
        }
    }
    finder.close();
    finder.search
}

/// Makes one piece of a title that stands on two lines.
fn join_titles(pieces: &mut Vec<DrawnPiece>, definitions: &Definitions) {
    let mut at = 0;
    while let [first, second, ..] = pieces.get(at..).unwrap_or(&[]) {
        let apart = !first.in_table() && !second.in_table() && first.piece.page == second.piece.page;
        let short = first.piece.text.len() + second.piece.text.len() <= LONGEST_TITLE;
        if apart && short && first.title(definitions).is_none() && second.title(definitions).is_none() {
            let whole = first.joined(second);
            if whole.title(definitions).is_some() {
                pieces.splice(at..at + 2, [whole]);
            }
        }
        at += 1;
    }
}

/// Parts the pieces of a sheet before every title that stands below a table.
fn segments(sheet: usize, pieces: Vec<DrawnPiece>, definitions: &Definitions) -> Vec<Segment> {
    let mut out = Vec::new();
    let mut segment = Segment { sheet, pieces: Vec::new() };
    let mut below_table = false;
    for piece in pieces {
        if below_table && piece.title(definitions).is_some() {
            out.push(std::mem::replace(&mut segment, Segment { sheet, pieces: Vec::new() }));
            below_table = false;
        }
        below_table |= piece.in_table() && !piece.across;
        segment.pieces.push(piece);
    }
    out.push(segment);
    out
}

/// A form that is being put together.
struct Open {
    kind: usize,
    title: String,
    pieces: Vec<DrawnPiece>,
    /// Its labels so far.
    keys: BTreeSet<String>,
    untitled: bool,
}

struct Finder<'d> {
    definitions: &'d Definitions,
    search: SheetSearch,
    open: Option<Open>,
    /// A title whose table stands on the next page.
    waiting: Option<(usize, String, Vec<DrawnPiece>)>,
}

impl Finder<'_> {
    fn take(&mut self, segment: Segment) {
        let keys = keys(&segment.pieces);
        let count = |kind: usize| self.definitions.kinds().get(kind).map_or(0, |d| labels_among(d, &keys));
        let waiting = self.waiting.take();
        if let Some((at, kind, title)) = segment.title(self.definitions) {
            if count(kind) >= ENOUGH_LABELS {
                return self.start(kind, title, Vec::new(), segment, keys, false);
            }
            if !segment.has_cells() && at + AFTER_TITLE >= segment.pieces.len() {
                self.close();
                self.waiting = Some((kind, title, segment.pieces));
                return;
            }
        }
        if let Some((kind, title, before)) = waiting
            && count(kind) >= ENOUGH_LABELS
        {
            return self.start(kind, title, before, segment, keys, false);
        }
        if self.goes_on(&segment, &keys) {
            return self.add(segment, keys);
        }
        self.close();
        let best =
            (0..self.definitions.kinds().len()).map(|kind| (count(kind), kind)).max_by_key(|&(n, kind)| (n, usize::MAX - kind));
        if let Some((_, kind)) = best.filter(|&(n, _)| n >= UNTITLED_LABELS && segment.has_cells()) {
            let title = segment.pieces.iter().take_while(|p| !p.in_table()).last().map(|p| p.piece.text.clone());
            self.start(kind, title.unwrap_or_default(), Vec::new(), segment, keys, true);
        } else if segment.has_cells() {
            self.search.unknown.extend(unknown::read_form(&by_rows(segment.pieces), self.definitions));
        }
    }

    /// A table without a title goes on with the open form where it shows more of its labels, or stands
    /// right at the head of the next page: it may be the form's, and then nothing of it may be lost.
    fn goes_on(&self, segment: &Segment, keys: &[String]) -> bool {
        let Some(open) = &self.open else { return false };
        let Some(definition) = self.definitions.kinds().get(open.kind) else { return false };
        let labels = labels_among(definition, keys);
        let again = keys.iter().filter(|key| open.keys.contains(*key)).count();
        let names_again = labels > UNTITLED_LABELS && again * 2 > labels;
        (labels >= ENOUGH_LABELS && !names_again) || (labels == 0 && segment.starts_with_table())
    }

    fn start(
        &mut self,
        kind: usize,
        title: String,
        before: Vec<DrawnPiece>,
        segment: Segment,
        keys: Vec<String>,
        untitled: bool,
    ) {
        self.close();
        self.open = Some(Open { kind, title, pieces: before, keys: BTreeSet::new(), untitled });
        self.add(segment, keys);
    }

    fn add(&mut self, segment: Segment, keys: Vec<String>) {
        let Some(open) = &mut self.open else { return };
        self.search.claimed.extend(segment.pieces.iter().filter_map(|p| Some((segment.sheet, p.table?))));
        open.pieces.extend(segment.pieces);
        open.keys.extend(keys);
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let Some(definition) = self.definitions.kinds().get(open.kind) else { return };
        let mut findings = Vec::new();
        if open.untitled {
            findings.push(untitled(definition));
        }
        let title = open.title;
        self.search.forms.push(Candidate { kind: open.kind, title, pages: vec![part(definition, open.pieces)], findings });
    }
}

/// The pieces with a line for each row of cells, as forms of unknown kinds are read.
fn by_rows(pieces: Vec<DrawnPiece>) -> PageText {
    let number = pieces.first().map_or(0, |p| p.piece.page);
    let mut row = (None, 0);
    let pieces = pieces.into_iter().filter(|p| p.tag == Tag::Text && !p.piece.text.is_empty()).map(|drawn| {
        let cell = drawn.piece.drawn.as_ref().and_then(|d| d.cell).map(|cell| (cell.table, cell.row));
        if cell.is_none() || cell != row.0 {
            row = (cell, drawn.piece.line);
        }
        Piece { line: row.1, text: drawn.piece.text.replace('\n', ""), ..drawn.piece }
    });
    PageText { number, pieces: pieces.collect(), on_grid: true }
}

fn untitled(definition: &Definition) -> Finding {
    let name = &definition.name;
    Finding::new(
        FindingCode::LowConfidence,
        format!("没有找到表名，按标签认作“{}”", name.zh),
        format!("no title names the form; by its labels it is taken for {:?}", name.en),
    )
}

/// The pieces with their labels found.
fn part(definition: &Definition, pieces: Vec<DrawnPiece>) -> Part {
    let pages: BTreeSet<u32> = pieces.iter().map(|p| p.piece.page).collect();
    let pieces = if pieces.iter().any(DrawnPiece::in_table) {
        tag_drawn(definition, pieces)
    } else {
        let texts = pieces.into_iter().filter(|p| p.tag == Tag::Text).map(|p| p.piece).collect();
        tag_page(definition, texts, true)
    };
    Part { pages: pages.into_iter().collect(), pieces, on_grid: true }
}
