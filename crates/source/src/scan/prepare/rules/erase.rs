//! Rules taken off the picture, so that none is read as a character.

use super::{Line, Lines};
use crate::scan::prepare::raster::{Raster, WHITE};

/// Ink is at least this dark while the extent of a rule is followed.
const INK: u8 = 216;

/// A rule's own ink reaches this far beyond its thickness, in pixels.
const FRINGE: f32 = 1.6;

/// Whitens the rules. What crosses a rule loses no more than the rule's own thickness.
pub(in crate::scan::prepare) fn erase(picture: &mut Raster, lines: &Lines) {
    for line in &lines.horizontal {
        for x in along(line, picture.width) {
            let (first, last) = extent(line, x as f32 + 0.5, |y| picture.at(x, y), picture.height);
            for y in first..last {
                if let Some(pixel) = picture.row_mut(y).get_mut(x) {
                    *pixel = WHITE;
                }
            }
        }
    }
    for line in &lines.vertical {
        for y in along(line, picture.height) {
            let row = picture.row_mut(y);
            let (first, last) = extent(line, y as f32 + 0.5, |x| row.get(x).copied().unwrap_or(WHITE), row.len());
            row.get_mut(first..last).unwrap_or_default().fill(WHITE);
        }
    }
}

fn along(line: &Line, size: usize) -> std::ops::Range<usize> {
    (line.from - FRINGE).max(0.0) as usize..((line.to + FRINGE) as usize).min(size)
}

/// Which pixels across a line are its own at a place: the ink around its middle as far as it is not longer
/// than a rule is thick, else the rule's thickness.
fn extent(line: &Line, along: f32, pixel: impl Fn(usize) -> u8, size: usize) -> (usize, usize) {
    let middle = line.at(along);
    let half = line.thickness() / 2.0;
    let (low, high) = (middle - half - 0.5, middle + half + 0.5);
    let (mut first, mut last) = (low.max(0.0) as usize, (high.max(0.0).ceil() as usize).min(size));
    let reach = (half + 2.0 * FRINGE).ceil() as usize;
    let (lowest, highest) = ((middle as usize).saturating_sub(reach), (middle as usize + reach + 1).min(size));
    let (inner_first, inner_last) = (first, last);
    while first > lowest && pixel(first - 1) < INK {
        first -= 1;
    }
    while last < highest && pixel(last) < INK {
        last += 1;
    }
    // ink that goes on is a character's
    let first = if first == lowest { inner_first } else { first };
    let last = if last == highest { inner_last } else { last };
    (first, last)
}
