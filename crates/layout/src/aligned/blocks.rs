//! Blocks: rows below each other that leave at least one river free, and so may be a table.

use std::ops::Range;

use super::rivers::Rivers;
use super::rows::Row;

/// How far apart the baselines of rows of one table are, in ems.
const FARTHEST: f32 = 3.6;

/// Rows without a gap between two with one: wrapped labels and headings.
const MOST_WITHOUT_GAP: usize = 4;

/// Lines with dots that lead to a number, one after another, that make a table of contents.
const LED: usize = 3;

/// A text across rivers with more words than this is prose.
const HEADING: f32 = 9.0;

/// The rows of possible tables, each from its first row with a gap to its last.
pub(super) fn blocks(rows: &[Row]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<Block> = None;
    for (at, row) in rows.iter().enumerate() {
        let goes_on = open.as_mut().is_some_and(|block| block.take(rows, at, row));
        if !goes_on {
            out.extend(open.take().map(|block| block.rows));
            if row.has_gap() {
                open = Some(Block { rows: at..at + 1, rivers: Rivers::new().with(row) });
            }
        }
    }
    out.extend(open.map(|block| block.rows));
    out.retain(|block| block.len() >= 2);
    out
}

struct Block {
    rows: Range<usize>,
    rivers: Rivers,
}

impl Block {
    /// True where the row belongs to the block or may yet.
    fn take(&mut self, rows: &[Row], at: usize, row: &Row) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| rows.get(before)) else { return false };
        if row.y - before.y > FARTHEST * row.em.max(before.em) {
            return false;
        }
        if row.has_gap() {
            if !row.is_led() && self.ends_led(rows) {
                return false;
            }
            let rivers = self.rivers.with(row);
            if rivers.inner() == 0 || self.is_other_table(rows, at, &rivers) {
                return false;
            }
            self.rivers = rivers;
            self.rows.end = at + 1;
            return true;
        }
        let crosses = self.rivers.crossed(row.x0(), row.x1()) > 0;
        at - self.rows.end < MOST_WITHOUT_GAP && !(crosses && row.weight() > HEADING)
    }

    /// True where the last lines are those of a table of contents.
    fn ends_led(&self, rows: &[Row]) -> bool {
        let own = rows.get(self.rows.clone()).unwrap_or(&[]);
        own.len() >= LED && own.iter().rev().take(LED).all(Row::is_led)
    }

    /// True where a text across the rivers leads over to rows with hardly a river in common.
    fn is_other_table(&self, rows: &[Row], at: usize, rivers: &Rivers) -> bool {
        let between = rows.get(self.rows.end..at).unwrap_or(&[]);
        let heading = between.iter().any(|row| self.rivers.crossed(row.x0(), row.x1()) > 0);
        heading && rivers.inner() * 2 < self.rivers.inner()
    }
}
