//! Pieces to rulings: those in one line that touch become one.

use biaodan_model::{Axis, Ruling};

use super::pieces::{Piece, Pieces};

/// Pieces with a gap up to this, in points, go on in one line: dashes, and corners left out.
const MAX_GAP: f32 = 2.0;

/// Pieces whose edges are this close, in points, lie in one line: cells that draw their own borders, and
/// double lines.
const MAX_APART: f32 = 0.8;

/// Lines are never thicker together than this, in points, so that a hatched area does not become one.
const MAX_SPREAD: f32 = 3.5;

/// Shorter than this, in points, nothing is a ruling.
const MIN_LENGTH: f32 = 3.0;

/// The rulings of a page: horizontal ones from top to bottom, then vertical ones from left to right.
pub(crate) fn join(pieces: Pieces) -> Vec<Ruling> {
    let mut rulings = Vec::new();
    join_axis(Axis::Horizontal, pieces.horizontal, &mut rulings);
    join_axis(Axis::Vertical, pieces.vertical, &mut rulings);
    rulings
}

fn join_axis(axis: Axis, mut pieces: Vec<Piece>, rulings: &mut Vec<Ruling>) {
    pieces.retain(|p| p.at.is_finite() && p.from.is_finite() && p.to.is_finite());
    pieces.sort_unstable_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)).then(a.to.total_cmp(&b.to)));
    let mut rest = pieces.as_mut_slice();
    while !rest.is_empty() {
        let (band, after) = rest.split_at_mut(band_end(rest));
        join_band(axis, band, rulings);
        rest = after;
    }
}

/// How many of the first pieces lie within one line's thickness.
fn band_end(pieces: &[Piece]) -> usize {
    let Some(first) = pieces.first() else { return 0 };
    let start = first.at - first.thickness / 2.0;
    let mut end = first.at + first.thickness / 2.0;
    let mut count = 0;
    for piece in pieces {
        let (upper, lower) = (piece.at - piece.thickness / 2.0, piece.at + piece.thickness / 2.0);
        if count > 0 && (upper - end > MAX_APART || lower.max(end) - start > MAX_SPREAD.max(first.thickness + MAX_APART)) {
            break;
        }
        end = end.max(lower);
        count += 1;
    }
    count
}

/// Joins the pieces of a band where they touch along the line.
fn join_band(axis: Axis, band: &mut [Piece], rulings: &mut Vec<Ruling>) {
    band.sort_by(|a, b| a.from.total_cmp(&b.from));
    let mut run: Option<Run> = None;
    for piece in band.iter() {
        match &mut run {
            Some(run) if piece.from - run.to <= MAX_GAP => run.extend(piece),
            _ => {
                rulings.extend(run.take().and_then(|run| run.finish(axis)));
                run = Some(Run::of(piece));
            }
        }
    }
    rulings.extend(run.and_then(|run| run.finish(axis)));
}

/// Pieces that touch.
struct Run {
    from: f32,
    to: f32,
    thickness: f32,
    /// Sum of places, each by the length of its piece.
    weighted: f64,
    weight: f64,
}

impl Run {
    fn of(piece: &Piece) -> Run {
        let mut run = Run { from: piece.from, to: piece.to, thickness: 0.0, weighted: 0.0, weight: 0.0 };
        run.extend(piece);
        run
    }

    fn extend(&mut self, piece: &Piece) {
        let weight = f64::from(piece.to - piece.from).max(0.01);
        self.to = self.to.max(piece.to);
        self.thickness = self.thickness.max(piece.thickness);
        self.weighted += f64::from(piece.at) * weight;
        self.weight += weight;
    }

    fn finish(self, axis: Axis) -> Option<Ruling> {
        let length = self.to - self.from;
        let at = (self.weighted / self.weight) as f32;
        (length >= MIN_LENGTH && length >= 2.0 * self.thickness).then_some(Ruling {
            axis,
            at,
            from: self.from,
            to: self.to,
            thickness: self.thickness,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pdf::rules::Stroke;
    use biaodan_model::BBox;

    const PAGE: BBox = BBox { x0: 0.0, y0: 0.0, x1: 600.0, y1: 800.0 };

    fn boxes(areas: &[(f32, f32, f32, f32)]) -> Vec<Ruling> {
        let mut pieces = Pieces::new(PAGE);
        for &(x0, y0, x1, y1) in areas {
            pieces.add_filled(BBox { x0, y0, x1, y1 }, false);
        }
        join(pieces)
    }

    fn spans(rulings: &[Ruling]) -> Vec<(Axis, f32, f32, f32)> {
        rulings.iter().map(|r| (r.axis, (r.at * 100.0).round() / 100.0, r.from, r.to)).collect()
    }

    #[test]
    fn borders_of_neighbouring_cells_become_one_ruling() {
        let rulings = boxes(&[(10.0, 50.0, 100.0, 50.5), (100.5, 50.1, 200.0, 50.6), (200.0, 50.0, 300.0, 50.5)]);
        assert_eq!(spans(&rulings), [(Axis::Horizontal, 50.28, 10.0, 300.0)]);
    }

    #[test]
    fn dots_become_a_line_only_together() {
        let dots: Vec<_> = (0..20).map(|n| 10.0 + 2.0 * n as f32).map(|x| (x, 50.0, x + 1.0, 51.0)).collect();
        assert_eq!(spans(&boxes(&dots)), [(Axis::Horizontal, 50.5, 10.0, 49.0)]);
        assert_eq!(boxes(&[(10.0, 50.0, 11.0, 51.0)]), []);
    }

    #[test]
    fn a_double_line_is_one_and_two_lines_are_two() {
        assert_eq!(boxes(&[(0.0, 50.0, 90.0, 50.5), (0.0, 51.0, 90.0, 51.5)]).len(), 1);
        assert_eq!(boxes(&[(0.0, 50.0, 90.0, 50.5), (0.0, 54.0, 90.0, 54.5)]).len(), 2);
    }

    #[test]
    fn a_slightly_skewed_stroke_is_along_its_axis_and_cut_by_the_clip() {
        let mut pieces = Pieces::new(PAGE);
        let clip = BBox { x0: 20.0, y0: 0.0, x1: 80.0, y1: 100.0 };
        pieces.add_stroked(&Stroke { from: (0.0, 50.0), to: (100.0, 50.4), width: 1.0 }, &clip);
        pieces.add_stroked(&Stroke { from: (30.0, 0.0), to: (60.0, 60.0), width: 1.0 }, &clip);
        assert_eq!(spans(&join(pieces)), [(Axis::Horizontal, 50.2, 20.0, 80.0)]);
    }
}
