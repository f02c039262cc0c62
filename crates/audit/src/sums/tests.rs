use biaodan_model::{Field, Finding, FindingCode, Node, Region, Rule, Unit, Value, Verdict};

use crate::test_support::{Leaf, amount, audited, dash, group, list, number, sum};

fn found(fields: Node, rule: Rule) -> Vec<Finding> {
    audited(fields, &[rule]).findings
}

fn only(fields: Node, rule: Rule) -> Finding {
    let mut findings = found(fields, rule);
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings.remove(0)
}

fn abc(a: Field, b: Field, total: Field) -> Node {
    group([("a", a.leaf()), ("b", b.leaf()), ("total", total.leaf())])
}

fn parts() -> Rule {
    sum(None, &["a", "b"], &["total"])
}

#[test]
fn a_sum_that_closes_says_nothing() {
    assert!(found(abc(amount("2,293.28"), amount("1,283.00"), amount("3,576.28")), parts()).is_empty());
}

#[test]
fn rounding_is_an_info_and_leaves_the_form_accepted() {
    let form = audited(abc(amount("10,891.62"), amount("61,915.77"), amount("72,807.38")), &[parts()]);
    assert_eq!(form.findings[0].code, FindingCode::SumRounded);
    assert_eq!(form.findings[0].difference.as_deref(), Some("0.01"));
    assert_eq!(form.verdict, Verdict::Accepted);
    assert_eq!(form.fields.field("a").unwrap().confidence, 1.0);
}

#[test]
fn the_tolerance_ends_at_half_a_unit_of_every_term() {
    let code = |total: &str| only(abc(amount("10.00"), amount("20.00"), amount(total)), parts()).code;
    // Three terms of two decimals: 0.015.
    assert_eq!(code("30.01"), FindingCode::SumRounded);
    assert_eq!(code("30.02"), FindingCode::SumMismatch);
    assert_eq!(code("30.6"), FindingCode::SumMismatch);
}

#[test]
fn a_mismatch_is_found_at_the_total_with_its_place() {
    let finding = only(abc(amount("2293.28"), amount("1283.00"), amount("3676.28")), parts());
    assert_eq!(finding.code, FindingCode::SumMismatch);
    assert_eq!(finding.path.as_deref(), Some("total"));
    assert_eq!((finding.page, finding.region), (Some(1), Some(Region::Lines(7, 7))));
    assert_eq!((finding.expected.as_deref(), finding.found.as_deref()), (Some("3676.28"), Some("3576.28")));
    assert_eq!(finding.difference.as_deref(), Some("-100.00"));
    assert!(finding.message.zh.contains("a + b") && finding.message.en.contains("total"));
}

#[test]
fn the_figures_of_a_broken_sum_are_in_doubt() {
    let form = audited(abc(amount("1.00"), Field::blank(None), amount("9.00")), &[parts()]);
    assert!(form.fields.field("a").unwrap().confidence < 0.9);
    assert_eq!(form.fields.field("b").unwrap().confidence, 1.0);
    assert_eq!(form.verdict, Verdict::Review);
    assert_eq!(form.findings.len(), 1);
}

#[test]
fn one_figure_printed_twice_is_equal_to_the_last_digit() {
    let rule = || sum(None, &["a"], &["total"]);
    let code = |a: &str, total: &str| only(abc(amount(a), Field::absent(), amount(total)), rule()).code;
    assert_eq!(code("10.00", "10.01"), FindingCode::SumMismatch);
    assert_eq!(code("10.0", "10.02"), FindingCode::SumRounded);
    // What is blank or absent beside it does not loosen it.
    let blank = only(abc(amount("10.00"), Field::blank(None), amount("10.01")), parts());
    assert_eq!(blank.code, FindingCode::SumMismatch);
}

#[test]
fn blanks_and_dashes_add_nothing_and_are_named_when_the_sum_breaks() {
    assert!(found(abc(amount("5.00"), Field::blank(None), amount("5.00")), parts()).is_empty());
    assert!(found(abc(amount("5.00"), dash(), amount("5.00")), parts()).is_empty());
    let finding = only(abc(amount("5.00"), Field::blank(None), amount("8.00")), parts());
    assert!(finding.message.zh.contains("空白") && finding.message.en.contains("blank"));
    let finding = only(abc(amount("5.00"), dash(), amount("8.00")), parts());
    assert!(!finding.message.en.contains("blank"));
}

