//! Weights: they sum to a total the form may state, or they are the same throughout.

use biaodan_model::{Finding, FindingCode, Node};
use rust_decimal::Decimal;

use crate::figure::Figure;
use crate::report::{Report, placed};

/// Checks the weights at these paths. Exact: weights are given, not rounded.
pub(crate) fn check(fields: &Node, paths: &[String], totals: &[u32], report: &mut Report) {
    let mut weights: Vec<(String, Decimal)> = Vec::new();
    for (path, field) in paths.iter().flat_map(|path| fields.select(path)) {
        match Figure::of(Some(field)) {
            Figure::Missing => {}
            Figure::Read(reading) => weights.push((path, reading.number)),
            Figure::Unusable => {
                return report.add_unchecked(&path, Some(field), "数字无法读取", "the figure cannot be read");
            }
        }
    }
    let Some(sum) = weights.iter().try_fold(Decimal::ZERO, |sum, (_, w)| sum.checked_add(*w)) else { return };
    if weights.is_empty() || are_equal(&weights) || totals.iter().any(|&total| sum == Decimal::from(total)) {
        return;
    }
    report.add(mismatch(fields, &weights, sum, totals));
    report.doubt(weights.iter().map(|(path, _)| path.as_str()));
}

/// True where every weight is the same; one weight alone says nothing.
fn are_equal(weights: &[(String, Decimal)]) -> bool {
    let mut numbers = weights.iter().map(|(_, number)| number);
    let first = numbers.next();
    weights.len() > 1 && numbers.all(|number| Some(number) == first)
}

fn mismatch(fields: &Node, weights: &[(String, Decimal)], sum: Decimal, totals: &[u32]) -> Finding {
    let totals: Vec<String> = totals.iter().map(u32::to_string).collect();
    let count = weights.len();
    let (zh, en) = (totals.join(" 或 "), totals.join(" or "));
    let finding = Finding::new(
        FindingCode::WeightMismatch,
        format!("{count} 项分值合计为 {sum}，应为 {zh}，且各项分值不相等"),
        format!("the {count} weights sum to {sum}, expected {en}, and they are not all equal"),
    )
    .with_values(en, sum.to_string());
    match weights.first() {
        Some((path, _)) => placed(finding, path, fields.field(path)),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_support::{Leaf, group, list, number, text};
    use biaodan_model::Field;

    fn codes(weights: Vec<Field>) -> Vec<FindingCode> {
        let rows = weights.into_iter().map(|w| group([("weight", w.leaf())])).collect();
        let fields = group([("indicators", list(rows))]);
        let mut report = Report::new(vec![]);
        check(&fields, &["indicators[].weight".to_owned()], &[90, 100], &mut report);
        report.findings.iter().map(|f| f.code).collect()
    }

    #[test]
    fn a_stated_total_or_equal_weights_hold() {
        assert!(codes(vec![number("60"), number("30")]).is_empty());
        assert!(codes(vec![number("50"), number("49.5"), number("0.5")]).is_empty());
        assert!(codes(vec![number("5"), number("5"), Field::blank(None)]).is_empty());
        assert!(codes(vec![Field::blank(None), Field::absent()]).is_empty());
        assert!(codes(vec![]).is_empty());
    }

    #[test]
    fn other_sums_do_not() {
        assert_eq!(codes(vec![number("60"), number("31")]), [FindingCode::WeightMismatch]);
        assert_eq!(codes(vec![number("30")]), [FindingCode::WeightMismatch]);
    }

    #[test]
    fn an_unreadable_weight_leaves_the_rule_unchecked() {
        assert_eq!(codes(vec![number("90"), Field::unreadable(None, None)]), [FindingCode::RuleUnchecked]);
        assert_eq!(codes(vec![text("≥90"), number("10")]), [FindingCode::RuleUnchecked]);
    }
}
