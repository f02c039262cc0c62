//! documents, names, pages.

use std::collections::HashSet;

use biaodan_model::{Envelope, Finding, Page, PageStatus, Severity, Verdict};

use super::builder::{Cells, origin};
use crate::datum::Row;

/// The document's row of `documents`; the counts are those of its record.
pub(super) fn row(envelope: &Envelope) -> Row {
    let source = &envelope.source;
    let with = |verdict: Verdict| envelope.forms.iter().filter(|form| form.verdict == verdict).count();
    Cells::default()
        .text(source.name.as_str())
        .text(source.media_type)
        .text(source.encoding)
        .integer(source.bytes)
        .integer(source.page_count)
        .integer(source.attachments.len())
        .integer(envelope.forms.len())
        .integer(with(Verdict::Accepted))
        .integer(with(Verdict::Review))
        .integer(with(Verdict::Rejected))
        .integer(envelope.tables.len())
        .integer(findings(envelope).count())
        .integer(findings(envelope).filter(|finding| finding.severity() == Severity::Error).count())
        .text(envelope.tool.version)
        .text(&*envelope.tool.definitions_sha256)
        .done()
}

/// Those of the document and of all its forms.
fn findings(envelope: &Envelope) -> impl Iterator<Item = &Finding> {
    envelope.findings.iter().chain(envelope.forms.iter().flat_map(|form| &form.findings))
}

/// One row a name, each once, in the order given.
pub(super) fn names(names: &[String]) -> Vec<Row> {
    let mut seen = HashSet::new();
    let first_times = names.iter().filter(|name| seen.insert(name.as_str())).enumerate();
    first_times.map(|(i, name)| Cells::default().integer(i).text(name.as_str()).done()).collect()
}

pub(super) fn pages(envelope: &Envelope) -> Vec<Row> {
    envelope.pages.iter().map(page).collect()
}

fn page(page: &Page) -> Row {
    Cells::default()
        .integer(page.number)
        .text(page.label.as_deref())
        .real(page.width)
        .real(page.height)
        .text(origin(page.text_from))
        .text(match page.status {
            PageStatus::Extracted => "extracted",
            PageStatus::Empty => "empty",
            PageStatus::Skipped => "skipped",
        })
        .text(page.reason.as_deref())
        .done()
}
