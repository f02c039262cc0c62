//! findings.csv: one row per finding, first those of the document, then form by form.

use std::io::{self, Write};

use biaodan_model::{Envelope, Finding, Severity};

use super::rows::{About, Rows, forms};

pub(super) const COLUMNS: &[&str] = &[
    "code",
    "severity",
    "path",
    "page",
    "first_line",
    "last_line",
    "x0",
    "y0",
    "x1",
    "y1",
    "zh",
    "en",
    "expected",
    "found",
    "difference",
];

pub(super) fn write<W: Write>(envelope: &Envelope, rows: &mut Rows<W>) -> io::Result<()> {
    for finding in &envelope.findings {
        write_one(About { envelope, form: None }, finding, rows)?;
    }
    for (about, form) in forms(envelope) {
        for finding in &form.findings {
            write_one(about, finding, rows)?;
        }
    }
    Ok(())
}

fn write_one<W: Write>(about: About<'_>, finding: &Finding, rows: &mut Rows<W>) -> io::Result<()> {
    rows.start(about)?;
    rows.text(finding.code.as_str())?;
    rows.text(severity(finding.severity()))?;
    rows.optional(finding.path.as_deref())?;
    rows.place(finding.page, finding.region)?;
    rows.text(&finding.message.zh)?;
    rows.text(&finding.message.en)?;
    rows.optional(finding.expected.as_deref())?;
    rows.optional(finding.found.as_deref())?;
    rows.optional(finding.difference.as_deref())?;
    rows.end()
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
