//! What was found: single values aligned, lists as tables.

use biaodan_pipeline::model::{Field, FormRecord, Node, State, Value, display_width};

use super::TEXT_WIDTH;
use crate::text::{columns, shorten};

/// Columns a table may take; its texts are cut to share them.
const TABLE_WIDTH: usize = 110;

/// Columns below which cutting a cell helps nobody.
const LEAST_CELL: usize = 10;

pub(super) fn lines(form: &FormRecord) -> Vec<String> {
    let mut found = Found::default();
    found.walk(&form.fields, "");
    let mut lines = columns(&found.singles);
    for (path, rows) in found.lists {
        lines.push(format!("{path} ({} row(s) 行)", rows.len()));
        lines.extend(super::form::indented(table(rows)));
    }
    if !found.absent.is_empty() {
        let absent = found.absent.join(", ");
        lines.push(format!("not on this form 本表没有: {}", shorten(&absent, TABLE_WIDTH)));
    }
    lines
}

#[derive(Default)]
struct Found<'f> {
    singles: Vec<Vec<String>>,
    lists: Vec<(String, &'f [Node])>,
    absent: Vec<String>,
}

impl<'f> Found<'f> {
    fn walk(&mut self, node: &'f Node, path: &str) {
        match node {
            Node::Leaf(field) if field.state == State::Absent => self.absent.push(path.to_owned()),
            Node::Leaf(field) => {
                self.singles.push(vec![path.to_owned(), shorten(&value(field), TEXT_WIDTH), doubt(field)]);
            }
            Node::List(rows) => self.lists.push((path.to_owned(), rows)),
            Node::Group(parts) => {
                for (name, part) in parts {
                    let below = if path.is_empty() { name.to_string() } else { format!("{path}.{name}") };
                    self.walk(part, &below);
                }
            }
        }
    }
}

/// A value with its unit, or what stands there instead of one.
fn value(field: &Field) -> String {
    let text = field.text().map(|text| text.into_owned());
    match (field.state, &field.value, text) {
        (State::Printed, Some(Value::Amount(amount)), Some(text)) => match amount.unit {
            Some(unit) => format!("{text} {}", unit.as_str()),
            None => text,
        },
        (State::Printed, _, Some(text)) => text,
        (State::Unreadable, ..) => match &field.raw {
            Some(raw) => format!("? {raw}"),
            None => "?".to_owned(),
        },
        (State::Dash, ..) => field.raw.clone().unwrap_or_else(|| "—".to_owned()),
        (State::Printed | State::Blank | State::Absent, ..) => "(blank 空)".to_owned(),
    }
}

/// What is shown as 1.00 is no doubt.
const CERTAIN: f32 = 0.995;

/// A mark on a value whose reading is not certain.
fn doubt(field: &Field) -> String {
    let is_weak = field.state == State::Printed && field.confidence < CERTAIN;
    if is_weak { format!("confidence 置信度 {:.2}", field.confidence) } else { String::new() }
}

/// Rows with their number; columns that the form does not have at all are left out.
fn table(rows: &[Node]) -> Vec<String> {
    let cells: Vec<Vec<(String, &Field)>> = rows.iter().map(leaves).collect();
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in cells.iter().flatten().filter(|(_, field)| field.state != State::Absent) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let mut lines = vec![head(&names)];
    for (number, row) in cells.iter().enumerate() {
        let cell = |name: &&str| {
            let field = row.iter().find(|(own, _)| own == name).map(|(_, field)| *field);
            field.map_or_else(String::new, cell_text)
        };
        let texts = names.iter().map(cell);
        lines.push([(number + 1).to_string()].into_iter().chain(texts).collect());
    }
    columns(&cut(lines))
}

fn head(names: &[&str]) -> Vec<String> {
    ["#"].iter().chain(names).map(|name| (*name).to_owned()).collect()
}

/// In a table an empty cell says "blank" by itself; amounts have their unit in the form's head.
fn cell_text(field: &Field) -> String {
    match (field.state, field.text()) {
        (State::Printed, Some(text)) => text.into_owned(),
        (State::Blank | State::Absent, _) => "·".to_owned(),
        _ => value(field),
    }
}

fn leaves(row: &Node) -> Vec<(String, &Field)> {
    let mut leaves = Vec::new();
    row.visit(&mut |path, field| leaves.push((path.to_owned(), field)));
    leaves
}

/// Cuts the cells of wide columns so that the rows fit; narrow columns keep their width.
fn cut(rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    let count = rows.first().map_or(0, Vec::len);
    let natural = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| display_width(cell)).max();
    let mut widths: Vec<usize> = (0..count).map(|at| natural(at).unwrap_or(0)).collect();
    let room = TABLE_WIDTH.saturating_sub(2 * count.saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max().filter(|width| **width > LEAST_CELL) else {
            break;
        };
        *widest = widest.saturating_sub(1);
    }
    let cut_row = |row: Vec<String>| row.iter().zip(&widths).map(|(cell, &width)| shorten(cell, width)).collect();
    rows.into_iter().map(cut_row).collect()
}
