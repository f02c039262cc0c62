use biaodan_model::{Field, Finding, FindingCode, Rule};

use crate::test_support::{Leaf, amount, audited, dash, group, number, text};

fn rate(rate: Field, part: &str, whole: &str) -> Vec<Finding> {
    let fields = group([("rate", rate.leaf()), ("part", amount(part).leaf()), ("whole", amount(whole).leaf())]);
    let rule = Rule::Rate { rate: "rate".into(), part: "part".into(), whole: "whole".into() };
    audited(fields, &[rule]).findings
}

fn score(score: &str, weight: &str, rate: &str) -> Vec<Finding> {
    let fields = group([("s", number(score).leaf()), ("w", number(weight).leaf()), ("r", text(rate).leaf())]);
    let rule = Rule::Score { score: "s".into(), weight: "w".into(), rate: "r".into() };
    audited(fields, &[rule]).findings
}

fn expected(findings: &[Finding]) -> Option<(FindingCode, &str)> {
    let finding = findings.first()?;
    Some((finding.code, finding.expected.as_deref().unwrap_or_default()))
}

#[test]
fn a_rate_is_read_as_percent_or_as_fraction() {
    for printed in ["91.37%", "91.37", "0.9137", "91.4%", "91%", "91.37％", "=91.37(%)"] {
        assert!(rate(text(printed), "913.72", "1,000.00").is_empty(), "{printed}");
    }
    assert!(rate(number("91.37"), "913.72", "1,000.00").is_empty());
    assert!(rate(text("1"), "1,000.00", "1,000.00").is_empty());
}

#[test]
fn a_wrong_rate_is_given_as_it_would_be_printed() {
    let code = FindingCode::RateMismatch;
    assert_eq!(expected(&rate(text("93.17%"), "913.72", "1,000.00")), Some((code, "91.37%")));
    assert_eq!(expected(&rate(text("0.9317"), "913.72", "1,000.00")), Some((code, "0.9137")));
    assert_eq!(expected(&rate(text("93.2"), "913.72", "1,000.00")), Some((code, "91.4")));
    // With a percent sign it is no fraction.
    assert_eq!(expected(&rate(text("0.9137%"), "913.72", "1,000.00")), Some((code, "91.3720%")));
    // A bare 1 is exactly all: it does not stand for 60 %.
    assert_eq!(rate(text("1"), "600.00", "1,000.00").len(), 1);
}

#[test]
fn rounded_figures_widen_the_tolerance() {
    assert!(rate(text("33.33%"), "1.00", "3.00").is_empty());
    assert!(rate(text("33.48%"), "1.00", "3.00").is_empty());
    assert_eq!(rate(text("34.00%"), "1.00", "3.00").len(), 1);
}

#[test]
fn what_is_missing_is_skipped_and_what_is_unusable_is_said() {
    assert!(rate(dash(), "1.00", "3.00").is_empty());
    assert!(rate(Field::blank(None), "1.00", "3.00").is_empty());
    assert_eq!(rate(text("详见说明"), "1.00", "3.00")[0].code, FindingCode::RuleUnchecked);
    assert_eq!(rate(text("33%"), "1.00", "0.00")[0].code, FindingCode::RuleUnchecked);
    assert_eq!(rate(text("33%"), "0.00", "0.00")[0].code, FindingCode::RuleUnchecked);
    assert!(rate(text("0.00%"), "0.00", "0.00").is_empty());
    assert!(rate(text("100%"), "0.00", "0.00").is_empty());
}

#[test]
fn a_score_is_weight_times_rate() {
    for (s, w, r) in [("9.14", "10", "91.37%"), ("9.1", "10", "0.9137"), ("9", "10", "91.37"), ("10", "10", "100%")] {
        assert!(score(s, w, r).is_empty(), "{s} {w} {r}");
    }
    assert!(score("10.00", "10", "112.50%").is_empty());
    assert_eq!(expected(&score("11.25", "10", "112.50%")), Some((FindingCode::ScoreMismatch, "10.00")));
    assert_eq!(expected(&score("9.41", "10", "91.37%")), Some((FindingCode::ScoreMismatch, "9.14")));
}
