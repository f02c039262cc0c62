//! One spelling, several roles: the labels in the same row and column decide.

use biaodan_model::{CellPlace, Tag};

use super::grid::{Grids, columns, meets, rows};
use crate::definition::{Definition, Role};
use crate::work::Work;

/// What a label in the same row or column adds to a role, and what weaker evidence adds.
const STRONG: usize = 4;
const WEAK: usize = 1;

/// The labels of one cell, or one label outside tables.
struct LabelCell {
    items: Vec<usize>,
    place: Option<CellPlace>,
    /// The roles that all labels of the cell may have.
    roles: Vec<Role>,
}

/// Labels that are compared with each other at most; no form has more.
const MOST_LABELS: usize = 2_000;

/// Gives every label the one role that fits its place.
pub(crate) fn settle(work: &mut Work<'_>, grids: &Grids) {
    let mut labels = label_cells(work, grids);
    labels.truncate(MOST_LABELS);
    let mut used = Vec::new();
    let mut settled = Vec::new();
    for label in &labels {
        let role = best(work.definition, label, &labels, &used);
        used.extend(role);
        settled.extend(label.items.iter().map(|&at| (at, role)));
    }
    for (at, role) in settled {
        if let Some(item) = work.items.get_mut(at) {
            item.role = role;
        }
    }
}

/// A label and its translation stand in one cell and have one role.
fn label_cells(work: &Work<'_>, grids: &Grids) -> Vec<LabelCell> {
    let mut out: Vec<LabelCell> = Vec::new();
    for (at, item) in work.items.iter().enumerate() {
        let Tag::Label(label) = item.tag else { continue };
        let roles = work.definition.roles(label);
        let place = item.piece.drawn.as_ref().and_then(|d| d.cell);
        if let Some(last) = out.last_mut().filter(|last| place.is_some() && last.place == place) {
            let shared: Vec<Role> = last.roles.iter().copied().filter(|role| roles.contains(role)).collect();
            if !shared.is_empty() {
                last.roles = shared;
                last.items.push(at);
                continue;
            }
        }
        out.push(LabelCell { items: vec![at], place: place.filter(|&p| grids.get(p).is_some()), roles: roles.to_vec() });
    }
    out
}

/// The role with the most labels around that speak for it; the earlier one wins a tie, and a role
/// that no label has yet goes before one that is taken.
fn best(definition: &Definition, label: &LabelCell, all: &[LabelCell], used: &[Role]) -> Option<Role> {
    if let [only] = label.roles.as_slice() {
        return Some(*only);
    }
    let score = |role: &Role| {
        let speaks = all.iter().filter(|other| other.items != label.items);
        let sum: usize = speaks.map(|other| evidence(definition, *role, label, other)).sum();
        (sum, !used.contains(role))
    };
    label.roles.iter().rev().max_by_key(|role| score(role)).copied()
}

/// What another label, whose role is certain, says for a role.
fn evidence(definition: &Definition, role: Role, label: &LabelCell, other: &LabelCell) -> usize {
    let ([certain], Some(here), Some(there)) = (other.roles.as_slice(), label.place, other.place) else { return 0 };
    if here.table != there.table {
        return 0;
    }
    let same_row = meets(&rows(&here), &rows(&there));
    let same_column = meets(&columns(&here), &columns(&there));
    let above = there.row < here.row;
    match (role, *certain) {
        (Role::Column(a), Role::Column(b)) if a.table == b.table && same_row => STRONG,
        (Role::Row(t, _), Role::Row(u, _)) if t == u && here.column == there.column => STRONG,
        (Role::Row(t, _) | Role::Total(t), Role::Column(b)) if t == b.table && above => WEAK,
        (Role::Level1(_) | Role::Level2(..), Role::Column(b)) if above && same_column => {
            let level = definition.column(b).map_or("", |c| &c.name);
            let fits = matches!((role, level), (Role::Level1(_), "level1") | (Role::Level2(..), "level2"));
            if fits { STRONG } else { 0 }
        }
        (Role::Scalar(a), Role::Scalar(b)) if group(definition, a) == group(definition, b) => {
            if same_column && here.column == there.column { STRONG } else { WEAK }
        }
        _ => 0,
    }
}

/// The path of a value without its last step.
fn group(definition: &Definition, scalar: usize) -> &str {
    let path = definition.scalars.get(scalar).map_or("", |s| s.path.as_str());
    path.rsplit_once('.').map_or("", |(group, _)| group)
}
