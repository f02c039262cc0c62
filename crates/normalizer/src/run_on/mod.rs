//! Tables that run over page breaks become one table.
//!
//! The last table of a sheet and the first one of the next are one where only page numbers, headers and
//! a repeated caption stand between them and their columns agree. The joined table stands on the sheet
//! of its first part; rows of later parts are moved down to follow it. Header rows that are printed again
//! go to the repeats, a label cell that the break cut gets its rows back, and so does a cut row.

mod between;
mod columns;
mod labels;
mod rows;
#[cfg(test)]
mod tests;

use biaodan_model::{Cell, SheetLayout, Table};

use columns::Columns;

/// A table that may go on on the next sheet.
struct Open {
    /// Its sheet, and its number among the tables there.
    sheet: usize,
    table: usize,
    columns: Columns,
    /// Indices of the cells at its lower edge.
    bottom: Vec<usize>,
    /// The last sheet that it stands on.
    last: usize,
}

/// Joins tables that run from one sheet to the next.
#[must_use]
pub fn run_on(mut sheets: Vec<SheetLayout>) -> Vec<SheetLayout> {
    let mut open: Option<Open> = None;
    for next in 0..sheets.len() {
        if sheets.get(next).is_some_and(is_blank) {
            continue;
        }
        let joined = open.take().and_then(|o| join(&mut sheets, o, next));
        let alone = sheets.get(next).is_some_and(|s| s.tables.is_empty());
        open = match joined {
            Some(on) if alone => Some(on).filter(|_| sheets.get(next).is_some_and(|s| between::ends_open(s, None))),
            _ => opened(&sheets, next),
        };
    }
    sheets
}

fn is_blank(sheet: &SheetLayout) -> bool {
    sheet.tables.is_empty() && sheet.lines.is_empty()
}

/// The last table of a sheet, where nothing closes it.
fn opened(sheets: &[SheetLayout], sheet: usize) -> Option<Open> {
    let here = sheets.get(sheet)?;
    let table = here.tables.len().checked_sub(1)?;
    let last = here.tables.get(table)?;
    if !between::ends_open(here, Some(last)) {
        return None;
    }
    let columns = Columns::of(last)?;
    Some(Open { sheet, table, columns, bottom: bottom(&last.cells, last.rows, 0), last: sheet })
}

/// Indices of the cells that reach the row before `rows`, from this cell on.
fn bottom(cells: &[Cell], rows: u32, from: usize) -> Vec<usize> {
    let reaching = cells.iter().enumerate().skip(from).filter(|(_, c)| c.row + c.row_span >= rows);
    reaching.map(|(i, _)| i).collect()
}

/// Joins the first table of the sheet `next` to the open one; gives back the joined one, or nothing where
/// the two are different tables.
fn join(sheets: &mut [SheetLayout], mut open: Open, next: usize) -> Option<Open> {
    let (before, from) = sheets.split_at_mut_checked(next)?;
    let later = from.first_mut()?;
    let previous = before.get(open.last)?;
    let first = before.get(open.sheet)?;
    let upper = first.tables.get(open.table)?;
    let lower = later.tables.first()?;
    if !between::is_clear(previous, (first, upper), (later, lower)) {
        return None;
    }
    let fit = open.columns.fit(lower)?;
    let repeated = rows::repeated(upper, &open.columns, lower, &fit);
    if !may_join(upper, lower, repeated) {
        return None;
    }
    let lower = later.tables.remove(0);
    let sheet = before.get_mut(open.sheet)?;
    let upper = sheet.tables.get_mut(open.table)?;
    open.columns.widen(&fit, &mut upper.cells);
    upper.columns = open.columns.count();
    let repeats = append(upper, &mut open, lower, &fit, repeated);
    sheet.repeats.extend(repeats);
    open.last = next;
    Some(open)
}

/// Whether two tables of like columns are one. Under the same title, too, a first row that begins like
/// the first row of the table above, and is another, begins another table.
fn may_join(upper: &Table, lower: &Table, repeated: u32) -> bool {
    if repeated > 0 { repeated < lower.rows } else { !rows::begins_alike(upper, lower) }
}

/// Adds the rows of a later part; gives back the lines of its repeated header rows and labels.
fn append(upper: &mut Table, open: &mut Open, lower: Table, fit: &columns::Fit, repeated: u32) -> Vec<biaodan_model::Line> {
    let (heads, mut body): (Vec<Cell>, Vec<Cell>) = lower.cells.into_iter().partition(|c| c.row < repeated);
    let mut repeats: Vec<biaodan_model::Line> = heads.into_iter().flat_map(|c| c.lines).collect();
    let top = body.iter().map(|c| c.bbox.y0).fold(f32::INFINITY, f32::min);
    let dy = if top.is_finite() { upper.bbox.y1 - top } else { 0.0 };
    for cell in &mut body {
        cell.row -= repeated;
        fit.place(&open.columns, cell);
        shift(cell, fit.dx, dy);
    }
    let (labels, mut body) = labels::pieces(&upper.cells, &open.bottom, body);
    let cut = rows::is_cut(&upper.cells, &open.bottom, &body);
    labels::join(&mut upper.cells, labels, cut, &mut repeats);
    if cut {
        body = rows::mend(&mut upper.cells, &open.bottom, body);
        body.iter_mut().for_each(|c| c.row = c.row.saturating_sub(1));
    }
    let added = lower.rows - repeated - u32::from(cut);
    for cell in &mut body {
        cell.row += upper.rows;
    }
    finish(upper, open, body, added, lower.pages);
    repeats
}

/// Puts the remaining cells into the table and sets its extent.
fn finish(upper: &mut Table, open: &mut Open, body: Vec<Cell>, added: u32, pages: Vec<u32>) {
    let start = upper.cells.len();
    upper.rows += added;
    upper.cells.extend(body);
    let kept = open.bottom.iter().copied().filter(|&i| upper.cells.get(i).is_some_and(|c| c.row + c.row_span >= upper.rows));
    let mut bottom_now: Vec<usize> = kept.collect();
    bottom_now.extend(bottom(&upper.cells, upper.rows, start));
    open.bottom = bottom_now;
    let reached = upper.cells.iter().skip(start).map(|c| c.bbox);
    upper.bbox = open
        .bottom
        .iter()
        .filter_map(|&i| upper.cells.get(i))
        .map(|c| c.bbox)
        .chain(reached)
        .fold(upper.bbox, |a, b| a.union(&b));
    for page in pages {
        if upper.pages.last().is_none_or(|l| *l < page) {
            upper.pages.push(page);
        }
    }
}

fn shift(cell: &mut Cell, dx: f32, dy: f32) {
    cell.bbox = cell.bbox.shifted(dx, dy);
    for line in &mut cell.lines {
        line.bbox = line.bbox.shifted(dx, dy);
    }
}
