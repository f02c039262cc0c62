//! Runs of ink along rows, linked from row to row.

use super::{Fit, Line, THICKEST, Thin};

/// The shortest run in points. Pieces of broken lines are as short as strokes of characters; joining and
/// anchoring tell them apart.
const SHORTEST_RUN: f32 = 5.0;

/// Runs on a page at most; noise beyond that is not read.
const MOST_RUNS: usize = 600_000;

#[derive(Debug, Clone, Copy)]
struct Run {
    y: usize,
    x0: usize,
    x1: usize,
    /// A run it is linked with, or itself.
    link: usize,
}

/// Straight thin pieces of ink.
pub(super) fn segments(thin: &Thin<'_>, pixels_per_point: f32) -> Vec<Line> {
    let mut runs = runs(thin, ((SHORTEST_RUN * pixels_per_point) as usize).max(5));
    link(&mut runs);
    let mut order: Vec<(usize, usize)> = (0..runs.len()).map(|own| (root(&runs, own), own)).collect();
    order.sort_unstable();
    let mut out = Vec::new();
    let mut members = Vec::new();
    for group in order.chunk_by(|a, b| a.0 == b.0) {
        members.clear();
        members.extend(group.iter().filter_map(|(_, own)| runs.get(*own)).copied());
        out.extend(line(&members, THICKEST * pixels_per_point));
    }
    out
}

fn runs(thin: &Thin<'_>, shortest: usize) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    for (y, row) in thin.picture.rows().enumerate() {
        let mut take = |x0: usize, x1: usize| {
            if x1 - x0 >= shortest && out.len() < MOST_RUNS {
                let link = out.len();
                out.push(Run { y, x0, x1, link });
            }
        };
        let mut open: Option<(usize, usize)> = None;
        for (block, pixels) in row.chunks(BLOCK).enumerate() {
            if pixels.iter().copied().max().unwrap_or_default() < thin.strong {
                continue;
            }
            for (x, _) in pixels.iter().enumerate().filter(|(_, pixel)| **pixel >= thin.strong) {
                let x = block * BLOCK + x;
                open = match open {
                    // one pixel may be missing
                    Some((from, to)) if x <= to + 1 => Some((from, x + 1)),
                    Some((from, to)) => {
                        take(from, to);
                        Some((x, x + 1))
                    }
                    None => Some((x, x + 1)),
                };
            }
        }
        if let Some((from, to)) = open {
            take(from, to);
        }
    }
    out
}

/// Pixels that are looked at together; most of a page is empty.
const BLOCK: usize = 32;

/// Links runs that touch in neighbouring rows.
fn link(runs: &mut [Run]) {
    let mut above = 0;
    for own in 0..runs.len() {
        let Some(Run { y, x0, x1, .. }) = runs.get(own).copied() else { return };
        while runs.get(above).is_some_and(|run| run.y + 1 < y || (run.y + 1 == y && run.x1 < x0)) {
            above += 1;
        }
        let mut next = above;
        while let Some(run) = runs.get(next).copied().filter(|run| run.y + 1 == y && run.x0 <= x1) {
            let (a, b) = (root(runs, own), root(runs, next));
            let (first, last) = (a.min(b), a.max(b));
            if let Some(run) = runs.get_mut(last) {
                run.link = first;
            }
            if run.x1 > x1 {
                break;
            }
            next += 1;
        }
    }
}

fn root(runs: &[Run], mut own: usize) -> usize {
    while let Some(run) = runs.get(own).filter(|run| run.link != own) {
        own = run.link;
    }
    own
}

/// One line through linked runs; what strays from it, as strokes that touch it do, is left out.
fn line(runs: &[Run], thickest: f32) -> Option<Line> {
    let mut fit = Fit::default();
    runs.iter().for_each(|run| add(&mut fit, run));
    for reach in [thickest, thickest / 2.0 + 0.6] {
        let mut closer = Fit::default();
        for run in runs.iter().filter(|run| strays(&fit, run) <= reach) {
            add(&mut closer, run);
        }
        fit = if closer.weight > 0.0 { closer } else { fit };
    }
    let mut near: Vec<&Run> = runs.iter().filter(|run| strays(&fit, run) <= thickest / 2.0 + 0.6).collect();
    near.sort_unstable_by_key(|run| run.x0);
    let from = near.first()?.x0;
    let (mut to, mut inked, mut area) = (from, 0, 0);
    for run in near {
        inked += run.x1.saturating_sub(run.x0.max(to));
        area += run.x1 - run.x0;
        to = to.max(run.x1);
    }
    let line = Line { from: from as f32, to: to as f32, inked: inked as f32, area: area as f32, fit };
    let is_thin = line.thickness() <= thickest && line.length() >= 2.0 * line.thickness();
    is_thin.then_some(line)
}

fn add(fit: &mut Fit, run: &Run) {
    let length = (run.x1 - run.x0) as f64;
    fit.add(run.x0 as f64 + length / 2.0, run.y as f64 + 0.5, length);
}

fn strays(fit: &Fit, run: &Run) -> f32 {
    (run.y as f32 + 0.5 - fit.at((run.x0 + run.x1) as f32 / 2.0)).abs()
}
