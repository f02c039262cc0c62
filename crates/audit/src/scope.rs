//! The part of a record a rule runs on: the whole form, or one row of a list.

use biaodan_model::{Field, Node};

/// A node with the path that leads to it.
pub(crate) struct Scope<'f> {
    /// Empty for the form, `list[3].` for a row.
    prefix: String,
    node: &'f Node,
}

impl<'f> Scope<'f> {
    /// The whole form.
    pub(crate) fn form(node: &'f Node) -> Scope<'f> {
        Scope { prefix: String::new(), node }
    }

    /// The full path of a path relative to the scope.
    pub(crate) fn full(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// The field at a path relative to the scope.
    pub(crate) fn field(&self, path: &str) -> Option<&'f Field> {
        self.node.field(path)
    }

    /// All fields a relative path stands for, with their full paths.
    pub(crate) fn select(&self, path: &str) -> Vec<(String, &'f Field)> {
        let mut fields = self.node.select(path);
        if !self.prefix.is_empty() {
            for (found, _) in &mut fields {
                found.insert_str(0, &self.prefix);
            }
        }
        fields
    }
}

/// Every scope of a rule: the form, or each row of a list.
pub(crate) fn scopes<'f>(fields: &'f Node, each: Option<&str>) -> Vec<Scope<'f>> {
    let Some(list) = each else { return vec![Scope::form(fields)] };
    let rows = fields.rows(list).iter().enumerate();
    rows.map(|(i, node)| Scope { prefix: format!("{list}[{i}]."), node }).collect()
}
