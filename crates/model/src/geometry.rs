//! Rectangles and their relations.

use serde::{Deserialize, Serialize};

/// A bounding box in points: origin top left, x to the right, y downwards, after page rotation and
/// crop. `x0 <= x1` and `y0 <= y1`; both may lie outside the page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct BBox {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
}

impl BBox {
    /// The box that holds nothing; any union with it gives the other box.
    pub const EMPTY: BBox = BBox { x0: f32::INFINITY, y0: f32::INFINITY, x1: f32::NEG_INFINITY, y1: f32::NEG_INFINITY };

    /// The box with these two corners, in any order.
    #[must_use]
    pub fn of(x: (f32, f32), y: (f32, f32)) -> BBox {
        BBox { x0: x.0.min(x.1), y0: y.0.min(y.1), x1: x.0.max(x.1), y1: y.0.max(y.1) }
    }

    /// Width in points.
    #[must_use]
    pub fn width(&self) -> f32 {
        self.x1 - self.x0
    }

    /// Height in points.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.y1 - self.y0
    }

    /// The middle, x then y.
    #[must_use]
    pub fn center(&self) -> (f32, f32) {
        ((self.x0 + self.x1) / 2.0, (self.y0 + self.y1) / 2.0)
    }

    /// The smallest box around both.
    #[must_use]
    pub fn union(&self, other: &BBox) -> BBox {
        BBox { x0: self.x0.min(other.x0), y0: self.y0.min(other.y0), x1: self.x1.max(other.x1), y1: self.y1.max(other.y1) }
    }

    /// What lies in both; `is_empty` where nothing does.
    #[must_use]
    pub fn intersection(&self, other: &BBox) -> BBox {
        BBox { x0: self.x0.max(other.x0), y0: self.y0.max(other.y0), x1: self.x1.min(other.x1), y1: self.y1.min(other.y1) }
    }

    /// True where it has no extent, or is not made of numbers.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !(self.x0 <= self.x1 && self.y0 <= self.y1)
    }

    /// True for a point inside or on the edge.
    #[must_use]
    pub fn holds(&self, (x, y): (f32, f32)) -> bool {
        self.x0 <= x && x <= self.x1 && self.y0 <= y && y <= self.y1
    }

    /// The box moved.
    #[must_use]
    pub fn shifted(&self, dx: f32, dy: f32) -> BBox {
        BBox { x0: self.x0 + dx, y0: self.y0 + dy, x1: self.x1 + dx, y1: self.y1 + dy }
    }

    /// x0, y0, x1, y1 as the record states them: in hundredths of a point.
    #[must_use]
    pub fn rounded(&self) -> [f64; 4] {
        [self.x0, self.y0, self.x1, self.y1].map(|v| (f64::from(v) * 100.0).round() / 100.0)
    }
}
