//! findings: those of the document, then form by form.

use biaodan_model::{Envelope, Finding, Severity};

use super::builder::Cells;
use super::forms::joined;
use crate::datum::Row;

pub(super) fn rows(envelope: &Envelope) -> Vec<Row> {
    let of_document = envelope.findings.iter().map(|finding| (None, finding));
    let forms = envelope.forms.iter().enumerate();
    let of_forms = forms.flat_map(|(i, form)| form.findings.iter().map(move |finding| (Some(i), finding)));
    of_document.chain(of_forms).enumerate().map(|(ordinal, (form, finding))| row(ordinal, form, finding)).collect()
}

fn row(ordinal: usize, form: Option<usize>, finding: &Finding) -> Row {
    Cells::default()
        .optional(form)
        .integer(ordinal)
        .text(finding.code.as_str())
        .text(severity(finding.severity()))
        .text(finding.path.as_deref())
        .place(finding.page, finding.region)
        .text(finding.message.zh.as_str())
        .text(finding.message.en.as_str())
        .text(finding.expected.as_deref())
        .text(finding.found.as_deref())
        .text(finding.difference.as_deref())
        .text(joined(&finding.hints, |hint| &hint.zh, "；").as_str())
        .text(joined(&finding.hints, |hint| &hint.en, "; ").as_str())
        .done()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
