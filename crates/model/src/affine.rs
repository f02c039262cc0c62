//! Maps between coordinates, such as those of a page put upright and the page as delivered.

use serde::{Deserialize, Serialize};

use crate::geometry::BBox;

/// `x' = a x + c y + e`, `y' = b x + d y + f`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Affine {
    /// x of the image of the x axis.
    pub a: f32,
    /// y of the image of the x axis.
    pub b: f32,
    /// x of the image of the y axis.
    pub c: f32,
    /// y of the image of the y axis.
    pub d: f32,
    /// x of the image of the origin.
    pub e: f32,
    /// y of the image of the origin.
    pub f: f32,
}

impl Affine {
    /// Leaves everything where it is.
    pub const IDENTITY: Affine = Affine { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    /// Where a point comes to lie.
    #[must_use]
    pub fn point(&self, (x, y): (f32, f32)) -> (f32, f32) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// The box around the image of a box.
    #[must_use]
    pub fn bbox(&self, own: &BBox) -> BBox {
        let corners = [(own.x0, own.y0), (own.x1, own.y0), (own.x0, own.y1), (own.x1, own.y1)].map(|at| self.point(at));
        corners.iter().fold(BBox::EMPTY, |all, (x, y)| all.union(&BBox { x0: *x, y0: *y, x1: *x, y1: *y }))
    }

    /// First `self`, then `next`.
    #[must_use]
    pub fn then(&self, next: &Affine) -> Affine {
        let (e, f) = next.point((self.e, self.f));
        Affine {
            a: next.a * self.a + next.c * self.b,
            b: next.b * self.a + next.d * self.b,
            c: next.a * self.c + next.c * self.d,
            d: next.b * self.c + next.d * self.d,
            e,
            f,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_follow_one_another() {
        let quarter = Affine { a: 0.0, b: 1.0, c: -1.0, d: 0.0, e: 100.0, f: 0.0 };
        let moved = Affine { e: 5.0, f: 7.0, ..Affine::IDENTITY };
        assert_eq!(quarter.then(&moved).point((10.0, 20.0)), moved.point(quarter.point((10.0, 20.0))));
        let own = BBox { x0: 10.0, y0: 20.0, x1: 30.0, y1: 25.0 };
        assert_eq!(quarter.bbox(&own), BBox { x0: 75.0, y0: 10.0, x1: 80.0, y1: 30.0 });
    }
}
