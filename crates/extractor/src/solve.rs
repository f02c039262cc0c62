//! Reads one half of a form: values, running texts, tables.

use std::collections::BTreeMap;

use biaodan_model::{Finding, FindingCode};

use crate::definition::{ColumnRef, Role, TableKind};
use crate::found::{Found, FoundRow, FoundTable, Slot};
use crate::second_pass;
use crate::table::categories::{self, Categories};
use crate::table::columns::Places;
use crate::table::{Cell, Columns, Grid, blocks, stream, visual};
use crate::work::{Claim, Half, Work};
use crate::zones::{Zone, Zones, grid as grid_table};
use crate::{matrix, prose, scalars};

/// Rows read in visual order say their categories by the middle of their labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Reading,
    Visual,
    Blocks,
}

/// Rows put together from blocks of columns are never beyond doubt: cells missing in two columns
/// would go unnoticed.
const BLOCKS_STRAIN: u32 = 100;

/// Texts of a table at most: a table of thousands of rows is read, more are no table of a form.
pub(crate) const MOST_TEXTS: usize = 30_000;

/// Reads a half. What it finds is claimed for the time being, so that nothing is read twice.
pub(crate) fn read_half(work: &mut Work<'_>, half: &Half) -> Found {
    let zones = Zones::walk(work, half);
    let mut found = Found { scalars: scalars::read(work, half, &zones), tables: Vec::new() };
    hold(work, &found.scalars);
    for (i, _) in work.definition.scalars.iter().enumerate().filter(|(_, s)| s.prose) {
        let slot = prose::gather(work, half, &zones, &|role| role == Role::Scalar(i), Zone::Prose(i));
        hold(work, std::slice::from_ref(&slot));
        if let Some(place) = found.scalars.get_mut(i) {
            *place = slot;
        }
    }
    found.tables = (0..work.definition.tables.len()).map(|t| start_table(work, half, &zones, t)).collect();
    for table in &found.tables {
        hold(work, &table.total);
        table.matrix.iter().for_each(|row| hold(work, row));
    }
    fill_tables(work, half, &mut found);
    found
}

/// Marks texts as taken while the half is read.
fn hold(work: &mut Work<'_>, slots: &[Slot]) {
    for slot in slots {
        if let Slot::Read(items) | Slot::Unsure(items) | Slot::Joined { items, .. } = slot {
            work.claim(items, &Claim::Label);
        }
    }
}

/// A table's columns, closing row and, for a matrix, cells.
fn start_table(work: &Work<'_>, half: &Half, zones: &Zones, t: usize) -> FoundTable {
    let Some(table) = work.definition.tables.get(t) else { return FoundTable::default() };
    let columns = zones.columns.get(t).cloned().unwrap_or_default();
    FoundTable {
        rows: Vec::new(),
        total: matrix::total(work, half, zones, t),
        matrix: if table.kind == TableKind::Matrix { matrix::read(work, half, zones, t) } else { Vec::new() },
        strain: 0,
        categories: Vec::new(),
        columns,
    }
}

fn fill_tables(work: &mut Work<'_>, half: &Half, found: &mut Found) {
    let zones = Zones::walk(work, half);
    let late: Vec<usize> = work.half(half).filter(|(_, i)| i.late && i.is_open()).map(|(at, _)| at).collect();
    if !late.is_empty() {
        for page in zones.by_page(work, &late) {
            second_pass::fill(work, &zones, &page, found);
        }
    } else {
        for t in 0..work.definition.tables.len() {
            fill_table(work, half, &zones, t, found);
        }
    }
}

fn fill_table(work: &mut Work<'_>, half: &Half, zones: &Zones, t: usize, found: &mut Found) {
    let Some(table) = work.definition.tables.get(t) else { return };
    if table.kind == TableKind::Matrix {
        return;
    }
    let columns = Columns::printed(table, zones.columns.get(t).map_or(&[], Vec::as_slice));
    if table.kind == TableKind::Beside && columns.len() == 1 {
        let column = columns.of.first().map_or(0, |(c, _)| *c);
        let at = ColumnRef { table: t, column };
        let slot = prose::gather(work, half, zones, &|role| role == Role::Column(at), Zone::Table(t));
        hold(work, std::slice::from_ref(&slot));
        let items = if let Slot::Read(items) = slot { items } else { Vec::new() };
        put_rows(work, zones, t, &columns, Grid { rows: vec![vec![Cell { items, sure: true }]], cost: 0 }, Order::Reading, found);
        return;
    }
    let items = zones.table_items.get(t).cloned().unwrap_or_default();
    if items.len() > MOST_TEXTS {
        note_too_large(work, &table.path, items.len());
        return;
    }
    if let Some((grid, order)) = best(work, half, zones, t, &columns, &items, table.kind == TableKind::Beside) {
        put_rows(work, zones, t, &columns, grid, order, found);
    }
}

