//! Lines in visual order: each line runs across the columns, and a cell of several lines is spread
//! over as many, centred (or at the top) beside its neighbours.
//!
//! Most tables have one full row a line and are seen at once. For the others the lines are read
//! downwards with a few best hypotheses kept (`beam`), first to see how wide the columns are and then
//! with that knowledge, and once more with ties broken the other way round: where the two readings
//! differ, the lines do not determine the cell.

use super::beam::{self, Align, Way};
use super::columns::Places;
use super::stream::agree;
use super::{Cell, Columns, Grid};
use crate::work::Work;

/// What is to be solved.
pub(crate) struct Lines<'l> {
    pub(crate) lines: Vec<Vec<usize>>,
    pub(crate) places: Option<&'l Places>,
    pub(crate) single_row: bool,
}

/// Solves a table in visual order; none where it has no lines or columns.
pub(crate) fn solve(work: &Work<'_>, columns: &Columns<'_>, input: &Lines<'_>) -> Option<Grid> {
    let ways = &beam::all_ways(work, columns, input);
    if let Some(grid) = a_row_a_line(work, columns, input, ways) {
        return Some(grid);
    }
    let (mut align, mut best) = aligned(work, columns, input, ways)?;
    if !best.is_wrapped() {
        return Some(agree(best, &beam::run(work, columns, input, ways, align, true)?));
    }
    let columns = &columns.measured(work, &best);
    (align, best) = aligned(work, columns, input, ways)?;
    Some(agree(best, &beam::run(work, columns, input, ways, align, true)?))
}

/// The better of the two alignments.
fn aligned(work: &Work<'_>, columns: &Columns<'_>, input: &Lines<'_>, ways: &[Vec<Way>]) -> Option<(Align, Grid)> {
    let centre = beam::run(work, columns, input, ways, Align::Centre, false)?;
    if centre.strain(columns) == 0 || input.single_row {
        return Some((Align::Centre, centre));
    }
    match beam::run(work, columns, input, ways, Align::Top, false) {
        Some(top) if top.cost < centre.cost => Some((Align::Top, top)),
        _ => Some((Align::Centre, centre)),
    }
}

/// The reading in which every line is a full row and nothing speaks against it. No other can be as
/// good: it would have to leave a cell empty or to join two of them.
fn a_row_a_line(work: &Work<'_>, columns: &Columns<'_>, input: &Lines<'_>, ways: &[Vec<Way>]) -> Option<Grid> {
    if input.single_row {
        return None;
    }
    let mut grid = Grid::default();
    for (line, ways) in input.lines.iter().zip(ways) {
        let [way] = ways.as_slice() else { return None };
        let mut row = vec![Cell::default(); columns.len()];
        for (&item, column) in line.iter().zip(way.columns()) {
            let cell = row.get_mut(column?)?;
            *cell = Cell { items: vec![item], sure: true };
        }
        grid.cost += way.cost + beam::closing_cost(work, columns, &row);
        row.iter_mut().for_each(|cell| cell.sure = true);
        grid.rows.push(row);
    }
    (!grid.rows.is_empty() && grid.strain(columns) == 0 && grid.is_full(columns)).then_some(grid)
}
