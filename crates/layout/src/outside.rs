//! Text outside of tables: lines in reading order, cut where what stands beside each other is clearly
//! apart, such as a heading and the unit at the right margin.

use biaodan_model::{Line, Turn};

use crate::marks::Marks;
use crate::runs::Run;
use crate::text;

/// A gap that parts two texts on one line, in ems …
const APART: f32 = 2.0;

/// … which is also wider than the usual gaps of its line by this factor: titles are spaced evenly.
const WIDER: f32 = 2.5;

/// Lines of runs, top to bottom and left to right.
pub(crate) fn lines(marks: &Marks, mut runs: Vec<&Run>) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    for row in text::rows(&mut runs) {
        if row.first().is_some_and(|run| run.turn == Turn::Slanted) {
            out.extend(row.chunks(1).filter_map(|run| text::line(marks, run)));
            continue;
        }
        let usual = usual_gap(row);
        let mut end = f32::INFINITY;
        out.extend(
            row.chunk_by(|a, b| {
                end = if end.is_finite() { end.max(a.along.1) } else { a.along.1 };
                let gap = b.along.0 - end;
                gap <= (APART * a.size.max(b.size)).max(WIDER * usual)
            })
            .filter_map(|part| text::line(marks, part)),
        );
    }
    out.sort_by(|a, b| a.bbox.y1.total_cmp(&b.bbox.y1).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    out
}

/// The middle one of the gaps between runs of a row; nothing for rows of few runs.
fn usual_gap(row: &[&Run]) -> f32 {
    let mut gaps: Vec<f32> = row
        .windows(2)
        .map(|pair| match pair {
            [a, b] => (b.along.0 - a.along.1).max(0.0),
            _ => 0.0,
        })
        .collect();
    if gaps.len() < 2 {
        return 0.0;
    }
    gaps.sort_by(f32::total_cmp);
    gaps.get(gaps.len() / 2).copied().unwrap_or(0.0)
}