/// Says that a table is left unread; its texts stay unaccounted.
pub(crate) fn note_too_large(work: &mut Work<'_>, path: &str, texts: usize) {
    work.findings.push(
        Finding::new(
            FindingCode::LowConfidence,
            format!("表格过大（{texts} 处文字，最多 {MOST_TEXTS} 处），未按行列读取"),
            format!("the table is too large ({texts} texts, at most {MOST_TEXTS} are read); none of its rows was read"),
        )
        .with_path(path),
    );
}

/// The cheapest reading of a table's texts.
fn best(
    work: &Work<'_>,
    half: &Half,
    zones: &Zones,
    t: usize,
    columns: &Columns<'_>,
    items: &[usize],
    single_row: bool,
) -> Option<(Grid, Order)> {
    let in_lines = || {
        let wanted: Vec<usize> = columns.of.iter().map(|(c, _)| *c).collect();
        let page = items.first().and_then(|&at| work.items.get(at)).map_or(0, |i| i.piece.page);
        let places = if half.on_grid { Places::find(work, half, t, &wanted, page) } else { None };
        visual::solve(work, columns, &visual::Lines { lines: lines(work, items), places: places.as_ref(), single_row })
    };
    if half.on_grid {
        return Some((in_lines()?, Order::Visual));
    }
    let visual_first = is_visual(work, half, zones);
    let read = || stream::solve_early(work, columns, items, single_row).map(|grid| (grid, Order::Reading));
    let seen = || in_lines().map(|grid| (grid, Order::Visual));
    let first = if visual_first { seen() } else { read() };
    if first.as_ref().is_some_and(|(grid, _)| grid.strain(columns) == 0) {
        return first;
    }
    let second = if visual_first { read() } else { seen() };
    let all = [first, second, blocks::solve(work, columns, items).map(|grid| (grid, Order::Blocks))];
    let rank = |order: Order| u32::from((order == Order::Visual) != visual_first);
    all.into_iter().flatten().min_by_key(|(grid, order)| (grid.cost, rank(*order)))
}

/// Whether the half shows its text line by line: a label of merged cells in the middle of its rows,
/// where in reading order it comes before them.
fn is_visual(work: &Work<'_>, half: &Half, zones: &Zones) -> bool {
    let Some(t) = grid_table(work) else { return false };
    let early = || zones.categories.iter().filter(|m| work.items.get(m.item).is_some_and(|i| !i.late));
    let mut first: BTreeMap<usize, usize> = BTreeMap::new();
    for mark in early() {
        if let Role::Level1(group) = mark.role {
            first.entry(group).or_insert(mark.item);
        }
    }
    let below = early().any(|m| matches!(m.role, Role::Level2(group, _) if first.get(&group).is_some_and(|&one| m.item < one)));
    let row = zones.table_items.get(t).and_then(|items| items.first()).copied();
    let heading = work.half(half).any(|(at, i)| i.role == Some(Role::Table(t)) && row.is_some_and(|row| row < at));
    below || heading
}

fn lines(work: &Work<'_>, items: &[usize]) -> Vec<Vec<usize>> {
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for &at in items {
        match lines.last_mut() {
            Some(line) if line.first().is_some_and(|&f| work.line(f) == work.line(at)) => line.push(at),
            _ => lines.push(vec![at]),
        }
    }
    lines
}

/// Takes over a solved table.
pub(crate) fn put_rows(
    work: &mut Work<'_>,
    zones: &Zones,
    t: usize,
    columns: &Columns<'_>,
    grid: Grid,
    order: Order,
    found: &mut Found,
) {
    let Some(table) = found.tables.get_mut(t) else { return };
    let has_categories = grid_table(work) == Some(t);
    let categories = match (has_categories, order) {
        (false, _) => vec![Categories::default(); grid.rows.len()],
        _ if zones.categories_apart => categories::apart(work, &zones.categories, &grid.rows),
        (true, Order::Blocks) => categories::apart(work, &zones.categories, &grid.rows),
        (true, Order::Reading) => categories::in_reading_order(work, &zones.categories, &grid.rows),
        (true, Order::Visual) => categories::in_visual_order(work, &zones.categories, &grid.rows),
    };
    if has_categories && table.categories.is_empty() {
        table.categories = zones.categories.iter().map(|m| m.item).collect();
    }
    table.strain = table.strain.max(grid.strain(columns)).max(if order == Order::Blocks { BLOCKS_STRAIN } else { 0 });
    let width = table.columns.len();
    for (cells, categories) in grid.rows.into_iter().zip(categories) {
        let mut row = FoundRow { cells: vec![None; width], categories };
        for (cell, (column, _)) in cells.into_iter().zip(&columns.of) {
            work.claim(&cell.items, &Claim::Label);
            if let Some(place) = row.cells.get_mut(*column) {
                *place = Some(cell);
            }
        }
        table.rows.push(row);
    }
}
