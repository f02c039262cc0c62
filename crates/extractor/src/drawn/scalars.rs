//! Single values and running texts: right of their label, below it, or in the label's own cell.

use std::collections::BTreeSet;

use biaodan_model::{FieldType, Tag};

use super::grid::{GridCell, Grids, rows};
use crate::definition::Role;
use crate::found::Slot;
use crate::tag::{year_in, year_of_title};
use crate::work::{Claim, Work};

/// Reads the single values of a form.
pub(crate) fn read(work: &mut Work<'_>, grids: &Grids) -> Vec<Slot> {
    let mut slots = vec![Slot::Absent; work.definition.scalars.len()];
    let mut used = BTreeSet::new();
    for below in [false, true] {
        for at in 0..work.items.len() {
            let Some(Role::Scalar(i)) = work.items.get(at).and_then(|item| item.role) else { continue };
            if below && !matches!(slots.get(i), Some(Slot::Absent)) {
                continue; // a value or an empty cell right of the label is its own
            }
            let slot = match find(work, grids, at, i, below) {
                Some(slot) => slot,
                None if below => Slot::Blank(at),
                None => continue,
            };
            bind(work, &mut slots, &mut used, i, slot);
        }
    }
    year(work, &mut slots);
    slots
}

/// The value of a label: in its cell or right of it, or, in a second pass, below it.
fn find(work: &Work<'_>, grids: &Grids, label: usize, scalar: usize, below: bool) -> Option<Slot> {
    let Some(place) = work.items.get(label)?.piece.drawn.as_ref().and_then(|d| d.cell) else {
        return if below { None } else { on_the_line(work, label) };
    };
    if below {
        return grids.below(place).filter(|cell| holds_value(work, cell)).map(|cell| slot_of(work, cell, label));
    }
    let own: Vec<usize> = grids.get(place)?.items.iter().copied().filter(|&at| at > label && is_text(work, at)).collect();
    if !own.is_empty() {
        return Some(Slot::Read(own));
    }
    let cell = grids.right_of(place).filter(|cell| holds_value(work, cell))?;
    let prose = work.definition.scalars.get(scalar).is_some_and(|s| s.prose);
    let beside = stacked(work, grids, cell, place.row..rows(&place).end);
    match (beside.len(), prose) {
        (0, _) => Some(slot_of(work, cell, label)),
        (_, true) => Some(Slot::Read(texts(work, cell).into_iter().chain(beside).collect())),
        (_, false) => Some(Slot::Unsure(texts(work, cell).into_iter().chain(beside).collect())),
    }
}

/// The texts of further cells below a value that stand beside the same tall label.
fn stacked(work: &Work<'_>, grids: &Grids, first: &GridCell, label_rows: std::ops::Range<u32>) -> Vec<usize> {
    let mut texts = Vec::new();
    let mut place = first.place;
    while let Some(next) = grids.below(place).filter(|next| next.place.row < label_rows.end && next.place.row > place.row) {
        if !holds_value(work, next) {
            break;
        }
        texts.extend(self::texts(work, next));
        place = next.place;
    }
    texts
}

/// The text after a label outside tables, on its line.
fn on_the_line(work: &Work<'_>, label: usize) -> Option<Slot> {
    let line = work.line(label);
    let mut after = (label + 1..work.items.len()).take_while(|&at| work.line(at) == line);
    let value = after.find(|&at| !work.items.get(at).is_some_and(|i| matches!(i.tag, Tag::Label(_))))?;
    is_text(work, value).then(|| Slot::Read(vec![value]))
}

fn is_text(work: &Work<'_>, at: usize) -> bool {
    work.items.get(at).is_some_and(|item| item.tag == Tag::Text && !item.piece.text.trim().is_empty())
}

/// True for a cell without labels: it can only hold a value, or nothing.
pub(crate) fn holds_value(work: &Work<'_>, cell: &GridCell) -> bool {
    cell.items.iter().all(|&at| work.items.get(at).is_some_and(|item| matches!(item.tag, Tag::Text)))
}

/// The items of a cell that have text.
pub(crate) fn texts(work: &Work<'_>, cell: &GridCell) -> Vec<usize> {
    cell.items.iter().copied().filter(|&at| is_text(work, at)).collect()
}

fn slot_of(work: &Work<'_>, cell: &GridCell, label: usize) -> Slot {
    let items = texts(work, cell);
    if items.is_empty() { Slot::Blank(cell.items.first().copied().unwrap_or(label)) } else { Slot::Read(items) }
}

/// Takes a value, unless its cell was taken or another value stands there already.
fn bind(work: &mut Work<'_>, slots: &mut [Slot], used: &mut BTreeSet<usize>, scalar: usize, slot: Slot) {
    let Some(place) = slots.get_mut(scalar) else { return };
    match (&*place, &slot) {
        (Slot::Absent | Slot::Blank(_), Slot::Read(items)) if items.iter().any(|at| used.contains(at)) => {}
        (Slot::Absent | Slot::Blank(_), Slot::Read(items)) => {
            used.extend(items);
            *place = slot;
        }
        (Slot::Absent, _) => *place = slot,
        (Slot::Read(first), Slot::Read(second)) if first != second && !second.iter().any(|at| used.contains(at)) => {
            let path = work.definition.scalars.get(scalar).map_or("", |s| s.path.as_str());
            if work.lines(first) == work.lines(second) {
                work.claim(second, &Claim::Duplicate(path.into(), "printed twice on the form"));
            } else {
                *place = Slot::Unsure(first.iter().chain(second).copied().collect());
            }
        }
        _ => {}
    }
}

/// The year beside or in the title.
fn year(work: &Work<'_>, slots: &mut [Slot]) {
    let Some(scalar) = work.definition.scalars.iter().position(|s| s.field_type == FieldType::Integer) else { return };
    let Some(slot) = slots.get_mut(scalar).filter(|slot| !matches!(slot, Slot::Read(_))) else { return };
    let found = work.items.iter().position(|item| match item.tag {
        Tag::Furniture => year_in(&item.piece.text).is_some(),
        Tag::Title => year_of_title(&item.piece.text).is_some(),
        _ => false,
    });
    if let Some(at) = found {
        *slot = Slot::Read(vec![at]);
    }
}
