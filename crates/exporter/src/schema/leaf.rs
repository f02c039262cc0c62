//! The schema of one leaf, by type and view.

use biaodan_model::FieldType;
use serde_json::{Value, json};

use super::{closed, closed_with, insert, parts};
use crate::json::View;

/// Every type of leaf, each a definition of its own.
pub(super) const TYPES: &[FieldType] =
    &[FieldType::Text, FieldType::Amount, FieldType::Number, FieldType::Integer, FieldType::Target, FieldType::Category];

/// The name of the type's definition in the schema.
pub(super) fn name(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Text => "text",
        FieldType::Amount => "amount",
        FieldType::Number => "number",
        FieldType::Integer => "integer",
        FieldType::Target => "target",
        FieldType::Category => "category",
    }
}

pub(super) fn schema(view: View, field_type: FieldType) -> Value {
    match view {
        View::Plain => value(field_type),
        View::Full => full(field_type),
    }
}

fn value(field_type: FieldType) -> Value {
    match field_type {
        FieldType::Text | FieldType::Target | FieldType::Category => json!({ "type": ["string", "null"] }),
        FieldType::Integer => json!({ "type": ["integer", "null"] }),
        FieldType::Amount | FieldType::Number => optional_decimal(),
    }
}

/// An exact decimal with its printed decimals; a string, since JSON numbers are floats to most.
fn decimal() -> Value {
    json!({ "type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$" })
}

fn optional_decimal() -> Value {
    let mut schema = decimal();
    insert(&mut schema, "type", json!(["string", "null"]));
    schema
}

fn full(field_type: FieldType) -> Value {
    let required = vec![
        ("value", value(field_type)),
        ("raw", json!({ "type": ["string", "null"] })),
        ("state", json!({ "enum": ["printed", "blank", "absent", "dash", "unreadable"] })),
        ("page", parts::optional_page()),
        ("confidence", json!({ "type": "number", "minimum": 0, "maximum": 1 })),
        ("from", json!({ "enum": ["text-layer", "ocr", "dump", "none", null] })),
    ];
    let mut optional = vec![
        ("lines", json!({ "anyOf": [parts::lines(), { "type": "null" }] })),
        ("bbox", parts::bbox()),
        ("suggestion", suggestion()),
        ("alternatives", json!({ "type": "array", "items": { "type": "string" }, "minItems": 1 })),
    ];
    optional.extend(understanding(field_type));
    let mut leaf = closed_with(required, optional);
    insert(&mut leaf, "oneOf", json!([{ "required": ["lines"] }, { "required": ["bbox"] }]));
    insert(&mut leaf, "allOf", json!(conditions(field_type)));
    leaf
}

/// The keys that only this type has.
fn understanding(field_type: FieldType) -> Vec<(&'static str, Value)> {
    match field_type {
        FieldType::Amount => vec![("unit", parts::optional_unit()), ("cny", optional_decimal())],
        FieldType::Target => vec![("parsed", parsed())],
        FieldType::Category => vec![("canonical", parts::message())],
        FieldType::Text | FieldType::Number | FieldType::Integer => Vec::new(),
    }
}

/// Only what is printed has a value, and an amount with a value has unit and cny beside it.
fn conditions(field_type: FieldType) -> Vec<Value> {
    let no_value = json!({ "properties": { "value": { "type": "null" } } });
    let mut conditions = vec![json!({
        "if": no_value, "then": {}, "else": { "properties": { "state": { "const": "printed" } } },
    })];
    if field_type == FieldType::Amount {
        let neither = json!({ "properties": { "unit": false, "cny": false } });
        conditions.push(json!({ "if": no_value, "then": neither, "else": { "required": ["unit", "cny"] } }));
    }
    conditions
}

fn parsed() -> Value {
    closed(vec![
        ("operator", json!({ "enum": [">=", "<=", ">", "<", "="] })),
        ("number", decimal()),
        ("unit", json!({ "type": ["string", "null"] })),
    ])
}

fn suggestion() -> Value {
    closed(vec![
        ("value", json!({ "type": "string" })),
        ("from", json!({ "const": "inferred" })),
        ("why", json!({ "type": "string" })),
    ])
}
