//! The verdict: accepted, review or rejected. In doubt, review.

use biaodan_model::{FormRecord, Message, Node, Severity, Shape, State, Verdict};

use crate::complete::UNKNOWN_KIND;
use crate::reasons::reasons;

/// Sets the verdict and its reasons from the record and all its findings.
pub(crate) fn judge(form: &mut FormRecord, shape: &Shape) {
    form.verdict = if is_unusable(form, shape) {
        Verdict::Rejected
    } else if is_beyond_doubt(form) {
        Verdict::Accepted
    } else {
        Verdict::Review
    };
    form.verdict_reasons = match form.verdict {
        Verdict::Accepted => Vec::new(),
        Verdict::Review | Verdict::Rejected => reasons(&form.findings, form.ledger.residue().count()),
    };
    if form.verdict == Verdict::Rejected && form.verdict_reasons.is_empty() {
        form.verdict_reasons.push(Message::new("没有可用的内容", "nothing usable was found"));
    }
}

/// Asks the record itself again, not only the findings: a check that forgets to report must not
/// let a form through.
fn is_beyond_doubt(form: &FormRecord) -> bool {
    let has_serious = form.findings.iter().any(|f| f.severity() >= Severity::Warning);
    let has_residue = form.ledger.residue().next().is_some();
    let mut is_clear = true;
    form.fields.visit(&mut |_, field| {
        is_clear &= match field.state {
            State::Printed => !field.is_weak(),
            State::Unreadable => false,
            State::Blank | State::Absent | State::Dash => true,
        };
    });
    &*form.kind != UNKNOWN_KIND && !has_serious && !has_residue && is_clear
}

fn is_unusable(form: &FormRecord, shape: &Shape) -> bool {
    let mut has_value = false;
    form.fields.visit(&mut |_, field| has_value |= field.state == State::Printed);
    if !has_value {
        return true;
    }
    if &*form.kind == UNKNOWN_KIND || has_rows(&form.fields) {
        return false;
    }
    let (mut asked, mut found) = (0, 0);
    count_required(shape, Some(&form.fields), &mut asked, &mut found);
    asked > 0 && found == 0
}

fn has_rows(node: &Node) -> bool {
    match node {
        Node::Leaf(_) => false,
        Node::Group(parts) => parts.iter().any(|(_, part)| has_rows(part)),
        Node::List(rows) => !rows.is_empty(),
    }
}

/// Counts required leaves and those printed; lists are empty wherever this is asked.
fn count_required(shape: &Shape, node: Option<&Node>, asked: &mut usize, found: &mut usize) {
    match shape {
        Shape::Leaf { required: false, .. } | Shape::List(_) => {}
        Shape::Leaf { required: true, .. } => {
            *asked += 1;
            *found += usize::from(matches!(node, Some(Node::Leaf(field)) if field.state == State::Printed));
        }
        Shape::Group(parts) => {
            for (name, part) in parts {
                let child = match node {
                    Some(Node::Group(nodes)) => nodes.iter().find(|(key, _)| key == name).map(|(_, n)| n),
                    _ => None,
                };
                count_required(part, child, asked, found);
            }
        }
    }
}

#[cfg(test)]
mod tests;
