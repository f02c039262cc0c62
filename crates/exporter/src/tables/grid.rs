//! A table as full rows: every place of the grid is a cell's first, covered by one, or nobody's.

use biaodan_model::{Cell, Table};

/// One place of the grid.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slot<'t> {
    /// The upper left place of a cell.
    Cell(&'t Cell),
    /// A further place of a merged cell.
    Covered,
    /// No cell is here.
    Nothing,
}

/// Calls `row` with each row of the grid; all are of the same length.
///
/// # Errors
/// The first one of `row`, which ends the walk.
pub(super) fn each_row<'t, E>(table: &'t Table, mut row: impl FnMut(&[Slot<'t>]) -> Result<(), E>) -> Result<(), E> {
    let mut cells: Vec<&Cell> = table.cells.iter().collect();
    cells.sort_by_key(|cell| (cell.row, cell.column));
    let rows = cells.iter().map(|cell| cell.row.saturating_add(1)).max().unwrap_or(0).max(table.rows);
    let columns = cells.iter().map(|cell| cell.column.saturating_add(1)).max().unwrap_or(0).max(table.columns);
    // For each column the row at which what stands above ends.
    let mut covered_to = vec![0; columns as usize];
    let mut slots = Vec::with_capacity(columns as usize);
    let mut rest = cells.into_iter().peekable();
    for number in 0..rows {
        slots.clear();
        slots.extend(covered_to.iter().map(|&end| if end > number { Slot::Covered } else { Slot::Nothing }));
        while let Some(cell) = rest.next_if(|cell| cell.row == number) {
            let (at, span) = (cell.column as usize, cell.column_span.max(1) as usize);
            slots.iter_mut().skip(at).take(span).for_each(|slot| *slot = Slot::Covered);
            if let Some(first) = slots.get_mut(at) {
                *first = Slot::Cell(cell);
            }
            let end = number.saturating_add(cell.row_span);
            covered_to.iter_mut().skip(at).take(span).for_each(|to| *to = end.max(*to));
        }
        row(&slots)?;
    }
    Ok(())
}
