//! Named rows of figures: the money matrix of the self-evaluation, and closing rows.

use biaodan_model::Tag;

use crate::definition::Role;
use crate::found::Slot;
use crate::look::Look;
use crate::work::{Half, Work};
use crate::zones::{Zone, Zones};

/// The cells of a matrix: for each of its rows a slot per column.
pub(crate) fn read(work: &Work<'_>, half: &Half, zones: &Zones, t: usize) -> Vec<Vec<Slot>> {
    let Some(table) = work.definition.tables.get(t) else { return Vec::new() };
    let printed: Vec<usize> =
        (0..table.columns.len()).filter(|&c| zones.columns.get(t).and_then(|s| s.get(c)) == Some(&true)).collect();
    let rows = table.rows.iter().enumerate().map(|(r, row)| {
        let mut slots = vec![Slot::Absent; table.columns.len()];
        let is_row = |&at: &usize| work.items.get(at).is_some_and(|i| i.role == Some(Role::Row(t, r)));
        let Some(label) = half.range.clone().find(is_row) else { return slots };
        let own: Vec<usize> = printed.iter().copied().filter(|&c| row.has.get(c) == Some(&true)).collect();
        let values = figures_after(work, half, zones, label, Zone::Table(t));
        let targets: &[usize] = if values.len() == printed.len() { &printed } else { &own };
        for &column in &own {
            if let Some(slot) = slots.get_mut(column) {
                *slot = if values.is_empty() { Slot::Blank(label) } else { Slot::Unsure(Vec::new()) };
            }
        }
        fill(&mut slots, targets, &values, &row.has);
        slots
    });
    rows.collect()
}

fn fill(slots: &mut [Slot], columns: &[usize], values: &[usize], has: &[bool]) {
    let fits = columns.len() == values.len();
    for (n, &value) in values.iter().enumerate() {
        // a dash in a column that the row has no field for is no value
        let column = columns.get(n).copied().filter(|_| fits);
        match column.and_then(|c| slots.get_mut(c).map(|slot| (c, slot))) {
            Some((c, slot)) if has.get(c) == Some(&true) => *slot = Slot::Read(vec![value]),
            Some(_) => {}
            None => {
                if let Some(Slot::Unsure(items)) = slots.iter_mut().find(|s| matches!(s, Slot::Unsure(_))) {
                    items.push(value);
                }
            }
        }
    }
}

/// The closing row of a list: a slot per column that has one.
pub(crate) fn total(work: &Work<'_>, half: &Half, zones: &Zones, t: usize) -> Vec<Slot> {
    let Some(total) = work.definition.tables.get(t).and_then(|table| table.total.as_ref()) else { return Vec::new() };
    let mut slots = vec![Slot::Absent; total.paths.len()];
    let is_total = |&at: &usize| work.items.get(at).is_some_and(|i| i.role == Some(Role::Total(t)));
    let Some(label) = half.range.clone().rfind(is_total) else { return slots };
    let wanted: Vec<usize> = total.paths.iter().enumerate().filter(|(_, p)| p.is_some()).map(|(c, _)| c).collect();
    let values = figures_after(work, half, zones, label, Zone::Total(t));
    for (n, &column) in wanted.iter().enumerate() {
        if let Some(slot) = slots.get_mut(column) {
            *slot = match values.get(n) {
                _ if values.is_empty() => Slot::Blank(label),
                Some(&value) if values.len() == wanted.len() => Slot::Read(vec![value]),
                _ => Slot::Unsure(values.clone()),
            };
        }
    }
    slots
}

/// The figures of a row: those on the label's line, or, where it stands alone, those below it up to
/// the next label.
fn figures_after(work: &Work<'_>, half: &Half, zones: &Zones, label: usize, zone: Zone) -> Vec<usize> {
    let value = |at: usize| {
        let item = work.items.get(at)?;
        (item.is_open() && holds(item.look)).then_some(at)
    };
    let line = work.line(label);
    let beside: Vec<usize> = (label + 1..half.range.end).take_while(|&at| work.line(at) == line).filter_map(value).collect();
    if !beside.is_empty() {
        return beside;
    }
    let rest = (label + 1..half.range.end).skip_while(|&at| {
        work.items
            .get(at)
            .is_some_and(|i| matches!(i.tag, Tag::LabelRest(_)) || i.role == work.items.get(label).and_then(|l| l.role))
    });
    rest.take_while(|&at| work.items.get(at).is_some_and(|i| i.tag == Tag::Text) && zones.of(at) == zone)
        .map_while(value)
        .collect()
}

fn holds(look: Look) -> bool {
    look.figure() || look.target
}
