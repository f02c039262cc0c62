//! Totals among columns: 合计 is the sum of the columns that stand beside it under the same heading, each
//! group of columns counted once, by its own 小计.

use crate::figure::Sum;
use crate::grid::{Grid, is_total};

/// Columns of these names stand in pairs, and sums are made within each: budgeted and executed.
const SERIES: [&str; 2] = ["预算数", "决算数"];

struct Column<'g> {
    index: usize,
    path: Vec<&'g str>,
    series: &'g str,
}

impl Column<'_> {
    /// True where it counts towards a total that stands under these headings: it stands there by itself, or
    /// for its group, as the group's total or because there is none.
    fn is_part(&self, above: &[&str], all: &[Column]) -> bool {
        let Some([own, below @ ..]) = self.path.strip_prefix(above) else { return false };
        let has_total = |column: &Column| match column.path.strip_prefix(above) {
            Some([group, last]) => group == own && is_total(last),
            _ => false,
        };
        match below {
            [] => !is_total(own),
            [last] if is_total(last) => true,
            _ => !all.iter().any(has_total),
        }
    }
}

/// A check for each row and each column that is a total.
pub(crate) fn sums(grid: &Grid) -> Vec<Sum> {
    let columns: Vec<Column> = (0..grid.columns()).map(|column| described(grid, column)).collect();
    let mut sums = Vec::new();
    for total in &columns {
        let Some((_, above)) = total.path.split_last().filter(|(own, _)| is_total(own)) else { continue };
        let right = columns.iter().filter(|column| column.index > total.index && column.series == total.series);
        let parts: Vec<&Column> = right.filter(|column| column.is_part(above, &columns)).collect();
        if parts.is_empty() {
            continue;
        }
        for row in grid.heading_rows()..grid.rows() {
            let what = format!("row {row}, {}", total.path.join("/"));
            let parts = parts.iter().map(|column| grid.figure(row, column.index));
            sums.extend(Sum::printed(what, grid.figure(row, total.index), parts));
        }
    }
    sums
}

fn described<'g>(grid: &'g Grid, index: usize) -> Column<'g> {
    let mut path = grid.headings(index);
    let series = path.pop_if(|own| SERIES.contains(own)).unwrap_or("");
    Column { index, path, series }
}
