//! Pictures of black and white only, as fax machines send them, and their noise.

use super::raster::{Raster, WHITE, quantile};

/// Share of the pixels of a black-and-white picture that are neither.
const BETWEEN: f64 = 0.002;

/// True for a picture of black and white.
pub(super) fn is_bilevel(own: &Raster) -> bool {
    let counts = own.histogram();
    let all: u64 = counts.iter().map(|count| u64::from(*count)).sum();
    let between: u64 = counts.iter().take(247).skip(9).map(|count| u64::from(*count)).sum();
    between as f64 <= BETWEEN * all as f64 && quantile(&counts, 0.5) > 200
}

/// Takes off black pixels that touch at most one other, and fills holes of that size.
pub(super) fn remove(own: &mut Raster) {
    let before = own.clone();
    let (width, height) = (own.width, own.height);
    let mut sums = vec![0u16; width];
    for y in 1..height.saturating_sub(1) {
        let rows = [before.row(y - 1), before.row(y), before.row(y + 1)];
        sums.fill(0);
        for row in rows {
            for (sum, pixel) in sums.iter_mut().zip(row) {
                *sum += u16::from(*pixel < 128);
            }
        }
        let black = sums.windows(3).map(|near| near.iter().sum::<u16>());
        for (pixel, black) in own.row_mut(y).iter_mut().skip(1).zip(black) {
            if *pixel < 128 && black <= 2 {
                *pixel = WHITE;
            } else if *pixel >= 128 && black >= 8 {
                *pixel = 0;
            }
        }
    }
}
