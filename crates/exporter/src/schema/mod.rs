//! The JSON Schema (draft 2020-12) of an envelope, made from the same shapes as the records.
//!
//! Strict on purpose: every key is listed, no other is allowed, and `kind` decides what `fields`
//! must look like. The schema describes one envelope; several inputs give an array or lines of them.

mod leaf;
mod parts;

use std::sync::Arc;

use biaodan_model::{FieldType, Name, Shape};
use serde_json::{Map, Value, json};

use crate::json::{SCHEMA_VERSION, View};

/// The kind of a form that no definition fits.
const UNKNOWN: &str = "unknown";

/// The schema of a whole envelope in one view, for these kinds and `unknown`, whose `fields` are
/// `{ pairs: [ { label, value }, … ] }`.
///
/// # Examples
/// ```
/// use biaodan_exporter::{View, schema};
/// use biaodan_model::{FieldType, Shape};
///
/// let shape = Shape::Group(vec![(
///     "department".into(),
///     Shape::Leaf { field_type: FieldType::Text, required: true },
/// )]);
/// let schema = schema(View::Plain, &[("department-budget-target".into(), shape)]);
/// assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
/// ```
#[must_use]
pub fn schema(view: View, kinds: &[(Name, Shape)]) -> Value {
    let mut root = closed(vec![
        ("schema_version", json!({ "const": SCHEMA_VERSION })),
        ("source", parts::source()),
        ("tool", parts::tool()),
        ("pages", array(parts::page())),
        ("forms", array(form(view, kinds))),
        ("tables", array(parts::table())),
        ("findings", array(reference("finding"))),
    ]);
    insert(&mut root, "$schema", json!("https://json-schema.org/draft/2020-12/schema"));
    insert(&mut root, "title", json!(format!("biaodan record, {} view", view_name(view))));
    insert(&mut root, "$defs", definitions(view));
    root
}

fn view_name(view: View) -> &'static str {
    match view {
        View::Full => "full",
        View::Plain => "plain",
    }
}

fn definitions(view: View) -> Value {
    let mut defs = Map::new();
    for field_type in leaf::TYPES {
        defs.insert(leaf::name(*field_type).to_owned(), leaf::schema(view, *field_type));
    }
    defs.insert("message".to_owned(), parts::message());
    defs.insert("finding".to_owned(), parts::finding());
    Value::Object(defs)
}

fn form(view: View, kinds: &[(Name, Shape)]) -> Value {
    let unknown = (Arc::from(UNKNOWN), unknown_shape());
    let own_unknown = kinds.iter().any(|(kind, _)| &**kind == UNKNOWN);
    let all: Vec<&(Name, Shape)> = kinds.iter().chain((!own_unknown).then_some(&unknown)).collect();
    let names: Vec<&str> = all.iter().map(|(kind, _)| &**kind).collect();
    let branches: Vec<Value> = all.iter().map(|(kind, shape)| branch(kind, shape)).collect();
    let mut form = parts::form(view, &names);
    insert(&mut form, "allOf", json!(branches));
    form
}

/// If the form is of this kind, its fields are of this shape.
fn branch(kind: &str, shape: &Shape) -> Value {
    json!({
        "if": { "properties": { "kind": { "const": kind } }, "required": ["kind"] },
        "then": { "properties": { "fields": fields(shape) } },
    })
}

fn fields(shape: &Shape) -> Value {
    match shape {
        Shape::Leaf { field_type, .. } => reference(leaf::name(*field_type)),
        Shape::List(row) => array(fields(row)),
        Shape::Group(children) => closed(children.iter().map(|(name, child)| (&**name, fields(child))).collect()),
    }
}

fn unknown_shape() -> Shape {
    let text = || Shape::Leaf { field_type: FieldType::Text, required: false };
    let pair = Shape::Group(vec![("label".into(), text()), ("value".into(), text())]);
    Shape::Group(vec![("pairs".into(), Shape::List(Box::new(pair)))])
}

/// An object of exactly these keys.
fn closed(properties: Vec<(&str, Value)>) -> Value {
    closed_with(properties, Vec::new())
}

/// An object of these keys, and maybe those of the second list.
fn closed_with(required: Vec<(&str, Value)>, optional: Vec<(&str, Value)>) -> Value {
    let names: Vec<&str> = required.iter().map(|(name, _)| *name).collect();
    let names = json!(names);
    let properties = required.into_iter().chain(optional).map(|(name, schema)| (name.to_owned(), schema));
    json!({
        "type": "object",
        "properties": properties.collect::<Map<_, _>>(),
        "required": names,
        "additionalProperties": false,
    })
}

fn array(items: Value) -> Value {
    let mut schema = json!({ "type": "array" });
    insert(&mut schema, "items", items);
    schema
}

fn reference(definition: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}") })
}

fn insert(schema: &mut Value, key: &str, value: Value) {
    if let Value::Object(keys) = schema {
        keys.insert(key.to_owned(), value);
    }
}
