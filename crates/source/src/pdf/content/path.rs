//! The path under construction (ISO 32000-1, 8.5.2), already on the page.

use biaodan_model::BBox;

use crate::pdf::limits;
use crate::pdf::matrix::{self, Matrix};

/// A corner of a path, or a control point of a curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Vertex {
    /// On the page.
    pub(crate) at: (f64, f64),
    /// The way from the vertex before it to this one is not straight.
    pub(crate) curved: bool,
}

#[derive(Debug, Clone, Copy)]
struct Part {
    first: usize,
    closed: bool,
}

/// A path. Kept from one to the next for its memory.
#[derive(Debug, Default)]
pub(crate) struct Path {
    vertices: Vec<Vertex>,
    parts: Vec<Part>,
    overflown: bool,
}

/// A connected piece of a path.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Subpath<'p> {
    /// Its corners in order.
    pub(crate) vertices: &'p [Vertex],
    /// The last is joined to the first.
    pub(crate) closed: bool,
}

impl Path {
    /// Forgets all.
    pub(crate) fn clear(&mut self) {
        self.vertices.clear();
        self.parts.clear();
        self.overflown = false;
    }

    /// Starts a new subpath.
    pub(crate) fn move_to(&mut self, at: (f64, f64), ctm: &Matrix) {
        // a subpath of a mere move draws nothing
        if let Some(last) = self.parts.last()
            && last.first + 1 == self.vertices.len()
            && !last.closed
        {
            self.vertices.pop();
            self.parts.pop();
        }
        self.parts.push(Part { first: self.vertices.len(), closed: false });
        self.push(at, ctm, false);
    }

    /// A straight line.
    pub(crate) fn line_to(&mut self, at: (f64, f64), ctm: &Matrix) {
        self.reopen();
        self.push(at, ctm, false);
    }

    /// A curve by its control points and end.
    pub(crate) fn curve_to(&mut self, points: &[(f64, f64)], ctm: &Matrix) {
        self.reopen();
        for point in points {
            self.push(*point, ctm, true);
        }
    }

    /// A rectangle, as a subpath of its own.
    pub(crate) fn rectangle(&mut self, (x, y): (f64, f64), (width, height): (f64, f64), ctm: &Matrix) {
        self.move_to((x, y), ctm);
        self.push((x + width, y), ctm, false);
        self.push((x + width, y + height), ctm, false);
        self.push((x, y + height), ctm, false);
        self.close();
    }

    /// Joins the end of the subpath to its start.
    pub(crate) fn close(&mut self) {
        if let Some(part) = self.parts.last_mut() {
            part.closed = true;
        }
    }

    /// What goes on after a closed subpath starts where that did.
    fn reopen(&mut self) {
        let Some(last) = self.parts.last().copied() else { return };
        if last.closed
            && let Some(start) = self.vertices.get(last.first).copied()
        {
            self.parts.push(Part { first: self.vertices.len(), closed: false });
            self.vertices.push(Vertex { curved: false, ..start });
        }
    }

    fn push(&mut self, at: (f64, f64), ctm: &Matrix, curved: bool) {
        if self.parts.is_empty() {
            // a line without a start begins where it ends
            self.parts.push(Part { first: 0, closed: false });
        }
        if self.vertices.len() < limits::PATH_POINTS {
            self.vertices.push(Vertex { at: ctm.apply(at), curved });
        } else {
            self.overflown = true;
        }
    }

    /// True where there is nothing to draw.
    pub(crate) fn is_empty(&self) -> bool {
        self.vertices.is_empty()
    }

    /// True where points were left out: its bounds are not known.
    pub(crate) fn is_overflown(&self) -> bool {
        self.overflown
    }

    /// The box around all points.
    pub(crate) fn bounds(&self) -> BBox {
        bounds(&self.vertices)
    }

    /// The connected pieces.
    pub(crate) fn subpaths(&self) -> impl Iterator<Item = Subpath<'_>> {
        let ends = self.parts.iter().skip(1).map(|part| part.first).chain([self.vertices.len()]);
        self.parts
            .iter()
            .zip(ends)
            .map(|(part, end)| Subpath { vertices: self.vertices.get(part.first..end).unwrap_or_default(), closed: part.closed })
    }
}

/// The box around these vertices.
pub(crate) fn bounds(vertices: &[Vertex]) -> BBox {
    vertices.iter().fold(BBox::EMPTY, |bounds, v| bounds.union(&matrix::point(v.at.0, v.at.1)))
}

impl Subpath<'_> {
    /// The box around it.
    pub(crate) fn bounds(&self) -> BBox {
        bounds(self.vertices)
    }

    /// True where it has no curves.
    pub(crate) fn is_straight(&self) -> bool {
        self.vertices.iter().all(|v| !v.curved)
    }

    /// True for a rectangle along the axes.
    pub(crate) fn is_box(&self) -> bool {
        let corners = match self.vertices {
            [a, b, c, d] => [a, b, c, d],
            [a, b, c, d, e] if near(a.at, e.at) => [a, b, c, d],
            _ => return false,
        };
        let [a, b, c, d] = corners.map(|v| v.at);
        self.is_straight()
            && ((same(a.0, b.0) && same(b.1, c.1) && same(c.0, d.0) && same(d.1, a.1))
                || (same(a.1, b.1) && same(b.0, c.0) && same(c.1, d.1) && same(d.0, a.0)))
    }

    /// Its straight lines, the closing one included.
    pub(crate) fn lines(&self) -> impl Iterator<Item = ((f64, f64), (f64, f64))> {
        let closing = match (self.vertices, self.closed) {
            ([first, .., last], true) => Some((last.at, first.at)),
            _ => None,
        };
        let between = self.vertices.windows(2).filter_map(|pair| match pair {
            [from, to] if !to.curved => Some((from.at, to.at)),
            _ => None,
        });
        between.chain(closing)
    }
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.05
}

fn near(a: (f64, f64), b: (f64, f64)) -> bool {
    same(a.0, b.0) && same(a.1, b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_knows_its_pieces_and_their_lines() {
        let mut path = Path::default();
        path.move_to((5.0, 5.0), &Matrix::IDENTITY);
        path.rectangle((0.0, 0.0), (10.0, 2.0), &Matrix::IDENTITY);
        path.line_to((0.0, 50.0), &Matrix::IDENTITY);
        path.curve_to(&[(1.0, 1.0), (2.0, 2.0), (3.0, 60.0)], &Matrix::IDENTITY);
        let pieces: Vec<_> = path.subpaths().collect();
        assert_eq!(pieces.len(), 2);
        assert!(pieces[0].is_box());
        assert_eq!(pieces[0].lines().count(), 4);
        assert!(!pieces[1].is_straight());
        assert_eq!(pieces[1].lines().collect::<Vec<_>>(), [((0.0, 0.0), (0.0, 50.0))]);
        assert_eq!(path.bounds(), BBox { x0: 0.0, y0: 0.0, x1: 10.0, y1: 60.0 });
    }
}
