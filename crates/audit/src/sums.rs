//! Sums: do the parts make the total?
//!
//! Exact decimals. Two sides may differ by what rounding explains: half a unit of the last printed
//! place of every term on both sides, never a percentage. A term that is absent, blank or a dash
//! adds nothing; one that cannot be read leaves the rule unchecked.

use biaodan_model::{Finding, FindingCode, State};
use rust_decimal::Decimal;

use crate::figure::Figure;
use crate::hints::{AmountIndex, explain};
use crate::report::{Report, placed};
use crate::scope::Scope;
use crate::terms::{Equation, Side, Term};

/// Blank terms that a message names; the rest are counted.
const MAX_NAMED_BLANKS: usize = 3;

/// The two sums and what lies between them.
struct Balance {
    /// Sum of the left side.
    found: Decimal,
    /// Sum of the right side.
    expected: Decimal,
    /// Found minus expected.
    difference: Decimal,
}

/// Why a sum cannot be checked, in Chinese and in English.
type Why = (&'static str, &'static str);

enum Judgement<'e> {
    /// The sides are equal, or the form does not print one of them.
    Fine,
    /// Equal within rounding.
    Rounded(Balance),
    /// Apart by more than rounding.
    Broken(Balance),
    /// Cannot be checked, because of this term.
    Unchecked(Option<&'e Term<'e>>, Why),
}

/// Checks one sum and reports what it finds.
pub(crate) fn check(scope: &Scope<'_>, left: &[String], right: &[String], amounts: &AmountIndex<'_>, report: &mut Report) {
    let equation = Equation::read(scope, left, right);
    match judge(&equation) {
        Judgement::Fine => {}
        Judgement::Rounded(balance) => {
            let words = ("分项合计与总数仅在四舍五入范围内一致", "equal only within rounding");
            report.add(finding(FindingCode::SumRounded, words, &equation, &balance));
        }
        Judgement::Broken(balance) => {
            let words = ("合计不符", "the sum does not close");
            let mut broken = finding(FindingCode::SumMismatch, words, &equation, &balance);
            name_blanks(&mut broken, &equation);
            broken.hints = explain(&equation, balance.difference, amounts);
            report.add(broken);
            report.doubt(equation.terms().filter(|t| t.reading().is_some()).map(|t| t.path.as_str()));
        }
        Judgement::Unchecked(term, (zh, en)) => {
            let path = term.map_or(equation.left.shown.as_str(), |t| t.path.as_str());
            report.add_unchecked(path, term.map(|t| t.field), zh, en);
        }
    }
}

fn judge<'e>(equation: &'e Equation<'e>) -> Judgement<'e> {
    if let Some(term) = equation.terms().find(|t| t.figure == Figure::Unusable) {
        return Judgement::Unchecked(Some(term), ("数字无法读取", "the figure cannot be read"));
    }
    if let Some(judgement) = judge_empty(&equation.left, &equation.right) {
        return judgement;
    }
    if let Some(term) = equation.unit_conflict() {
        return Judgement::Unchecked(Some(term), ("金额单位与同式其他金额不同", "its unit is not that of the other amounts"));
    }
    let Some(balance) = balance(equation) else {
        return Judgement::Unchecked(equation.focus(), ("数字过长", "the figures are too long"));
    };
    if balance.difference.is_zero() {
        Judgement::Fine
    } else if balance.difference.abs() <= equation.tolerance() {
        Judgement::Rounded(balance)
    } else {
        Judgement::Broken(balance)
    }
}

/// What follows where a side has no number: nothing if the form does not print it (an optional
/// block), a warning if the other side has numbers and this one stands empty beside them.
fn judge_empty<'e>(left: &'e Side<'e>, right: &'e Side<'e>) -> Option<Judgement<'e>> {
    let is_empty = |side: &Side<'_>| side.readings().next().is_none();
    let (empty, other) = match (is_empty(left), is_empty(right)) {
        (false, false) => return None,
        (true, true) => return Some(Judgement::Fine),
        (true, false) => (left, right),
        (false, true) => (right, left),
    };
    // no parts beside a total of zero contradict nothing
    if empty.is_absent() || other.sum().is_some_and(|sum| sum.is_zero()) {
        return Some(Judgement::Fine);
    }
    let term = empty.terms.iter().find(|t| t.field.state != State::Absent);
    Some(Judgement::Unchecked(term, ("没有数字", "there is no figure")))
}

fn balance(equation: &Equation<'_>) -> Option<Balance> {
    let found = equation.left.sum()?;
    let expected = equation.right.sum()?;
    Some(Balance { found, expected, difference: found.checked_sub(expected)? })
}

fn finding(code: FindingCode, (zh, en): Why, equation: &Equation<'_>, balance: &Balance) -> Finding {
    let Balance { found, expected, difference } = balance;
    let (left, right) = (&equation.left.shown, &equation.right.shown);
    let mut finding = Finding::new(
        code,
        format!("{zh}：{left} 为 {found}，{right} 为 {expected}，相差 {difference}"),
        format!("{en}: {left} is {found}, {right} is {expected}, the difference is {difference}"),
    )
    .with_values(expected.to_string(), found.to_string());
    finding.difference = Some(difference.to_string());
    match equation.focus() {
        Some(term) => placed(finding, &term.path, Some(term.field)),
        None => finding,
    }
}

/// Says which terms of a broken sum are blank: one of them may be what is missing.
fn name_blanks(finding: &mut Finding, equation: &Equation<'_>) {
    let is_blank = |t: &&Term<'_>| t.field.state == State::Blank;
    let blanks = equation.terms().filter(is_blank).count();
    if blanks == 0 {
        return;
    }
    let named = equation.terms().filter(is_blank).take(MAX_NAMED_BLANKS).map(|t| t.path.as_str());
    let mut names = named.collect::<Vec<_>>().join(", ");
    if blanks > MAX_NAMED_BLANKS {
        names.push_str(" …");
    }
    finding.message.zh.push_str(&format!("；其中 {blanks} 项空白、未计入（{names}）"));
    finding.message.en.push_str(&format!("; blank and so missing from the sum: {names} ({blanks} in all)"));
}

#[cfg(test)]
mod tests;
