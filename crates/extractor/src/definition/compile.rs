//! From the written definition to one the engine can use; every mistake has its line and reason.

use std::collections::BTreeSet;

use biaodan_model::{Canonical, FieldType, Message, Name, Rule, Shape, match_key};
use thiserror::Error;

use super::file::{CategoriesFile, ColumnEntry, DefinitionFile, FieldEntry, TotalEntry};
use super::{Block, Category, Column, Definition, Row, Scalar, Table, TableKind, Total, Vocabulary};

/// Why a definition is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{file}:{line}: {reason}")]
pub struct DefinitionError {
    /// The file's name.
    pub file: String,
    /// 1-based line, as near as is known.
    pub line: usize,
    /// In plain words.
    pub reason: String,
}

const CATEGORIES: &str = include_str!("../../definitions/categories.toml");

/// Compiles the text of one definition file.
pub(super) fn compile(file: &str, text: &str) -> Result<Definition, DefinitionError> {
    let written: DefinitionFile = toml::from_str(text).map_err(|error| DefinitionError {
        file: file.to_owned(),
        line: error.span().map_or(1, |span| line_of(text, span.start)),
        reason: error.message().to_owned(),
    })?;
    let refuse = |needle: &str, reason: String| DefinitionError {
        file: file.to_owned(),
        line: text.find(needle).map_or(1, |at| line_of(text, at)),
        reason,
    };
    check(&written).map_err(|(needle, reason)| refuse(&needle, reason))?;
    let shape = shape(&written).map_err(|(needle, reason)| refuse(&needle, reason))?;
    check_rules(&written, &shape).map_err(|(needle, reason)| refuse(&needle, reason))?;
    Ok(build(written, shape))
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&b| b == b'\n').count() + 1
}

type Mistake = (String, String);

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn check(written: &DefinitionFile) -> Result<(), Mistake> {
    let kind = &written.kind;
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if kind.is_empty() || !kind.chars().all(plain) || kind == "unknown" {
        return Err((quoted(kind), format!("kind {kind:?} must be lower-case letters, digits and hyphens, and not \"unknown\"")));
    }
    if written.titles.iter().all(|title| title.trim().is_empty()) {
        return Err(("titles".to_owned(), "at least one title is needed to find the form".to_owned()));
    }
    let mut seen = BTreeSet::new();
    for field in &written.field {
        let needle = quoted(&field.path);
        if !seen.insert(field.path.as_str()) {
            return Err((needle, format!("path {:?} is there twice", field.path)));
        }
        check_field(field).map_err(|reason| (needle, reason))?;
    }
    Ok(())
}

fn check_field(field: &FieldEntry) -> Result<(), String> {
    let path = &field.path;
    let step = |s: &str| !s.is_empty() && s.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !path.split('.').all(step) {
        return Err(format!("path {path:?} must be lower-case names joined by dots"));
    }
    match (field.field_type, field.column.is_empty()) {
        (None, true) => return Err(format!("{path:?} needs a type, or columns")),
        (Some(_), false) => return Err(format!("{path:?} has columns, so its type belongs to each of them")),
        _ => {}
    }
    if field.prose && field.field_type != Some(FieldType::Text) {
        return Err(format!("{path:?} is prose, so its type must be \"text\""));
    }
    let names: BTreeSet<&str> = field.column.iter().map(|c| c.name.as_str()).collect();
    if names.len() != field.column.len() {
        return Err(format!("{path:?} has two columns of one name"));
    }
    let used = field.row.iter().flat_map(|row| row.columns.iter());
    let used = used.chain(field.total.iter().flat_map(|total| total.columns.keys()));
    match used.into_iter().find(|name| !names.contains(name.as_str())) {
        Some(name) => Err(format!("{path:?} has no column {name:?}")),
        None => Ok(()),
    }
}

