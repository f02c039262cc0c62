//! Labels wrapped over several lines, their pieces consecutive or among other cells' lines.

use std::cell::Cell;

use biaodan_model::Tag;

use super::Draft;
use crate::definition::{Definition, without_unit};

/// Lines below a label's first piece within which its last piece stands; a label beside running
/// text is spread over the text's lines.
const REACH: u32 = 9;

/// The most pieces one label is wrapped into (`Departm|ent nam|e`, `Over|all p|erfor|mance|goal`).
const MOST_PIECES: usize = 6;

/// Bytes of a piece beyond which it is no part of a wrapped label.
const LONGEST_PIECE: usize = 60;

/// Pieces looked at while the wrapped labels of a page are searched: so many in all, and so many more
/// for each piece. Generated forms need up to 604, and 5 for each piece; without a limit, a page of
/// nothing but beginnings of labels would take time without end.
const LEAST_LOOKS: usize = 50_000;
const LOOKS: usize = 40;

/// Tags the pieces of wrapped labels.
pub(super) fn join_wrapped(definition: &Definition, tagged: &mut [Draft], on_grid: bool) {
    let looks = Cell::new(LEAST_LOOKS + LOOKS * tagged.len());
    for start in 0..tagged.len() {
        let Some(search) = Search::from(definition, tagged, start, on_grid, &looks) else { continue };
        let Some((label, pieces)) = search.run() else { continue };
        let mut rest = Tag::Label(label);
        for at in pieces {
            if let Some(item) = tagged.get_mut(at) {
                item.tag = rest;
            }
            rest = Tag::LabelRest(label);
        }
    }
}

/// The key of a piece that may be part of a wrapped label, else nothing.
fn key_of(draft: &Draft) -> &str {
    let may_be_part = matches!(draft.tag, Tag::Text | Tag::Label(_)) && draft.key.len() <= LONGEST_PIECE;
    if may_be_part { &draft.key } else { "" }
}

struct Search<'s> {
    definition: &'s Definition,
    tagged: &'s [Draft],
    start: usize,
    on_grid: bool,
    /// How many pieces may still be looked at.
    looks: &'s Cell<usize>,
}

impl<'s> Search<'s> {
    /// A search from this piece, where it may be the start of a longer label at all.
    fn from(
        definition: &'s Definition,
        tagged: &'s [Draft],
        start: usize,
        on_grid: bool,
        looks: &'s Cell<usize>,
    ) -> Option<Search<'s>> {
        let item = tagged.get(start)?;
        let key = key_of(item);
        let open = matches!(item.tag, Tag::Text | Tag::Label(_));
        let long_enough = key.len() >= 3 && key.chars().count() >= if key.is_ascii() { 3 } else { 2 };
        let search = Search { definition, tagged, start, on_grid, looks };
        (open && long_enough && search.may_go_on(key)).then_some(search)
    }

    /// Whether a label starts with this key and goes on.
    fn may_go_on(&self, key: &str) -> bool {
        if self.definition.vocabulary.starting_with(key).next().is_some() {
            return true;
        }
        // a unit in brackets may be cut as well: `拟投入的资金（万` `元）`
        let unit = |(name, note): (&str, &str)| {
            self.definition.vocabulary.find(name).is_some()
                && ["万元)", "元)", "亿元)", "cny10,000)", "cny)"].iter().any(|u| u.starts_with(note) && *u != note)
        };
        key.rsplit_once('(').is_some_and(unit)
    }

    fn run(&self) -> Option<(u16, Vec<usize>)> {
        let mut pieces = vec![self.start];
        let key = key_of(self.tagged.get(self.start)?).to_owned();
        let label = self.extend(&key, &mut pieces)?;
        Some((label, pieces))
    }

    /// Adds pieces until they make a label; the nearest fitting piece first.
    fn extend(&self, key: &str, pieces: &mut Vec<usize>) -> Option<u16> {
        if pieces.len() >= MOST_PIECES {
            return None;
        }
        let last = *pieces.last()?;
        for at in self.candidates(last) {
            let joined = format!("{key}{}", key_of(self.tagged.get(at)?));
            pieces.push(at);
            if self.may_go_on(&joined)
                && let Some(label) = self.extend(&joined, pieces)
            {
                return Some(label);
            }
            if let Some(label) = self.definition.vocabulary.find(&without_unit(joined.clone()).0) {
                return Some(label);
            }
            pieces.pop();
        }
        None
    }

    /// Pieces below `last` that may carry it on, in order.
    fn candidates(&self, last: usize) -> impl Iterator<Item = usize> + '_ {
        let first_line = self.tagged.get(self.start).map_or(0, |t| t.piece.line);
        let page = self.tagged.get(self.start).map_or(0, |t| t.piece.page);
        let within = move |t: &Draft| t.piece.page == page && t.piece.line <= first_line + REACH * blank_factor(t);
        let look = || self.looks.replace(self.looks.get().saturating_sub(1)) > 0;
        let later = self.tagged.iter().enumerate().skip(last + 1).take_while(move |(_, t)| look() && within(t));
        later.filter(move |&(at, t)| t.tag == Tag::Text && !key_of(t).is_empty() && self.in_column(last, at)).map(|(at, _)| at)
    }

    /// Wrapped lines of a cell stand below each other where positions are known.
    fn in_column(&self, above: usize, below: usize) -> bool {
        let (Some(a), Some(b)) = (self.tagged.get(above), self.tagged.get(below)) else { return false };
        if a.piece.line == b.piece.line {
            return false;
        }
        !self.on_grid || (a.piece.x0 < b.piece.x1 && b.piece.x0 < a.piece.x1)
    }
}

/// Dumps with blank lines between paragraphs need more lines for the same text.
fn blank_factor(t: &Draft) -> u32 {
    1 + t.piece.blank_before.min(3)
}
