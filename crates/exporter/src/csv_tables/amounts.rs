//! amounts.csv: one row per amount leaf, those without a value included.
//!
//! A blank, absent or dashed amount is an empty value with its state; only the form's shape knows
//! that such a leaf is an amount. `unit` and `cny` belong to a value and are empty without one.

use std::io::{self, Write};

use biaodan_model::{Amount, Envelope, Field, FieldType, Unit, Value};

use super::ShapeLookup;
use super::rows::{Rows, forms};
use super::walk;
use crate::round;

pub(super) const COLUMNS: &[&str] =
    &["path", "value", "unit", "cny", "state", "page", "first_line", "last_line", "x0", "y0", "x1", "y1", "confidence"];

pub(super) fn write<W: Write>(envelope: &Envelope, shapes: &ShapeLookup<'_>, rows: &mut Rows<W>) -> io::Result<()> {
    for (about, form) in forms(envelope) {
        walk::leaves(&form.fields, shapes(&form.kind), &mut |path, field, field_type| {
            if field_type == Some(FieldType::Amount) || amount(field).is_some() {
                rows.start(about)?;
                rows.text(path)?;
                write_leaf(field, rows)?;
                rows.end()?;
            }
            Ok(())
        })?;
    }
    Ok(())
}

fn write_leaf<W: Write>(field: &Field, rows: &mut Rows<W>) -> io::Result<()> {
    rows.value(Some(field))?;
    rows.optional(amount(field).and_then(|amount| amount.unit).map(Unit::as_str))?;
    rows.figure(amount(field).and_then(Amount::cny))?;
    rows.state(field.state)?;
    rows.provenance(field.provenance.as_ref())?;
    rows.figure(Some(round::confidence(field.confidence)))
}

fn amount(field: &Field) -> Option<&Amount> {
    match &field.value {
        Some(Value::Amount(amount)) => Some(amount),
        _ => None,
    }
}