/// The shape of the fields; paths that are both a value and a group are refused.
fn shape(written: &DefinitionFile) -> Result<Shape, Mistake> {
    let mut root = Vec::new();
    for field in &written.field {
        let leaf = |field_type| Shape::Leaf { field_type, required: field.required };
        let shape = match field.field_type {
            Some(field_type) => leaf(field_type),
            None if field.row.is_empty() => {
                Shape::List(Box::new(Shape::Group(field.column.iter().map(|c| (Name::from(c.name.as_str()), cell(c))).collect())))
            }
            None => Shape::Group(
                field
                    .row
                    .iter()
                    .map(|row| {
                        let columns = field.column.iter().filter(|c| row.columns.contains(&c.name));
                        (
                            Name::from(row.name.as_str()),
                            Shape::Group(columns.map(|c| (Name::from(c.name.as_str()), cell(c))).collect()),
                        )
                    })
                    .collect(),
            ),
        };
        let clash = || (quoted(&field.path), format!("{:?} is both a value and a group of values", field.path));
        insert(&mut root, &field.path, shape).ok_or_else(clash)?;
    }
    Ok(Shape::Group(root))
}

fn cell(column: &ColumnEntry) -> Shape {
    Shape::Leaf { field_type: column.field_type, required: false }
}

fn insert(parts: &mut Vec<(Name, Shape)>, path: &str, shape: Shape) -> Option<()> {
    let (head, rest) = path.split_once('.').map_or((path, None), |(head, rest)| (head, Some(rest)));
    let found = parts.iter().position(|(name, _)| &**name == head);
    let Some(rest) = rest else {
        return found.is_none().then(|| parts.push((head.into(), shape)));
    };
    let at = found.unwrap_or_else(|| {
        parts.push((head.into(), Shape::Group(Vec::new())));
        parts.len() - 1
    });
    match parts.get_mut(at) {
        Some((_, Shape::Group(inner))) => insert(inner, rest, shape),
        _ => None,
    }
}

fn check_rules(written: &DefinitionFile, shape: &Shape) -> Result<(), Mistake> {
    for rule in &written.rule {
        for path in rule_paths(rule) {
            if !exists(shape, &path) {
                return Err((
                    quoted(path.rsplit_once("[].").map_or(&path, |(_, tail)| tail)),
                    format!("a rule names {path:?}, which is no field of this kind"),
                ));
            }
        }
    }
    let totals = written.field.iter().filter_map(|f| f.total.as_ref());
    for path in totals.flat_map(|total| total.columns.values()) {
        if !exists(shape, path) {
            return Err((quoted(path), format!("a total names {path:?}, which is no field of this kind")));
        }
    }
    Ok(())
}

fn rule_paths(rule: &Rule) -> Vec<String> {
    let below = |each: &Option<String>, path: &String| match each {
        Some(list) => format!("{list}[].{path}"),
        None => path.clone(),
    };
    match rule {
        Rule::Sum { each, left, right } => left.iter().chain(right).map(|p| below(each, p)).collect(),
        Rule::Rate { rate, part, whole } => vec![rate.clone(), part.clone(), whole.clone()],
        Rule::Score { score, weight, rate } => vec![score.clone(), weight.clone(), rate.clone()],
        Rule::Weights { weights, .. } => weights.clone(),
        Rule::AtMost { each, low, high } => vec![below(each, low), below(each, high)],
        Rule::NotNegative { paths } => paths.clone(),
    }
}

fn exists(shape: &Shape, path: &str) -> bool {
    let (head, rest) = path.split_once('.').map_or((path, None), |(head, rest)| (head, Some(rest)));
    let (name, list) = head.strip_suffix("[]").map_or((head, false), |name| (name, true));
    let Shape::Group(parts) = shape else { return false };
    let Some((_, inner)) = parts.iter().find(|(key, _)| &**key == name) else { return false };
    match (inner, list, rest) {
        (Shape::Leaf { .. }, false, None) => true,
        (Shape::List(row), true, Some(rest)) => exists(row, rest),
        (Shape::Group(_), false, Some(rest)) => exists(inner, rest),
        _ => false,
    }
}

fn build(written: DefinitionFile, shape: Shape) -> Definition {
    let mut definition = Definition {
        kind: written.kind.into(),
        name: Message::new(written.name.zh, written.name.en),
        titles: written.titles.iter().map(|t| match_key(t)).filter(|t| !t.is_empty()).collect(),
        headings: written.headings,
        scalars: Vec::new(),
        tables: Vec::new(),
        order: Vec::new(),
        categories: Vec::new(),
        rules: written.rule,
        shape,
        vocabulary: Vocabulary::default(),
    };
    if written.field.iter().any(|field| field.grid) {
        definition.categories = categories();
    }
    for field in written.field {
        match (field.field_type, &field.beside) {
            (Some(_), Some(group)) => add_beside(&mut definition.tables, group.clone(), field),
            (Some(field_type), None) => {
                definition.scalars.push(Scalar { path: field.path, field_type, prose: field.prose, labels: field.labels });
            }
            (None, _) => definition.tables.push(table(field)),
        }
        let (scalars, tables) = (definition.scalars.len(), definition.tables.len());
        let known = |block: &Block| definition.order.contains(block);
        definition.order.extend(
            [
                scalars.checked_sub(1).map(Block::Scalar).filter(|b| !known(b)),
                tables.checked_sub(1).map(Block::Table).filter(|b| !known(b)),
            ]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>(),
        );
    }
    definition.vocabulary = Vocabulary::of(&definition);
    definition
}

