//! The one schema of every sink, as data.
//!
//! Every table starts with `sha256`, the SHA-256 of the source's bytes; it is not part of a [`Row`](crate::Row). All
//! rows of one source are replaced together, so a table never holds two extractions of one document.
//!
//! Columns and tables are only ever added. Each says in which version of the schema it came; migrations follow
//! from that (`sql::migrations`).

mod columns;

/// The version of the schema that this program writes.
pub const SCHEMA_VERSION: u32 = 2;

/// The first column of every table.
pub const SHA256: Column = Column { name: "sha256", column_type: ColumnType::Text, since: 1 };

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ColumnType {
    /// Text, codes among it.
    Text,
    /// Counts, indexes, years.
    Integer,
    /// Points and confidences.
    Real,
    /// Exact decimals.
    Decimal,
    /// Yes or no.
    Boolean,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name; no keyword of SQL, so that it needs no quotes.
    pub name: &'static str,
    /// What it holds.
    pub column_type: ColumnType,
    /// The version of the schema it came with.
    pub since: u32,
}

/// One of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// One row a document.
    Documents,
    /// One row a name under which a document was found.
    Names,
    /// One row a page.
    Pages,
    /// One row a form.
    Forms,
    /// One row a leaf of a form, whatever its type and state.
    Fields,
    /// One row an amount leaf, with or without a value.
    Amounts,
    /// One row a leaf of a list that is no grid of indicators.
    Tasks,
    /// One row an indicator.
    Indicators,
    /// One row a finding.
    Findings,
}

/// How many tables there are.
pub const TABLES: usize = 9;

impl Table {
    /// Every table, in the order of [`DocumentRows::tables`](crate::DocumentRows::tables).
    pub const ALL: [Table; TABLES] = [
        Table::Documents,
        Table::Names,
        Table::Pages,
        Table::Forms,
        Table::Fields,
        Table::Amounts,
        Table::Tasks,
        Table::Indicators,
        Table::Findings,
    ];

    /// Its name in a database and, with an extension, of its file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Table::Documents => "documents",
            Table::Names => "names",
            Table::Pages => "pages",
            Table::Forms => "forms",
            Table::Fields => "fields",
            Table::Amounts => "amounts",
            Table::Tasks => "tasks",
            Table::Indicators => "indicators",
            Table::Findings => "findings",
        }
    }

    /// The columns after `sha256`, in the order of a row's cells.
    pub fn columns(self) -> impl Iterator<Item = &'static Column> {
        columns::groups(self).iter().copied().flatten()
    }

    /// Where a column stands in a row.
    #[must_use]
    pub fn position(self, column: &str) -> Option<usize> {
        self.columns().position(|c| c.name == column)
    }

    /// The columns that together with `sha256` tell one row from every other.
    #[must_use]
    pub fn key(self) -> &'static [&'static str] {
        match self {
            Table::Documents => &[],
            Table::Names | Table::Findings => &["ordinal"],
            Table::Pages => &["page"],
            Table::Forms => &["form"],
            Table::Fields | Table::Amounts | Table::Tasks | Table::Indicators => &["form", "path"],
        }
    }

    /// The column by which the rows of one document stand in their order; none for a table with one row a document.
    #[must_use]
    pub fn order(self) -> Option<&'static str> {
        match self {
            Table::Documents => None,
            Table::Pages => Some("page"),
            Table::Forms => Some("form"),
            _ => Some("ordinal"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_orders_are_columns_and_names_are_unique() {
        for table in Table::ALL {
            for name in table.key().iter().copied().chain(table.order()) {
                assert!(table.position(name).is_some(), "{table:?} {name}");
            }
            let mut names: Vec<_> = table.columns().map(|column| column.name).collect();
            names.push(SHA256.name);
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{table:?}");
            assert!(table.columns().all(|column| column.since <= SCHEMA_VERSION));
        }
    }
}
