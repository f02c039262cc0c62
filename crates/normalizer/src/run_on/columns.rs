//! The borders between columns, and how those of a later part agree with them.

use biaodan_model::{Borders, Cell, Table};

/// How far a border may be off, in points.
const SAME: f32 = 2.5;
/// The same for columns of white space, whose borders are where the texts happen to end.
const SAME_LOOSE: f32 = 12.0;
/// Most columns of a joined table.
const MOST: usize = 512;

/// x of the borders between the columns of a table, both edges included, from the left.
#[derive(Debug, Clone)]
pub(super) struct Columns {
    at: Vec<f32>,
    tolerance: f32,
}

/// How a later part fits.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    /// Added to the later part's x.
    pub(super) dx: f32,
    /// The later part's borders, moved.
    at: Vec<f32>,
}

impl Columns {
    /// None for a table whose cells do not say where its borders are.
    pub(super) fn of(table: &Table) -> Option<Columns> {
        let tolerance = if table.borders == Borders::Ruled { SAME } else { SAME_LOOSE };
        let mut at = vec![(0.0_f32, 0_u32); table.columns as usize + 1];
        for cell in &table.cells {
            for (border, x) in [(cell.column, cell.bbox.x0), (cell.column + cell.column_span, cell.bbox.x1)] {
                if let Some(mean) = at.get_mut(border as usize).filter(|_| x.is_finite()) {
                    *mean = (mean.0 + x, mean.1 + 1);
                }
            }
        }
        let known: Vec<Option<f32>> = at.iter().map(|m| (m.1 > 0).then(|| m.0 / m.1 as f32)).collect();
        let at = between_known(&known)?;
        let in_order = at.iter().zip(at.iter().skip(1)).all(|(a, b)| a <= b);
        (at.len() > 1 && in_order).then_some(Columns { at, tolerance })
    }

    pub(super) fn count(&self) -> u32 {
        self.at.len().saturating_sub(1) as u32
    }

    /// How the columns of a later part agree: both edges are the same, and at least half of the borders
    /// of the part that has fewer.
    pub(super) fn fit(&self, lower: &Table) -> Option<Fit> {
        let other = Columns::of(lower)?;
        let tolerance = self.tolerance.max(other.tolerance);
        let (left, right) = (*self.at.first()?, *self.at.last()?);
        let (l, r) = (*other.at.first()?, *other.at.last()?);
        if ((right - left) - (r - l)).abs() > 2.0 * tolerance {
            return None;
        }
        let dx = if (left - l).abs() <= tolerance && (right - r).abs() <= tolerance { 0.0 } else { left - l };
        let at: Vec<f32> = other.at.iter().map(|x| x + dx).collect();
        let inner = |v: &[f32]| v.len().saturating_sub(2);
        let shared = at.iter().filter(|x| self.find(**x, tolerance).is_some()).count().saturating_sub(2);
        let fewer = inner(&at).min(inner(&self.at));
        // A part without a border between its columns is a row of running text, which any part may have.
        let enough = if dx == 0.0 { shared * 2 >= fewer } else { shared >= fewer };
        let loose = self.tolerance > SAME || other.tolerance > SAME;
        let equal = at.len() == self.at.len() && shared == fewer;
        (enough && (!loose || equal) && at.len() + self.at.len() <= MOST).then_some(Fit { dx, at })
    }

    fn find(&self, x: f32, tolerance: f32) -> Option<usize> {
        let near = self.at.iter().enumerate().filter(|(_, a)| (**a - x).abs() <= tolerance);
        near.min_by(|a, b| (a.1 - x).abs().total_cmp(&(b.1 - x).abs())).map(|n| n.0)
    }

    fn nearest(&self, x: f32) -> usize {
        self.find(x, f32::INFINITY).unwrap_or(0)
    }

    /// Takes on the borders that only the later part has, and counts the columns of the cells anew.
    pub(super) fn widen(&mut self, fit: &Fit, cells: &mut [Cell]) {
        let new: Vec<f32> = fit.at.iter().copied().filter(|x| self.find(*x, self.tolerance).is_none()).collect();
        if new.is_empty() {
            return;
        }
        let mut borders: Vec<(f32, Option<usize>)> = self.at.iter().enumerate().map(|(i, x)| (*x, Some(i))).collect();
        borders.extend(new.iter().map(|x| (*x, None)));
        borders.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut now = vec![0_u32; self.at.len()];
        for (i, (_, old)) in borders.iter().enumerate() {
            if let Some(slot) = old.and_then(|o| now.get_mut(o)) {
                *slot = i as u32;
            }
        }
        let moved = |border: u32| now.get(border as usize).copied().unwrap_or(border);
        for cell in cells {
            let (from, to) = (moved(cell.column), moved(cell.column + cell.column_span));
            (cell.column, cell.column_span) = (from, to.saturating_sub(from).max(1));
        }
        self.at = borders.into_iter().map(|b| b.0).collect();
    }
}

/// All borders; those at which no cell begins or ends lie evenly between their neighbours. None where an edge
/// of the table is not known.
fn between_known(known: &[Option<f32>]) -> Option<Vec<f32>> {
    let mut at: Vec<f32> = Vec::with_capacity(known.len());
    for (i, x) in known.iter().enumerate() {
        let x = match x {
            Some(x) => *x,
            None => {
                let before = *at.last()?;
                let (steps, next) = known.iter().skip(i).enumerate().find_map(|(n, x)| x.map(|x| (n + 1, x)))?;
                before + (next - before) / steps as f32
            }
        };
        at.push(x);
    }
    Some(at)
}

impl Fit {
    /// Counts a cell's columns by the joined table's borders.
    pub(super) fn place(&self, columns: &Columns, cell: &mut Cell) {
        let border = |b: u32| self.at.get(b as usize).map_or(0, |x| columns.nearest(*x)) as u32;
        let (from, to) = (border(cell.column), border(cell.column + cell.column_span));
        (cell.column, cell.column_span) = (from, to.saturating_sub(from).max(1));
    }

    /// The columns that a cell of the later part would have in the first one.
    pub(super) fn columns(&self, columns: &Columns, cell: &Cell) -> (usize, usize) {
        let border = |b: u32| self.at.get(b as usize).map_or(0, |x| columns.nearest(*x));
        (border(cell.column), border(cell.column + cell.column_span))
    }
}
