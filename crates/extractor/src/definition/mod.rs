//! Form definitions: one kind, one TOML file.
//!
//! A definition says which titles a form has, which labels name which values in which language, and
//! which rules hold. The engine knows no kind by name.

mod compile;
mod file;
mod set;
mod vocabulary;

use biaodan_model::{FieldType, Message, Name, Rule, Shape};

pub use compile::DefinitionError;
pub use set::Definitions;
pub(crate) use set::title_key;
pub(crate) use vocabulary::{Role, Vocabulary, label_key, unit_in, without_unit};

/// A kind, ready for matching.
#[derive(Debug, Clone)]
pub struct Definition {
    /// The kind's name in the output.
    pub kind: Name,
    /// What people call it.
    pub name: Message,
    /// Folded titles.
    pub(crate) titles: Vec<String>,
    pub(crate) headings: Vec<String>,
    pub(crate) scalars: Vec<Scalar>,
    pub(crate) tables: Vec<Table>,
    /// Values and tables in the order of the form.
    pub(crate) order: Vec<Block>,
    pub(crate) categories: Vec<Category>,
    /// The rules of the kind.
    pub rules: Vec<Rule>,
    /// The shape of its fields.
    pub shape: Shape,
    pub(crate) vocabulary: Vocabulary,
}

/// A value or a table, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Block {
    Scalar(usize),
    Table(usize),
}

/// A single value.
#[derive(Debug, Clone)]
pub(crate) struct Scalar {
    pub(crate) path: String,
    pub(crate) field_type: FieldType,
    pub(crate) prose: bool,
    pub(crate) labels: Vec<String>,
}

/// How a table's cells become fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TableKind {
    /// Rows of one shape.
    List,
    /// Named rows and columns.
    Matrix,
    /// Texts that stand side by side: one row, each cell a field.
    Beside,
}

/// A list, a matrix, or texts side by side.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    pub(crate) kind: TableKind,
    pub(crate) path: String,
    pub(crate) labels: Vec<String>,
    pub(crate) columns: Vec<Column>,
    pub(crate) rows: Vec<Row>,
    pub(crate) total: Option<Total>,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    /// Name in the row; for texts side by side the path of the field.
    pub(crate) name: Name,
    pub(crate) field_type: FieldType,
    pub(crate) prose: bool,
    pub(crate) sparse: bool,
    pub(crate) measured: bool,
    /// Another column of the table holds targets, so a text that looks like one is hardly a name.
    pub(crate) beside_targets: bool,
    pub(crate) labels: Vec<String>,
}

/// A row of a matrix.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) labels: Vec<String>,
    /// For each column of the matrix, whether the row has a field there.
    pub(crate) has: Vec<bool>,
}

/// The closing row of a list: for each column the path of its field.
#[derive(Debug, Clone)]
pub(crate) struct Total {
    pub(crate) labels: Vec<String>,
    pub(crate) paths: Vec<Option<String>>,
}

/// A column, by table and place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ColumnRef {
    /// Number of the table in the definition.
    pub(crate) table: usize,
    /// Number of the column in the table.
    pub(crate) column: usize,
}

/// A first-level category with its second level.
#[derive(Debug, Clone)]
pub(crate) struct Category {
    pub(crate) names: Vec<String>,
    pub(crate) canonical: biaodan_model::Canonical,
    pub(crate) below: Vec<(Vec<String>, biaodan_model::Canonical)>,
}

impl Column {
    /// A column of texts, for single values that are read like cells.
    pub(crate) fn text(prose: bool) -> Column {
        Column {
            name: Name::from(""),
            field_type: FieldType::Text,
            prose,
            sparse: false,
            measured: false,
            beside_targets: false,
            labels: Vec::new(),
        }
    }
}

impl Definition {
    /// Calls `visit` with every label and its role.
    pub(crate) fn each_label(&self, visit: &mut dyn FnMut(&str, Role)) {
        let mut all = |labels: &[String], role| labels.iter().for_each(|label| visit(label, role));
        all(&self.headings, Role::Heading);
        for (i, scalar) in self.scalars.iter().enumerate() {
            all(&scalar.labels, Role::Scalar(i));
        }
        for (t, table) in self.tables.iter().enumerate() {
            all(&table.labels, Role::Table(t));
            for (c, column) in table.columns.iter().enumerate() {
                all(&column.labels, Role::Column(ColumnRef { table: t, column: c }));
            }
            for (r, row) in table.rows.iter().enumerate() {
                all(&row.labels, Role::Row(t, r));
            }
            if let Some(total) = &table.total {
                all(&total.labels, Role::Total(t));
            }
        }
        for (i, category) in self.categories.iter().enumerate() {
            all(&category.names, Role::Level1(i));
            for (j, (names, _)) in category.below.iter().enumerate() {
                all(names, Role::Level2(i, j));
            }
        }
    }

    /// True for a folded text that ends with one of the kind's titles in full.
    pub(crate) fn ends_with_title(&self, key: &str) -> bool {
        self.titles.iter().any(|title| key.ends_with(title.as_str()))
    }

    /// What a label may stand for.
    pub(crate) fn roles(&self, label: u16) -> &[Role] {
        self.vocabulary.roles(label)
    }

    /// The (table, column) a label of this kind heads, for the rejoining of halves.
    #[must_use]
    pub fn column_of(&self, label: u16) -> Option<(usize, usize)> {
        self.roles(label).iter().find_map(|role| match role {
            Role::Column(at) => Some((at.table, at.column)),
            _ => None,
        })
    }

    /// True for texts that stand side by side.
    pub(crate) fn is_beside(&self, table: usize) -> bool {
        self.tables.get(table).is_some_and(|t| t.kind == TableKind::Beside)
    }

    pub(crate) fn column(&self, at: ColumnRef) -> Option<&Column> {
        self.tables.get(at.table)?.columns.get(at.column)
    }
}
