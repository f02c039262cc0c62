//! Finds the forms of a document: where each starts and which pages it stands on.
//!
//! A form starts at its title. The pages after it belong to it while they carry its labels: as the
//! other half of its sheet, or going on below. A page that only shows a part of the title (a cut
//! page) starts a form where enough labels of the kind stand on it.

use std::collections::BTreeSet;

use biaodan_model::{Finding, FindingCode, FormRecord, Part, Piece, Tag, Tagged, match_key};

use crate::definition::{Definition, Definitions, title_key};
use crate::gather::{Gathered, MOST_TEXTS, Standing};
use crate::look::Look;
use crate::tag::{label_count, tag_page};
use crate::unknown;

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
    /// Its title as printed, or as put together from its halves.
    pub title: String,
    /// Its pages with their labels found, in document order; what is drawn on sheets is one part.
    pub pages: Vec<Part>,
    /// What is to be said about how it was found.
    pub findings: Vec<Finding>,
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

/// The (table, column) of every column label that a page shows.
pub type ColumnSet = BTreeSet<(usize, usize)>;

/// Says whether two pages that show these columns are the halves of a sheet.
pub type AreHalves<'f> = &'f dyn Fn(&ColumnSet, &ColumnSet) -> bool;

/// Labels a page must show to be a page of a form whose title it does not show in full.
const ENOUGH_LABELS: usize = 3;

/// Characters of a title that are enough to recognise a cut one.
const ENOUGH_TITLE: usize = 4;

/// Columns of a figure with its unit; a date is longer.
const LONGEST_FIGURE: u32 = 10;

/// Finds all forms of a document.
#[must_use]
pub fn find(pages: impl IntoIterator<Item = PageText>, definitions: &Definitions, are_halves: AreHalves<'_>) -> Search {
    let mut search = Search::default();
    let mut open: Option<Gathered> = None;
    for page in pages {
        match place(&page, definitions, open.as_ref(), are_halves) {
            Place::Starts(kind, title) => {
                search.forms.extend(open.take().map(|open| open.form));
                let Some(definition) = definitions.kinds().get(kind) else { continue };
                open = Some(Gathered::start(kind, title, part(definition, page), definition));
            }
            Place::GoesOn(part, title, beside) => {
                if let Some(open) = open.as_mut()
                    && let Some(definition) = definitions.kinds().get(open.form.kind)
                {
                    open.form.title = whole_title(definition, &open.form.title, &title);
                    open.add(part, beside, definition);
                }
            }
            Place::TooMuch => search.findings.push(too_much(page.number)),
            Place::Elsewhere => {
                search.forms.extend(open.take().map(|open| open.form));
                search.unknown.extend(unknown::read(&page, definitions));
            }
        }
    }
    search.forms.extend(open.map(|open| open.form));
    search
}

enum Place {
    Starts(usize, String),
    /// With the title it shows, and whether it is the other half of a page before it.
    GoesOn(Part, String, bool),
    /// It would go on, but the form is larger than any form.
    TooMuch,
    Elsewhere,
}

fn too_much(page: u32) -> Finding {
    Finding::new(
        FindingCode::PageUnreadable,
        format!("第 {page} 页所属的表超过 {MOST_TEXTS} 处文字，未读取该页；请拆分文件"),
        format!("page {page} belongs to a form of more than {MOST_TEXTS} texts and was not read; split the document"),
    )
    .with_place(page, None)
}

fn part(definition: &Definition, page: PageText) -> Part {
    let cut = cut_title(definition, &page);
    let mut pieces = tag_page(definition, page.pieces, page.on_grid);
    if !pieces.iter().any(|t| t.tag == Tag::Title)
        && let Some(title) = cut
        && let Some(piece) = pieces.iter_mut().find(|t| t.piece.text == title)
    {
        piece.tag = Tag::Title;
    }
    Part { pages: vec![page.number], pieces, on_grid: page.on_grid }
}

fn place(page: &PageText, definitions: &Definitions, open: Option<&Gathered>, are_halves: AreHalves<'_>) -> Place {
    let title = page.pieces.iter().find_map(|p| definitions.title(&p.text).map(|kind| (kind, p.text.clone())));
    if let Some(open) = open
        && title.as_ref().is_none_or(|(kind, _)| *kind == open.form.kind)
        && let Some(definition) = definitions.kinds().get(open.form.kind)
    {
        let own = part(definition, page.clone());
        let cut = cut_title(definition, page).unwrap_or_default();
        let Standing { beside, names_again } = open.standing(&own, definition, are_halves);
        let goes_on = match title {
            Some(_) => (beside && !open.is_cut) || (!names_again && label_count(&own.pieces) > 0 && !beside),
            None => label_count(&own.pieces) >= ENOUGH_LABELS || beside || is_rest_of_table(&own.pieces),
        };
        if goes_on && open.is_full(own.pieces.len()) {
            return Place::TooMuch;
        }
        if goes_on {
            return Place::GoesOn(own, title.map_or(cut, |(_, t)| t), beside);
        }
    }
    if let Some((kind, title)) = title {
        return Place::Starts(kind, title);
    }
    let cut = definitions.kinds().iter().enumerate().filter_map(|(kind, definition)| {
        let title = cut_title(definition, page)?;
        let labels = label_count(&tag_page(definition, page.pieces.clone(), page.on_grid));
        (labels >= ENOUGH_LABELS).then_some((labels, kind, title))
    });
    match cut.max_by_key(|(labels, kind, _)| (*labels, usize::MAX - kind)) {
        Some((_, kind, title)) => Place::Starts(kind, title),
        None => Place::Elsewhere,
    }
}

/// The tail of a table without any label: figures among short texts, no running text, no date.
fn is_rest_of_table(pieces: &[Tagged]) -> bool {
    let looks: Vec<Look> = pieces.iter().filter(|t| t.tag == Tag::Text).map(|t| Look::at(&t.piece.text)).collect();
    let figures = looks.iter().filter(|look| look.figure() || (look.target && look.width <= LONGEST_FIGURE)).count();
    figures > 1 && figures * 3 >= looks.len() && !looks.iter().any(|look| look.running)
}

/// The part of a title that a cut page shows at its head.
fn cut_title(definition: &Definition, page: &PageText) -> Option<String> {
    let head = page.pieces.iter().take(4);
    head.map(|p| &p.text)
        .find(|text| {
            let Some(key) = title_key(text) else { return false };
            let enough = key.chars().count() >= ENOUGH_TITLE;
            enough
                && definition.vocabulary.find(&key).is_none()
                && definition.titles.iter().any(|t| t.starts_with(&key) || t.ends_with(&key))
        })
        .cloned()
}

/// The title of two halves: the whole one where either shows it, else their pieces joined.
fn whole_title(definition: &Definition, left: &str, right: &str) -> String {
    let whole = |text: &str| {
        let key = match_key(text);
        definition.ends_with_title(&key)
    };
    if right.is_empty() || whole(left) {
        return left.to_owned();
    }
    if whole(right) {
        return right.to_owned();
    }
    let joined = |a: &str, b: &str| {
        let starts = a.char_indices().map(|(at, _)| at).chain([a.len()]);
        starts.filter_map(|at| Some(format!("{}{b}", a.get(..at)?))).find(|t| whole(t))
    };
    joined(left, right).or_else(|| joined(right, left)).unwrap_or_else(|| left.to_owned())
}
