//! The resolution of a picture, and the size that it is worked on.

use image::GrayImage;
use image::imageops::{FilterType, resize};

use super::POINTS_PER_INCH;
use super::raster::Raster;

/// Sides of pages in points that forms are printed on: A6 to A2.
const SHORTEST_PAGE: f32 = 290.0;
const LONGEST_PAGE: f32 = 1_700.0;

/// Sides of A4 in points.
const A4: (f32, f32) = (595.0, 842.0);

/// Pictures are worked on at resolutions between these, in pixels of an inch: below, rules run into each
/// other; above, there is no more to see.
const COARSEST: f32 = 130.0;
const FINEST: f32 = 320.0;

/// Finer pictures are brought to this.
const FINE: f32 = 300.0;

/// Sides of a pixel that differ by less than this are equal.
const SQUARE: f32 = 1.02;

/// The resolution of a picture, from what it states and what forms are printed on.
#[must_use]
pub(in crate::scan) fn resolution((width, height): (u32, u32), stated: Option<(f32, f32)>) -> (f32, f32) {
    let (width, height) = (width as f32, height as f32);
    let is_page = |dpi: &(f32, f32)| {
        let (x, y) = (width / dpi.0 * POINTS_PER_INCH, height / dpi.1 * POINTS_PER_INCH);
        x.is_finite() && y.is_finite() && x.max(y) >= SHORTEST_PAGE && x.max(y) <= LONGEST_PAGE
    };
    stated.filter(is_page).unwrap_or_else(|| {
        let long = width.max(height) / A4.1;
        let short = width.min(height) / A4.0;
        let dpi = long.max(short).max(0.1) * POINTS_PER_INCH;
        (dpi, dpi)
    })
}

/// The picture with square pixels in a resolution that is good to work on, and its pixels of a point.
pub(super) fn to_working_size(own: Raster, dpi: (f32, f32)) -> (Raster, f32) {
    let finer = dpi.0.max(dpi.1);
    let wanted = match finer {
        dpi if dpi > FINEST => FINE,
        dpi if dpi < COARSEST => (2.0 * dpi).clamp(COARSEST, 200.0),
        dpi => dpi,
    };
    let scale = wanted / POINTS_PER_INCH;
    if wanted == finer && finer <= SQUARE * dpi.0.min(dpi.1) {
        return (own, scale);
    }
    let size = |pixels: usize, dpi: f32| ((pixels as f32 * wanted / dpi).round() as u32).clamp(1, 40_000);
    let (width, height) = (size(own.width, dpi.0), size(own.height, dpi.1));
    let filter = if wanted < finer { FilterType::Triangle } else { FilterType::CatmullRom };
    let sized: GrayImage = resize(&own.into_image(), width, height, filter);
    let raster = Raster { width: width as usize, height: height as usize, pixels: sized.into_raw() };
    (raster, scale)
}
