//! Pages that were scanned sideways: characters of a line stand nearer to each other than lines do.

use super::raster::Raster;
use super::{Prepared, rules};
use biaodan_model::Affine;

/// Sides of the squares that ink is gathered in, in points.
const SQUARE: f32 = 0.9;

/// Gaps between characters of a line in squares; lines stand farther apart.
const GAP: usize = 2;

/// Ink is at least this dark.
const INK: u8 = 150;

/// True where the text runs up or down.
pub(super) fn is_turned(text: &Raster, pixels_per_point: f32) -> bool {
    let side = ((SQUARE * pixels_per_point).round() as usize).max(1);
    let (across, down) = (text.width / side, text.height / side);
    let mut inked = vec![false; across * down];
    for (row, squares) in inked.chunks_mut(across.max(1)).enumerate() {
        for y in row * side..(row + 1) * side {
            for (square, pixels) in squares.iter_mut().zip(text.row(y).chunks(side)) {
                *square |= pixels.iter().any(|pixel| *pixel < INK);
            }
        }
    }
    let row = |y: usize| inked.iter().skip(y * across).take(across).copied();
    let column = |x: usize| inked.iter().skip(x).step_by(across.max(1)).copied();
    let right = usual((0..down).flat_map(|y| runs(row(y))));
    let downwards = usual((0..across).flat_map(|x| runs(column(x))));
    downwards > right
}

/// Lengths of runs of ink with small gaps filled.
fn runs(squares: impl Iterator<Item = bool>) -> Vec<usize> {
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (at, _) in squares.enumerate().filter(|(_, inked)| *inked) {
        match out.last_mut() {
            Some(last) if at <= last.1 + GAP => last.1 = at + 1,
            _ => out.push((at, at + 1)),
        }
    }
    out.into_iter().map(|(from, to)| to - from).collect()
}

/// The mean length of the run that ink stands in.
fn usual(lengths: impl Iterator<Item = usize>) -> f32 {
    let (squares, sum) = lengths.fold((0.0f32, 0.0f32), |(squares, sum), own| (squares + (own * own) as f32, sum + own as f32));
    squares / sum.max(1.0)
}

/// The page turned clockwise by 90°.
pub(super) fn turned_right(own: &Prepared) -> Prepared {
    let (width, height) = own.size;
    // from the turned page back: what is right there was up, and what is down there was right
    let back = Affine { a: 0.0, b: -1.0, c: 1.0, d: 0.0, e: 0.0, f: height };
    Prepared {
        size: (height, width),
        quarter_turns: (own.quarter_turns + 1) % 4,
        rulings: rules::turned_right(&own.rulings, height),
        to_page: back.then(&own.to_page),
        clean: own.clean.turned_right(),
        text: own.text.turned_right(),
        ..*own
    }
}
