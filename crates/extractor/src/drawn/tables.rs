//! Lists, matrices and texts side by side, read from the cells of the sheet.

use std::ops::Range;

use biaodan_model::FieldType;

use super::grid::{GridCell, Grids, columns, rows};
use super::header::{Header, bands, headers};
use super::scalars::{holds_value, texts};
use crate::definition::{ColumnRef, Role, Table, TableKind};
use crate::found::{FoundRow, FoundTable, Slot};
use crate::table::Cell;
use crate::table::categories::Categories;
use crate::work::Work;

/// Columns that white space alone parts are never beyond doubt.
const ALIGNED_STRAIN: u32 = 100;

/// Reads a table of the definition.
pub(crate) fn read(work: &Work<'_>, grids: &Grids, t: usize) -> FoundTable {
    let Some(table) = work.definition.tables.get(t) else { return FoundTable::default() };
    let headers = headers(work, grids, t);
    let mut found = FoundTable { columns: vec![false; table.columns.len()], ..FoundTable::default() };
    for header in &headers {
        for (seen, range) in found.columns.iter_mut().zip(&header.columns) {
            *seen |= range.is_some();
        }
        if !is_ruled(work, grids, header) {
            found.strain = ALIGNED_STRAIN;
        }
    }
    match table.kind {
        TableKind::List => headers.iter().for_each(|header| list(work, grids, t, table, header, &mut found)),
        TableKind::Matrix => found.matrix = matrix(work, grids, t, table, &headers),
        TableKind::Beside => beside(work, grids, t, table, &mut found),
    }
    found.total = total(work, grids, t, table, &headers);
    found
}

fn is_ruled(work: &Work<'_>, grids: &Grids, header: &Header) -> bool {
    let cell = grids.row(header.table, header.rows.start).next();
    cell.is_none_or(|cell| cell.place.ruled) || work.items.is_empty()
}

fn list(work: &Work<'_>, grids: &Grids, t: usize, table: &Table, header: &Header, found: &mut FoundTable) {
    let is_category = |c: &usize| table.columns.get(*c).is_some_and(|column| column.field_type == FieldType::Category);
    let printed = (0..table.columns.len()).filter(|&c| header.columns.get(c).is_some_and(Option::is_some));
    let (categories, values): (Vec<usize>, Vec<usize>) = printed.partition(is_category);
    for band in bands(grids, header, &values) {
        if has_role(work, grids, header.table, &band, Role::Total(t)) {
            continue;
        }
        let mut cells: Vec<Option<Cell>> = vec![None; table.columns.len()];
        for &c in &values {
            if let Some(slot) = cells.get_mut(c) {
                *slot = Some(value_cell(work, grids, header, c, &band));
            }
        }
        if is_row(work, &cells) {
            let row = FoundRow { cells, categories: category_cells(work, grids, header, &categories, &band) };
            for at in [row.categories.level1, row.categories.level2].into_iter().flatten() {
                if !found.categories.contains(&at) {
                    found.categories.push(at);
                }
            }
            found.rows.push(row);
        }
    }
}

/// A row has something in a cell; a heading among its cells is nothing.
fn is_row(work: &Work<'_>, cells: &[Option<Cell>]) -> bool {
    let heading = |&at: &usize| work.items.get(at).is_some_and(|item| matches!(item.role, Some(Role::Heading | Role::Table(_))));
    cells.iter().flatten().flat_map(|cell| &cell.items).any(|at| !heading(at) && !work.text(*at).trim().is_empty())
}

/// The texts of a row in one column. A cell over several rows or columns of the table is not sure.
fn value_cell(work: &Work<'_>, grids: &Grids, header: &Header, column: usize, band: &Range<u32>) -> Cell {
    let Some(range) = header.columns.get(column).and_then(Option::as_ref) else { return Cell::default() };
    let mut items = Vec::new();
    let mut empty = None;
    let mut sure = true;
    let mut seen: Vec<(u32, u32)> = Vec::new();
    for row in band.clone() {
        for cell in grids.across(header.table, row, range) {
            let start = (cell.place.row, cell.place.column);
            if seen.contains(&start) {
                continue;
            }
            seen.push(start);
            let texts = any_texts(work, cell);
            let own = columns(&cell.place);
            let fits = rows(&cell.place).start >= band.start
                && rows(&cell.place).end <= band.end
                && header
                    .columns
                    .iter()
                    .enumerate()
                    .all(|(c, other)| c == column || other.as_ref().is_none_or(|other| !super::grid::meets(&own, other)));
            sure &= texts.is_empty() || (fits && items.is_empty());
            if texts.is_empty() {
                empty = empty.or(cell.items.first().copied());
            }
            items.extend(texts);
        }
    }
    if items.is_empty() {
        items.extend(empty);
    }
    Cell { items, sure }
}

/// The items of a cell with text, labels among them: a value may be spelled like a label.
fn any_texts(work: &Work<'_>, cell: &GridCell) -> Vec<usize> {
    cell.items.iter().copied().filter(|&at| !work.text(at).trim().is_empty()).collect()
}

