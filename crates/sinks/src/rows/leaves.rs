//! fields and amounts: the leaves of every form, in the order of its definition.

use biaodan_exporter::ShapeLookup;
use biaodan_model::{Amount, Envelope, Field, FieldType, Node, Shape, Unit, Value};

use super::about;
use super::builder::Cells;
use crate::datum::{Datum, Row};

/// What the shape of a kind says of a leaf.
#[derive(Clone, Copy)]
struct LeafShape {
    field_type: FieldType,
    required: bool,
}

/// The rows of both tables.
#[derive(Default)]
pub(super) struct Leaves {
    pub(super) fields: Vec<Row>,
    pub(super) amounts: Vec<Row>,
}

pub(super) fn rows(envelope: &Envelope, shape_of: &ShapeLookup<'_>) -> Leaves {
    let mut leaves = Leaves::default();
    for (index, form) in envelope.forms.iter().enumerate() {
        let about = about::cells(form);
        walk(&form.fields, shape_of(&form.kind), &mut String::new(), &mut |path, field, shape| {
            leaves.fields.push(field_row(index, path, leaves.fields.len(), field, shape));
            // A blank leaf does not know its type; the shape does.
            let is_amount = shape.is_some_and(|shape| shape.field_type == FieldType::Amount);
            if is_amount || amount(field).is_some() {
                leaves.amounts.push(amount_row(index, path, leaves.amounts.len(), &about, field));
            }
        });
    }
    leaves
}

fn field_row(form: usize, path: &str, ordinal: usize, field: &Field, shape: Option<LeafShape>) -> Row {
    let (target, standard) = (field.target.as_ref(), field.canonical.as_ref());
    Cells::default()
        .integer(form)
        .text(path)
        .integer(ordinal)
        .text(shape.map(|shape| type_name(shape.field_type)))
        .boolean(shape.map(|shape| shape.required))
        .text(field.text().as_deref())
        .text(target.map(|target| target.operator.as_str()))
        .decimal(target.map(|target| target.number))
        .text(target.and_then(|target| target.unit.as_deref()))
        .text(standard.map(|standard| &*standard.zh))
        .text(standard.map(|standard| &*standard.en))
        .text(field.suggestion.as_ref().map(|suggestion| suggestion.value.as_str()))
        .printed(field)
        .provenance(field.provenance.as_ref(), field.confidence)
        .done()
}

/// Unit and yuan belong to a value: a blank amount has neither.
fn amount_row(form: usize, path: &str, ordinal: usize, about: &[Datum], field: &Field) -> Row {
    let amount = amount(field);
    Cells::default()
        .integer(form)
        .text(path)
        .integer(ordinal)
        .shared(about)
        .decimal(field.number())
        .text(amount.and_then(|amount| amount.unit).map(Unit::as_str))
        .decimal(amount.and_then(Amount::cny))
        .printed(field)
        .provenance(field.provenance.as_ref(), field.confidence)
        .done()
}

fn amount(field: &Field) -> Option<&Amount> {
    match &field.value {
        Some(Value::Amount(amount)) => Some(amount),
        _ => None,
    }
}

fn type_name(field_type: FieldType) -> &'static str {
    match field_type {
        FieldType::Text => "text",
        FieldType::Amount => "amount",
        FieldType::Number => "number",
        FieldType::Integer => "integer",
        FieldType::Target => "target",
        FieldType::Category => "category",
    }
}

/// Visits every leaf with its path and shape.
fn walk(node: &Node, shape: Option<&Shape>, path: &mut String, visit: &mut dyn FnMut(&str, &Field, Option<LeafShape>)) {
    let length = path.len();
    match node {
        Node::Leaf(field) => {
            let shape = match shape {
                Some(&Shape::Leaf { field_type, required }) => Some(LeafShape { field_type, required }),
                _ => None,
            };
            visit(path, field, shape);
        }
        Node::Group(parts) => {
            for (name, part) in parts {
                if length > 0 {
                    path.push('.');
                }
                path.push_str(name);
                walk(part, part_shape(shape, name), path, visit);
                path.truncate(length);
            }
        }
        Node::List(rows) => {
            let row_shape = match shape {
                Some(Shape::List(row)) => Some(&**row),
                _ => None,
            };
            for (i, row) in rows.iter().enumerate() {
                path.push_str(&format!("[{i}]"));
                walk(row, row_shape, path, visit);
                path.truncate(length);
            }
        }
    }
}

fn part_shape<'s>(shape: Option<&'s Shape>, name: &str) -> Option<&'s Shape> {
    match shape? {
        Shape::Group(parts) => parts.iter().find(|(key, _)| &**key == name).map(|(_, part)| part),
        _ => None,
    }
}
