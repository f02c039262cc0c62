//! Runs: marks drawn one after another on one baseline without a wide gap. What a producer draws in
//! one go belongs together, so runs and not marks are handed out to cells.

use std::ops::Range;

use biaodan_model::{BBox, Turn};

use crate::marks::{Mark, Marks};

/// A gap inside a run, in ems at most: a blank of a justified line, but not the way to another cell.
const WIDEST_GAP: f32 = 0.9;

/// How far a mark may start before the last one ended, in ems: kerning and doubles.
const OVERLAP: f32 = 0.6;

/// Steps of the baseline inside a run, in ems.
const BASELINE_STEP: f32 = 0.08;

/// Marks that stand in one go.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// Which marks.
    pub(crate) marks: Range<usize>,
    /// In sheet coordinates.
    pub(crate) bbox: BBox,
    /// Start and end in reading direction.
    pub(crate) along: (f32, f32),
    /// Place of the baseline in the direction in which lines follow each other.
    pub(crate) down: f32,
    /// Height of the em in points: the largest.
    pub(crate) size: f32,
    /// How its marks are turned.
    pub(crate) turn: Turn,
}

impl Run {
    /// The run of some marks, which all have the turn of the first.
    pub(crate) fn of(marks: &Marks, range: Range<usize>) -> Option<Run> {
        let (first, rest) = marks.all.get(range.clone())?.split_first()?;
        let mut run =
            Run { marks: range, bbox: first.bbox, along: along(first), down: down(first), size: first.size, turn: first.turn };
        for mark in rest {
            run.add(mark);
        }
        Some(run)
    }

    fn add(&mut self, mark: &Mark) {
        self.bbox = self.bbox.union(&mark.bbox);
        let (start, end) = along(mark);
        self.along = (self.along.0.min(start), self.along.1.max(end));
        self.size = self.size.max(mark.size);
    }

    /// The middle of its letters: a little above the baseline for upright text.
    pub(crate) fn middle(&self) -> (f32, f32) {
        self.bbox.center()
    }
}

/// Start and end of a mark in reading direction.
pub(crate) fn along(mark: &Mark) -> (f32, f32) {
    let b = &mark.bbox;
    match mark.turn {
        Turn::Upright | Turn::Slanted => (b.x0, b.x1),
        Turn::Right => (b.y0, b.y1),
        Turn::Over => (-b.x1, -b.x0),
        Turn::Left => (-b.y1, -b.y0),
    }
}

/// Where the line of a mark stands among lines that follow each other.
pub(crate) fn down(mark: &Mark) -> f32 {
    match mark.turn {
        Turn::Upright | Turn::Slanted | Turn::Left => mark.baseline,
        Turn::Right | Turn::Over => -mark.baseline,
    }
}

/// All runs, in drawing order.
pub(crate) fn runs(marks: &Marks) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::with_capacity(marks.all.len() / 6 + 1);
    let mut last: Option<&Mark> = None;
    for (at, mark) in marks.all.iter().enumerate() {
        match (last, out.last_mut()) {
            (Some(before), Some(run)) if goes_on(before, mark) => {
                run.marks.end = at + 1;
                run.add(mark);
            }
            _ => out.extend(Run::of(marks, at..at + 1)),
        }
        last = Some(mark);
    }
    out
}

fn goes_on(before: &Mark, mark: &Mark) -> bool {
    if before.turn != mark.turn || before.page != mark.page {
        return false;
    }
    if mark.turn == Turn::Slanted {
        let ((x0, y0), (x1, y1)) = (before.bbox.center(), mark.bbox.center());
        return (x1 - x0).abs().max((y1 - y0).abs()) < 2.0 * mark.size.max(before.size);
    }
    let em = mark.size.max(before.size);
    let gap = along(mark).0 - along(before).1;
    (down(mark) - down(before)).abs() <= BASELINE_STEP * em && gap > -OVERLAP * em && gap < WIDEST_GAP * em
}
