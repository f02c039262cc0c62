//! The TOML of one kind, as written: what a user may say and nothing else.

use biaodan_model::{FieldType, Rule};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A definition file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DefinitionFile {
    pub(crate) kind: String,
    pub(crate) name: Bilingual,
    pub(crate) titles: Vec<String>,
    #[serde(default)]
    pub(crate) headings: Vec<String>,
    pub(crate) field: Vec<FieldEntry>,
    #[serde(default)]
    pub(crate) rule: Vec<Rule>,
}

/// A text in both languages.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bilingual {
    pub(crate) zh: String,
    pub(crate) en: String,
}

/// A value, a list (with columns) or a matrix (with columns and rows).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldEntry {
    pub(crate) path: String,
    #[serde(rename = "type")]
    pub(crate) field_type: Option<FieldType>,
    #[serde(default)]
    pub(crate) required: bool,
    /// Running text of several lines.
    #[serde(default)]
    pub(crate) prose: bool,
    /// Texts that stand side by side under their labels share this name.
    pub(crate) beside: Option<String>,
    #[serde(default)]
    pub(crate) labels: Vec<String>,
    /// A list that is the indicator grid.
    #[serde(default)]
    pub(crate) grid: bool,
    #[serde(default)]
    pub(crate) column: Vec<ColumnEntry>,
    #[serde(default)]
    pub(crate) row: Vec<RowEntry>,
    pub(crate) total: Option<TotalEntry>,
}

/// A column of a list or matrix.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ColumnEntry {
    pub(crate) name: String,
    #[serde(rename = "type")]
    pub(crate) field_type: FieldType,
    pub(crate) labels: Vec<String>,
    /// Running text of several lines.
    #[serde(default)]
    pub(crate) prose: bool,
    /// Most cells of the column are empty.
    #[serde(default)]
    pub(crate) sparse: bool,
    /// An outcome: a value with an operator is improbable.
    #[serde(default)]
    pub(crate) measured: bool,
}

/// A row of a matrix.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RowEntry {
    pub(crate) name: String,
    pub(crate) labels: Vec<String>,
    pub(crate) columns: Vec<String>,
}

/// The closing row of a list, whose cells are fields of their own.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TotalEntry {
    pub(crate) labels: Vec<String>,
    /// Column name → path of the field.
    pub(crate) columns: BTreeMap<String, String>,
}

/// The categories file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CategoriesFile {
    pub(crate) level1: Vec<Level1Entry>,
}

/// A first-level category.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Level1Entry {
    pub(crate) names: Vec<String>,
    pub(crate) en: String,
    pub(crate) level2: Vec<Level2Entry>,
}

/// A second-level category.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Level2Entry {
    pub(crate) names: Vec<String>,
    pub(crate) en: String,
}