#[test]
fn a_side_without_numbers() {
    let (blank, absent) = (|| Field::blank(None), Field::absent);
    assert!(found(abc(amount("5.00"), amount("1.00"), absent()), parts()).is_empty());
    assert!(found(abc(absent(), blank(), blank()), parts()).is_empty());
    let finding = only(abc(absent(), blank(), amount("5.00")), parts());
    assert_eq!((finding.code, finding.path.as_deref()), (FindingCode::RuleUnchecked, Some("b")));
    let finding = only(abc(amount("5.00"), amount("1.00"), blank()), parts());
    assert_eq!((finding.code, finding.path.as_deref()), (FindingCode::RuleUnchecked, Some("total")));
}

#[test]
fn what_cannot_be_read_or_compared_is_unchecked() {
    let unreadable = Field::unreadable(Some("3 6".to_owned()), None);
    let findings = found(abc(amount("5.00"), unreadable, amount("5.00")), parts());
    assert!(findings.iter().any(|f| f.code == FindingCode::RuleUnchecked && f.path.as_deref() == Some("b")));
    assert!(findings.iter().all(|f| f.code != FindingCode::SumMismatch));

    let mut yuan = amount("5.00");
    if let Some(Value::Amount(amount)) = &mut yuan.value {
        amount.unit = Some(Unit::Yuan);
    }
    assert_eq!(only(abc(amount("5.00"), yuan, amount("10.00")), parts()).code, FindingCode::RuleUnchecked);
    let long = amount("99999999999999999999.99");
    assert_eq!(only(abc(amount("5.00"), long, amount("10.00")), parts()).code, FindingCode::RuleUnchecked);
}

#[test]
fn rows_sum_to_a_total_and_no_rows_are_an_absent_side() {
    let rule = || sum(None, &["tasks[].funds"], &["total"]);
    let fields = |rows: &[&str]| {
        let rows = rows.iter().map(|raw| group([("funds", amount(raw).leaf())])).collect();
        group([("tasks", list(rows)), ("total", amount("6.00").leaf())])
    };
    assert!(found(fields(&["1.00", "2.00", "3.00"]), rule()).is_empty());
    assert!(found(fields(&[]), rule()).is_empty());
    let finding = only(fields(&["1.00", "2.00"]), rule());
    assert_eq!(finding.path.as_deref(), Some("total"));
    assert!(finding.message.en.contains("tasks[].funds is 3.00"));
}

#[test]
fn each_row_is_its_own_sum() {
    let row = |total: &str| group([("total", amount(total).leaf()), ("x", amount("1.00").leaf()), ("y", amount("2.00").leaf())]);
    let fields = group([("tasks", list(vec![row("3.00"), row("4.00"), row("3.00")]))]);
    let finding = only(fields, sum(Some("tasks"), &["total"], &["x", "y"]));
    assert_eq!(finding.path.as_deref(), Some("tasks[1].total"));
    assert!(finding.message.en.contains("tasks[1].x + tasks[1].y"));
}

#[test]
fn whole_scores_sum_exactly() {
    let rows: Vec<Node> = (0..20).map(|_| group([("score", number("5").leaf())])).collect();
    let fields = group([("indicators", list(rows)), ("total", number("97").leaf())]);
    let finding = only(fields, sum(None, &["indicators[].score"], &["total"]));
    assert_eq!(finding.code, FindingCode::SumMismatch);
}

#[test]
fn ten_thousand_broken_rows_stay_quick() {
    let row = || group([("total", amount("4.00").leaf()), ("x", amount("1.00").leaf()), ("y", amount("2.00").leaf())]);
    let fields = group([("tasks", list((0..10_000).map(|_| row()).collect())), ("total", amount("7.00").leaf())]);
    let rules = [sum(Some("tasks"), &["total"], &["x", "y"]), sum(None, &["tasks[].total"], &["total"])];
    let form = audited(fields, &rules);
    assert_eq!(form.findings.len(), 10_001);
    assert!(form.findings.iter().all(|f| f.hints.len() <= 5));
    assert_eq!(form.verdict_reasons.len(), 1);
}
