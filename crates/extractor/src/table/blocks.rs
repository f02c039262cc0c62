//! Cells column by column: a dump that boxes neighbouring lines shows the first column of a few
//! rows, then their second, and so on, in blocks of as many rows as stand evenly.

use super::cost::{NEVER, UNPLACED};
use super::{Cell, Columns, Grid};
use crate::work::Work;

/// Rows of one block at most.
const MOST_ROWS: usize = 80;

/// Cells beyond which a table is not solved: each is tried as the start of every block.
const MOST_CELLS: usize = 4_000;

/// What a further block costs: fewer, larger blocks are the likelier reading.
const BLOCK: u32 = 1;

/// Solves a table whose texts come in blocks of columns; none where nothing fits.
pub(crate) fn solve(work: &Work<'_>, columns: &Columns<'_>, items: &[usize]) -> Option<Grid> {
    let cells = boxes(work, items);
    let width = columns.len();
    if width == 0 || cells.len() > MOST_CELLS {
        return None;
    }
    let sums = prefix_sums(work, columns, &cells);
    // best[i]: cost of the first i cells, and how the last step was made (rows of a block, 0: left out)
    let mut best = vec![(NEVER, 0_usize); cells.len() + 1];
    *best.first_mut()? = (0, 0);
    for i in 0..cells.len() {
        let base = best.get(i)?.0;
        if base >= NEVER {
            continue;
        }
        relax(&mut best, i + 1, base + UNPLACED, 0);
        for rows in 1..=MOST_ROWS.min((cells.len() - i) / width) {
            let cost = block_cost(&sums, i, rows, width);
            relax(&mut best, i + rows * width, base.saturating_add(cost + BLOCK), rows);
        }
    }
    Some(trace(&best, &cells, width))
}

fn relax(best: &mut [(u32, usize)], at: usize, cost: u32, rows: usize) {
    if let Some(slot) = best.get_mut(at)
        && cost < slot.0
    {
        *slot = (cost, rows);
    }
}

fn block_cost(sums: &[Vec<u32>], start: usize, rows: usize, width: usize) -> u32 {
    let part = |c: usize| {
        let sums = sums.get(c)?;
        let from = start + c * rows;
        Some(sums.get(from + rows)?.saturating_sub(*sums.get(from)?))
    };
    (0..width).map(|c| part(c).unwrap_or(NEVER)).fold(0, u32::saturating_add)
}

/// For each column the summed cost of the first i cells in it.
fn prefix_sums(work: &Work<'_>, columns: &Columns<'_>, cells: &[Vec<usize>]) -> Vec<Vec<u32>> {
    let sums = |column: usize| {
        let mut total = 0_u32;
        let mut out = vec![0];
        for cell in cells {
            total = total.saturating_add(columns.cell_cost(work, column, cell).min(NEVER / 1_000));
            out.push(total);
        }
        out
    };
    (0..columns.len()).map(sums).collect()
}

/// Lines without a blank line between them are one box, unless they are figures.
fn boxes(work: &Work<'_>, items: &[usize]) -> Vec<Vec<usize>> {
    let mut cells: Vec<Vec<usize>> = Vec::new();
    for &at in items {
        let look = work.look(at);
        let joins = cells.last().and_then(|cell| cell.last()).is_some_and(|&above| {
            let up = work.look(above);
            work.line(at) == work.line(above) + 1
                && !look.figure()
                && !look.target
                && !up.figure()
                && !up.target
                && !up.qualitative
                && !up.ends
        });
        match cells.last_mut() {
            Some(cell) if joins => cell.push(at),
            _ => cells.push(vec![at]),
        }
    }
    cells
}

fn trace(best: &[(u32, usize)], cells: &[Vec<usize>], width: usize) -> Grid {
    let mut at = cells.len();
    let mut blocks = Vec::new();
    while at > 0 {
        let rows = best.get(at).map_or(0, |b| b.1);
        let step = (rows * width).max(1);
        at = at.saturating_sub(step);
        if rows > 0 {
            blocks.push((at, rows));
        }
    }
    let mut grid = Grid { rows: Vec::new(), cost: best.last().map_or(NEVER, |b| b.0) };
    for (start, rows) in blocks.into_iter().rev() {
        for row in 0..rows {
            let cell = |c: usize| Cell { items: cells.get(start + c * rows + row).cloned().unwrap_or_default(), sure: true };
            grid.rows.push((0..width).map(cell).collect());
        }
    }
    grid
}
