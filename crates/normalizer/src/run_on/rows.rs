//! Header rows that are printed again, and rows that a page break cut in two.

use biaodan_model::{Cell, Table};

use super::columns::{Columns, Fit};

/// Most rows of a header.
const HEADER: u32 = 6;
/// Rows of the first part, such as a title within the table, that may stand above its header.
const ABOVE: u32 = 3;
/// A row lower than this, in points, has no room for a line.
const SLIVER: f32 = 9.0;
/// Part of a cell's width that a line fills if the text goes on.
const FULL: f32 = 0.75;
/// What a cell leaves free beside such a line, in ems: its margins and a letter.
const ROOM: f32 = 2.2;
/// Width of a Latin letter in ems, for the word that found no room.
const LETTER: f32 = 0.6;
/// What stands between a cut text and the cut, in ems at most: texts in the middle of their cells end far
/// from the edge.
const MARGIN: f32 = 1.2;

/// The text of a cell, blanks aside.
pub(super) fn text(cell: &Cell) -> String {
    cell.lines.iter().flat_map(|l| l.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// How many of the first rows of the later part are the header of the first one again.
pub(super) fn repeated(upper: &Table, columns: &Columns, lower: &Table, fit: &Fit) -> u32 {
    (0..=ABOVE).map(|above| repeated_below(upper, columns, lower, fit, above)).max().unwrap_or(0)
}

/// The same, for a header with this many rows above it.
fn repeated_below(upper: &Table, columns: &Columns, lower: &Table, fit: &Fit, above: u32) -> u32 {
    let mut most = 0;
    for rows in 1..=HEADER.min(upper.rows.saturating_sub(above)).min(lower.rows) {
        let head: Vec<&Cell> = head(upper, above, rows);
        let again: Vec<&Cell> = self::head(lower, 0, rows);
        let whole = |cells: &[&Cell], end: u32| cells.iter().all(|c| c.row + c.row_span <= end);
        let same = |(a, b): (&&Cell, &&Cell)| {
            let (from, to) = fit.columns(columns, b);
            a.row - above == b.row
                && a.row_span == b.row_span
                && (a.column as usize, (a.column + a.column_span) as usize) == (from, to)
                && text(a) == text(b)
        };
        if head.len() != again.len() || !head.iter().zip(&again).all(same) {
            break;
        }
        let texts = head.iter().filter(|c| !c.lines.is_empty()).count();
        if whole(&head, above + rows) && whole(&again, rows) && texts >= 2 && texts * 2 >= head.len() {
            most = rows;
        }
    }
    most
}

/// The cells that begin in these rows.
fn head(table: &Table, from: u32, rows: u32) -> Vec<&Cell> {
    table.cells.iter().skip_while(|c| c.row < from).take_while(|c| c.row < from + rows).collect()
}

/// True where two tables begin with the same label and go on differently: another form of the same kind.
pub(super) fn begins_alike(upper: &Table, lower: &Table) -> bool {
    match (upper.cells.first(), lower.cells.first()) {
        (Some(a), Some(b)) => {
            !a.lines.is_empty() && a.column_span == b.column_span && text(a) == text(b) && a.row_span == b.row_span
        }
        _ => false,
    }
}

/// True where the last row above and the first one below are one row that the break cut: texts go on from
/// lines that were full, and some cells have no text below.
pub(super) fn is_cut(upper: &[Cell], bottom: &[usize], body: &[Cell]) -> bool {
    let first: Vec<&Cell> = body.iter().filter(|c| c.row == 0).collect();
    if first.is_empty() || first.iter().any(|c| c.row_span > 1) {
        return false;
    }
    // Less than a line high and without text: the padding of a row whose text stands above the break.
    if first.iter().all(|c| c.lines.is_empty() && c.bbox.height() < SLIVER && above(upper, bottom, c).is_some()) {
        return true;
    }
    let (mut on, mut ended) = (0, 0);
    for cell in &first {
        let Some(above) = above(upper, bottom, cell) else { return false };
        match (above.lines.is_empty(), cell.lines.is_empty()) {
            (false, false) if goes_on(above, cell) => on += 1,
            (false, false) => return false,
            (false, true) if above.row_span == 1 => ended += 1,
            (true, false) => return false,
            _ => {}
        }
    }
    on > 0 && ended > 0
}

/// The cell at the lower edge that has the same columns.
pub(super) fn above<'c>(upper: &'c [Cell], bottom: &[usize], cell: &Cell) -> Option<&'c Cell> {
    let cells = bottom.iter().filter_map(|&i| upper.get(i));
    cells.into_iter().find(|c| c.column == cell.column && c.column_span == cell.column_span)
}

/// True for running text that ends at the cut with a full line, within a sentence, and goes on right below it.
fn goes_on(above: &Cell, below: &Cell) -> bool {
    let (Some(last), Some(next)) = (above.lines.last(), below.lines.first()) else { return false };
    let at_cut = above.bbox.y1 - last.bbox.y1 <= MARGIN * last.size && next.bbox.y0 - below.bbox.y0 <= MARGIN * next.size;
    let word = next.text.chars().take_while(char::is_ascii_alphanumeric).count() as f32 * LETTER;
    let (wide, room) = (above.bbox.width(), (ROOM + word) * last.size);
    let full = last.bbox.width() >= FULL * wide && last.bbox.width() + room >= wide;
    let ends = last.text.trim_end().ends_with(['。', '；', '！', '？', ';', '!', '?']);
    at_cut && full && !ends && last.text.chars().any(char::is_alphabetic)
}

/// Gives the cut row its lower half; what remains are the cells of the other rows.
pub(super) fn mend(upper: &mut [Cell], bottom: &[usize], body: Vec<Cell>) -> Vec<Cell> {
    let (first, rest): (Vec<Cell>, Vec<Cell>) = body.into_iter().partition(|c| c.row == 0);
    for cell in first {
        let index = bottom
            .iter()
            .copied()
            .find(|&i| upper.get(i).is_some_and(|c| c.column == cell.column && c.column_span == cell.column_span));
        if let Some(above) = index.and_then(|i| upper.get_mut(i)) {
            above.bbox = above.bbox.union(&cell.bbox);
            above.lines.extend(cell.lines);
        }
    }
    rest
}
