//! What holds of every record, accepted or not.

use std::collections::BTreeMap;

use biaodan_pipeline::exporter::View;
use biaodan_pipeline::model::{Envelope, FindingCode, State, numeric_tokens};
use biaodan_tests::json;

use crate::leaves::plain_number;

/// The numbers of a text, as the record prints them.
pub(crate) fn numbers(text: &str) -> Vec<String> {
    numeric_tokens(text).map(|token| plain_number(token.text)).collect()
}

/// It is JSON; no stage failed; no figure is invented, or used for two leaves.
pub(crate) fn of_any_record(envelope: &Envelope, text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    for view in [View::Full, View::Plain] {
        if let Err(error) = json(envelope, view) {
            wrong.push(format!("the {view:?} view is no JSON: {error}"));
        }
    }
    if let Some(finding) = envelope.findings.iter().find(|f| f.code == FindingCode::DocumentUnreadable) {
        wrong.push(format!("not read at all: {}", finding.message.en));
    }
    wrong.extend(invented(envelope, text));
    wrong
}

/// Figures of the record that the text does not print, or not as often.
fn invented(envelope: &Envelope, text: &str) -> Vec<String> {
    let mut printed: BTreeMap<String, usize> = BTreeMap::new();
    for number in numbers(text) {
        *printed.entry(number).or_default() += 1;
    }
    let mut wrong = Vec::new();
    for form in &envelope.forms {
        form.fields.visit(&mut |path, field| {
            if field.value.is_some() != (field.state == State::Printed) {
                wrong.push(format!("{path} has the value {:?} and the state {:?}", field.value, field.state));
            }
            for number in field.text().iter().filter(|_| path != "fiscal_year").flat_map(|value| numbers(value)) {
                match printed.get_mut(&number) {
                    Some(left) if *left > 0 => *left -= 1,
                    _ if is_wrapped(&number, text) => {}
                    _ => wrong
                        .push(format!("{path} has {number:?} ({:?}), which the text does not print (so often)", form.verdict)),
                }
            }
        });
    }
    wrong
}

/// True for a number that the text prints in two lines, one part at the end, the other at the start.
fn is_wrapped(number: &str, text: &str) -> bool {
    let lines = || text.lines().map(str::trim);
    let digit = |c: char| c.is_ascii_digit();
    (1..number.len()).filter_map(|at| number.split_at_checked(at)).any(|(head, tail)| {
        let ends = |line: &str| line.strip_suffix(head).is_some_and(|rest| !rest.ends_with(digit));
        let starts = |line: &str| line.strip_prefix(tail).is_some_and(|rest| !rest.starts_with(digit));
        lines().any(ends) && lines().any(starts)
    })
}
