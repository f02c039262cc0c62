//! Lines of text without a detector: rows of ink within cells, runs of ink outside of them.
//!
//! Rules are erased before, so a row of ink between the walls of a cell is text. How large characters are is learnt
//! from the page.

mod cut;
mod outside;
mod rows;

use std::cell::OnceCell;

use biaodan_model::BBox;

use super::Prepared;
use super::raster::Raster;
use crate::scan::{LineCrop, PixelBox};

/// Ink is at least this dark.
const INK: u8 = 150;

/// Walls of cells reach this far into them, in points.
const WALL: f32 = 0.8;

/// Size of characters in points where a page does not show it.
const USUAL_EM: f32 = 10.5;

/// Sizes of characters in points that forms are set in.
const SMALLEST_EM: f32 = 5.5;
const LARGEST_EM: f32 = 16.0;

/// A rectangle in pixels; the far sides are not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Area {
    x0: usize,
    y0: usize,
    x1: usize,
    y1: usize,
}

impl Area {
    fn height(&self) -> usize {
        self.y1.saturating_sub(self.y0)
    }

    fn width(&self) -> usize {
        self.x1.saturating_sub(self.x0)
    }
}

/// The lines of text of a page: those in the cells, given in points of the upright page, by cell and from top to
/// bottom; then those outside of them. Cells without ink have none.
#[must_use]
pub fn lines(page: &Prepared, cells: &[BBox]) -> Vec<LineCrop> {
    let areas: Vec<Area> = cells.iter().map(|cell| inner(cell, page)).collect();
    let rows: Vec<Vec<(usize, usize)>> = areas.iter().map(|area| rows::inked(&page.text, area)).collect();
    let em = em(&rows, page.scale);
    let faint = OnceCell::new();
    let mut out = Vec::new();
    for (number, (area, rows)) in areas.iter().zip(&rows).enumerate() {
        let mut found = of_cell(&page.text, area, rows, em);
        let mut picture = &page.text;
        if found.is_empty() {
            // thin dashes and faded figures: only an even white cell is empty
            picture = faint.get_or_init(|| page.text.darkened(DARKER));
            found = of_cell(picture, area, &rows::inked(picture, area), em);
        }
        out.extend(found.iter().map(|(ink, free)| crop(page, picture, Some(number), ink, free, em)));
    }
    for ink in outside::lines(&page.text, cells, page.scale, em) {
        let free = Area { x0: 0, y0: 0, x1: page.text.width, y1: page.text.height };
        out.push(crop(page, &page.text, None, &ink, &free, em));
    }
    out
}

/// How much darker faint ink is made: what is darker than a fifth of black counts as ink then.
const DARKER: u8 = 2;

/// The lines of a cell, each with the area that no other line claims.
fn of_cell(text: &Raster, area: &Area, rows: &[(usize, usize)], em: f32) -> Vec<(Area, Area)> {
    let bands = rows::bands(text, area, rows, em);
    let mut out = Vec::new();
    for (at, band) in bands.iter().enumerate() {
        let above = at.checked_sub(1).and_then(|above| bands.get(above)).map_or(area.y0, |above| above.1);
        let below = bands.get(at + 1).map_or(area.y1, |below| below.0);
        let free = Area { y0: usize::midpoint(above, band.0), y1: usize::midpoint(band.1, below).max(band.1), ..*area };
        out.extend(cut::pieces(text, &Area { y0: band.0, y1: band.1, ..*area }, em).into_iter().map(|ink| (ink, free)));
    }
    out
}

fn inner(cell: &BBox, page: &Prepared) -> Area {
    let pixel = |v: f32, size: usize| ((v * page.scale).max(0.0) as usize).min(size);
    Area {
        x0: pixel(cell.x0 + WALL, page.text.width),
        y0: pixel(cell.y0 + WALL, page.text.height),
        x1: pixel(cell.x1 - WALL, page.text.width),
        y1: pixel(cell.y1 - WALL, page.text.height),
    }
}

/// The size of the page's characters in pixels: the upper quartile of the heights of rows of ink, as many rows are
/// of figures, which are lower.
fn em(rows: &[Vec<(usize, usize)>], scale: f32) -> f32 {
    let range = SMALLEST_EM * scale..=LARGEST_EM * scale;
    let heights = rows.iter().flatten().map(|(first, last)| (last - first) as f32);
    let mut heights: Vec<f32> = heights.filter(|height| range.contains(height)).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() * 3 / 4).copied().unwrap_or(USUAL_EM * scale)
}

/// Margins around the ink of a line, as shares of the size of characters.
const MARGIN_X: f32 = 0.25;
const MARGIN_Y: f32 = 0.12;

fn crop(page: &Prepared, picture: &Raster, cell: Option<usize>, ink: &Area, free: &Area, em: f32) -> LineCrop {
    let (mx, my) = ((em * MARGIN_X).ceil() as usize, (em * MARGIN_Y).ceil().max(2.0) as usize);
    let x = (ink.x0.saturating_sub(mx).max(free.x0), (ink.x1 + mx).min(free.x1));
    let y = (ink.y0.saturating_sub(my).max(free.y0), (ink.y1 + my).min(free.y1));
    let points = |v: usize| v as f32 / page.scale;
    let side = |v: usize| u32::try_from(v).unwrap_or(u32::MAX);
    LineCrop {
        cell,
        bbox: BBox { x0: points(ink.x0), y0: points(ink.y0), x1: points(ink.x1), y1: points(ink.y1) },
        pixels: PixelBox { x0: side(x.0), y0: side(y.0), x1: side(x.1), y1: side(y.1) },
        image: picture.crop(x.0, y.0, x.1, y.1),
    }
}

/// How many pixels of each row of an area are inked.
fn ink_by_row(text: &Raster, area: &Area) -> Vec<usize> {
    (area.y0..area.y1).map(|y| text.part(y, area.x0, area.x1).iter().filter(|pixel| **pixel < INK).count()).collect()
}

/// How many pixels of each column of an area are inked.
fn ink_by_column(text: &Raster, area: &Area) -> Vec<usize> {
    let mut out = vec![0usize; area.width()];
    for y in area.y0..area.y1 {
        for (sum, pixel) in out.iter_mut().zip(text.part(y, area.x0, area.x1)) {
            *sum += usize::from(*pixel < INK);
        }
    }
    out
}

/// Stretches that pass a test, as first place and the one behind the last.
fn stretches(counts: &[usize], is_inked: impl Fn(usize) -> bool) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    for part in counts.chunk_by(|a, b| is_inked(*a) == is_inked(*b)) {
        if part.first().is_some_and(|first| is_inked(*first)) {
            out.push((at, at + part.len()));
        }
        at += part.len();
    }
    out
}
