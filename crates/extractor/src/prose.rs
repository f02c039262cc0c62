//! Running text around its label: after it in reading order, on both sides in visual order, where
//! the label stands in the middle of the lines.

use biaodan_model::Tag;

use crate::definition::Role;
use crate::found::Slot;
use crate::work::{Half, Work};
use crate::zones::{Zone, Zones};

/// Columns a line must be wide to be running text before its label.
const WIDE: u32 = 30;

/// Gathers the text of the labels that `is_label` accepts; its lines are those of `zone`.
pub(crate) fn gather(work: &Work<'_>, half: &Half, zones: &Zones, is_label: &dyn Fn(Role) -> bool, zone: Zone) -> Slot {
    let labelled = |&at: &usize| work.items.get(at).and_then(|i| i.role).is_some_and(is_label);
    let Some(label) = half.range.clone().find(labelled) else { return Slot::Absent };
    let late = work.items.get(label).is_some_and(|i| i.late);
    let items = if late { after_late_label(work, half, label) } else { around(work, half, zones, label, zone) };
    if items.is_empty() { Slot::Blank(label) } else { Slot::Read(items) }
}

fn around(work: &Work<'_>, half: &Half, zones: &Zones, label: usize, zone: Zone) -> Vec<usize> {
    let mut items: Vec<usize> = before(work, half, zones, label);
    items.reverse();
    let inside = half.range.clone().skip_while(|&at| at <= label).filter(|&at| zones.of(at) == zone);
    items.extend(inside.filter(|&at| work.items.get(at).is_some_and(|i| i.is_open()) && !is_stray(work, at)));
    items
}

/// A figure at the end of a line is no part of running text.
fn is_stray(work: &Work<'_>, at: usize) -> bool {
    let last = work.line(at + 1) != work.line(at);
    work.items.get(at).is_some_and(|i| i.tag == Tag::Text && i.look.figure() && !i.look.dash) && last
}

/// Lines of running text right above the label, nearest first.
fn before(work: &Work<'_>, half: &Half, zones: &Zones, label: usize) -> Vec<usize> {
    let above = (half.range.start..label).rev();
    let text = |&at: &usize| {
        let wide = work.look(at).width >= WIDE || work.look(at).running;
        let free = !matches!(zones.of(at), Zone::Table(_) | Zone::Prose(_));
        work.items.get(at).is_some_and(|i| i.is_open()) && wide && free && !is_stray(work, at)
    };
    // headings beside the text stand between its lines
    let heading = |&at: &usize| {
        work.items.get(at).is_some_and(|i| matches!(i.tag, Tag::LabelRest(_)) || matches!(i.role, Some(Role::Heading)))
    };
    above.take_while(|at| text(at) || heading(at)).filter(text).collect()
}

fn after_late_label(work: &Work<'_>, half: &Half, label: usize) -> Vec<usize> {
    let after = (label + 1)..half.range.end;
    let rest = after.skip_while(|&at| work.items.get(at).is_some_and(|i| i.tag != Tag::Text));
    let text = rest.take_while(|&at| work.items.get(at).is_some_and(|i| i.tag == Tag::Text));
    text.filter(|&at| work.items.get(at).is_some_and(|i| i.is_open()) && !is_stray(work, at)).collect()
}
