use biaodan_model::{Field, FieldType, FindingCode, FormRecord, Node, Shape, Verdict};

use crate::test_support::{Leaf, amount, dash, form, group, group_shape, leaf_shape, list, text};

fn shape() -> Shape {
    let row = group_shape([
        ("level1", leaf_shape(FieldType::Category, false)),
        ("level3", leaf_shape(FieldType::Text, false)),
        ("cycle_target", leaf_shape(FieldType::Target, false)),
        ("annual_target", leaf_shape(FieldType::Target, false)),
        ("deviation", leaf_shape(FieldType::Text, false)),
    ]);
    group_shape([
        ("department", leaf_shape(FieldType::Text, true)),
        ("expenditure", group_shape([("basic", leaf_shape(FieldType::Amount, true))])),
        ("indicators", Shape::List(Box::new(row))),
    ])
}

fn row(level3: Field, cycle: Field, annual: Field) -> Node {
    group([
        ("level1", Field::blank(None).leaf()),
        ("level3", level3.leaf()),
        ("cycle_target", cycle.leaf()),
        ("annual_target", annual.leaf()),
        ("deviation", Field::blank(None).leaf()),
    ])
}

fn good_row() -> Node {
    row(text("培训人次"), text("≥95%"), text("≥90%"))
}

fn record(department: Field, rows: Vec<Node>) -> FormRecord {
    form(group([
        ("department", department.leaf()),
        ("expenditure", group([("basic", amount("1.00").leaf())])),
        ("indicators", list(rows)),
    ]))
}

fn found(mut form: FormRecord) -> Vec<(FindingCode, String)> {
    crate::audit(&mut form, &shape(), &[]);
    assert_eq!(form.verdict == Verdict::Accepted, form.findings.is_empty());
    form.findings.into_iter().map(|f| (f.code, f.path.unwrap_or_default())).collect()
}

fn blank(path: &str) -> (FindingCode, String) {
    (FindingCode::CellBlank, path.to_owned())
}

#[test]
fn a_full_record_is_complete() {
    assert_eq!(found(record(text("某局"), vec![good_row(), good_row()])), []);
}

#[test]
fn required_fields_need_a_printed_value() {
    for empty in [Field::blank(None), Field::absent(), dash()] {
        let expected = [(FindingCode::FieldMissing, "department".to_owned())];
        assert_eq!(found(record(empty, vec![good_row()])), expected);
    }
    let mut lacking = record(text("某局"), vec![good_row()]);
    if let Node::Group(parts) = &mut lacking.fields {
        parts.remove(1);
    }
    assert_eq!(found(lacking), [(FindingCode::FieldMissing, "expenditure.basic".to_owned())]);
}

#[test]
fn a_finding_of_the_extractor_is_not_repeated() {
    let mut form = record(Field::blank(None), vec![good_row()]);
    form.findings.push(biaodan_model::Finding::new(FindingCode::FieldMissing, "", "").with_path("department"));
    assert_eq!(found(form).len(), 1);
}

#[test]
fn an_indicator_grid_without_rows_is_missing() {
    assert_eq!(found(record(text("某局"), vec![])), [(FindingCode::FieldMissing, "indicators".to_owned())]);
}

#[test]
fn holes_are_found_where_the_column_is_filled() {
    let hole = row(text("甲"), Field::blank(None), text("5"));
    assert_eq!(found(record(text("某局"), vec![good_row(), hole])), [blank("indicators[1].cycle_target")]);
    let other = || row(text("甲"), Field::blank(None), text("5"));
    assert_eq!(found(record(text("某局"), vec![other(), other()])), []);
    let dashed = row(text("甲"), dash(), text("5"));
    assert_eq!(found(record(text("某局"), vec![good_row(), dashed])), []);
}

#[test]
fn an_indicator_needs_a_name_and_a_target() {
    let nameless = row(Field::blank(None), text("1"), text("2"));
    assert_eq!(found(record(text("某局"), vec![nameless])), [blank("indicators[0].level3")]);
    // One finding for the row, not one for each empty target.
    let aimless = row(text("甲"), Field::blank(None), Field::blank(None));
    assert_eq!(found(record(text("某局"), vec![good_row(), aimless])), [blank("indicators[1].cycle_target")]);
    let one_column = row(text("甲"), Field::absent(), Field::blank(None));
    assert_eq!(found(record(text("某局"), vec![one_column])), [blank("indicators[0].annual_target")]);
}

#[test]
fn an_unreadable_name_is_ambiguous_not_blank() {
    let unreadable = row(Field::unreadable(None, None), text("1"), text("2"));
    let expected = [(FindingCode::CellAmbiguous, "indicators[0].level3".to_owned())];
    assert_eq!(found(record(text("某局"), vec![unreadable])), expected);
}

#[test]
fn amounts_need_a_unit() {
    let mut form = record(text("某局"), vec![good_row()]);
    form.amount_unit = None;
    assert_eq!(found(form), [(FindingCode::UnitMissing, "expenditure.basic".to_owned())]);
}
