//! Which lines make one row of a table: labels that are wrapped, cells of several lines.

use std::ops::Range;

use super::bars::{Bar, between};
use super::pieces::{Line, Piece};

/// Lines nearer than this overlap: figures in the middle of a label of two lines; in ems.
pub(super) const OVERLAPPING: f32 = 0.8;

/// Lines of one cell are not farther apart than this, in ems.
const LEADING: f32 = 1.5;

/// Rows stand farther apart than lines of a cell by this factor, where that tells them apart.
const LOOSER: f32 = 1.17;

/// Lines of a row at most.
const MOST_LINES: usize = 60;

/// What a table's lines are cut by.
pub(crate) struct Context<'a> {
    pub(crate) bars: &'a [Bar],
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    /// Right end of the text of each column.
    pub(crate) ends: &'a [f32],
    /// True for a piece that starts with a capital letter.
    pub(crate) starts_new: &'a dyn Fn(&Piece) -> bool,
}

/// The rows of a table's body as ranges of its lines.
pub(crate) fn records(lines: &[Line], context: &Context) -> Vec<Range<usize>> {
    let barred: Vec<bool> = lines.windows(2).map(|pair| matches!(pair, [a, b] if is_barred(a, b, context))).collect();
    let bars = barred.iter().filter(|barred| **barred).count();
    let by_bars = bars >= 2 && (bars + 1) * 3 >= lines.len();
    let tight = tight(lines, &barred);
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let joins = match (
            out.last_mut().filter(|row| row.len() < MOST_LINES),
            at.checked_sub(1).and_then(|before| Some((lines.get(before)?, barred.get(before)?))),
        ) {
            (Some(row), Some((before, false))) => {
                let start = lines.get(row.clone()).unwrap_or(&[]);
                (by_bars && !conflicts(start, line)) || joins(start, before, line, tight, context)
            }
            _ => false,
        };
        match out.last_mut() {
            Some(row) if joins => row.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

fn is_barred(a: &Line, b: &Line, context: &Context) -> bool {
    between(context.bars, a.y - 0.3 * a.em, b.y - 0.3 * b.em).iter().any(|bar| bar.is_across(context.x0, context.x1))
}

/// True where both have figures in one column: two rows.
fn conflicts(row: &[Line], line: &Line) -> bool {
    line.pieces
        .iter()
        .filter(|piece| piece.first > 0 && piece.is_number())
        .any(|piece| row.iter().any(|before| before.at(piece.first).is_some_and(|own| own.is_number())))
}

/// The distance of lines in a cell, where it is smaller than that of rows.
fn tight(lines: &[Line], barred: &[bool]) -> Option<f32> {
    let mut steps: Vec<(f32, bool)> = Vec::with_capacity(lines.len());
    for (pair, barred) in lines.windows(2).zip(barred) {
        let [a, b] = pair else { continue };
        let step = (b.y - a.y) / a.em.max(b.em);
        if !barred && step > OVERLAPPING {
            steps.push((step, conflicts(std::slice::from_ref(a), b)));
        }
    }
    steps.sort_by(|a, b| a.0.total_cmp(&b.0));
    let jump = steps.windows(2).position(|pair| matches!(pair, [a, b] if b.0 > a.0 * LOOSER))?;
    let (near, far) = steps.split_at(jump + 1);
    let limit = (near.last()?.0 + far.first()?.0) / 2.0;
    let wrong = near.iter().filter(|(_, conflict)| *conflict).count();
    (limit <= LEADING * 1.3 && near.first()?.0 <= LEADING && wrong * 8 <= near.len()).then_some(limit)
}

fn joins(row: &[Line], before: &Line, line: &Line, tight: Option<f32>, context: &Context) -> bool {
    let step = (line.y - before.y) / line.em.max(before.em);
    if conflicts(row, line) {
        return false;
    }
    if step < OVERLAPPING {
        return true;
    }
    if let Some(tight) = tight {
        return step <= tight;
    }
    step <= LEADING && (continues(before, line, context) || leads(row, before, line, context))
}

/// True where a line only goes on with texts of the line before that had no room left.
fn continues(before: &Line, line: &Line, context: &Context) -> bool {
    !line.has_figures()
        && line
            .pieces
            .iter()
            .all(|piece| !piece.is_number() && before.at(piece.first).is_some_and(|own| is_full(own, piece, context)))
}

/// True where a label without figures had no room left and its figures stand beside its last line.
fn leads(row: &[Line], before: &Line, line: &Line, context: &Context) -> bool {
    let label_only = row.iter().all(|line| line.pieces.iter().all(|piece| piece.first == 0));
    label_only && before.at(0).zip(line.at(0)).is_some_and(|(own, next)| own.last == 0 && is_full(own, next, context))
}

/// True where the first word of the next line had no room at the end of a piece.
fn is_full(piece: &Piece, next: &Piece, context: &Context) -> bool {
    let (Some(end), Some(word)) = (context.ends.get(piece.last), next.words.first()) else { return false };
    let blank = 0.25 * word.run.size;
    let indented = next.x0() > piece.x0() + 2.0 * blank;
    piece.x1() + (word.x1() - word.x0()) > *end && (indented || !(context.starts_new)(next))
}
