//! Which rules of a kind hold on a form, one by one, for a person to see.
//!
//! The audit reports only what it finds wrong. Asking it for one rule at a time tells a rule that
//! holds from one that had nothing to run on, without a second implementation of any rule.

use biaodan_model::{FindingCode, FormRecord, Node, Rule, Shape, State};

use biaodan_extractor::Definition;

/// How a rule came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RuleOutcome {
    /// It holds exactly.
    Holds,
    /// It holds within the rounding of the printed figures.
    HoldsRounded,
    /// It does not hold.
    Broken,
    /// A figure it needs is missing or cannot be read.
    Unchecked,
    /// The form does not print what it speaks of.
    NotPrinted,
}

/// A rule and how it came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleCheck<'d> {
    /// The rule.
    pub rule: &'d Rule,
    /// How it came out.
    pub outcome: RuleOutcome,
}

/// Checks every rule of a kind on a form of that kind.
#[must_use]
pub fn check_rules<'d>(definition: &'d Definition, form: &FormRecord) -> Vec<RuleCheck<'d>> {
    let check = |rule: &'d Rule| RuleCheck { rule, outcome: outcome(rule, form) };
    definition.rules.iter().map(check).collect()
}

fn outcome(rule: &Rule, form: &FormRecord) -> RuleOutcome {
    if !operands(rule).iter().all(|paths| is_printed(&form.fields, paths)) {
        return RuleOutcome::NotPrinted;
    }
    let mut copy = FormRecord { findings: Vec::new(), ..form.clone() };
    biaodan_audit::audit(&mut copy, &Shape::Group(Vec::new()), std::slice::from_ref(rule));
    let outcomes = copy.findings.iter().filter_map(|finding| said_by(finding.code));
    outcomes.max_by_key(|outcome| gravity(*outcome)).unwrap_or(RuleOutcome::Holds)
}

/// What a finding says of a rule; none for those that the audit makes without rules.
fn said_by(code: FindingCode) -> Option<RuleOutcome> {
    match code {
        FindingCode::SumRounded => Some(RuleOutcome::HoldsRounded),
        FindingCode::RuleUnchecked => Some(RuleOutcome::Unchecked),
        FindingCode::SumMismatch
        | FindingCode::RateMismatch
        | FindingCode::ScoreMismatch
        | FindingCode::WeightMismatch
        | FindingCode::ValueOutOfRange => Some(RuleOutcome::Broken),
        _ => None,
    }
}

fn gravity(outcome: RuleOutcome) -> u8 {
    match outcome {
        RuleOutcome::NotPrinted | RuleOutcome::Holds => 0,
        RuleOutcome::HoldsRounded => 1,
        RuleOutcome::Unchecked => 2,
        RuleOutcome::Broken => 3,
    }
}

/// The operands of a rule; each of them needs one printed figure for the rule to say anything.
fn operands(rule: &Rule) -> Vec<Vec<String>> {
    let one = |path: &String| vec![path.clone()];
    let below = |each: &Option<String>, paths: &[String]| match each {
        Some(list) => paths.iter().map(|path| format!("{list}[].{path}")).collect(),
        None => paths.to_vec(),
    };
    match rule {
        Rule::Sum { each, left, right } => vec![below(each, left), below(each, right)],
        Rule::Rate { rate, part, whole } => vec![one(rate), one(part), one(whole)],
        Rule::Score { score, weight, rate } => vec![one(score), one(weight), one(rate)],
        Rule::Weights { weights, .. } => vec![weights.clone()],
        Rule::AtMost { each, low, high } => vec![below(each, &one(low)), below(each, &one(high))],
        Rule::NotNegative { paths } => vec![paths.clone()],
    }
}

fn is_printed(fields: &Node, paths: &[String]) -> bool {
    let mut found = paths.iter().flat_map(|path| fields.select(path));
    found.any(|(_, field)| field.state == State::Printed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use biaodan_model::{Field, Ledger, Origin, Provenance, Region, Value, Verdict};

    fn number(n: i64) -> Node {
        let place = Provenance { page: 1, region: Region::Lines(1, 1), from: Origin::Dump };
        Node::leaf(Field::printed(Value::Number(n.into()), n.to_string(), place))
    }

    fn form(parts: Vec<(&str, Node)>) -> FormRecord {
        FormRecord {
            kind: "visa".into(),
            title: String::new(),
            language: "en".to_owned(),
            pages: vec![1],
            amount_unit: None,
            verdict: Verdict::Review,
            verdict_reasons: Vec::new(),
            fields: Node::Group(parts.into_iter().map(|(name, node)| (name.into(), node)).collect()),
            findings: Vec::new(),
            ledger: Ledger::default(),
        }
    }

    #[test]
    fn a_rule_holds_is_broken_or_has_nothing_to_run_on() {
        let rule = Rule::Sum { each: None, left: vec!["a".to_owned(), "b".to_owned()], right: vec!["sum".to_owned()] };
        let parts = |sum| vec![("a", number(1)), ("b", number(2)), ("sum", sum)];
        assert_eq!(outcome(&rule, &form(parts(number(3)))), RuleOutcome::Holds);
        assert_eq!(outcome(&rule, &form(parts(number(9)))), RuleOutcome::Broken);
        let absent = Node::leaf(Field::absent());
        assert_eq!(outcome(&rule, &form(parts(absent))), RuleOutcome::NotPrinted);
    }
}
