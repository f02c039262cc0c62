//! A table of the record, and the shorter form of it that the `tables` command prints.
//!
//! Rows and columns count from 0; boxes are in points of the page that `page` names.

use biaodan_model::{Borders, Cell, Table, join_lines};
use serde::{Serialize, Serializer};

use crate::round;

/// The text of a cell as running text.
pub(crate) fn cell_text(cell: &Cell) -> String {
    let lines: Vec<&str> = cell.lines.iter().map(|line| line.text.as_str()).collect();
    join_lines(&lines)
}

/// A table as the envelope holds it.
#[derive(Serialize)]
pub(super) struct TableJson<'a> {
    page: Option<u32>,
    pages: &'a [u32],
    bbox: [f64; 4],
    borders: Borders,
    rows: u32,
    columns: u32,
    cells: Cells<'a, PagedCell>,
}

impl<'a> TableJson<'a> {
    pub(super) fn new(table: &'a Table) -> TableJson<'a> {
        TableJson {
            page: table.pages.first().copied(),
            pages: &table.pages,
            bbox: round::bbox(&table.on_page),
            borders: table.borders,
            rows: table.rows,
            columns: table.columns,
            cells: Cells(&table.cells, PagedCell::new),
        }
    }
}

/// A table as the `tables` command prints it.
#[derive(Serialize)]
pub(crate) struct BareTable<'a> {
    page: Option<u32>,
    bbox: [f64; 4],
    cells: Cells<'a, BareCell>,
}

impl<'a> BareTable<'a> {
    pub(crate) fn new(table: &'a Table) -> BareTable<'a> {
        let bbox = round::bbox(&table.on_page);
        BareTable { page: table.pages.first().copied(), bbox, cells: Cells(&table.cells, BareCell::new) }
    }
}

/// Cells, each made when it is written.
struct Cells<'a, C>(&'a [Cell], fn(&Cell) -> C);

impl<C: Serialize> Serialize for Cells<'_, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(self.1))
    }
}

#[derive(Serialize)]
struct BareCell {
    row: u32,
    column: u32,
    row_span: u32,
    column_span: u32,
    text: String,
    bbox: [f64; 4],
}

impl BareCell {
    fn new(cell: &Cell) -> BareCell {
        BareCell {
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
            text: cell_text(cell),
            bbox: round::bbox(&cell.on_page),
        }
    }
}

/// A table may run on over pages, so a cell says which one it stands on.
#[derive(Serialize)]
struct PagedCell {
    #[serde(flatten)]
    cell: BareCell,
    page: u32,
}

impl PagedCell {
    fn new(cell: &Cell) -> PagedCell {
        PagedCell { cell: BareCell::new(cell), page: cell.page }
    }
}
