//! forms: one row a form.

use biaodan_model::{Envelope, FormRecord, Message};

use super::about;
use super::builder::Cells;
use crate::datum::Row;

pub(super) fn rows(envelope: &Envelope) -> Vec<Row> {
    envelope.forms.iter().enumerate().map(|(i, form)| row(i, form)).collect()
}

/// Pages are separated by blanks: a comma or a hyphen would make spreadsheets see a number or a date.
fn row(index: usize, form: &FormRecord) -> Row {
    let pages: Vec<String> = form.pages.iter().map(u32::to_string).collect();
    Cells::default()
        .integer(index)
        .text(form.title.as_str())
        .text(form.language.as_str())
        .text(pages.join(" ").as_str())
        .text(about::text(form, "implementing_unit").as_deref())
        .text(joined(&form.verdict_reasons, |reason| &reason.zh, "；").as_str())
        .text(joined(&form.verdict_reasons, |reason| &reason.en, "; ").as_str())
        .integer(form.ledger.entries.len())
        .integer(form.ledger.residue().count())
        .shared(&about::cells(form))
        .done()
}

/// Several messages in one language as one text.
pub(super) fn joined(messages: &[Message], text: impl Fn(&Message) -> &String, separator: &str) -> String {
    messages.iter().map(|message| text(message).as_str()).collect::<Vec<_>>().join(separator)
}
