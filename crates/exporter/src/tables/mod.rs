//! The tables of documents, for `biaodan tables`: every table, those of forms included.

mod csv;
mod grid;
mod html;

use std::io::{self, Write};

use biaodan_model::Table;
use serde::Serialize;

use crate::csv_tables::BYTE_ORDER_MARK;
use crate::json::BareTable;
use crate::sink::JsonArray;

/// How tables are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableFormat {
    /// An array of tables for one document; of `{ "source", "tables" }` for several.
    Json {
        /// Indented by two spaces.
        pretty: bool,
    },
    /// A rectangular block for each table, a blank line between two.
    Csv {
        /// Starts with a byte order mark, for spreadsheets in Chinese locales.
        bom: bool,
    },
    /// A page with a section for each table.
    Html,
}

/// Tables on their way out, document by document.
///
/// ```
/// # fn show(tables: &[biaodan_model::Table]) -> std::io::Result<()> {
/// use biaodan_exporter::{TableFormat, TableWriter};
/// let mut writer = TableWriter::new(std::io::stdout().lock(), TableFormat::Html, false)?;
/// writer.document("budget.pdf", tables)?;
/// writer.finish()?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct TableWriter<W: Write> {
    form: Form<W>,
    several: bool,
}

#[derive(Debug)]
enum Form<W: Write> {
    Json(JsonArray<W>),
    Csv(csv::Blocks<W>),
    Html(html::Page<W>),
}

/// The tables of one of several documents.
#[derive(Serialize)]
struct DocumentJson<'a> {
    source: &'a str,
    tables: Vec<BareTable<'a>>,
}

impl<W: Write> TableWriter<W> {
    /// A writer for one document, or for `several`, whose names are then told where the format has
    /// room for them.
    ///
    /// # Errors
    /// The writer's own, unchanged.
    pub fn new(mut writer: W, format: TableFormat, several: bool) -> io::Result<TableWriter<W>> {
        let form = match format {
            TableFormat::Json { pretty } => Form::Json(JsonArray::new(writer, pretty)),
            TableFormat::Html => Form::Html(html::Page::new(writer)),
            TableFormat::Csv { bom } => {
                if bom {
                    writer.write_all(BYTE_ORDER_MARK)?;
                }
                Form::Csv(csv::Blocks::new(writer))
            }
        };
        Ok(TableWriter { form, several })
    }

    /// Adds the tables of a document.
    ///
    /// # Errors
    /// The writer's own, unchanged.
    pub fn document<'t>(&mut self, name: &str, tables: impl IntoIterator<Item = &'t Table>) -> io::Result<()> {
        let mut tables = tables.into_iter();
        match &mut self.form {
            Form::Json(array) if self.several => {
                array.push_any(&DocumentJson { source: name, tables: tables.map(BareTable::new).collect() })
            }
            Form::Json(array) => tables.try_for_each(|table| array.push_any(&BareTable::new(table))),
            Form::Csv(blocks) => tables.try_for_each(|table| blocks.table(table)),
            Form::Html(page) => {
                page.heading(name)?;
                tables.try_for_each(|table| page.table(table))
            }
        }
    }

    /// Completes the text and gives the writer back, unflushed.
    ///
    /// # Errors
    /// The writer's own, unchanged.
    pub fn finish(self) -> io::Result<W> {
        match self.form {
            Form::Json(array) => array.finish(),
            Form::Csv(blocks) => Ok(blocks.writer),
            Form::Html(page) => page.finish(),
        }
    }
}
