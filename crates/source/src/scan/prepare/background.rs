//! Uneven light, shaded areas and pale ink brought to one scale: paper white, print black.

use super::raster::{Raster, WHITE, quantile};

/// Side of the squares that the paper's brightness is measured in, in points; as wide as a character, so
/// that every square around text shows some paper.
const SQUARE: f32 = 8.0;

/// How much of a square is taken for print at most.
const PAPER: f32 = 0.8;

/// Paper is at least this bright; darker areas are pictures.
const DARKEST_PAPER: u16 = 60;

/// Share of a page's pixels that are its blackest print.
const BLACKEST: f32 = 0.004;

/// Print is at least this dark, and what is this light on flattened paper is paper.
const PALEST_PRINT: u8 = 150;
const LIGHTEST_PRINT: u8 = 236;

/// Flattens the paper and stretches the contrast.
pub(super) fn flatten(own: &mut Raster, pixels_per_point: f32) {
    let side = ((SQUARE * pixels_per_point) as usize).max(4);
    let paper = Paper::of(own, side);
    let (width, height) = (own.width, own.height);
    let mut gains = vec![0u16; width];
    for y in 0..height {
        paper.gains(y, &mut gains);
        for (pixel, gain) in own.row_mut(y).iter_mut().zip(&gains) {
            *pixel = ((u32::from(*pixel) * u32::from(*gain)) >> 8).min(u32::from(WHITE)) as u8;
        }
    }
    stretch(own);
}

fn stretch(own: &mut Raster) {
    let black = quantile(&own.histogram(), BLACKEST).min(PALEST_PRINT);
    let span = f32::from(LIGHTEST_PRINT - black);
    let mut levels = [WHITE; 256];
    for (from, to) in levels.iter_mut().enumerate() {
        *to = ((from as f32 - f32::from(black)) / span * f32::from(WHITE)).clamp(0.0, 255.0) as u8;
    }
    for pixel in &mut own.pixels {
        *pixel = levels.get(usize::from(*pixel)).copied().unwrap_or(WHITE);
    }
}

/// The paper's brightness in the middles of squares.
struct Paper {
    side: usize,
    across: usize,
    down: usize,
    levels: Vec<u16>,
}

impl Paper {
    fn of(own: &Raster, side: usize) -> Paper {
        let (across, down) = (own.width.div_ceil(side).max(1), own.height.div_ceil(side).max(1));
        let mut levels = Vec::with_capacity(across * down);
        for row in 0..down {
            for column in 0..across {
                levels.push(level(own, column * side, row * side, side));
            }
        }
        let mut paper = Paper { side, across, down, levels };
        paper.spread(|values| values.iter().copied().max().unwrap_or_default());
        paper.spread(|values| values.iter().sum::<u16>() / u16::try_from(values.len()).unwrap_or(1).max(1));
        paper
    }

    /// Each square joined with its neighbours.
    fn spread(&mut self, join: fn(&[u16]) -> u16) {
        let mut out = Vec::with_capacity(self.levels.len());
        let mut near = Vec::with_capacity(9);
        for row in 0..self.down {
            for column in 0..self.across {
                near.clear();
                for y in row.saturating_sub(1)..(row + 2).min(self.down) {
                    let start = y * self.across;
                    let columns = start + column.saturating_sub(1)..start + (column + 2).min(self.across);
                    near.extend_from_slice(self.levels.get(columns).unwrap_or_default());
                }
                out.push(join(&near));
            }
        }
        self.levels = out;
    }

    /// What the pixels of a row are multiplied with, in 256ths.
    fn gains(&self, y: usize, out: &mut [u16]) {
        let (upper, lower, down) = between(y, self.side, self.down);
        let row = |row: usize| self.levels.get(row * self.across..(row + 1) * self.across).unwrap_or_default();
        let (upper, lower) = (row(upper), row(lower));
        let level = |column: usize| {
            let pick = |row: &[u16]| f32::from(row.get(column).copied().unwrap_or(255));
            pick(upper) * (1.0 - down) + pick(lower) * down
        };
        let half = self.side / 2;
        let mut x = 0;
        while x < out.len() {
            let (left, right, share) = between(x, self.side, self.across);
            let until = if x < half { half } else { x + self.side - (x - half) % self.side };
            let (gain, next) = (65_280.0 / level(left), 65_280.0 / level(right));
            let step = (next - gain) / self.side as f32;
            let mut gain = gain + (next - gain) * share;
            for out in out.iter_mut().take(until).skip(x) {
                *out = gain as u16;
                gain += step;
            }
            x = until.max(x + 1);
        }
    }
}

/// The squares whose middles stand around a place, and how near it is to the second.
fn between(at: usize, side: usize, count: usize) -> (usize, usize, f32) {
    let last = count.saturating_sub(1);
    let Some(from_middle) = at.checked_sub(side / 2) else { return (0, 0, 0.0) };
    let first = (from_middle / side).min(last);
    (first, (first + 1).min(last), (from_middle % side) as f32 / side as f32)
}

/// The brightness of the paper in a square.
fn level(own: &Raster, x: usize, y: usize, side: usize) -> u16 {
    let mut counts = [0u32; 256];
    for row in (y..(y + side).min(own.height)).step_by(2) {
        for pixel in own.part(row, x, x + side).iter().step_by(2) {
            if let Some(count) = counts.get_mut(usize::from(*pixel)) {
                *count += 1;
            }
        }
    }
    u16::from(quantile(&counts, PAPER)).max(DARKEST_PAPER)
}
