//! Finds the forms on the sheets of a document: a form starts at its title, or where enough labels of
//! a kind stand together, and takes the tables that go on with it.

use std::collections::BTreeSet;

use biaodan_model::{Finding, FindingCode, Origin, Part, SheetLayout, Tag};

use super::pieces::{DrawnPiece, Numbers, pieces};
use crate::definition::{Definition, Definitions};
use crate::find::Candidate;
use crate::tag::{keys, labels_among, tag_drawn, tag_page};

/// Labels that a table must show to belong to a form whose title is known.
const ENOUGH_LABELS: usize = 3;

/// Labels that make a form without its title.
const UNTITLED_LABELS: usize = 8;

/// Pieces after a title at the end of a page whose table stands on the next one.
const AFTER_TITLE: usize = 5;

/// What a document's sheets hold.
#[derive(Debug, Clone, Default)]
pub struct SheetSearch {
    /// The forms of known kinds, in document order.
    pub forms: Vec<Candidate>,
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
pub fn find_on_sheets(sheets: &[SheetLayout], from: Origin, definitions: &Definitions) -> SheetSearch {
    let mut finder = Finder { definitions, search: SheetSearch::default(), open: None, waiting: None };
    let mut numbers = Numbers::default();
    for (number, sheet) in sheets.iter().enumerate() {
        for segment in segments(number, pieces(sheet, from, &mut numbers), definitions) {
            finder.take(segment);
        }
    }
    finder.close();
    finder.search
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
