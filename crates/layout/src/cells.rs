//! Fields of a lattice that no wall parts make cells. Every cell is a rectangle: what is not, as where
//! a rule is broken, is cut into rectangles.

use crate::lattice::Lattice;

/// A cell by the numbers of its grid lines: rows `top..bottom`, columns `left..right`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) top: usize,
    pub(crate) bottom: usize,
    pub(crate) left: usize,
    pub(crate) right: usize,
}

/// The cells of a lattice by row, then column, and which cell each field belongs to.
pub(crate) struct Cells {
    pub(crate) spans: Vec<Span>,
    /// Numbers of `spans`, row by row.
    owner: Vec<u32>,
    columns: usize,
}

const FREE: u32 = u32::MAX;

impl Cells {
    pub(crate) fn of(lattice: &Lattice) -> Cells {
        let (rows, columns) = (lattice.rows(), lattice.columns());
        let mut cells = Cells { spans: Vec::new(), owner: vec![FREE; rows * columns], columns };
        for top in 0..rows {
            for left in 0..columns {
                if cells.is_free(top, left) {
                    let span = cells.grow(lattice, top, left);
                    cells.take(span);
                }
            }
        }
        cells
    }

    /// The number of the cell that a field belongs to.
    pub(crate) fn at(&self, row: usize, column: usize) -> Option<usize> {
        if column >= self.columns {
            return None;
        }
        self.owner.get(row * self.columns + column).filter(|owner| **owner != FREE).map(|owner| *owner as usize)
    }

    fn is_free(&self, row: usize, column: usize) -> bool {
        column < self.columns && self.owner.get(row * self.columns + column) == Some(&FREE)
    }

    /// The larger of the rectangles that start at a field and grow to the right or downwards first.
    fn grow(&self, lattice: &Lattice, top: usize, left: usize) -> Span {
        let field = Span { top, bottom: top + 1, left, right: left + 1 };
        let mut wide = field;
        while self.widens(lattice, wide) {
            wide.right += 1;
        }
        let right_first = self.deepened(lattice, wide);
        let mut deep = self.deepened(lattice, field);
        if deep.bottom >= right_first.bottom && deep.right >= right_first.right {
            return deep;
        }
        while self.widens(lattice, deep) {
            deep.right += 1;
        }
        if area(deep) > area(right_first) { deep } else { right_first }
    }

    fn deepened(&self, lattice: &Lattice, mut span: Span) -> Span {
        while self.deepens(lattice, span) {
            span.bottom += 1;
        }
        span
    }

    /// True where the next column of fields is open to the span and in itself.
    fn widens(&self, lattice: &Lattice, span: Span) -> bool {
        span.right < lattice.columns()
            && (span.top..span.bottom).all(|row| {
                self.is_free(row, span.right)
                    && !lattice.is_walled_left(row, span.right)
                    && (row == span.top || !lattice.is_walled_above(row, span.right))
            })
    }

    /// True where the next row of fields is open to the span and in itself.
    fn deepens(&self, lattice: &Lattice, span: Span) -> bool {
        span.bottom < lattice.rows()
            && (span.left..span.right).all(|column| {
                self.is_free(span.bottom, column)
                    && !lattice.is_walled_above(span.bottom, column)
                    && (column == span.left || !lattice.is_walled_left(span.bottom, column))
            })
    }

    fn take(&mut self, span: Span) {
        let number = self.spans.len() as u32;
        for row in span.top..span.bottom {
            let start = row * self.columns;
            if let Some(fields) = self.owner.get_mut(start + span.left..start + span.right) {
                fields.fill(number);
            }
        }
        self.spans.push(span);
    }
}

fn area(span: Span) -> usize {
    (span.bottom - span.top) * (span.right - span.left)
}
