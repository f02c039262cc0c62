//! Affine maps of the plane as PDF writes them: `[a b c d e f]`, row vectors, so that `a.then(b)` applies
//! `a` first.

use biaodan_model::BBox;

/// An affine map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f64; 6]);

impl Matrix {
    /// Maps every point to itself.
    pub(crate) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// Stretches both axes.
    pub(crate) const fn scale(x: f64, y: f64) -> Matrix {
        Matrix([x, 0.0, 0.0, y, 0.0, 0.0])
    }

    /// This map, and then the other.
    #[must_use]
    pub(crate) fn then(&self, next: &Matrix) -> Matrix {
        let [a, b, c, d, e, f] = self.0;
        let (x, y) = (next.turn((a, b)), next.turn((c, d)));
        let origin = next.apply((e, f));
        Matrix([x.0, x.1, y.0, y.1, origin.0, origin.1])
    }

    /// Where a point comes to lie.
    pub(crate) fn apply(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// What becomes of a direction.
    pub(crate) fn turn(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, _, _] = self.0;
        (a * x + c * y, b * x + d * y)
    }

    /// The mean factor by which lengths grow.
    pub(crate) fn growth(&self) -> f64 {
        let [a, b, c, d, _, _] = self.0;
        (a * d - b * c).abs().sqrt()
    }

    /// The box around what becomes of a rectangle.
    pub(crate) fn bounds(&self, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> BBox {
        [(x0, y0), (x1, y0), (x1, y1), (x0, y1)].into_iter().fold(BBox::EMPTY, |bounds, corner| {
            let (x, y) = self.apply(corner);
            bounds.union(&point(x, y))
        })
    }

    /// False where a number is missing or too large to place anything.
    pub(crate) fn is_usable(&self) -> bool {
        self.0.iter().all(|v| v.abs() < 1e9)
    }
}

/// The box of one point.
pub(crate) fn point(x: f64, y: f64) -> BBox {
    let (x, y) = (x as f32, y as f32);
    BBox { x0: x, y0: y, x1: x, y1: y }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_map_is_applied_first() {
        let map = Matrix::scale(2.0, 3.0).then(&Matrix([1.0, 0.0, 0.0, 1.0, 10.0, 0.0]));
        assert_eq!(map.apply((1.0, 1.0)), (12.0, 3.0));
        assert_eq!(map.bounds((0.0, 0.0), (1.0, -1.0)), BBox { x0: 10.0, y0: -3.0, x1: 12.0, y1: 0.0 });
        assert!((map.growth() - 6.0_f64.sqrt()).abs() < 1e-12);
    }
}
