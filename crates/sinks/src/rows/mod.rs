//! A record becomes rows: everything of one document, table by table.

mod about;
mod builder;
mod document;
mod findings;
mod forms;
mod leaves;
mod lists;

pub use about::department;
use biaodan_exporter::ShapeLookup;
use biaodan_model::Envelope;
use serde::{Deserialize, Serialize};

use crate::datum::{Datum, Row};
use crate::schema::{TABLES, Table};

/// All rows of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DocumentRows {
    /// SHA-256 of the document's bytes, in hexadecimal: the first column of every table.
    pub sha256: String,
    /// The rows of each table, in the order of [`Table::ALL`]; the cells in that of [`Table::columns`].
    pub tables: [Vec<Row>; TABLES],
}

impl DocumentRows {
    /// A document without rows.
    #[must_use]
    pub fn empty(sha256: impl Into<String>) -> DocumentRows {
        DocumentRows { sha256: sha256.into(), tables: Default::default() }
    }

    /// The tables with their rows.
    pub fn each(&self) -> impl Iterator<Item = (Table, &[Row])> {
        Table::ALL.into_iter().zip(self.tables.iter().map(Vec::as_slice))
    }

    /// The rows of one table.
    #[must_use]
    pub fn table(&self, table: Table) -> &[Row] {
        self.tables.get(table as usize).map_or(&[], Vec::as_slice)
    }

    /// The cell of a row; none where there is no such row or column.
    #[must_use]
    pub fn cell(&self, table: Table, row: usize, column: &str) -> Option<&Datum> {
        self.table(table).get(row)?.get(table.position(column)?)
    }

    /// True where no table has a row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tables.iter().all(Vec::is_empty)
    }

    /// Says under which names the document is known; the first is the one it goes by. Names are no part of what was
    /// extracted: a document read once may turn up again elsewhere. Without any, those that were there stay.
    pub fn set_names(&mut self, names: &[String]) {
        let Some(first) = names.first() else { return };
        if let Some(table) = self.tables.get_mut(Table::Names as usize) {
            *table = document::names(names);
        }
        let name = Table::Documents.position("name");
        let document = self.tables.get_mut(Table::Documents as usize).and_then(|rows| rows.first_mut());
        if let Some(cell) = name.and_then(|name| document?.get_mut(name)) {
            *cell = Datum::text(first);
        }
    }

    /// Brings rows that came back in any order into theirs.
    pub(crate) fn sort(&mut self) {
        for (table, rows) in Table::ALL.into_iter().zip(&mut self.tables) {
            let Some(order) = table.order().and_then(|column| table.position(column)) else { continue };
            rows.sort_by_key(|row| match row.get(order) {
                Some(Datum::Integer(place)) => *place,
                _ => i64::MIN,
            });
        }
    }
}

/// The rows of a record. `names` are those under which the document was found, as for
/// [`DocumentRows::set_names`]; without any, the record's own. What the shape of a kind says of its leaves comes from
/// `shape_of`.
#[must_use]
pub fn rows(envelope: &Envelope, names: &[String], shape_of: &ShapeLookup<'_>) -> DocumentRows {
    let leaves = leaves::rows(envelope, shape_of);
    let lists = lists::rows(envelope);
    let mut document = DocumentRows {
        sha256: envelope.source.sha256.clone(),
        tables: [
            vec![document::row(envelope)],
            document::names(std::slice::from_ref(&envelope.source.name)),
            document::pages(envelope),
            forms::rows(envelope),
            leaves.fields,
            leaves.amounts,
            lists.tasks,
            lists.indicators,
            findings::rows(envelope),
        ],
    };
    document.set_names(names);
    document
}

#[cfg(test)]
mod tests;
