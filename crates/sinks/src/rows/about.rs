//! What a form is and whom it is about: the columns that its figures repeat.

use biaodan_model::{Field, FormRecord, Unit, Value, Verdict};

use super::builder::Cells;
use crate::datum::Row;

/// Paths of the department; the first that has a value counts.
const DEPARTMENTS: &[&str] = &["department", "competent_department", "implementing_unit"];

/// kind, verdict, fiscal_year, department, project_name, amount_unit.
pub(super) fn cells(form: &FormRecord) -> Row {
    Cells::default()
        .text(&*form.kind)
        .text(verdict(form.verdict))
        .optional(year(form))
        .text(department(form).as_deref())
        .text(text(form, "project_name").as_deref())
        .text(form.amount_unit.map(Unit::as_str))
        .done()
}

/// Who a form is about: the department, or else the competent one, or else the implementing unit, as printed.
#[must_use]
pub fn department(form: &FormRecord) -> Option<String> {
    DEPARTMENTS.iter().find_map(|path| text(form, path))
}

/// The text of a single value.
pub(super) fn text(form: &FormRecord, path: &str) -> Option<String> {
    form.fields.field(path).and_then(Field::text).map(|text| text.into_owned())
}

fn year(form: &FormRecord) -> Option<i64> {
    match form.fields.field("fiscal_year")?.value.as_ref()? {
        Value::Integer(year) => Some(*year),
        _ => None,
    }
}

pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "accepted",
        Verdict::Review => "review",
        Verdict::Rejected => "rejected",
    }
}
