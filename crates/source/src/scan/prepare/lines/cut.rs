//! A row of ink cut into pieces where it is blank for long, and freed of dirt beside the text.

use super::{Area, ink_by_column, ink_by_row, stretches};
use crate::scan::prepare::raster::Raster;

/// Blanks from this width on part texts, in ems.
const BLANK: f32 = 3.5;

/// Ink of this share of the em's square is dirt where it stands alone; a sign or a digit has more.
const DIRT: f32 = 0.012;

/// The pieces of a line, from left to right, each as the box around its ink.
pub(super) fn pieces(text: &Raster, band: &Area, em: f32) -> Vec<Area> {
    let counts = ink_by_column(text, band);
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for (from, to) in stretches(&counts, |count| count > 0) {
        match pieces.last_mut() {
            Some(last) if ((from - last.1) as f32) < BLANK * em => last.1 = to,
            _ => pieces.push((from, to)),
        }
    }
    let around = |(from, to): (usize, usize)| {
        let area = Area { x0: band.x0 + from, x1: band.x0 + to, ..*band };
        let rows = ink_by_row(text, &area);
        let first = rows.iter().position(|count| *count > 0)?;
        let last = rows.iter().rposition(|count| *count > 0)?;
        let ink: usize = rows.iter().sum();
        (ink as f32 > DIRT * em * em).then_some(Area { y0: area.y0 + first, y1: area.y0 + last + 1, ..area })
    };
    pieces.into_iter().filter_map(around).collect()
}
