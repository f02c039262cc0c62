//! Tables as an HTML page: a section for each, headed by its number and pages, merged cells merged.

use std::io::{self, Write};

use biaodan_model::{Cell, Table, is_cjk, is_traditional};

use super::grid::{Slot, each_row};
use crate::json::cell_text;
use crate::markup::Escaped;

const HEAD: &str = "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>biaodan tables</title>\n<style>\n\
    table { border-collapse: collapse }\ntd { border: 1px solid #888; padding: 0.2em 0.4em; vertical-align: top }\n\
    </style>\n</head>\n<body>\n";

const FOOT: &str = "</body>\n</html>\n";

/// The page as far as it is written.
#[derive(Debug)]
pub(super) struct Page<W: Write> {
    writer: W,
    begun: bool,
    tables: usize,
}

impl<W: Write> Page<W> {
    pub(super) fn new(writer: W) -> Page<W> {
        Page { writer, begun: false, tables: 0 }
    }

    /// Starts a document.
    pub(super) fn heading(&mut self, name: &str) -> io::Result<()> {
        self.begin()?;
        writeln!(self.writer, "<h1>{}</h1>", Escaped(name))
    }

    pub(super) fn table(&mut self, table: &Table) -> io::Result<()> {
        self.begin()?;
        self.tables += 1;
        let number = self.tables;
        writeln!(self.writer, "<section aria-labelledby=\"table-{number}\"{}>", language(table))?;
        writeln!(self.writer, "<h2 id=\"table-{number}\" lang=\"en\">Table {number}, {}</h2>", pages(table))?;
        writeln!(self.writer, "<table>")?;
        each_row(table, |slots| self.row(slots))?;
        writeln!(self.writer, "</table>\n</section>")
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.begin()?;
        self.writer.write_all(FOOT.as_bytes())?;
        Ok(self.writer)
    }

    fn begin(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) { Ok(()) } else { self.writer.write_all(HEAD.as_bytes()) }
    }

    fn row(&mut self, slots: &[Slot<'_>]) -> io::Result<()> {
        write!(self.writer, "<tr>")?;
        for slot in slots {
            match slot {
                Slot::Cell(cell) => self.cell(cell)?,
                // Without it, what follows would slip to the left.
                Slot::Nothing => write!(self.writer, "<td></td>")?,
                Slot::Covered => {}
            }
        }
        writeln!(self.writer, "</tr>")
    }

    fn cell(&mut self, cell: &Cell) -> io::Result<()> {
        write!(self.writer, "<td")?;
        for (name, span) in [("rowspan", cell.row_span), ("colspan", cell.column_span)] {
            if span > 1 {
                write!(self.writer, " {name}=\"{span}\"")?;
            }
        }
        let text = Escaped(&cell_text(cell)).to_string().replace('\n', "<br>");
        write!(self.writer, ">{text}</td>")
    }
}

/// What a screen reader needs to know, where the text tells it.
fn language(table: &Table) -> &'static str {
    let mut lines = table.cells.iter().flat_map(|cell| &cell.lines);
    if !lines.clone().any(|line| line.text.chars().any(is_cjk)) {
        ""
    } else if lines.any(|line| is_traditional(&line.text)) {
        " lang=\"zh-Hant\""
    } else {
        " lang=\"zh-Hans\""
    }
}

fn pages(table: &Table) -> String {
    match (table.pages.first(), table.pages.last()) {
        (Some(first), Some(last)) if first != last => format!("pages {first}–{last}"),
        (Some(page), _) => format!("page {page}"),
        (None, _) => "no page".to_owned(),
    }
}
