//! Control totals counted anew on each side: from records and from rows.

use biaodan_pipeline::model::Verdict;
use biaodan_sinks::{Datum, DocumentRows, Table};
use serde_json::Value;

use super::Verification;
use crate::exact::Exact;
use crate::totals::{Group, Line, Totals};

/// Counts the forms of a record, as JSON.
pub(super) fn of_record(record: &[u8], totals: &mut Totals) {
    let Ok(record) = serde_json::from_slice::<Value>(record) else { return };
    for form in record.get("forms").and_then(Value::as_array).into_iter().flatten() {
        let Some(fields) = form.get("fields") else { continue };
        let value = |path: &str| fields.get(path).and_then(|leaf| leaf.get("value"));
        let text = |path: &str| value(path).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned);
        let group = Group {
            kind: form.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned(),
            department: text("department").or_else(|| text("competent_department")),
            year: value("fiscal_year").and_then(Value::as_i64),
        };
        let figures = totals.group(group);
        if let Some(verdict) = form.get("verdict").and_then(|verdict| serde_json::from_value(verdict.clone()).ok()) {
            figures.add_form(verdict);
        }
        amounts(fields, &mut |yuan| figures.add_amounts(1, u64::from(yuan.is_none()), yuan.unwrap_or_default()));
    }
}

/// Calls `count` with the yuan of every amount that has a value.
fn amounts(node: &Value, count: &mut dyn FnMut(Option<Exact>)) {
    match node {
        Value::Array(rows) => rows.iter().for_each(|row| amounts(row, count)),
        // A leaf; only an amount with a value knows of yuan.
        Value::Object(leaf) if leaf.contains_key("state") && leaf.contains_key("raw") => {
            if let Some(yuan) = leaf.get("cny") {
                count(yuan.as_str().and_then(Exact::parse));
            }
        }
        Value::Object(parts) => parts.values().for_each(|part| amounts(part, count)),
        _ => {}
    }
}

/// Counts the forms and amounts of a document's rows.
pub(super) fn of_rows(rows: &DocumentRows, totals: &mut Totals) {
    let group = |table, row| {
        let text = |column| rows.cell(table, row, column).and_then(Datum::to_text).map(std::borrow::Cow::into_owned);
        let year = match rows.cell(table, row, "fiscal_year") {
            Some(Datum::Integer(year)) => Some(*year),
            _ => None,
        };
        Group { kind: text("kind").unwrap_or_default(), department: text("department"), year }
    };
    for row in 0..rows.table(Table::Forms).len() {
        let figures = totals.group(group(Table::Forms, row));
        match rows.cell(Table::Forms, row, "verdict").and_then(Datum::to_text).as_deref() {
            Some("accepted") => figures.add_form(Verdict::Accepted),
            Some("review") => figures.add_form(Verdict::Review),
            _ => figures.add_form(Verdict::Rejected),
        }
    }
    for row in 0..rows.table(Table::Amounts).len() {
        if rows.cell(Table::Amounts, row, "value").is_some_and(|value| !value.is_null()) {
            let yuan = rows.cell(Table::Amounts, row, "cny").and_then(Datum::to_text).and_then(|yuan| Exact::parse(&yuan));
            totals.group(group(Table::Amounts, row)).add_amounts(1, u64::from(yuan.is_none()), yuan.unwrap_or_default());
        }
    }
}

/// Names the groups whose figures differ.
pub(super) fn compare(side: &str, expected: &[Line], counted: &[Line], found: &mut Verification) {
    let missing = expected.iter().filter(|line| !counted.contains(line));
    for line in missing.chain(counted.iter().filter(|line| !expected.iter().any(|other| other.group == line.group))) {
        let counted = counted.iter().find(|other| other.group == line.group);
        let (group, was) = (&line.group, line.figures.total.map(|total| total.to_string()).unwrap_or_default());
        let is = counted.and_then(|line| line.figures.total).map(|total| total.to_string()).unwrap_or_default();
        let department = group.department.as_deref().unwrap_or("—");
        let year = group.year.map(|year| year.to_string()).unwrap_or_default();
        found.tell(
            format!("{side}: {} {department} {year}", group.kind),
            format!("控制总数不符：应为 {was} 元，现为 {is} 元"),
            format!("the control totals differ: {was} yuan in the manifest, {is} yuan here, or other counts"),
        );
    }
}
