//! tasks and indicators: the lists of every form.
//!
//! A list called `indicators` gives one row an indicator. Every other list gives one row a leaf: lists differ by kind,
//! fixed columns would be mostly empty and change with every new definition. What a list of indicators holds besides
//! the columns of its table comes to `tasks` too, as does a weight or score that is no number.

use biaodan_model::{Envelope, Field, FormRecord, Node};

use super::about;
use super::builder::Cells;
use crate::datum::{Datum, Row};

/// The texts of an indicator, in the order of the columns around its weight and score.
const TEXTS: &[&str] = &["level1", "level2", "level3", "target", "cycle_target", "annual_target", "actual"];

/// Its exact numbers.
const NUMBERS: &[&str] = &["weight", "score"];

/// The leaf whose text, state and place stand for the indicator: the name, since the categories may stand far above it
/// in merged cells, else the first that was found at all.
const PLACES: &[&str] = &["level3", "target", "cycle_target", "annual_target", "actual", "weight", "score"];

/// The rows of both tables.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) tasks: Vec<Row>,
    pub(super) indicators: Vec<Row>,
}

/// A row of a list and where it stands.
struct ListRow<'l> {
    form: usize,
    list: &'l str,
    row: usize,
    about: &'l [Datum],
}

pub(super) fn rows(envelope: &Envelope) -> Lists {
    let mut lists = Lists::default();
    for (index, form) in envelope.forms.iter().enumerate() {
        lists.add(index, form);
    }
    lists
}

impl Lists {
    fn add(&mut self, form: usize, record: &FormRecord) {
        let about = about::cells(record);
        each_list(&record.fields, &mut String::new(), &mut |list, rows| {
            let is_indicators = list.rsplit('.').next() == Some("indicators");
            for (row, node) in rows.iter().enumerate() {
                let at = ListRow { form, list, row, about: &about };
                if is_indicators {
                    self.indicators.push(indicator(&at, self.indicators.len(), node));
                }
                self.add_tasks(&at, node, is_indicators);
            }
        });
    }

    fn add_tasks(&mut self, at: &ListRow<'_>, node: &Node, is_indicators: bool) {
        node.visit(&mut |path, field| {
            if !(is_indicators && has_column(path, field)) {
                self.tasks.push(task(at, self.tasks.len(), path, field));
            }
        });
    }
}

/// True where the row of `indicators` holds this leaf.
fn has_column(path: &str, field: &Field) -> bool {
    let holds_number = || field.value.is_none() || field.number().is_some();
    TEXTS.contains(&path) || path == "deviation" || (NUMBERS.contains(&path) && holds_number())
}

fn task(at: &ListRow<'_>, ordinal: usize, path: &str, field: &Field) -> Row {
    // A list of bare values has rows without names.
    let separator = if path.is_empty() || path.starts_with('[') { "" } else { "." };
    Cells::default()
        .integer(at.form)
        .text(format!("{}[{}]{separator}{path}", at.list, at.row).as_str())
        .integer(ordinal)
        .shared(at.about)
        .text(at.list)
        .integer(at.row)
        .text(path)
        .text(field.text().as_deref())
        .printed(field)
        .provenance(field.provenance.as_ref(), field.confidence)
        .done()
}

fn indicator(at: &ListRow<'_>, ordinal: usize, node: &Node) -> Row {
    let text = |column: &str| node.field(column).and_then(Field::text);
    let number = |column: &str| node.field(column).and_then(Field::number);
    let standard = |column: &str| node.field(column).and_then(|field| field.canonical.as_ref()).map(|name| &*name.zh);
    let cells = Cells::default()
        .integer(at.form)
        .text(format!("{}[{}]", at.list, at.row).as_str())
        .integer(ordinal)
        .shared(at.about)
        .integer(at.row);
    let cells = TEXTS.iter().fold(cells, |cells, column| cells.text(text(column).as_deref()));
    let cells = NUMBERS.iter().fold(cells, |cells, column| cells.decimal(number(column)));
    let cells = cells.text(text("deviation").as_deref()).text(standard("level1")).text(standard("level2"));
    let place = place(node);
    let cells = match place {
        Some(field) => cells.printed(field),
        None => cells.null().null(),
    };
    cells.provenance(place.and_then(|field| field.provenance.as_ref()), least_confidence(node)).done()
}

fn place(node: &Node) -> Option<&Field> {
    let mut fields = PLACES.iter().filter_map(|column| node.field(column));
    fields.find(|field| field.provenance.is_some())
}

/// An indicator is as sure as the least sure of its values.
fn least_confidence(node: &Node) -> f32 {
    let mut least = 1.0_f32;
    node.visit(&mut |_, field| least = least.min(field.confidence));
    least
}

/// Visits the lists of a form in order; lists within rows belong to their row.
fn each_list<'n>(node: &'n Node, path: &mut String, visit: &mut dyn FnMut(&str, &'n [Node])) {
    match node {
        Node::Leaf(_) => {}
        Node::List(rows) => visit(path, rows),
        Node::Group(parts) => {
            let length = path.len();
            for (name, part) in parts {
                if length > 0 {
                    path.push('.');
                }
                path.push_str(name);
                each_list(part, path, visit);
                path.truncate(length);
            }
        }
    }
}
