//! Did a document give what it was read for?

use biaodan_model::{Envelope, Finding, FormRecord, Message, Severity, Verdict};

/// What the exit status of the command is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It gave a form of a known kind with something usable, or tables alone, and nothing was lost.
    Extracted,
    /// It gave none, or an error stands among its findings.
    Failed,
}

impl Status {
    /// The status of a document.
    #[must_use]
    pub fn of(envelope: &Envelope) -> Status {
        let lost = envelope.findings.iter().any(is_error);
        let tables_only = envelope.forms.is_empty() && !envelope.tables.is_empty();
        if !lost && (tables_only || envelope.forms.iter().any(is_usable)) { Status::Extracted } else { Status::Failed }
    }
}

fn is_error(finding: &Finding) -> bool {
    finding.severity() == Severity::Error
}

fn is_usable(form: &FormRecord) -> bool {
    &*form.kind != "unknown" && form.verdict != Verdict::Rejected
}

/// The one thing to say of a document that failed; none for one that did not.
#[must_use]
pub fn failure(envelope: &Envelope) -> Option<Message> {
    if Status::of(envelope) == Status::Extracted {
        return None;
    }
    let gravest = |findings: &[Finding]| {
        let best = findings.iter().rev().max_by_key(|f| f.severity());
        best.filter(|f| f.severity() >= Severity::Warning).map(|f| f.message.clone())
    };
    let of_forms = || envelope.forms.iter().find_map(|form| form.verdict_reasons.first().cloned());
    let unsaid = || Message::new("没有可用的表单", "holds no usable form");
    Some(gravest(&envelope.findings).or_else(of_forms).unwrap_or_else(unsaid))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Definitions, Engine};
    use biaodan_model::{FindingCode, Ledger, Node};

    fn envelope(kind: &str, verdict: Verdict, findings: &[FindingCode]) -> Envelope {
        let engine = Engine::new(Definitions::built_in().unwrap());
        let mut envelope = engine.read("a.txt", b"");
        envelope.findings = findings.iter().map(|&code| Finding::new(code, "中", code.as_str())).collect();
        envelope.forms.push(FormRecord {
            kind: kind.into(),
            title: String::new(),
            language: "en".to_owned(),
            pages: vec![1],
            amount_unit: None,
            verdict,
            verdict_reasons: vec![Message::new("原因", "the reason")],
            fields: Node::Group(Vec::new()),
            findings: Vec::new(),
            ledger: Ledger::default(),
        });
        envelope
    }

    fn said(envelope: &Envelope) -> Option<String> {
        failure(envelope).map(|message| message.en)
    }

    #[test]
    fn a_form_to_review_is_extracted() {
        let info = envelope("visa", Verdict::Review, &[FindingCode::TextEncoding]);
        assert_eq!(Status::of(&info), Status::Extracted);
        assert_eq!(said(&info), None);
    }

    #[test]
    fn lost_data_unknown_kinds_and_rejected_forms_fail() {
        let damaged = envelope("visa", Verdict::Accepted, &[FindingCode::TextEncoding, FindingCode::TextDamaged]);
        assert_eq!(said(&damaged).as_deref(), Some("text-damaged"));
        assert_eq!(said(&envelope("unknown", Verdict::Review, &[])).as_deref(), Some("the reason"));
        assert_eq!(said(&envelope("visa", Verdict::Rejected, &[])).as_deref(), Some("the reason"));
    }
}
