//! Leaves with the type their definition gives them.

use biaodan_model::{Field, FieldType, Node, Shape};

/// What is done with a leaf: its path, itself, and its type where a shape states it.
pub(super) type Visit<'v> = dyn FnMut(&str, &Field, Option<FieldType>) -> std::io::Result<()> + 'v;

/// Visits every leaf of `node` in order; the first error ends the walk.
pub(super) fn leaves(node: &Node, shape: Option<&Shape>, visit: &mut Visit<'_>) -> std::io::Result<()> {
    walk(node, shape, &mut String::new(), visit)
}

fn walk(node: &Node, shape: Option<&Shape>, path: &mut String, visit: &mut Visit<'_>) -> std::io::Result<()> {
    let length = path.len();
    match node {
        Node::Leaf(field) => visit(path, field, leaf_type(shape))?,
        Node::Group(parts) => {
            for (name, part) in parts {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
                walk(part, part_shape(shape, name), path, visit)?;
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
                walk(row, row_shape, path, visit)?;
                path.truncate(length);
            }
        }
    }
    Ok(())
}

fn leaf_type(shape: Option<&Shape>) -> Option<FieldType> {
    match shape? {
        Shape::Leaf { field_type, .. } => Some(*field_type),
        _ => None,
    }
}

fn part_shape<'s>(shape: Option<&'s Shape>, name: &str) -> Option<&'s Shape> {
    match shape? {
        Shape::Group(parts) => parts.iter().find(|(key, _)| &**key == name).map(|(_, part)| part),
        _ => None,
    }
}

/// A list of a form and where it stands.
pub(super) struct List<'n> {
    pub(super) path: String,
    pub(super) rows: &'n [Node],
}

impl List<'_> {
    /// Lists called `indicators` have a table of their own.
    pub(super) fn is_indicators(&self) -> bool {
        self.path.rsplit('.').next() == Some("indicators")
    }
}

/// The lists of a form, in order; lists within rows belong to their row.
pub(super) fn lists(fields: &Node) -> Vec<List<'_>> {
    let mut found = Vec::new();
    collect(fields, &mut String::new(), &mut found);
    found
}

fn collect<'n>(node: &'n Node, path: &mut String, found: &mut Vec<List<'n>>) {
    match node {
        Node::Leaf(_) => {}
        Node::List(rows) => found.push(List { path: path.clone(), rows }),
        Node::Group(parts) => {
            let length = path.len();
            for (name, part) in parts {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
                collect(part, path, found);
                path.truncate(length);
            }
        }
    }
}
