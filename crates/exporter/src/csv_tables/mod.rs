//! Tidy tables for spreadsheets and databases: one kind of thing a table, one thing a row.
//!
//! | table | a row is | columns after source, source_sha256, form, kind |
//! |---|---|---|
//! | forms | a form | title, language, pages, amount_unit, verdict, fiscal_year, name, reasons |
//! | amounts | an amount leaf, with or without a value | path, value, unit, cny, state, page, … |
//! | tasks | a leaf of any other list's row | list, row, column, value, state |
//! | indicators | an indicator | row, level1 … deviation, page, first_line, last_line, x0, y0, x1, y1 |
//! | findings | a finding | code, severity, path, place, zh, en, expected, found, difference |
//! | tables | a cell of a table that no form claimed | table, borders, row, column, spans, text, place |
//!
//! `form` and `row` count from 0, as paths do; `form` is empty for what is the document's own. An
//! empty cell means no value, never 0. Running text outside of lists is in the JSON only.

mod amounts;
mod cell;
mod findings;
mod forms;
mod indicators;
mod rows;
mod tables;
mod tasks;
mod walk;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use biaodan_model::{Envelope, Shape};

pub(crate) use self::cell::harmless;
use self::rows::Rows;
pub(crate) use self::rows::into_io;

/// Finds the shape of a kind's fields; none for a kind that no definition describes. A blank leaf
/// does not know its type, the shape does.
pub type ShapeLookup<'s> = dyn Fn(&str) -> Option<&'s Shape> + 's;

/// The columns every table starts with.
const SHARED_COLUMNS: &[&str] = &["source", "source_sha256", "form", "kind"];

/// U+FEFF in UTF-8: without it, spreadsheets in Chinese locales read UTF-8 as GBK.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// One of the six tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Table {
    /// One row per form.
    Forms,
    /// One row per amount leaf.
    Amounts,
    /// One row per leaf of a list that is no indicator.
    Tasks,
    /// One row per indicator.
    Indicators,
    /// One row per finding.
    Findings,
    /// One row per cell of a table that no form claimed.
    Tables,
}

impl Table {
    /// Every table, in the order they are listed.
    pub const ALL: &'static [Table] =
        &[Table::Forms, Table::Amounts, Table::Tasks, Table::Indicators, Table::Findings, Table::Tables];

    /// The name of the table and, with `.csv`, of its file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Table::Forms => "forms",
            Table::Amounts => "amounts",
            Table::Tasks => "tasks",
            Table::Indicators => "indicators",
            Table::Findings => "findings",
            Table::Tables => "tables",
        }
    }

    /// The table of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Table> {
        Table::ALL.iter().copied().find(|table| table.name() == name)
    }

    /// The columns, in order.
    pub fn columns(self) -> impl Iterator<Item = &'static str> {
        let own = match self {
            Table::Forms => forms::COLUMNS,
            Table::Amounts => amounts::COLUMNS,
            Table::Tasks => tasks::COLUMNS,
            Table::Indicators => indicators::COLUMNS,
            Table::Findings => findings::COLUMNS,
            Table::Tables => tables::COLUMNS,
        };
        SHARED_COLUMNS.iter().chain(own).copied()
    }
}

/// One table on one writer, filled envelope by envelope.
#[derive(Debug)]
pub struct CsvTable<W: Write> {
    table: Table,
    rows: Rows<W>,
}

impl<W: Write> CsvTable<W> {
    /// A single table, as for standard output; writes the byte order mark, if wanted, and the header.
    ///
    /// # Errors
    /// The writer's own, unchanged.
    pub fn single(table: Table, mut writer: W, bom: bool) -> io::Result<CsvTable<W>> {
        if bom {
            writer.write_all(BYTE_ORDER_MARK)?;
        }
        let mut rows = Rows::new(writer);
        rows.header(table.columns())?;
        Ok(CsvTable { table, rows })
    }

    /// Adds the rows of one envelope.
    ///
    /// # Errors
    /// The writer's own, unchanged.
    pub fn write(&mut self, envelope: &Envelope, shapes: &ShapeLookup<'_>) -> io::Result<()> {
        match self.table {
            Table::Forms => forms::write(envelope, &mut self.rows),
            Table::Amounts => amounts::write(envelope, shapes, &mut self.rows),
            Table::Tasks => tasks::write(envelope, &mut self.rows),
            Table::Indicators => indicators::write(envelope, &mut self.rows),
            Table::Findings => findings::write(envelope, &mut self.rows),
            Table::Tables => tables::write(envelope, &mut self.rows),
        }
    }

    /// Writes what is still held back, flushes, and gives the writer back. Dropping the table
    /// instead loses the errors of its last rows.
    ///
    /// # Errors
    /// The writer's own, unchanged.
    pub fn finish(self) -> io::Result<W> {
        self.rows.finish()
    }
}

/// All six tables at once.
#[derive(Debug)]
pub struct CsvTables<W: Write> {
    tables: Vec<CsvTable<W>>,
}

impl<W: Write> CsvTables<W> {
    /// The six tables, each on the writer that `open` gives for it, asked in the order of
    /// [`Table::ALL`].
    ///
    /// # Errors
    /// Those of `open` and of the writers, unchanged.
    pub fn new(mut open: impl FnMut(Table) -> io::Result<W>, bom: bool) -> io::Result<CsvTables<W>> {
        let tables = Table::ALL.iter().map(|&table| CsvTable::single(table, open(table)?, bom));
        Ok(CsvTables { tables: tables.collect::<io::Result<_>>()? })
    }

    /// Adds the rows of one envelope to every table.
    ///
    /// # Errors
    /// The writers' own, unchanged.
    pub fn write(&mut self, envelope: &Envelope, shapes: &ShapeLookup<'_>) -> io::Result<()> {
        self.tables.iter_mut().try_for_each(|table| table.write(envelope, shapes))
    }

    /// Finishes every table and gives the writers back in the order of [`Table::ALL`].
    ///
    /// # Errors
    /// The writers' own, unchanged.
    pub fn finish(self) -> io::Result<Vec<W>> {
        self.tables.into_iter().map(CsvTable::finish).collect()
    }
}

impl CsvTables<File> {
    /// Makes `forms.csv` … `tables.csv` in a folder, which is made too; files of those names are
    /// replaced.
    ///
    /// # Errors
    /// The system's, with the path that could not be made; the [`io::ErrorKind`] is kept.
    pub fn create(dir: &Path, bom: bool) -> io::Result<CsvTables<File>> {
        fs::create_dir_all(dir).map_err(|error| cannot_make(dir, &error))?;
        CsvTables::new(
            |table| {
                let path = dir.join(table.name()).with_extension("csv");
                File::create(&path).map_err(|error| cannot_make(&path, &error))
            },
            bom,
        )
    }
}

fn cannot_make(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("cannot make {}: {error}", path.display()))
}
