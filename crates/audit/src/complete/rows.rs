//! Holes in a list: cells that stand empty where the other rows have values.
//!
//! Running text (a deviation, a remark) and category columns may be empty; figures and targets may
//! not, once the form fills their column in any row.

use biaodan_model::{Field, FieldType, Finding, FindingCode, Name, Node, Region, Shape, State};

use super::{child, leaf};
use crate::report::{Report, placed};

/// The column that makes a list an indicator grid, in every kind of the contract.
const INDICATOR: &str = "level3";

/// A direct leaf of the row, and whether any row has it printed.
struct Column<'s> {
    name: &'s Name,
    field_type: FieldType,
    is_filled: bool,
}

/// Reports an indicator grid without rows, and the holes of any list.
pub(super) fn check(row_shape: &Shape, rows: &[Node], path: &str, report: &mut Report) {
    let Shape::Group(parts) = row_shape else { return };
    let columns: Vec<Column<'_>> = parts.iter().filter_map(|(name, shape)| column(name, shape, rows)).collect();
    let is_grid = columns.iter().any(|c| &**c.name == INDICATOR);
    if is_grid && rows.is_empty() {
        report.add_once(
            Finding::new(
                FindingCode::FieldMissing,
                format!("没有任何指标：{path}"),
                format!("the form has no indicator: {path}"),
            )
            .with_path(path),
        );
    }
    for (i, row) in rows.iter().enumerate() {
        check_row(&columns, row, &format!("{path}[{i}]"), is_grid, report);
    }
}

fn column<'s>(name: &'s Name, shape: &Shape, rows: &[Node]) -> Option<Column<'s>> {
    let Shape::Leaf { field_type, .. } = shape else { return None };
    let is_filled = rows.iter().any(|row| state(cell(row, name)) == State::Printed);
    Some(Column { name, field_type: *field_type, is_filled })
}

fn check_row(columns: &[Column<'_>], row: &Node, path: &str, is_grid: bool, report: &mut Report) {
    let without_targets = is_grid && has_no_target(columns, row);
    if without_targets && let Some(target) = first_target(columns, row) {
        let (zh, en) = ("指标没有指标值", "an indicator without any target");
        report_blank(path, target.name, row, (zh, en), report);
    }
    for column in columns {
        let is_said = without_targets && column.field_type == FieldType::Target;
        let state = state(cell(row, column.name));
        if is_grid && &**column.name == INDICATOR {
            // What cannot be read is reported as such, not as blank.
            if !matches!(state, State::Printed | State::Unreadable) {
                report_blank(path, column.name, row, ("指标没有名称", "an indicator without a name"), report);
            }
        } else if state == State::Blank
            && column.is_filled
            && is_figure(column.field_type)
            && !is_said
            && !is_seen(cell(row, column.name))
        {
            let words = ("其他行有内容而此格空白", "a cell is empty where other rows have a value");
            report_blank(path, column.name, row, words, report);
        }
    }
}

/// True for a cell that is drawn and empty. In a text dump an empty cell shows in nothing but its
/// value not being there, so the value may be lost; on a drawn page the empty cell itself is seen.
fn is_seen(field: Option<&Field>) -> bool {
    field.and_then(|f| f.provenance).is_some_and(|place| matches!(place.region, Region::Box(_)))
}

fn is_figure(field_type: FieldType) -> bool {
    matches!(field_type, FieldType::Amount | FieldType::Number | FieldType::Target)
}

fn targets<'c, 's>(columns: &'c [Column<'s>]) -> impl Iterator<Item = &'c Column<'s>> {
    columns.iter().filter(|c| c.field_type == FieldType::Target)
}

fn has_no_target(columns: &[Column<'_>], row: &Node) -> bool {
    targets(columns).all(|c| matches!(state(cell(row, c.name)), State::Blank | State::Absent))
}

/// The target column to point at: one that the form has, if it has any.
fn first_target<'c, 's>(columns: &'c [Column<'s>], row: &Node) -> Option<&'c Column<'s>> {
    targets(columns).find(|c| state(cell(row, c.name)) == State::Blank).or_else(|| targets(columns).next())
}

fn report_blank(row_path: &str, name: &str, row: &Node, (zh, en): (&str, &str), report: &mut Report) {
    let path = format!("{row_path}.{name}");
    let finding = Finding::new(FindingCode::CellBlank, format!("{zh}：{path}"), format!("{en}: {path}"));
    report.add_once(placed(finding, &path, cell(row, name)));
}

fn cell<'n>(row: &'n Node, name: &str) -> Option<&'n Field> {
    leaf(child(Some(row), name))
}

fn state(field: Option<&Field>) -> State {
    field.map_or(State::Absent, |f| f.state)
}
