//! What must hold for every record, not only for those we thought of.

use biaodan_model::{FindingCode, FormRecord, Node, Shape, Verdict, parse_number};
use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::test_support::{Leaf, amount, audited, form, group, list, number, sum};

/// Three parts and their total, with two decimals.
fn consistent() -> impl Strategy<Value = [String; 4]> {
    (1_i64..100_000_000, 0_i64..100_000_000, 0_i64..100_000_000)
        .prop_map(|(a, b, c)| [a, b, c, a + b + c].map(|cents| Decimal::new(cents, 2).to_string()))
}

/// The text with one digit, chosen by `at`, moved on by `by`.
fn altered(text: &str, at: prop::sample::Index, by: u8) -> String {
    let digits: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(i, _)| i).collect();
    let place = *at.get(&digits);
    let bytes = text.bytes().enumerate().map(|(i, b)| if i == place { b'0' + (b - b'0' + by) % 10 } else { b });
    bytes.map(char::from).collect()
}

fn audit_terms(terms: &[String; 4]) -> FormRecord {
    let [a, b, c, total] = terms;
    let fields =
        group([("a", amount(a).leaf()), ("b", amount(b).leaf()), ("c", amount(c).leaf()), ("total", amount(total).leaf())]);
    audited(fields, &[sum(None, &["a", "b", "c"], &["total"])])
}

/// A list whose rows may break their own sum, and their weights' limit.
fn rows_of(rows: &[(u8, u8, u8)]) -> Node {
    let row = |&(total, part, score): &(u8, u8, u8)| {
        group([
            ("total", amount(&total.to_string()).leaf()),
            ("part", amount(&part.to_string()).leaf()),
            ("score", number(&score.to_string()).leaf()),
        ])
    };
    group([("rows", list(rows.iter().map(row).collect()))])
}

fn audit_rows(rows: &[(u8, u8, u8)]) -> FormRecord {
    let limit = biaodan_model::Rule::AtMost { each: Some("rows".into()), low: "score".into(), high: "total".into() };
    let sum_rule = sum(Some("rows"), &["total"], &["part"]);
    let mut form = form(rows_of(rows));
    crate::audit(&mut form, &Shape::Group(Vec::new()), &[sum_rule, limit]);
    form
}

proptest! {
    #[test]
    fn consistent_sums_are_accepted(terms in consistent()) {
        let form = audit_terms(&terms);
        prop_assert_eq!(form.verdict, Verdict::Accepted);
        prop_assert!(form.findings.is_empty());
    }

    #[test]
    fn one_altered_digit_is_found_and_the_original_hinted(
        terms in consistent(),
        term in 0_usize..4,
        at in any::<prop::sample::Index>(),
        by in 1_u8..10,
    ) {
        let original = terms[term].clone();
        let mut terms = terms;
        terms[term] = altered(&original, at, by);
        let moved = parse_number(&terms[term]).unwrap() - parse_number(&original).unwrap();

        let form = audit_terms(&terms);
        // Four terms of two decimals: rounding explains 0.02.
        if moved.abs() <= Decimal::new(2, 2) {
            prop_assert_eq!(form.findings[0].code, FindingCode::SumRounded);
            return Ok(());
        }
        prop_assert_ne!(form.verdict, Verdict::Accepted);
        let finding = &form.findings[0];
        prop_assert_eq!(finding.code, FindingCode::SumMismatch);
        let hinted = finding.hints.iter().any(|hint| hint.en.contains(&format!("; {original} would")));
        prop_assert!(hinted, "{:?} for {}", finding.hints, original);
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        (rows, shuffled) in prop::collection::vec((0_u8..5, 0_u8..5, 0_u8..5), 0..12)
            .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
    ) {
        let (one, other) = (audit_rows(&rows), audit_rows(&shuffled));
        prop_assert_eq!(one.findings.len(), other.findings.len());
        prop_assert_eq!(one.verdict, other.verdict);
    }

    #[test]
    fn the_same_record_gives_the_same_audit(
        rows in prop::collection::vec((0_u8..5, 0_u8..5, 0_u8..5), 0..12),
    ) {
        prop_assert_eq!(audit_rows(&rows), audit_rows(&rows));
    }

    #[test]
    fn values_are_never_changed(rows in prop::collection::vec((0_u8..5, 0_u8..5, 0_u8..5), 0..12)) {
        let (before, after) = (rows_of(&rows), audit_rows(&rows).fields);
        let values = |node: &Node| {
            let mut values = Vec::new();
            node.visit(&mut |path, f| values.push((path.to_owned(), f.value.clone(), f.raw.clone(), f.state)));
            values
        };
        prop_assert_eq!(values(&before), values(&after));
    }
}