/// The category labels beside a row, carried down over their merged cells.
fn category_cells(work: &Work<'_>, grids: &Grids, header: &Header, of: &[usize], band: &Range<u32>) -> Categories {
    let mut found = of.iter().map(|&c| {
        let range = header.columns.get(c)?.as_ref()?;
        let cell = grids.across(header.table, band.start, range).next()?;
        // a label that ends within the row says nothing about all of it
        let covers = rows(&cell.place).end >= band.end;
        any_texts(work, cell).first().copied().filter(|_| covers)
    });
    Categories { level1: found.next().flatten(), level2: found.next().flatten() }
}

fn has_role(work: &Work<'_>, grids: &Grids, table: u32, band: &Range<u32>, role: Role) -> bool {
    let is_role = |&at: &usize| work.items.get(at).is_some_and(|item| item.role == Some(role));
    grids.row(table, band.start).any(|cell| cell.place.row == band.start && cell.items.iter().any(is_role))
}

/// The label cell with a role, and the last heading above it.
fn labelled<'g>(
    work: &Work<'_>,
    grids: &'g Grids,
    headers: &'g [Header],
    role: Role,
) -> Option<(usize, &'g GridCell, &'g Header)> {
    let at = work.items.iter().position(|item| item.role == Some(role))?;
    let cell = grids.get(work.items.get(at)?.piece.drawn.as_ref()?.cell?)?;
    let above = |h: &&Header| h.table == cell.place.table && h.rows.start <= cell.place.row;
    Some((at, cell, headers.iter().rev().find(above)?))
}

/// The value in a row and below a column label.
fn crossing(work: &Work<'_>, grids: &Grids, label: (usize, &GridCell, &Header), column: usize) -> Slot {
    let (at, row, header) = label;
    let Some(range) = header.columns.get(column).and_then(Option::as_ref) else { return Slot::Absent };
    let mut cells = grids.across(header.table, row.place.row, range);
    let (Some(cell), None) = (cells.next(), cells.next()) else {
        let all = grids.across(header.table, row.place.row, range).flat_map(|cell| any_texts(work, cell));
        return Slot::Unsure(all.collect());
    };
    let texts = texts(work, cell);
    if !holds_value(work, cell) {
        Slot::Absent
    } else if texts.is_empty() {
        Slot::Blank(cell.items.first().copied().unwrap_or(at))
    } else {
        Slot::Read(texts)
    }
}

fn matrix(work: &Work<'_>, grids: &Grids, t: usize, table: &Table, headers: &[Header]) -> Vec<Vec<Slot>> {
    let row = |(r, row): (usize, &crate::definition::Row)| {
        let Some(label) = labelled(work, grids, headers, Role::Row(t, r)) else { return vec![Slot::Absent; table.columns.len()] };
        let has = |c: usize| row.has.get(c) == Some(&true);
        (0..table.columns.len()).map(|c| if has(c) { crossing(work, grids, label, c) } else { Slot::Absent }).collect()
    };
    table.rows.iter().enumerate().map(row).collect()
}

/// The closing row of a list: a slot per column that has one.
fn total(work: &Work<'_>, grids: &Grids, t: usize, table: &Table, headers: &[Header]) -> Vec<Slot> {
    let Some(total) = &table.total else { return Vec::new() };
    let Some(label) = labelled(work, grids, headers, Role::Total(t)) else { return vec![Slot::Absent; total.paths.len()] };
    let slot = |(c, path): (usize, &Option<String>)| {
        if path.is_some() { crossing(work, grids, label, c) } else { Slot::Absent }
    };
    total.paths.iter().enumerate().map(slot).collect()
}

/// Texts side by side: below their labels, or right of them.
fn beside(work: &Work<'_>, grids: &Grids, t: usize, table: &Table, found: &mut FoundTable) {
    let mut cells: Vec<Option<Cell>> = vec![None; table.columns.len()];
    for (at, item) in work.items.iter().enumerate() {
        let Some(Role::Column(ColumnRef { table, column })) = item.role else { continue };
        if table != t || cells.get(column).is_none_or(Option::is_some) {
            continue;
        }
        let Some(seen) = found.columns.get_mut(column) else { continue };
        *seen = true;
        if let (Some(cell), Some(slot)) = (goal_cell(work, grids, at), cells.get_mut(column)) {
            *slot = Some(Cell { items: any_texts(work, cell), sure: true });
        }
    }
    found.rows = vec![FoundRow { cells, categories: Categories::default() }];
}

/// The cell of a running text: right of its label, unless another label stands there; else below.
fn goal_cell<'g>(work: &Work<'_>, grids: &'g Grids, label: usize) -> Option<&'g GridCell> {
    let place = work.items.get(label)?.piece.drawn.as_ref()?.cell?;
    let value = |cell: &&GridCell| holds_value(work, cell);
    let right = grids.right_of(place).filter(value);
    let below = grids.below(place).filter(value);
    match (right, below) {
        (Some(right), Some(below)) => {
            // a heading is as wide as the text below it
            let heads = columns(&below.place) == columns(&place) && texts(work, right).is_empty();
            Some(if heads { below } else { right })
        }
        (right, below) => right.or(below),
    }
}
