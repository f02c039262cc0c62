use biaodan_model::{
    Field, FieldType, Finding, FindingCode, FormRecord, LedgerEntry, Outcome, Provenance, Region, Shape, Verdict,
};

use crate::test_support::{Leaf, form, group, group_shape, leaf_shape, list, text};

fn shape() -> Shape {
    let row = group_shape([("name", leaf_shape(FieldType::Text, false))]);
    group_shape([
        ("department", leaf_shape(FieldType::Text, true)),
        ("staff", leaf_shape(FieldType::Text, false)),
        ("tasks", Shape::List(Box::new(row))),
    ])
}

fn record(department: Field, staff: Field, tasks: usize) -> FormRecord {
    let rows = (0..tasks).map(|_| group([("name", text("甲").leaf())])).collect();
    form(group([("department", department.leaf()), ("staff", staff.leaf()), ("tasks", list(rows))]))
}

fn judged(mut form: FormRecord) -> FormRecord {
    crate::audit(&mut form, &shape(), &[]);
    form
}

#[test]
fn what_is_whole_is_accepted_without_reasons() {
    let form = judged(record(text("某局"), Field::blank(None), 1));
    assert_eq!((form.verdict, form.verdict_reasons.len()), (Verdict::Accepted, 0));
}

#[test]
fn infos_do_not_touch_the_verdict_and_warnings_do() {
    let with = |code| {
        let mut form = record(text("某局"), Field::absent(), 1);
        form.findings.push(Finding::new(code, "甲", "a"));
        judged(form).verdict
    };
    assert_eq!(with(FindingCode::DuplicateTextRemoved), Verdict::Accepted);
    assert_eq!(with(FindingCode::TextJoinUnsure), Verdict::Review);
    assert_eq!(with(FindingCode::HalfMissing), Verdict::Review);
}

#[test]
fn residue_and_weak_readings_are_never_accepted() {
    let mut residue = record(text("某局"), Field::absent(), 1);
    residue.ledger.entries.push(LedgerEntry { text: "8".to_owned(), place: Provenance::line(2, 40), outcome: Outcome::Residue });
    let residue = judged(residue);
    assert_eq!(residue.verdict, Verdict::Review);
    assert_eq!((residue.findings[0].page, residue.findings[0].region), (Some(2), Some(Region::Lines(40, 40))));

    let weak = judged(record(Field { confidence: 0.5, ..text("某局") }, Field::absent(), 1));
    assert_eq!(weak.verdict, Verdict::Review);
    assert_eq!(weak.findings[0].code, FindingCode::LowConfidence);
}

#[test]
fn a_form_is_rejected_where_nothing_asked_for_was_found() {
    let verdict = |form| judged(form).verdict;
    assert_eq!(verdict(record(Field::blank(None), text("12"), 0)), Verdict::Rejected);
    assert_eq!(verdict(record(Field::blank(None), text("12"), 1)), Verdict::Review);
    assert_eq!(verdict(record(text("某局"), Field::blank(None), 0)), Verdict::Accepted);
    let empty = judged(record(Field::absent(), Field::absent(), 0));
    assert_eq!(empty.verdict, Verdict::Rejected);
    assert!(!empty.verdict_reasons.is_empty());
}

#[test]
fn an_unknown_form_is_never_accepted() {
    let unknown = |department| {
        let mut form = record(department, Field::absent(), 0);
        form.kind = "unknown".into();
        crate::audit(&mut form, &Shape::Group(Vec::new()), &[]);
        (form.verdict, form.findings[0].code)
    };
    assert_eq!(unknown(text("某局")), (Verdict::Review, FindingCode::FormUnknown));
    assert_eq!(unknown(Field::absent()), (Verdict::Rejected, FindingCode::FormUnknown));
}
