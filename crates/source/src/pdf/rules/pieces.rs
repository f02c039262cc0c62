//! Pieces of ruling lines, each from one stroke or one filled box.

use biaodan_model::{Axis, BBox};

use crate::pdf::content::Path;
use crate::pdf::limits;

/// The thickest box, in points, that can be a line. Borders go to 3 pt; a shaded row is thicker.
const MAX_THICKNESS: f32 = 3.2;

/// The thickest stroke, in points, that can be a line: frames of 4.5 and 6 pt exist.
const MAX_STROKE: f32 = 6.5;

/// A box is a line where it is this many times longer than thick.
const MIN_SLENDERNESS: f32 = 3.0;

/// A line this far from an axis (a sine, half a degree) is along it: scanners and forms filled by machine.
const NEARLY_ALONG: f64 = 0.0088;

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Piece {
    /// The coordinate that all its points share.
    pub(crate) at: f32,
    /// Where it begins.
    pub(crate) from: f32,
    /// Where it ends.
    pub(crate) to: f32,
    /// Its thickness.
    pub(crate) thickness: f32,
}

/// A straight line as it was stroked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stroke {
    /// One end, on the page.
    pub(crate) from: (f64, f64),
    /// The other end.
    pub(crate) to: (f64, f64),
    /// Line width on the page.
    pub(crate) width: f32,
}

/// The pieces of a page.
#[derive(Debug, Default)]
pub(crate) struct Pieces {
    page: BBox,
    /// Those that run from left to right.
    pub(crate) horizontal: Vec<Piece>,
    /// Those that run from top to bottom.
    pub(crate) vertical: Vec<Piece>,
    /// Some were left out because there were too many.
    pub(crate) overflown: bool,
}

impl Stroke {
    /// The middle of the line.
    pub(crate) fn middle(&self) -> (f32, f32) {
        (((self.from.0 + self.to.0) / 2.0) as f32, ((self.from.1 + self.to.1) / 2.0) as f32)
    }

    /// The axis it runs along; for a dot both would do.
    fn axis(&self) -> Option<Axis> {
        let (dx, dy) = ((self.to.0 - self.from.0).abs(), (self.to.1 - self.from.1).abs());
        // a skew of less than a tenth of a point cannot be seen
        if dy <= (dx * NEARLY_ALONG).max(0.1) && dx >= dy {
            Some(Axis::Horizontal)
        } else if dx <= (dy * NEARLY_ALONG).max(0.1) {
            Some(Axis::Vertical)
        } else {
            None
        }
    }

    /// The area it covers.
    fn area(&self, axis: Axis) -> BBox {
        let along = BBox::of((self.from.0 as f32, self.to.0 as f32), (self.from.1 as f32, self.to.1 as f32));
        let (x, y) = along.center();
        let half = self.width / 2.0;
        match axis {
            Axis::Horizontal => BBox { y0: y - half, y1: y + half, ..along },
            Axis::Vertical => BBox { x0: x - half, x1: x + half, ..along },
        }
    }
}

impl Pieces {
    /// None yet, on a page of this extent.
    pub(crate) fn new(page: BBox) -> Pieces {
        Pieces { page, ..Pieces::default() }
    }

    /// Adds a stroked line as far as it is visible within `clip`.
    pub(crate) fn add_stroked(&mut self, stroke: &Stroke, clip: &BBox) {
        let Some(axis) = stroke.axis() else { return };
        let area = stroke.area(axis);
        let (length, width) = match axis {
            Axis::Horizontal => (area.width(), stroke.width),
            Axis::Vertical => (area.height(), stroke.width),
        };
        let visible = area.intersection(clip).intersection(&self.page);
        if visible.is_empty() {
            return;
        }
        if width > length && width > MAX_THICKNESS {
            // a line drawn as one very wide dash
            self.add_filled(visible, false);
        } else if width <= MAX_STROKE {
            self.add(axis, &visible, width);
        }
    }

    /// Adds a filled box, already clipped, if it can be a line or a part of one; says whether it can.
    pub(crate) fn add_filled(&mut self, area: BBox, is_image: bool) -> bool {
        let area = area.intersection(&self.page);
        let (width, height) = (area.width(), area.height());
        let thickness = width.min(height);
        if area.is_empty() || thickness > MAX_THICKNESS {
            return false;
        }
        let is_dot = width.max(height) < MIN_SLENDERNESS * thickness;
        if is_dot && is_image {
            return false;
        }
        // a dot may be of a dotted line in either direction: alone it comes to nothing
        if is_dot || width >= height {
            self.add(Axis::Horizontal, &area, height);
        }
        if is_dot || height > width {
            self.add(Axis::Vertical, &area, width);
        }
        true
    }

    /// Adds the sides of a frame: a box within a box, filled between them.
    pub(crate) fn add_frame(&mut self, path: &Path, clip: &BBox) {
        let mut parts = path.subpaths();
        let (Some(a), Some(b), None) = (parts.next(), parts.next(), parts.next()) else { return };
        if !(a.is_box() && b.is_box()) {
            return;
        }
        let (a, b) = (a.bounds(), b.bounds());
        let (outer, inner) = if a.width() >= b.width() { (a, b) } else { (b, a) };
        let sides = [
            BBox { x1: inner.x0, ..outer },
            BBox { x0: inner.x1, ..outer },
            BBox { y1: inner.y0, ..outer },
            BBox { y0: inner.y1, ..outer },
        ];
        let is_thin = |side: &BBox| (0.0..=MAX_THICKNESS).contains(&side.width().min(side.height()));
        if sides.iter().all(|side| !side.is_empty() && is_thin(side)) {
            for side in sides.iter().filter(|side| side.width() > 0.0 && side.height() > 0.0) {
                self.add_filled(side.intersection(clip), false);
            }
        }
    }

    fn add(&mut self, axis: Axis, area: &BBox, thickness: f32) {
        let (x, y) = area.center();
        let (list, piece) = match axis {
            Axis::Horizontal => (&mut self.horizontal, Piece { at: y, from: area.x0, to: area.x1, thickness }),
            Axis::Vertical => (&mut self.vertical, Piece { at: x, from: area.y0, to: area.y1, thickness }),
        };
        if list.len() < limits::PIECES {
            list.push(piece);
        } else {
            self.overflown = true;
        }
    }
}
