//! Statements in outline: rows whose first label stands further to the right are parts of the row above
//! whose label stands further to the left, and 小计 stands for its group.

use crate::figure::{Figure, Sum};
use crate::grid::{Grid, is_total};

/// A row: how deep it stands, and its figure.
#[derive(Clone, Copy)]
struct Row {
    number: usize,
    depth: usize,
    figure: Option<Figure>,
}

/// A check for each row that has others below it.
pub(crate) fn sums(grid: &Grid) -> Vec<Sum> {
    let rows = rows(grid);
    let mut sums = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let below: Vec<&Row> = rows[index + 1..].iter().take_while(|other| other.depth > row.depth).collect();
        let Some(depth) = below.iter().map(|other| other.depth).min() else { continue };
        let parts = below.iter().filter(|other| other.depth == depth).map(|other| other.figure);
        sums.extend(Sum::printed(format!("below row {}", row.number), row.figure, parts));
    }
    sums
}

/// The rows of an outline with one column of figures; none where the table is nothing like it.
fn rows(grid: &Grid) -> Vec<Row> {
    let labels = grid.columns() - 1;
    let has_codes = (0..labels).any(|column| grid.headings(column).concat().contains("码"));
    if labels < 2 || has_codes || (grid.heading_rows()..grid.rows()).any(|row| (0..labels).any(|c| grid.figure(row, c).is_some()))
    {
        return Vec::new();
    }
    (grid.heading_rows()..grid.rows()).filter_map(|row| placed(grid, row, labels)).collect()
}

fn placed(grid: &Grid, row: usize, labels: usize) -> Option<Row> {
    let filled = |column: &usize| grid.starts(row, *column) && !grid.text(row, *column).is_empty();
    let first = (0..labels).find(filled)?;
    let at = |depth| Some(Row { number: row, depth, figure: grid.figure(row, labels) });
    let text = grid.text(row, first);
    let beside = (first + 1..labels).map(|column| grid.text(row, column)).find(|text| is_total(text));
    match (is_total(text), beside) {
        // 合计 over everything, or 小计 of a group that stands in the same row
        (true, _) if first == 0 => at(0),
        (_, Some(_)) => at(1),
        // 其中 names a part of what is counted already
        _ if text.starts_with("其中") => None,
        _ => at(first + 1),
    }
}
