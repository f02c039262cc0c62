//! The shape of a kind's fields: what the schema, the tables and an empty record are made from.

use serde::Deserialize;

use crate::record::Name;

/// The type of a leaf.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldType {
    /// Running text.
    Text,
    /// Money, an exact decimal in the form's unit.
    Amount,
    /// A bare exact number such as a weight or a score.
    Number,
    /// A year.
    Integer,
    /// An indicator's target or actual value; text that may hold an operator, a number and a unit.
    Target,
    /// A category label of the indicator grid, carried down over merged cells.
    Category,
}

/// The shape of a kind's fields, in the order of the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// One value.
    Leaf {
        /// Its type.
        field_type: FieldType,
        /// True where a form without it is not accepted.
        required: bool,
    },
    /// Named parts.
    Group(Vec<(Name, Shape)>),
    /// Rows of one shape.
    List(Box<Shape>),
}
