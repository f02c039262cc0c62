//! The audit: does a form's record hold together, and may it be used without a second look?
//!
//! Input is one extracted [`FormRecord`] with its shape and rules; output is the same record with
//! more findings, a verdict and its reasons. Values are never changed, hints are never applied.
//! Only a confidence may sink: that of the figures of a broken rule, one of which is wrong.
//! Pure: no files, no environment, no clock; the same record gives the same findings in the same
//! order. When in doubt the verdict is `review`.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod complete;
mod edits;
mod figure;
mod hints;
mod limits;
mod rates;
mod readings;
mod reasons;
mod report;
mod residue;
mod scope;
mod sums;
mod terms;
mod verdict;
mod weights;

#[cfg(test)]
mod properties;
#[cfg(test)]
mod test_support;

use biaodan_model::{FormRecord, Node, Rule, Shape};

use crate::hints::AmountIndex;
use crate::report::Report;

/// Checks a form: appends findings to those of the extractor, lowers the confidence of figures that
/// a broken rule puts in doubt, and sets the verdict with its reasons.
///
/// Expects `form.findings` and `form.ledger` as the extractor left them, `shape` and `rules` as the
/// definition of the form's kind states them. Call it once for each record.
///
/// ```
/// # use biaodan_model::*;
/// # let shape = Shape::Group(vec![("department".into(), Shape::Leaf { field_type: FieldType::Text, required: true })]);
/// # let mut form = FormRecord {
/// #     kind: "department-budget-target".into(), title: String::new(), language: "zh-Hans".into(),
/// #     pages: vec![1], amount_unit: None, verdict: Verdict::Review, verdict_reasons: vec![],
/// #     fields: Node::Group(vec![("department".into(), Node::leaf(Field::blank(None)))]),
/// #     findings: vec![], ledger: Ledger::default(),
/// # };
/// biaodan_audit::audit(&mut form, &shape, &[]);
/// assert_eq!(form.findings[0].code, FindingCode::FieldMissing);
/// assert_eq!(form.verdict, Verdict::Rejected);
/// ```
pub fn audit(form: &mut FormRecord, shape: &Shape, rules: &[Rule]) {
    let mut report = Report::new(std::mem::take(&mut form.findings));
    check_rules(&form.fields, rules, &mut report);
    complete::check(form, shape, &mut report);
    readings::check(&form.fields, &mut report);
    residue::check(&form.ledger, &mut report);
    form.findings = report.findings;
    readings::put_in_doubt(&mut form.fields, &report.suspects);
    verdict::judge(form, shape);
}

fn check_rules(fields: &Node, rules: &[Rule], report: &mut Report) {
    let amounts = AmountIndex::new(fields);
    for rule in rules {
        match rule {
            Rule::Sum { each, left, right } => {
                for scope in scope::scopes(fields, each.as_deref()) {
                    sums::check(&scope, left, right, &amounts, report);
                }
            }
            Rule::Rate { rate, part, whole } => rates::check_rate(fields, rate, part, whole, report),
            Rule::Score { score, weight, rate } => rates::check_score(fields, score, weight, rate, report),
            Rule::Weights { weights, totals } => weights::check(fields, weights, totals, report),
            Rule::AtMost { each, low, high } => {
                for scope in scope::scopes(fields, each.as_deref()) {
                    limits::check_at_most(&scope, low, high, report);
                }
            }
            Rule::NotNegative { paths } => limits::check_not_negative(fields, paths, report),
        }
    }
}
