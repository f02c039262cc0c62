//! Horizontal rules as aligned tables use them: above and below a table, under its heading, between
//! its rows, and under headings of several columns.

use biaodan_model::{Axis, Ruling};

/// Pieces of one bar differ by this in height, in points.
const SAME_HEIGHT: f32 = 1.5;

/// Share of a table's width that a bar across it covers.
const ACROSS: f32 = 0.6;

/// Horizontal rules at one height.
#[derive(Debug, Clone)]
pub(crate) struct Bar {
    pub(crate) y: f32,
    pieces: Vec<(f32, f32)>,
}

impl Bar {
    /// True where it crosses most of a stretch.
    pub(crate) fn is_across(&self, x0: f32, x1: f32) -> bool {
        let covered: f32 = self.pieces.iter().map(|(from, to)| (to.min(x1) - from.max(x0)).max(0.0)).sum();
        let whole = x1 - x0;
        let apart = self.pieces.iter().filter(|(from, to)| *to > x0 && *from < x1).count();
        // lines under the headings of single columns leave gaps for all columns
        covered >= ACROSS * whole && (apart < 4 || covered >= 0.9 * whole)
    }

    /// The piece of it that stands below a place.
    pub(crate) fn piece_at(&self, x: f32) -> Option<(f32, f32)> {
        self.pieces.iter().copied().find(|(from, to)| *from <= x && x <= *to)
    }
}

/// The bars of a sheet, top to bottom.
pub(crate) fn bars(rules: &[Ruling]) -> Vec<Bar> {
    let mut out: Vec<Bar> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.axis == Axis::Horizontal) {
        match out.last_mut() {
            Some(bar) if rule.at - bar.y <= SAME_HEIGHT => bar.pieces.push((rule.from, rule.to)),
            _ => out.push(Bar { y: rule.at, pieces: vec![(rule.from, rule.to)] }),
        }
    }
    out
}

/// The bars between two heights.
pub(crate) fn between(bars: &[Bar], top: f32, bottom: f32) -> &[Bar] {
    let from = bars.partition_point(|bar| bar.y < top);
    let to = bars.partition_point(|bar| bar.y < bottom);
    bars.get(from..to).unwrap_or(&[])
}
