//! The column labels of a table: which columns of the sheet they head, and the rows below them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::grid::{GridCell, Grids, columns, rows};
use crate::definition::{ColumnRef, Role};
use crate::work::Work;

/// The heading of a table of the definition, and the rows it heads.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    /// The table of the document.
    pub(crate) table: u32,
    /// For each column of the definition's table the columns of the sheet below its label.
    pub(crate) columns: Vec<Option<Range<u32>>>,
    /// The rows of the labels.
    pub(crate) rows: Range<u32>,
    /// The rows below them.
    pub(crate) body: Range<u32>,
}

/// The headings of one table of the definition, in the order of the document; a heading may be
/// printed again.
pub(crate) fn headers(work: &Work<'_>, grids: &Grids, t: usize) -> Vec<Header> {
    let Some(table) = work.definition.tables.get(t) else { return Vec::new() };
    let mut found: Vec<Header> = Vec::new();
    for item in &work.items {
        let (Some(Role::Column(at)), Some(place)) = (item.role, item.piece.drawn.as_ref().and_then(|d| d.cell)) else { continue };
        if at.table != t {
            continue;
        }
        let goes_on = |h: &&mut Header| h.table == place.table && place.row <= h.rows.end;
        let header = match found.last_mut().filter(goes_on) {
            Some(header) => header,
            None => {
                found.push(Header {
                    table: place.table,
                    columns: vec![None; table.columns.len()],
                    rows: rows(&place),
                    body: 0..0,
                });
                let Some(last) = found.last_mut() else { continue };
                last
            }
        };
        header.rows.end = header.rows.end.max(rows(&place).end);
        if let Some(range) = header.columns.get_mut(at.column) {
            *range = Some(columns(&place));
        }
    }
    let enough = table.columns.len().min(2);
    found.retain(|h| h.columns.iter().flatten().count() >= enough);
    for n in 0..found.len() {
        let end = end_of_body(work, grids, &found, n, t);
        if let Some(header) = found.get_mut(n) {
            header.body = header.rows.end..end;
        }
    }
    found
}

/// The first row after a heading that belongs to something else.
fn end_of_body(work: &Work<'_>, grids: &Grids, headers: &[Header], n: usize, t: usize) -> u32 {
    let Some(header) = headers.get(n) else { return 0 };
    let next = headers.get(n + 1).filter(|next| next.table == header.table).map(|next| next.rows.start);
    let end = next.unwrap_or_else(|| grids.end(header.table));
    let ends = |&row: &u32| {
        let mut starting = grids.row(header.table, row).filter(|cell| cell.place.row == row);
        starting.any(|cell| ends_table(work, header, cell, t))
    };
    (header.rows.end..end).find(ends).unwrap_or(end)
}

/// True for the label of another block. A text of a row that is spelled like one stands under a
/// heading that is not the first.
fn ends_table(work: &Work<'_>, header: &Header, cell: &GridCell, t: usize) -> bool {
    let own = columns(&cell.place);
    let mut printed: Vec<&Range<u32>> = header.columns.iter().flatten().collect();
    printed.sort_by_key(|range| range.start);
    let under = |range: &&Range<u32>| range.start <= own.start && own.end <= range.end;
    let inner = printed.iter().skip(1).any(under);
    let first = printed.first().is_some_and(under);
    cell.items.iter().filter_map(|&at| work.items.get(at)?.role).any(|role| match role {
        Role::Scalar(_) | Role::Row(..) => !inner,
        Role::Column(ColumnRef { table, .. }) | Role::Table(table) => table != t && !inner,
        Role::Heading => !inner && !first,
        Role::Total(_) | Role::Level1(_) | Role::Level2(..) => false,
    })
}

/// The rows of a table's body: a new one starts where a cell of one of its columns starts.
pub(crate) fn bands(grids: &Grids, header: &Header, of: &[usize]) -> Vec<Range<u32>> {
    let mut starts = BTreeSet::from([header.body.start]);
    for row in header.body.clone() {
        let ranges = of.iter().filter_map(|&c| header.columns.get(c)?.as_ref());
        if ranges.flat_map(|range| grids.across(header.table, row, range)).any(|cell| cell.place.row == row) {
            starts.insert(row);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([header.body.end]);
    starts.iter().copied().zip(ends).map(|(a, b)| a..b).filter(|band| !band.is_empty()).collect()
}
