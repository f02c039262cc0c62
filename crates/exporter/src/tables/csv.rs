//! Tables as CSV: each a rectangular block, a blank line between two, the text of a merged cell in
//! its first place only.

use std::io::{self, Write};

use biaodan_model::Table;

use super::grid::{Slot, each_row};
use crate::csv_tables::{harmless, into_io};
use crate::json::cell_text;

/// The blocks written so far.
#[derive(Debug)]
pub(super) struct Blocks<W: Write> {
    pub(super) writer: W,
    begun: bool,
}

impl<W: Write> Blocks<W> {
    pub(super) fn new(writer: W) -> Blocks<W> {
        Blocks { writer, begun: false }
    }

    pub(super) fn table(&mut self, table: &Table) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            self.writer.write_all(b"\n")?;
        }
        let mut block = csv::Writer::from_writer(&mut self.writer);
        each_row(table, |slots| {
            for slot in slots {
                let text = match slot {
                    Slot::Cell(cell) => cell_text(cell),
                    Slot::Covered | Slot::Nothing => String::new(),
                };
                block.write_field(harmless(&text).as_bytes()).map_err(into_io)?;
            }
            block.write_record(None::<&[u8]>).map_err(into_io)
        })?;
        block.flush()
    }
}
