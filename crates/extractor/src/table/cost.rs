//! What it costs to believe that some lines are one cell of a column.
//!
//! Costs are small whole numbers so that readings which are equally good cost exactly the same; that
//! is how the solvers see what the order does not determine.

use biaodan_model::FieldType;

use crate::definition::Column;
use crate::look::Look;
use crate::work::Work;

/// A reading that cannot be.
pub(crate) const NEVER: u32 = 1_000_000;

/// A text that no cell takes.
pub(crate) const UNPLACED: u32 = 40;

/// An empty cell where others have values.
const BLANK: u32 = 9;

/// An empty cell of a column that is mostly empty.
pub(crate) const BLANK_SPARSE: u32 = 1;

/// Running text that does not end a sentence.
pub(crate) const UNENDED: u32 = 2;

/// Columns from which a line of running text should end a sentence or go on.
pub(crate) const LONG_LINE: u32 = 30;

/// Columns by which a line may fall short and still be full: one ideograph and a half, since a
/// wrapped line may not begin with punctuation.
const SLACK: u32 = 3;

/// The same for Latin text, which wraps at words.
const SLACK_LATIN: u32 = 14;

/// The cost of an empty cell.
pub(crate) fn blank(column: &Column) -> u32 {
    if column.sparse { BLANK_SPARSE } else { BLANK }
}

/// The cost of these lines as one cell; `width` is the widest line known of the column, or 0.
pub(crate) fn cell(work: &Work<'_>, column: &Column, width: u32, items: &[usize]) -> u32 {
    let Some((&first, rest)) = items.split_first() else { return blank(column) };
    let look = work.look(first);
    let one = match column.field_type {
        FieldType::Amount | FieldType::Number | FieldType::Integer => return if rest.is_empty() { figure(look) } else { NEVER },
        FieldType::Target if rest.is_empty() => target(column, look),
        FieldType::Target => target_lines(column, look, items, work),
        FieldType::Category => return NEVER,
        FieldType::Text => text(work, column, look, rest),
    };
    if one >= NEVER { NEVER } else { one + joins(work, width, items) + brackets(work, items) }
}

/// A damaged number where a number belongs.
const BROKEN: u32 = 6;

fn figure(look: Look) -> u32 {
    if look.number {
        0
    } else if look.broken {
        BROKEN
    } else if look.dash {
        1
    } else {
        NEVER
    }
}

fn target(column: &Column, look: Look) -> u32 {
    let plain = match look {
        Look { goes_on: true, .. } => return 12,
        Look { dash: true, .. } => 1,
        Look { broken: true, .. } => BROKEN,
        Look { target: true, .. } | Look { qualitative: true, .. } => 0,
        Look { running: true, .. } => 9,
        Look { width, .. } if width <= 16 => 3,
        Look { width, .. } if width <= 28 => 5,
        _ => 8,
    };
    plain + if column.measured && look.operator { 3 } else { 0 }
}

/// A target of several lines is rare: `2025年12` `月底前`.
fn target_lines(column: &Column, first: Look, items: &[usize], work: &Work<'_>) -> u32 {
    let all: u32 = items.iter().map(|&at| work.look(at).width).sum();
    let figures = items.iter().filter(|&&at| work.look(at).figure()).count();
    if figures > 0 || all > 60 {
        return NEVER;
    }
    let start = if first.target || first.qualitative { 2 } else { 4 };
    start + if column.measured && first.operator { 3 } else { 0 }
}

/// A sign without its number in a text.
const ORPHAN_SIGN: u32 = 6;

fn text(work: &Work<'_>, column: &Column, first: Look, rest: &[usize]) -> u32 {
    let all = || rest.iter().map(|&at| work.look(at)).chain([first]);
    let (single, last) = (rest.is_empty(), rest.last().map_or(first, |&at| work.look(at)));
    if all().any(|look| look.number || look.broken) {
        return NEVER;
    }
    if first.dash {
        return if !single {
            NEVER
        } else if column.sparse {
            BLANK_SPARSE
        } else {
            4
        };
    }
    let orphans = all().filter(|look| look.orphan_sign).count();
    let mut cost = ORPHAN_SIGN * u32::try_from(orphans).unwrap_or(1);
    if first.goes_on {
        cost += 12;
    }
    if first.target && column.beside_targets {
        cost += 8;
    }
    if column.prose {
        cost += if last.ends || (single && first.width < LONG_LINE) { 0 } else { UNENDED };
        return cost + if single && first.qualitative { 3 } else { 0 };
    }
    if first.qualitative && single {
        cost += if column.sparse { 6 } else { 5 };
    }
    if column.sparse {
        return cost + BLANK_SPARSE;
    }
    cost + if all().any(|look| look.running || look.ends) { 6 } else { 0 }
}

/// The cost of joining lines into one text: every line but the last must be full.
fn joins(work: &Work<'_>, width: u32, items: &[usize]) -> u32 {
    let Some((_, above)) = items.split_last() else { return 0 };
    let Some(widest) = above.iter().map(|&at| work.look(at).width).max().map(|w| w.max(width)) else { return 0 };
    let pairs = items.iter().zip(items.iter().skip(1));
    let one = |(&a, &b): (&usize, &usize)| {
        if work.line(a) == work.line(b) { BLANK_INSIDE } else { join(work.look(a), widest, work.look(b)) }
    };
    pairs.map(one).sum()
}

/// A bracket that a cell leaves open.
pub(crate) const OPEN_BRACKET: u32 = 4;

fn brackets(work: &Work<'_>, items: &[usize]) -> u32 {
    let open: i32 = items.iter().map(|&at| i32::from(work.look(at).brackets)).sum();
    if open > 0 { OPEN_BRACKET } else { 0 }
}

/// The cost of going on with `below` after `above`, in a cell whose widest line so far is `widest`.
pub(crate) fn join(above: Look, widest: u32, below: Look) -> u32 {
    let slack = if above.latin { SLACK_LATIN } else { SLACK };
    let missing = widest.max(below.width).saturating_sub(above.width);
    let short = if missing <= slack { 0 } else { 4 + (missing / 4).min(8) };
    // a name with its unit is complete, a column this narrow wraps nothing, a figure starts a cell
    let complete = if above.closed && below.brackets == 0 { 4 } else { 0 };
    let ended = if above.ends { 2 } else { 0 };
    let script = if above.latin != below.latin && above.width > NARROWEST && below.width > NARROWEST { 4 } else { 0 };
    let narrow = if above.width < NARROWEST { 4 } else { 0 };
    let figure = if above.target || below.target { 3 } else { 0 };
    short + complete + narrow + figure + ended + script
}

/// Two texts of one line in one cell: a blank inside a text, or a cell's border overlooked.
const BLANK_INSIDE: u32 = 4;

/// Columns a wrapped line has at least.
const NARROWEST: u32 = 8;

/// The cost of starting a new cell although the line before it is full and goes on, or although no
/// blank line parts the two where the dump parts its paragraphs.
pub(crate) fn split(work: &Work<'_>, before: usize, after: usize) -> u32 {
    let (above, below) = (work.look(before), work.look(after));
    let value = |look: Look| look.figure() || look.target || look.qualitative;
    if value(above) || value(below) || above.ends {
        return 0;
    }
    let close = work.line(after) == work.line(before) + 1;
    match (close, above.width >= LONG_LINE) {
        (true, true) => 2,
        (true, false) => u32::from(work.parts_paragraphs),
        (false, long) => u32::from(long),
    }
}