fn add_beside(tables: &mut Vec<Table>, group: String, field: FieldEntry) {
    let column = Column {
        name: field.path.into(),
        field_type: FieldType::Text,
        prose: true,
        sparse: false,
        measured: false,
        beside_targets: false,
        labels: field.labels,
    };
    match tables.iter_mut().find(|t| t.kind == TableKind::Beside && t.path == group) {
        Some(table) => table.columns.push(column),
        None => tables.push(Table {
            kind: TableKind::Beside,
            path: group,
            labels: Vec::new(),
            columns: vec![column],
            rows: Vec::new(),
            total: None,
        }),
    }
}

fn table(field: FieldEntry) -> Table {
    let beside_targets = field.column.iter().any(|c| c.field_type == FieldType::Target);
    let has = |row: &[String]| field.column.iter().map(|c| row.contains(&c.name)).collect();
    let paths = |total: &TotalEntry| field.column.iter().map(|c| total.columns.get(&c.name).cloned()).collect();
    Table {
        kind: if field.row.is_empty() { TableKind::List } else { TableKind::Matrix },
        rows: field
            .row
            .iter()
            .map(|row| Row { name: row.name.clone(), labels: row.labels.clone(), has: has(&row.columns) })
            .collect(),
        total: field.total.as_ref().map(|total| Total { labels: total.labels.clone(), paths: paths(total) }),
        columns: field
            .column
            .into_iter()
            .map(|c| Column {
                name: c.name.into(),
                field_type: c.field_type,
                prose: c.prose,
                sparse: c.sparse,
                measured: c.measured,
                beside_targets,
                labels: c.labels,
            })
            .collect(),
        path: field.path,
        labels: field.labels,
    }
}

/// The built-in categories; a test makes sure that the file is well-formed.
fn categories() -> Vec<Category> {
    let Ok(file) = toml::from_str::<CategoriesFile>(CATEGORIES) else { return Vec::new() };
    let canonical = |names: &[String], en: &str| Canonical { zh: names.first().map_or("", String::as_str).into(), en: en.into() };
    file.level1
        .into_iter()
        .map(|level1| Category {
            canonical: canonical(&level1.names, &level1.en),
            names: level1.names,
            below: level1
                .level2
                .into_iter()
                .map(|level2| {
                    let standard = canonical(&level2.names, &level2.en);
                    (level2.names, standard)
                })
                .collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn categories_are_well_formed() {
        assert_eq!(categories().len(), 5);
    }

    fn reason(text: &str) -> String {
        compile("visa.toml", text).err().map_or_else(String::new, |e| e.to_string())
    }

    #[test]
    fn mistakes_have_line_and_reason() {
        let head = "kind = \"visa\"\nname = { zh = \"签证\", en = \"Visa\" }\ntitles = [\"签证申请表\"]\n";
        assert!(reason(&format!("{head}colour = 1\n")).starts_with("visa.toml:4: unknown field `colour`"));
        assert!(reason(&format!("{head}[[field]]\npath = \"a\"\n")).contains("visa.toml:5: \"a\" needs a type"));
        let twice = format!("{head}[[field]]\npath = \"a\"\ntype = \"text\"\n[[field]]\npath = \"a\"\ntype = \"text\"\n");
        assert!(reason(&twice).contains("is there twice"));
        let rule = format!(
            "{head}[[field]]\npath = \"a\"\ntype = \"amount\"\n[[rule]]\nrule = \"sum\"\nleft = [\"a\"]\nright = [\"b\"]\n"
        );
        assert!(reason(&rule).starts_with("visa.toml:10: a rule names \"b\""), "{}", reason(&rule));
    }
}
