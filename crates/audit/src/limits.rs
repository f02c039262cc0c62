//! Limits: a score is at most its weight, and what cannot be negative is not.

use biaodan_model::{Finding, FindingCode, Node};
use rust_decimal::Decimal;

use crate::figure::{Figure, Measure, Reading};
use crate::report::{Report, placed};
use crate::scope::Scope;

/// Checks that `low` is at most `high`; where either is missing there is nothing to check.
pub(crate) fn check_at_most(scope: &Scope<'_>, low: &str, high: &str, report: &mut Report) {
    let (low_path, high_path) = (scope.full(low), scope.full(high));
    let (low, high) = (scope.field(low), scope.field(high));
    let (least, most) = match (Figure::of(low), Figure::of(high)) {
        (Figure::Missing, _) | (_, Figure::Missing) => return,
        (Figure::Read(least), Figure::Read(most)) => (least, most),
        (Figure::Unusable, _) => {
            return report.add_unchecked(&low_path, low, "数字无法读取", "the figure cannot be read");
        }
        (_, Figure::Unusable) => {
            return report.add_unchecked(&high_path, high, "数字无法读取", "the figure cannot be read");
        }
    };
    if differ_in_unit(&least, &most) {
        return report.add_unchecked(&low_path, low, "两项金额单位不同", "its two figures differ in unit");
    }
    if least.number <= most.number {
        return;
    }
    let (least, most) = (least.number, most.number);
    let finding = Finding::new(
        FindingCode::ValueOutOfRange,
        format!("{low_path} 为 {least}，大于 {high_path} 的 {most}"),
        format!("{low_path} is {least}, above {high_path}, which is {most}"),
    );
    report.add(placed(finding.with_values(format!("≤ {most}"), least.to_string()), &low_path, low));
    report.doubt([low_path.as_str(), high_path.as_str()]);
}

/// Checks that none of the figures at these paths is negative.
pub(crate) fn check_not_negative(fields: &Node, paths: &[String], report: &mut Report) {
    for (path, field) in paths.iter().flat_map(|path| fields.select(path)) {
        match Figure::of(Some(field)) {
            Figure::Missing => {}
            Figure::Unusable => {
                report.add_unchecked(&path, Some(field), "数字无法读取", "the figure cannot be read");
            }
            Figure::Read(reading) if reading.number < Decimal::ZERO => {
                let number = reading.number;
                let finding = Finding::new(
                    FindingCode::ValueOutOfRange,
                    format!("{path} 为 {number}，不应为负数"),
                    format!("{path} is {number}, which cannot be negative"),
                );
                report.add(placed(finding.with_values("≥ 0", number.to_string()), &path, Some(field)));
                report.doubt([path.as_str()]);
            }
            Figure::Read(_) => {}
        }
    }
}

fn differ_in_unit(a: &Reading, b: &Reading) -> bool {
    matches!((a.measure, b.measure), (Measure::Money(a), Measure::Money(b)) if a != b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::scopes;
    use crate::test_support::{Leaf, amount, group, list, number};
    use biaodan_model::Field;

    fn at_most(rows: Vec<(Field, Field)>) -> Vec<(FindingCode, String)> {
        let rows = rows.into_iter().map(|(s, w)| group([("score", s.leaf()), ("weight", w.leaf())])).collect();
        let fields = group([("indicators", list(rows))]);
        let mut report = Report::new(vec![]);
        for scope in scopes(&fields, Some("indicators")) {
            check_at_most(&scope, "score", "weight", &mut report);
        }
        report.findings.into_iter().map(|f| (f.code, f.path.unwrap())).collect()
    }

    #[test]
    fn a_score_is_at_most_its_weight() {
        let found = at_most(vec![
            (number("10"), number("10")),
            (number("10.01"), number("10")),
            (Field::blank(None), number("10")),
            (number("1"), Field::unreadable(None, None)),
        ]);
        let expected = [
            (FindingCode::ValueOutOfRange, "indicators[1].score".to_owned()),
            (FindingCode::RuleUnchecked, "indicators[3].weight".to_owned()),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn negatives_are_found() {
        let fields = group([("a", amount("-3.50").leaf()), ("b", amount("0.00").leaf())]);
        let mut report = Report::new(vec![]);
        check_not_negative(&fields, &["a".to_owned(), "b".to_owned(), "c".to_owned()], &mut report);
        assert_eq!(report.findings.len(), 1);
        assert_eq!(report.findings[0].expected.as_deref(), Some("≥ 0"));
        assert_eq!(report.suspects, ["a"]);
    }
}
