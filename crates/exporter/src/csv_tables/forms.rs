//! forms.csv: one row per form.
//!
//! `pages` is separated by blanks, because a comma or a hyphen would make spreadsheets see a number
//! or a date. `name` is who or what the form is about: the department, or else the project.

use std::io::{self, Write};

use biaodan_model::{Envelope, FormRecord, Unit, Verdict};

use super::rows::{Rows, forms};

pub(super) const COLUMNS: &[&str] = &["title", "language", "pages", "amount_unit", "verdict", "fiscal_year", "name", "reasons"];

/// Paths of what a form is about; the first that has a value counts.
const NAMES: &[&str] = &["department", "project_name"];

pub(super) fn write<W: Write>(envelope: &Envelope, rows: &mut Rows<W>) -> io::Result<()> {
    for (about, form) in forms(envelope) {
        rows.start(about)?;
        rows.text(&form.title)?;
        rows.text(&form.language)?;
        rows.text(&pages(form))?;
        rows.optional(form.amount_unit.map(Unit::as_str))?;
        rows.text(verdict(form.verdict))?;
        rows.value(form.fields.field("fiscal_year"))?;
        let mut names = NAMES.iter().filter_map(|path| form.fields.field(path));
        rows.value(names.find(|name| name.value.is_some()))?;
        rows.text(&reasons(form))?;
        rows.end()?;
    }
    Ok(())
}

fn pages(form: &FormRecord) -> String {
    let numbers: Vec<String> = form.pages.iter().map(u32::to_string).collect();
    numbers.join(" ")
}

fn reasons(form: &FormRecord) -> String {
    let texts: Vec<&str> = form.verdict_reasons.iter().map(|reason| reason.zh.as_str()).collect();
    texts.join("；")
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "accepted",
        Verdict::Review => "review",
        Verdict::Rejected => "rejected",
    }
}
