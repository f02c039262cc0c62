//! The record: what comes out of a document.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::amount::Unit;
use crate::field::Field;
use crate::finding::{Finding, Message};
use crate::ledger::Ledger;
use crate::page::Page;
use crate::table::Table;

/// A key of the record, shared with the definition it comes from.
pub type Name = Arc<str>;

/// The standard names of a category label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Canonical {
    /// Simplified Chinese.
    pub zh: Name,
    /// English.
    pub en: Name,
}

/// The fields of a form: kinds are data, so their shape is a tree whose leaves are [`Field`]s.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// One value.
    Leaf(Box<Field>),
    /// Named parts, in the definition's order.
    Group(Vec<(Name, Node)>),
    /// Rows.
    List(Vec<Node>),
}

impl Node {
    /// A leaf.
    #[must_use]
    pub fn leaf(field: Field) -> Node {
        Node::Leaf(Box::new(field))
    }

    /// The node at a path such as `expenditure.basic` or `key_tasks[0].funds`.
    #[must_use]
    pub fn at(&self, path: &str) -> Option<&Node> {
        let mut node = self;
        for step in path.split('.') {
            let (name, index) = match step.split_once('[') {
                Some((name, rest)) => (name, Some(rest.strip_suffix(']')?.parse::<usize>().ok()?)),
                None => (step, None),
            };
            let Node::Group(parts) = node else { return None };
            node = &parts.iter().find(|(key, _)| &**key == name)?.1;
            if let Some(index) = index {
                let Node::List(rows) = node else { return None };
                node = rows.get(index)?;
            }
        }
        Some(node)
    }

    /// The field at a path.
    #[must_use]
    pub fn field(&self, path: &str) -> Option<&Field> {
        match self.at(path)? {
            Node::Leaf(field) => Some(field),
            _ => None,
        }
    }

    /// The node at a path, to be changed.
    pub fn at_mut(&mut self, path: &str) -> Option<&mut Node> {
        let mut node = self;
        for step in path.split('.') {
            let Node::Group(parts) = node else { return None };
            node = &mut parts.iter_mut().find(|(key, _)| &**key == step)?.1;
        }
        Some(node)
    }

    /// The field at a path without rows, to be changed.
    pub fn field_mut(&mut self, path: &str) -> Option<&mut Field> {
        match self.at_mut(path)? {
            Node::Leaf(field) => Some(field),
            _ => None,
        }
    }

    /// Calls `change` with every field, in order.
    pub fn visit_mut(&mut self, change: &mut dyn FnMut(&mut Field)) {
        match self {
            Node::Leaf(field) => change(field),
            Node::Group(parts) => parts.iter_mut().for_each(|(_, part)| part.visit_mut(change)),
            Node::List(rows) => rows.iter_mut().for_each(|row| row.visit_mut(change)),
        }
    }

    /// The rows of the list at a path; empty where there is none.
    #[must_use]
    pub fn rows(&self, path: &str) -> &[Node] {
        match self.at(path) {
            Some(Node::List(rows)) => rows,
            _ => &[],
        }
    }

    /// All fields that a path stands for, with their full paths: `list[].field` gives one a row.
    #[must_use]
    pub fn select(&self, path: &str) -> Vec<(String, &Field)> {
        let Some((list, field)) = path.split_once("[].") else {
            return self.field(path).map(|f| (path.to_owned(), f)).into_iter().collect();
        };
        let rows = self.rows(list).iter().enumerate();
        rows.filter_map(|(i, row)| Some((format!("{list}[{i}].{field}"), row.field(field)?))).collect()
    }

    /// Calls `visit` with every leaf and its path, in order.
    pub fn visit<'n>(&'n self, visit: &mut dyn FnMut(&str, &'n Field)) {
        let mut path = String::new();
        self.walk(&mut path, visit);
    }

    fn walk<'n>(&'n self, path: &mut String, visit: &mut dyn FnMut(&str, &'n Field)) {
        let length = path.len();
        match self {
            Node::Leaf(field) => visit(path, field),
            Node::Group(parts) => {
                for (name, node) in parts {
                    if !path.is_empty() {
                        path.push('.');
                    }
                    path.push_str(name);
                    node.walk(path, visit);
                    path.truncate(length);
                }
            }
            Node::List(rows) => {
                for (i, row) in rows.iter().enumerate() {
                    path.push_str(&format!("[{i}]"));
                    row.walk(path, visit);
                    path.truncate(length);
                }
            }
        }
    }
}

/// The judgement on a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Every required field is there, every rule holds, every number is accounted for.
    Accepted,
    /// A person should look; the reasons say where and why.
    Review,
    /// Nothing usable.
    Rejected,
}

/// One form found in a document.
#[derive(Debug, Clone, PartialEq)]
pub struct FormRecord {
    /// The kind, or `unknown`.
    pub kind: Name,
    /// The title as printed, or as put together from its halves.
    pub title: String,
    /// `zh-Hans`, `zh-Hant`, `en`, or two of them joined by `+`.
    pub language: String,
    /// The pages it stands on.
    pub pages: Vec<u32>,
    /// The unit of its amounts, where it states one.
    pub amount_unit: Option<Unit>,
    /// The judgement; set by the audit.
    pub verdict: Verdict,
    /// Why it is not accepted.
    pub verdict_reasons: Vec<Message>,
    /// The values.
    pub fields: Node,
    /// What a person should know.
    pub findings: Vec<Finding>,
    /// What became of every number.
    pub ledger: Ledger,
}

/// The document a record comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceInfo {
    /// The name as given, without folders of the machine it was read on.
    pub name: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// `text/plain`, `application/pdf`, …
    pub media_type: &'static str,
    /// Encoding of a text document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<&'static str>,
    /// Size in bytes.
    pub bytes: u64,
    /// How many pages were found.
    pub page_count: u32,
    /// Files attached to the document; they are listed, not read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<Attachment>,
}

/// A file attached to a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its size in bytes, where the document says.
    pub bytes: Option<u64>,
}

/// The program that made a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ToolInfo {
    /// `biaodan`.
    pub name: &'static str,
    /// Its version.
    pub version: &'static str,
    /// SHA-256 over all form definitions in use.
    pub definitions_sha256: Name,
}

/// One record per source document.
#[derive(Debug, Clone, PartialEq)]
pub struct Envelope {
    /// The document.
    pub source: SourceInfo,
    /// The program.
    pub tool: ToolInfo,
    /// Its pages; their lines are not part of the record.
    pub pages: Vec<Page>,
    /// The forms found.
    pub forms: Vec<FormRecord>,
    /// Tables that no form claimed.
    pub tables: Vec<Table>,
    /// Findings about the document as a whole.
    pub findings: Vec<Finding>,
}
