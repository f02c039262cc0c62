//! Finds the forms of a document: where each starts and which pages it stands on.
//!
//! A form starts at its title. The pages after it belong to it while they carry its labels: as the
//! other half of its sheet, or going on below. A page that only shows a part of the title (a cut
//! page) starts a form where enough labels of the kind stand on it.

use biaodan_model::{Finding, FormRecord, Part, Piece, Tag, Tagged, match_key};

use crate::definition::{Definition, Definitions, title_key};
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

/// Labels a page must show to be a page of a form whose title it does not show in full.
const ENOUGH_LABELS: usize = 3;

/// Characters of a title that are enough to recognise a cut one.
const ENOUGH_TITLE: usize = 4;

/// Columns of a figure with its unit; a date is longer.
const LONGEST_FIGURE: u32 = 10;

/// Finds all forms of a document.
#[must_use]
pub fn find(pages: Vec<PageText>, definitions: &Definitions, beside: FitsBeside<'_>) -> Search {
    let mut search = Search::default();
    let mut open: Option<Candidate> = None;
    for page in pages {
        match place(&page, definitions, open.as_ref(), beside) {
            Place::Starts(kind, title) => {
                search.forms.extend(open.take());
                let part = definitions.kinds().get(kind).map(|d| part(d, &page)).unwrap_or_default();
                open = Some(Candidate { kind, title, pages: vec![part] });
            }
            Place::GoesOn(part, title) => {
                if let Some(form) = open.as_mut() {
                    form.title = whole_title(definitions, form.kind, &form.title, &title);
                    form.pages.push(part);
                }
            }
            Place::Elsewhere => {
                search.forms.extend(open.take());
                search.unknown.extend(unknown::read(&page, definitions));
            }
        }
    }
    search.forms.extend(open);
    search
}

enum Place {
    Starts(usize, String),
    GoesOn(Part, String),
    Elsewhere,
}

fn part(definition: &Definition, page: &PageText) -> Part {
    let mut pieces = tag_page(definition, &page.pieces, page.on_grid);
    if !pieces.iter().any(|t| t.tag == Tag::Title)
        && let Some(title) = cut_title(definition, page)
        && let Some(piece) = pieces.iter_mut().find(|t| t.piece.text == title)
    {
        piece.tag = Tag::Title;
    }
    Part { pages: vec![page.number], pieces, on_grid: page.on_grid }
}

fn place(page: &PageText, definitions: &Definitions, open: Option<&Candidate>, beside: FitsBeside<'_>) -> Place {
    let title = page.pieces.iter().find_map(|p| definitions.title(&p.text).map(|kind| (kind, p.text.clone())));
    if let Some(form) = open
        && title.as_ref().is_none_or(|(kind, _)| *kind == form.kind)
        && let Some(definition) = definitions.kinds().get(form.kind)
    {
        let own = part(definition, page);
        let cut = cut_title(definition, page).unwrap_or_default();
        let fits = beside(&form.pages, &own, &|label| definition.column_of(label));
        let new_values = names_again(&form.pages, &own);
        let room = halves_so_far(&form.pages, beside, definition) < 2;
        let goes_on = match title {
            Some(_) => (fits && room) || (!new_values && label_count(&own.pieces) > 0 && !fits),
            None => label_count(&own.pieces) >= ENOUGH_LABELS || fits || is_rest_of_table(&own.pieces),
        };
        if goes_on {
            return Place::GoesOn(own, title.map_or(cut, |(_, t)| t));
        }
    }
    if let Some((kind, title)) = title {
        return Place::Starts(kind, title);
    }
    let cut = definitions.kinds().iter().enumerate().filter_map(|(kind, definition)| {
        let title = cut_title(definition, page)?;
        let labels = label_count(&tag_page(definition, &page.pieces, page.on_grid));
        (labels >= ENOUGH_LABELS).then_some((labels, kind, title))
    });
    match cut.max_by_key(|(labels, kind, _)| (*labels, usize::MAX - kind)) {
        Some((_, kind, title)) => Place::Starts(kind, title),
        None => Place::Elsewhere,
    }
}

/// How many halves the pages of a form make so far.
fn halves_so_far(pages: &[Part], beside: FitsBeside<'_>, definition: &Definition) -> usize {
    let mut halves = 1;
    for (n, page) in pages.iter().enumerate().skip(1) {
        if beside(pages.get(..n).unwrap_or(&[]), page, &|label| definition.column_of(label)) {
            halves += 1;
            break;
        }
    }
    halves
}

/// Whether a page prints labels of single values that the form already has: it is another form.
fn names_again(before: &[Part], page: &Part) -> bool {
    let labels = |part: &Part| -> Vec<u16> {
        part.pieces
            .iter()
            .filter_map(|t| match t.tag {
                Tag::Label(label) => Some(label),
                _ => None,
            })
            .collect()
    };
    let known: Vec<u16> = before.iter().flat_map(labels).collect();
    let own = labels(page);
    let again = own.iter().filter(|l| known.contains(l)).count();
    again * 2 > own.len() && own.len() > 8
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
fn whole_title(definitions: &Definitions, kind: usize, left: &str, right: &str) -> String {
    let Some(definition) = definitions.kinds().get(kind) else { return left.to_owned() };
    let whole = |text: &str| definition.titles.iter().any(|t| match_key(text).ends_with(t.as_str()));
    if whole(left) || right.is_empty() {
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
