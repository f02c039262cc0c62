//! What was checked: every rule of the kind, and every number of the form's pages.

use biaodan_pipeline::model::{FormRecord, Outcome, Rule, display_width};
use biaodan_pipeline::{Definition, RuleCheck, RuleOutcome, check_rules};

use crate::text::{columns, shorten};

/// Columns a rule is broken at.
const RULE_WIDTH: usize = 96;

/// Columns that most paths fit into: a line with less room than this ends before the next operator.
const LONGEST_PATH: usize = 44;

pub(super) fn lines(form: &FormRecord, definition: Option<&Definition>) -> Vec<String> {
    let checks = definition.map(|definition| check_rules(definition, form)).unwrap_or_default();
    let mut rows: Vec<Vec<String>> = checks.iter().flat_map(|check| check_rows(check, form)).collect();
    rows.push(numbers(form));
    columns(&rows)
}

/// A rule, its lines below each other, and the figures it was checked with.
fn check_rows(check: &RuleCheck<'_>, form: &FormRecord) -> Vec<Vec<String>> {
    let figures = figures(check, form).map(|text| shorten(&text, RULE_WIDTH));
    let texts = broken(&formula(check.rule)).into_iter().chain(figures);
    let outcomes = [outcome(check.outcome)].into_iter().chain(std::iter::repeat(""));
    outcomes.zip(texts).map(|(outcome, text)| vec![outcome.to_owned(), text]).collect()
}

/// A formula in lines of at most [`RULE_WIDTH`] columns, broken before its operators.
fn broken(formula: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in formula.split(' ') {
        let Some(line) = lines.last_mut() else {
            continue;
        };
        let is_operator = matches!(word, "+" | "=" | "×" | "/" | "≤" | "≥");
        if is_operator && display_width(line) > RULE_WIDTH.saturating_sub(LONGEST_PATH) {
            lines.push(format!("  {word}"));
        } else {
            let blank = if line.is_empty() { "" } else { " " };
            line.push_str(blank);
            line.push_str(word);
        }
    }
    lines
}

/// The figures of a sum, in the places of its terms; a term without one is left out, as in the sum.
fn figures(check: &RuleCheck<'_>, form: &FormRecord) -> Option<String> {
    let Rule::Sum { each: None, left, right } = check.rule else {
        return None;
    };
    if check.outcome == RuleOutcome::NotPrinted {
        return None;
    }
    let side = |paths: &[String]| {
        let fields = paths.iter().flat_map(|path| form.fields.select(path));
        let figures: Vec<String> = fields.filter_map(|(_, field)| field.number()).map(|n| n.to_string()).collect();
        figures.join(" + ")
    };
    let relation = if check.outcome == RuleOutcome::Broken { "≠" } else { "=" };
    Some(format!("{} {relation} {}", side(left), side(right)))
}

fn outcome(outcome: RuleOutcome) -> &'static str {
    match outcome {
        RuleOutcome::Holds => "✓ holds 成立",
        RuleOutcome::HoldsRounded => "✓ rounded 舍入后成立",
        RuleOutcome::Broken => "✗ broken 不成立",
        RuleOutcome::Unchecked => "? unchecked 无法核对",
        RuleOutcome::NotPrinted => "· not printed 未印",
    }
}

/// The ledger: every numeric token became something, or is residue.
fn numbers(form: &FormRecord) -> Vec<String> {
    let all = form.ledger.entries.len();
    let count = |wanted: fn(&Outcome) -> bool| form.ledger.entries.iter().filter(|e| wanted(&e.outcome)).count();
    let values = count(|outcome| matches!(outcome, Outcome::Value(_)));
    let duplicates = count(|outcome| matches!(outcome, Outcome::Duplicate { .. }));
    let labels = count(|outcome| matches!(outcome, Outcome::Label));
    let accounted = values + duplicates + labels;
    let mark = if accounted == all { "✓ complete 完整" } else { "✗ residue 有遗漏" };
    let text = format!(
        "numbers accounted for 数字有归属: {accounted} of {all} \
         ({values} values 值, {duplicates} duplicates 重复, {labels} labels 标签)"
    );
    vec![mark.to_owned(), text]
}

/// A rule as one would write it down.
fn formula(rule: &Rule) -> String {
    let of_each = |each: &Option<String>| each.as_ref().map_or_else(String::new, |list| format!("each {list}: "));
    match rule {
        Rule::Sum { each, left, right } => {
            format!("{}{} = {}", of_each(each), left.join(" + "), right.join(" + "))
        }
        Rule::Rate { rate, part, whole } => format!("{rate} = {part} / {whole}"),
        Rule::Score { score, weight, rate } => format!("{score} = {weight} × {rate}"),
        Rule::Weights { weights, totals } => {
            let totals: Vec<String> = totals.iter().map(u32::to_string).collect();
            format!("sum of {} = {}", weights.join(" + "), totals.join(" or "))
        }
        Rule::AtMost { each, low, high } => format!("{}{low} ≤ {high}", of_each(each)),
        Rule::NotNegative { paths } => format!("{} ≥ 0", paths.join(", ")),
    }
}
