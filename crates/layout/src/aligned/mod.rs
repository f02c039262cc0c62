//! Tables without ruling lines around their cells: columns that stand apart by white space, with or
//! without rules between the rows. Careful with prose, which has no common white space.
//!
//! Rows of words that leave a river free make a block; rivers make columns; lines make rows. What
//! reads as running text, a list or a table of contents is none.

mod bars;
mod blocks;
mod build;
mod grid;
mod heading;
mod pieces;
mod prose;
mod records;
mod rivers;
mod rows;
mod words;

use biaodan_model::{Ruling, Table};

use crate::marks::Marks;
use crate::runs::Run;
use bars::{Bar, bars};
use grid::{Reading, read};
use rows::Row;

pub(crate) use pieces::{Line, Piece};
pub(crate) use records::{Context, records};
pub(crate) use rows::rows;
pub(crate) use words::words;

/// How often what stands beside running text is looked at by itself.
const DEEPEST: usize = 3;

/// Rows of text on a sheet at most.
const MOST_ROWS: usize = 20_000;

/// The aligned tables among runs that stand in no ruled table, and the runs that are left.
pub(crate) fn tables(marks: &Marks, runs: &[&Run], rules: &[Ruling]) -> Option<(Vec<Table>, Vec<Run>)> {
    let words = words::words(marks, runs);
    let rows = rows::rows(marks, &words);
    if rows.len() > MOST_ROWS || rows.iter().filter(|row| row.has_gap()).count() < 2 {
        return None;
    }
    let bars = bars(rules);
    let mut search = Search { marks, bars: &bars, taken: vec![false; marks.all.len()], tables: Vec::new() };
    search.find(&rows, DEEPEST);
    if search.tables.is_empty() {
        return None;
    }
    let is_free = |run: &&Run| search.taken.get(run.marks.start) != Some(&true);
    let upright = words.iter().filter(is_free);
    let turned = runs.iter().copied().filter(|run| run.turn != biaodan_model::Turn::Upright);
    let mut rest: Vec<Run> = upright.chain(turned).cloned().collect();
    rest.sort_by_key(|run| run.marks.start);
    Some((search.tables, rest))
}

/// Rows in one cell of a ruled table that have columns of their own, for its rules to frame a table and
/// not to make one.
const ROWS_IN_CELL: usize = 3;

/// Runs that such rows have at least.
const RUNS_IN_CELL: usize = 2 * ROWS_IN_CELL;

/// The tables of a frame whose rules stand around columns and not between them, as where a border and
/// lines between groups of rows are all that is drawn; and the runs that are left. None for others.
pub(crate) fn tables_in_frame(marks: &Marks, content: &[Vec<&Run>], rules: &[Ruling]) -> Option<(Vec<Table>, Vec<Run>)> {
    if !content.iter().any(|cell| cell.len() >= RUNS_IN_CELL && has_columns(marks, cell)) {
        return None;
    }
    let all: Vec<&Run> = content.iter().flatten().copied().collect();
    let (tables, rest) = tables(marks, &all, rules)?;
    let left: usize = rest.iter().map(|run| run.marks.len()).sum();
    let whole: usize = all.iter().map(|run| run.marks.len()).sum();
    (left * 3 <= whole).then_some((tables, rest))
}

fn has_columns(marks: &Marks, cell: &[&Run]) -> bool {
    let words = words::words(marks, cell);
    let rows = rows::rows(marks, &words);
    let tabular = rows.iter().filter(|row| row.has_gap() && row.numbers > 0).count();
    tabular >= ROWS_IN_CELL && tabular * 2 >= rows.len()
}

struct Search<'a> {
    marks: &'a Marks<'a>,
    bars: &'a [Bar],
    /// Marks with which a word of a table starts.
    taken: Vec<bool>,
    tables: Vec<Table>,
}

impl Search<'_> {
    fn find(&mut self, rows: &[Row], depth: usize) {
        let mut free = 0;
        for block in blocks::blocks(rows) {
            match read(self.marks, rows, free..block.end, block.clone(), self.bars) {
                Reading::Table(grid) => {
                    free = grid.rows.end;
                    self.tables.push(build::table(self.marks, &grid, &mut self.taken));
                }
                Reading::Beside(x) if depth > 0 => {
                    let own = rows.get(block).unwrap_or(&[]);
                    for is_left in [true, false] {
                        let half: Vec<Row> = own.iter().filter_map(|row| half(row, x, is_left)).collect();
                        self.find(&half, depth - 1);
                    }
                }
                Reading::Beside(_) | Reading::Nothing => {}
            }
        }
    }
}

/// The words of a row left or right of a place.
fn half<'r>(row: &Row<'r>, x: f32, is_left: bool) -> Option<Row<'r>> {
    Row::of_words(row.words.iter().filter(|word| (word.middle() < x) == is_left).copied().collect())
}
