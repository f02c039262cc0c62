//! The second pass of a spreadsheet's drawing order.
//!
//! A spreadsheet that prints draws the cells of one line and one script first, row by row, and then,
//! again row by row, those that were wrapped or mix ideographs with Latin letters and digits. A dump
//! in drawing order shows each page's text in these two passes. What tells such a page: from the
//! first mixed or wrapped cell on, no plain figure and no plain label follows.

use biaodan_model::Tag;

use crate::definition::Role;
use crate::work::{Half, Item, Work};

/// Plain labels that a second pass may show all the same: a cell wrapped by a narrow column whose
/// label the dump tool put on one line.
const STRAY_LABELS: usize = 1;

/// Qualitative targets on lines of their own that may follow, where a page border was lost.
const STRAY_WORDS: usize = 1;

/// Marks the items of the second pass on every page of a half.
pub(crate) fn mark_late(work: &mut Work<'_>, half: &Half) {
    if half.on_grid {
        return;
    }
    for page in pages(work, half) {
        if let Some(first) = second_pass(work, &page) {
            for at in first..page.end {
                if let Some(item) = work.items.get_mut(at) {
                    item.late = true;
                }
            }
        }
    }
}

fn pages(work: &Work<'_>, half: &Half) -> Vec<std::ops::Range<usize>> {
    let mut pages: Vec<std::ops::Range<usize>> = Vec::new();
    let mut number = None;
    for (at, item) in work.half(half) {
        match pages.last_mut() {
            Some(page) if number == Some(item.piece.page) => page.end = at + 1,
            _ => pages.push(at..at + 1),
        }
        number = Some(item.piece.page);
    }
    pages
}

/// The first item of the page's second pass, where it has one.
fn second_pass(work: &Work<'_>, page: &std::ops::Range<usize>) -> Option<usize> {
    let evidence = page.clone().find(|&at| is_late_cell(work, at))?;
    let labels = (evidence..page.end).filter(|&at| is_plain_label(work, at)).count();
    let words = (evidence..page.end).filter(|&at| is_plain_word(work, at)).count();
    if labels > STRAY_LABELS || words > STRAY_WORDS || (evidence..page.end).any(|at| is_plain_figure(work, at)) {
        return None;
    }
    let anchor = page.clone().take_while(|&at| at < evidence).filter(|&at| is_early_cell(work, at)).last();
    let first = anchor.map_or(page.start, |at| at + 1);
    // a first pass without a single figure proves nothing
    page.clone().take_while(|&at| at < first).any(|at| is_plain_figure(work, at)).then_some(first)
}

/// A wrapped label, or text that mixes scripts.
fn is_late_cell(work: &Work<'_>, at: usize) -> bool {
    let Some(item) = work.items.get(at) else { return false };
    match item.tag {
        Tag::Label(_) => item.look.mixed || is_wrapped(work, at),
        Tag::LabelRest(_) => true,
        Tag::Text => item.look.mixed,
        Tag::Furniture => item.look.mixed && item.role.is_none() && item.piece.text.contains('年'),
        Tag::Title | Tag::Repeated => false,
    }
}

/// A label of several lines: cut, with its unit or its translation below.
fn is_wrapped(work: &Work<'_>, at: usize) -> bool {
    let Some(item) = work.items.get(at) else { return false };
    let rest = |next: &Item| {
        matches!(next.tag, Tag::LabelRest(_)) || (next.tag == Tag::Furniture && next.piece.text.starts_with(['（', '(']))
    };
    let cut = work.items.get(at + 1).is_some_and(rest);
    let translated = |other: usize| {
        let translation = |o: &Item| {
            o.role == item.role && o.piece.text.is_ascii() != item.piece.text.is_ascii() && o.piece.line != item.piece.line
        };
        work.items.get(other).is_some_and(|o| matches!(o.tag, Tag::Label(_)) && translation(o))
    };
    cut || translated(at + 1) || translated(at.wrapping_sub(1))
}

/// A label of one line and one script, which the first pass draws. Categories do not count: where
/// page borders are lost, those of the next page follow.
fn is_plain_label(work: &Work<'_>, at: usize) -> bool {
    let role = work.items.get(at).filter(|item| matches!(item.tag, Tag::Label(_))).and_then(|item| item.role);
    let counts = matches!(role, Some(Role::Scalar(_) | Role::Column(_) | Role::Row(..) | Role::Total(_)));
    counts && !is_late_cell(work, at)
}

/// A qualitative target on a line of its own, which only the first pass draws.
fn is_plain_word(work: &Work<'_>, at: usize) -> bool {
    let Some(item) = work.items.get(at) else { return false };
    item.tag == Tag::Text && item.look.qualitative && !item.look.mixed && is_alone(work, at)
}

/// Whether a text is the only one of its line.
fn is_alone(work: &Work<'_>, at: usize) -> bool {
    let place = |at: usize| work.items.get(at).map(|i| (i.piece.page, i.piece.line));
    place(at.wrapping_sub(1)) != place(at) && place(at + 1) != place(at)
}

fn is_plain_figure(work: &Work<'_>, at: usize) -> bool {
    work.items.get(at).is_some_and(|item| item.tag == Tag::Text && !item.look.mixed && (item.look.figure() || item.look.target))
}

/// What only the first pass draws: figures, qualitative targets, labels on one line.
fn is_early_cell(work: &Work<'_>, at: usize) -> bool {
    let Some(item) = work.items.get(at) else { return false };
    match item.tag {
        Tag::Text => item.look.figure() || item.look.target || item.look.qualitative || !is_alone(work, at),
        Tag::Label(_) => !is_late_cell(work, at),
        Tag::Title => true,
        _ => false,
    }
}
