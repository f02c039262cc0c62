//! One spelling, several roles: the neighbours decide.
//!
//! `其他资金` may be a value of the project's funds or of the year's, `分值` a column of the money
//! matrix or of the indicator grid. A column label belongs to the table whose other columns stand
//! around it; labels of values are taken in the order of the definition.

use std::collections::HashSet;

use biaodan_model::Tag;

use crate::definition::{ColumnRef, Definition, Role};
use crate::work::Item;

/// Labels on either side that have a say about a column label.
const NEIGHBOURHOOD: usize = 8;

/// Gives every label of a half the one role that fits its place.
pub(crate) fn settle(definition: &Definition, items: &mut [Item]) {
    let labels: Vec<(usize, &[Role])> = items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| match item.tag {
            Tag::Label(label) => Some((at, definition.roles(label))),
            _ => None,
        })
        .collect();
    let settled: Vec<(usize, Option<Role>)> = (0..labels.len())
        .filter_map(|n| {
            let (at, roles) = labels.get(n)?;
            Some((*at, one_of(roles, n, &labels)))
        })
        .collect();
    for (at, role) in settled {
        if let Some(item) = items.get_mut(at) {
            item.role = role;
        }
    }
    scalars_in_turn(definition, items);
}

fn one_of(roles: &[Role], n: usize, labels: &[(usize, &[Role])]) -> Option<Role> {
    if let [only] = roles {
        return Some(*only);
    }
    let around = labels.iter().enumerate().skip(n.saturating_sub(NEIGHBOURHOOD)).take(2 * NEIGHBOURHOOD + 1);
    let around: Vec<(usize, Role)> = around
        .filter_map(|(m, (_, roles))| match roles {
            [only] => Some((m.abs_diff(n), *only)),
            _ => None,
        })
        .collect();
    // nearer labels weigh more; the earlier role wins a tie
    let score =
        |role: &Role| around.iter().filter(|(_, r)| same_block(*r, *role)).map(|(d, _)| NEIGHBOURHOOD * 2 - d).sum::<usize>();
    roles.iter().rev().max_by_key(|role| score(role)).copied()
}

/// Whether two labels belong to one table, or both name single values.
fn same_block(a: Role, b: Role) -> bool {
    let table = |role: Role| match role {
        Role::Column(ColumnRef { table, .. }) | Role::Row(table, _) | Role::Total(table) => Some(table),
        _ => None,
    };
    match (table(a), table(b)) {
        (Some(x), Some(y)) => x == y,
        (None, None) => matches!((a, b), (Role::Scalar(_), Role::Scalar(_))),
        _ => false,
    }
}

/// The same label for several values: as many labels as values are taken in order; one label goes
/// to the value whose group has other labels on the page.
fn scalars_in_turn(definition: &Definition, items: &mut [Item]) {
    let group = |i: usize| definition.scalars.get(i).and_then(|s| s.path.rsplit_once('.')).map(|(g, _)| g);
    let present: HashSet<&str> = items
        .iter()
        .filter_map(|item| match (item.role, item.tag) {
            (Some(Role::Scalar(i)), Tag::Label(l)) if definition.roles(l).len() == 1 => group(i),
            _ => None,
        })
        .collect();
    let mut used: Vec<usize> = Vec::new();
    let mut previous: Option<(u16, usize)> = None;
    for item in items.iter_mut() {
        let Tag::Label(label) = item.tag else { continue };
        if !matches!(item.role, Some(Role::Scalar(_))) {
            previous = None;
            continue;
        }
        let candidates: Vec<usize> = definition
            .roles(label)
            .iter()
            .filter_map(|r| match r {
                Role::Scalar(i) => Some(*i),
                _ => None,
            })
            .collect();
        if candidates.len() < 2 {
            previous = None;
            continue;
        }
        // a label and its translation are one label
        if let Some((_, i)) = previous.filter(|&(other, i)| other != label && candidates.contains(&i)) {
            item.role = Some(Role::Scalar(i));
            continue;
        }
        let fits = |i: &&usize| !used.contains(i) && group(**i).is_some_and(|g| present.contains(g));
        let choice = candidates.iter().find(fits).or_else(|| candidates.iter().find(|i| !used.contains(i)));
        if let Some(&i) = choice {
            used.push(i);
            item.role = Some(Role::Scalar(i));
            previous = Some((label, i));
        }
    }
}
