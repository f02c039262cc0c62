//! Headings at the side: a tall cell beside labels that no definition names.

use biaodan_model::Tag;

use super::grid::{GridCell, Grids, rows};
use crate::work::{Claim, Work};

/// Characters of a heading at most.
const LONGEST: usize = 24;

/// Takes headings beside labels for what they are. They cover several rows, hold no figure, and labels
/// stand right of them: a value never stands left of its label.
pub(crate) fn claim(work: &mut Work<'_>, grids: &Grids) {
    let open = |at: &usize| work.items.get(*at).is_some_and(|item| item.is_open() && may_be_heading(&item.piece.text));
    let headings: Vec<usize> = (0..work.items.len()).filter(open).filter(|&at| stands_beside_labels(work, grids, at)).collect();
    work.claim(&headings, &Claim::Label);
}

fn may_be_heading(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (1..=LONGEST).contains(&letters) && !text.contains(|c: char| c.is_ascii_digit() || "，。；".contains(c))
}

fn stands_beside_labels(work: &Work<'_>, grids: &Grids, at: usize) -> bool {
    let Some(place) = work.items.get(at).and_then(|item| item.piece.drawn.as_ref()?.cell) else { return false };
    let column = place.column.saturating_add(place.column_span);
    let starts = |row: u32| grids.row(place.table, row).find(|cell| cell.place.column == column);
    let is_label =
        |cell: &GridCell| cell.items.iter().any(|&n| work.items.get(n).is_some_and(|i| matches!(i.tag, Tag::Label(_))));
    rows(&place).len() > 1 && starts(place.row).is_some_and(is_label)
}
