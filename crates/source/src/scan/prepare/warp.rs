//! A picture moved by an affine map, between the pixels of another one.

use super::raster::{Raster, WHITE};
use biaodan_model::Affine;

/// Bits of a pixel's fraction.
const BITS: i64 = 12;
const ONE: i64 = 1 << BITS;

/// The picture of this size whose pixels come from where the map says, with white around.
pub(super) fn warp(from: &Raster, width: usize, height: usize, map: &Affine) -> Raster {
    let mut out = Raster::white(width, height);
    let fixed = |v: f32| (f64::from(v) * ONE as f64).round() as i64;
    let (dx, dy) = (fixed(map.a), fixed(map.b));
    for y in 0..height {
        let (x0, y0) = map.point((0.5, y as f32 + 0.5));
        let start = (fixed(x0 - 0.5), fixed(y0 - 0.5));
        let range = inside(start.0, dx, from.width, width);
        let (first, last) = common(range, inside(start.1, dy, from.height, width));
        let (mut at_x, mut at_y) = (start.0 + dx * first as i64, start.1 + dy * first as i64);
        for pixel in out.row_mut(y).get_mut(first..last).unwrap_or_default() {
            *pixel = between(from, at_x, at_y);
            at_x += dx;
            at_y += dy;
        }
    }
    out
}

/// Steps of a row that stay within `0 ..= size - 2`.
fn inside(start: i64, step: i64, size: usize, steps: usize) -> (usize, usize) {
    let most = (i64::try_from(size).unwrap_or_default() - 1) * ONE - 1;
    let all = i64::try_from(steps).unwrap_or_default();
    let (low, high) = match step {
        0 if (0..=most).contains(&start) => (0, all),
        0 => (0, 0),
        s if s > 0 => ((-start).div_euclid(s) + 1, (most - start).div_euclid(s) + 1),
        s => ((start - most).div_euclid(-s) + 1, start.div_euclid(-s) + 1),
    };
    let low = low.clamp(0, all);
    (low as usize, high.clamp(low, all) as usize)
}

fn common(a: (usize, usize), b: (usize, usize)) -> (usize, usize) {
    let first = a.0.max(b.0);
    (first, a.1.min(b.1).max(first))
}

fn between(from: &Raster, x: i64, y: i64) -> u8 {
    let at = (y >> BITS) as usize * from.width + (x >> BITS) as usize;
    let (right, down) = ((x & (ONE - 1)) as u32, (y & (ONE - 1)) as u32);
    let pair = |at: usize| match from.pixels.get(at..at + 2) {
        Some([a, b]) => u32::from(*a) * (ONE as u32 - right) + u32::from(*b) * right,
        _ => u32::from(WHITE) << BITS,
    };
    let (upper, lower) = (pair(at) >> 4, pair(at + from.width) >> 4);
    ((upper * (ONE as u32 - down) + lower * down + (1 << (2 * BITS - 5))) >> (2 * BITS - 4)) as u8
}
