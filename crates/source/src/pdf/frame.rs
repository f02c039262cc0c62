//! The visible part of a page and how user space maps to it (ISO 32000-1, 7.7.3.3 and 8.3.2.3).

use biaodan_model::BBox;
use hayro_syntax::page::Page;

use super::matrix::Matrix;

/// The visible part of a page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    /// Width in points, after rotation.
    pub(crate) width: f64,
    /// Height in points, after rotation.
    pub(crate) height: f64,
    /// User space to points from the top left.
    pub(crate) ctm: Matrix,
}

/// The largest side in points that a page can have: 200 inches in units of up to 72,000 points are legal, but
/// nothing prints them.
const MAX_SIDE: f64 = 1e6;

impl Frame {
    /// Of this page.
    pub(crate) fn of(page: &Page<'_>) -> Frame {
        let unit = page.raw().get::<f32>(b"UserUnit").map_or(1.0, f64::from);
        let unit = if (0.001..=75_000.0).contains(&unit) { unit } else { 1.0 };
        let (width, height) = page.render_dimensions();
        let side = |length: f32| (f64::from(length) * unit).clamp(1.0, MAX_SIDE);
        let ctm = Matrix(page.initial_transform(true).as_coeffs()).then(&Matrix::scale(unit, unit));
        Frame { width: side(width), height: side(height), ctm }
    }

    /// Its extent on itself.
    pub(crate) fn bounds(&self) -> BBox {
        BBox { x0: 0.0, y0: 0.0, x1: self.width as f32, y1: self.height as f32 }
    }
}
