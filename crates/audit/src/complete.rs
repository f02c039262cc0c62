//! Completeness: what the shape asks for and the record does not have.

mod rows;

use biaodan_model::{Field, Finding, FindingCode, FormRecord, Node, Shape, State, Value};

use crate::report::{Report, placed};

/// The kind of a form that no definition fits.
pub(crate) const UNKNOWN_KIND: &str = "unknown";

/// Reports required fields without a value, holes in tables, and amounts without a unit.
pub(crate) fn check(form: &FormRecord, shape: &Shape, report: &mut Report) {
    if &*form.kind == UNKNOWN_KIND {
        report.add_once(Finding::new(FindingCode::FormUnknown, "未找到与此表相符的表样", "no definition fits this form"));
    }
    walk(shape, Some(&form.fields), &mut String::new(), report);
    if form.amount_unit.is_none() {
        check_unit(&form.fields, report);
    }
}

/// Walks shape and record side by side; a part the record lacks is as good as absent.
fn walk(shape: &Shape, node: Option<&Node>, path: &mut String, report: &mut Report) {
    match shape {
        Shape::Leaf { required, .. } => {
            let field = leaf(node);
            if *required && !is_printed(field) {
                report_missing(path, field, report);
            }
        }
        Shape::Group(parts) => {
            let length = path.len();
            for (name, part) in parts {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
                walk(part, child(node, name), path, report);
                path.truncate(length);
            }
        }
        Shape::List(row) => {
            let rows = match node {
                Some(Node::List(rows)) => rows.as_slice(),
                _ => &[],
            };
            walk_rows(row, rows, path, report);
            rows::check(row, rows, path, report);
        }
    }
}

fn walk_rows(row_shape: &Shape, rows: &[Node], path: &mut String, report: &mut Report) {
    let length = path.len();
    for (i, row) in rows.iter().enumerate() {
        path.push_str(&format!("[{i}]"));
        walk(row_shape, Some(row), path, report);
        path.truncate(length);
    }
}

fn report_missing(path: &str, field: Option<&Field>, report: &mut Report) {
    let finding = Finding::new(
        FindingCode::FieldMissing,
        format!("必填项没有内容：{path}"),
        format!("required field without a value: {path}"),
    );
    report.add_once(placed(finding, path, field));
}

/// Reports that the form states no unit, at its first printed amount.
fn check_unit(fields: &Node, report: &mut Report) {
    if report.has(FindingCode::UnitMissing) {
        return;
    }
    let mut first: Option<(String, &Field)> = None;
    fields.visit(&mut |path, field| {
        if first.is_none() && field.state == State::Printed && matches!(field.value, Some(Value::Amount(_))) {
            first = Some((path.to_owned(), field));
        }
    });
    if let Some((path, field)) = first {
        let finding = Finding::new(FindingCode::UnitMissing, "表中未注明金额单位", "the form states no unit for its amounts");
        report.add(placed(finding, &path, Some(field)));
    }
}

fn child<'n>(node: Option<&'n Node>, name: &str) -> Option<&'n Node> {
    match node? {
        Node::Group(parts) => parts.iter().find(|(key, _)| &**key == name).map(|(_, part)| part),
        _ => None,
    }
}

fn leaf(node: Option<&Node>) -> Option<&Field> {
    match node? {
        Node::Leaf(field) => Some(field),
        _ => None,
    }
}

fn is_printed(field: Option<&Field>) -> bool {
    field.is_some_and(|f| f.state == State::Printed)
}

#[cfg(test)]
mod tests;
