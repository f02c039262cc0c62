//! tables.csv: one row per cell of the tables that no form claimed, cells without text included.
//!
//! `table` counts from 0 over the document, as rows and columns do within a table; `page`
//! is the cell's own. A pivot over (source, table) gives each table back.

use std::io::{self, Write};

use biaodan_model::{Borders, Cell, Envelope, Region, Table};

use super::rows::{About, Rows};
use crate::json::cell_text;
use crate::round;

pub(super) const COLUMNS: &[&str] = &[
    "table",
    "borders",
    "row",
    "column",
    "row_span",
    "column_span",
    "text",
    "page",
    "first_line",
    "last_line",
    "x0",
    "y0",
    "x1",
    "y1",
];

pub(super) fn write<W: Write>(envelope: &Envelope, rows: &mut Rows<W>) -> io::Result<()> {
    for (number, table) in envelope.tables.iter().enumerate() {
        for cell in &table.cells {
            rows.start(About { envelope, form: None })?;
            rows.figure(Some(number))?;
            write_cell(table, cell, rows)?;
            rows.end()?;
        }
    }
    Ok(())
}

fn write_cell<W: Write>(table: &Table, cell: &Cell, rows: &mut Rows<W>) -> io::Result<()> {
    rows.text(match table.borders {
        Borders::Ruled => "ruled",
        Borders::Aligned => "aligned",
    })?;
    for figure in [cell.row, cell.column, cell.row_span, cell.column_span] {
        rows.figure(Some(figure))?;
    }
    rows.text(&cell_text(cell))?;
    rows.place(Some(cell.page), Some(Region::Box(round::bbox(&cell.on_page))))
}
