//! How far a page is turned: the angle at which its long runs of ink fall into the fewest rows.

use super::raster::Raster;

/// The largest skew that is looked for, in degrees.
const MOST: f32 = 6.0;

/// Steps of the first and the second search, in degrees.
const COARSE: f32 = 0.1;
const FINE: f32 = 0.01;

/// Height of the rows of the two searches in pixels.
const COARSE_ROW: f32 = 3.0;
const FINE_ROW: f32 = 1.0;

/// The shortest run in points: one of a hairline at the largest skew.
const SHORTEST_RUN: f32 = 3.6;

/// Runs that are looked at, the longest first.
const MOST_RUNS: usize = 24_000;

/// How much darker than its surroundings a run is.
const CONTRAST: u8 = 48;

/// Longer runs are taken in pieces of so many pixels, as their ends say more than their middles.
const PIECE: usize = 48;

/// A run of ink: its middle and its length.
struct Run {
    x: f32,
    y: f32,
    length: f32,
}

/// A measured skew.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Skew {
    /// How many pixels down a line goes for one pixel to the right.
    pub(super) slope: f32,
    /// How much better this slope is than most.
    pub(super) clearness: f32,
}

/// The skew of the horizontal lines of a picture of thin things.
pub(super) fn measure(thin: &Raster, pixels_per_point: f32) -> Skew {
    let runs = runs(thin, (SHORTEST_RUN * pixels_per_point) as usize);
    if runs.is_empty() {
        return Skew::default();
    }
    let score = |degrees: f32, row: f32| rows_squared(&runs, thin, degrees.to_radians().tan(), row);
    let steps = |middle: f32, reach: f32, step: f32| {
        let count = (reach / step).round() as i32;
        (-count..=count).map(move |at| middle + at as f32 * step)
    };
    let coarse: Vec<(f32, f32)> = steps(0.0, MOST, COARSE).map(|angle| (angle, score(angle, COARSE_ROW))).collect();
    let near = best(&coarse);
    let fine: Vec<(f32, f32)> = steps(near.0, 1.5 * COARSE, FINE).map(|angle| (angle, score(angle, FINE_ROW))).collect();
    let mut usual: Vec<f32> = coarse.iter().map(|at| at.1).collect();
    usual.sort_by(f32::total_cmp);
    let usual = usual.get(usual.len() / 2).copied().unwrap_or(1.0);
    Skew { slope: best(&fine).0.to_radians().tan(), clearness: near.1 / usual.max(1.0) }
}

/// The best angle; of equally good neighbours the middle one.
fn best(scores: &[(f32, f32)]) -> (f32, f32) {
    let most = scores.iter().map(|at| at.1).fold(0.0, f32::max);
    let top: Vec<&(f32, f32)> = scores.iter().filter(|at| at.1 >= most * 0.999).collect();
    top.get(top.len() / 2).map_or((0.0, 0.0), |at| **at)
}

fn rows_squared(runs: &[Run], thin: &Raster, slope: f32, row: f32) -> f32 {
    let reach = slope.abs() * thin.width as f32;
    let mut rows = vec![0f32; ((thin.height as f32 + 2.0 * reach) / row) as usize + 2];
    for run in runs {
        let at = ((run.y - run.x * slope + reach) / row).max(0.0) as usize;
        if let Some(sum) = rows.get_mut(at) {
            *sum += run.length;
        }
    }
    rows.iter().map(|sum| sum * sum).sum()
}

fn runs(thin: &Raster, shortest: usize) -> Vec<Run> {
    let mut out = Vec::new();
    for (y, row) in thin.rows().enumerate() {
        let mut x = 0;
        for part in row.chunk_by(|a, b| (*a >= CONTRAST) == (*b >= CONTRAST)) {
            if part.len() >= shortest && part.first().is_some_and(|first| *first >= CONTRAST) {
                let middle = |at: usize, length: usize| (x + at * PIECE) as f32 + length as f32 / 2.0;
                let pieces = part.chunks(PIECE).enumerate();
                out.extend(pieces.map(|(at, piece)| Run { x: middle(at, piece.len()), y: y as f32, length: piece.len() as f32 }));
            }
            x += part.len();
        }
    }
    if out.len() > MOST_RUNS {
        out.select_nth_unstable_by(MOST_RUNS, |a, b| {
            b.length.total_cmp(&a.length).then(a.y.total_cmp(&b.y)).then(a.x.total_cmp(&b.x))
        });
        out.truncate(MOST_RUNS);
    }
    out
}
