//! What reports and control totals need to know of a document: small, and there without reading its record.

use biaodan_pipeline::model::{Envelope, FormRecord, Message, Value, Verdict};
use biaodan_pipeline::{Status, failure};
use serde::{Deserialize, Serialize};

use crate::exact::Exact;

/// Paths of the department a form is about; the first that has a value counts, as in the tables of the targets.
const DEPARTMENTS: &[&str] = &["department", "competent_department"];

/// What is known of a document that was read, or given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// `application/pdf`, …
    pub media_type: String,
    /// Its pages.
    pub page_count: u32,
    /// Why it counts as failed; none where it was extracted.
    pub failure: Option<Message>,
    /// Its forms, in order.
    pub forms: Vec<FormFacts>,
    /// Pages and tables, for the counts of either side.
    pub tables: u64,
}

/// What is known of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormFacts {
    /// Its kind, or `unknown`.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its verdict.
    pub verdict: Verdict,
    /// Why it is not accepted.
    pub reasons: Vec<Message>,
    /// The department it is about, as printed.
    pub department: Option<String>,
    /// Its fiscal year.
    pub year: Option<i64>,
    /// Its amounts with a value.
    pub amounts: u64,
    /// Those of them that state no unit and are in no total.
    pub without_unit: u64,
    /// All its amounts together, in yuan. No figure of the form: a control total that changes with any of them.
    pub total: Exact,
}

impl Facts {
    /// Those of a record.
    #[must_use]
    pub fn of(envelope: &Envelope) -> Facts {
        let failure = match Status::of(envelope) {
            Status::Extracted => None,
            Status::Failed => failure(envelope),
        };
        Facts {
            media_type: envelope.source.media_type.to_owned(),
            page_count: envelope.source.page_count,
            failure,
            forms: envelope.forms.iter().map(form).collect(),
            tables: envelope.tables.len() as u64,
        }
    }
}

fn form(form: &FormRecord) -> FormFacts {
    let text = |path: &&str| form.fields.field(path)?.text().map(std::borrow::Cow::into_owned);
    let year = match form.fields.field("fiscal_year").and_then(|field| field.value.as_ref()) {
        Some(Value::Integer(year)) => Some(*year),
        _ => None,
    };
    let mut facts = FormFacts {
        kind: form.kind.to_string(),
        title: form.title.clone(),
        verdict: form.verdict,
        reasons: form.verdict_reasons.clone(),
        department: DEPARTMENTS.iter().find_map(text).filter(|name| !name.is_empty()),
        year,
        amounts: 0,
        without_unit: 0,
        total: Exact::default(),
    };
    form.fields.visit(&mut |_, field| {
        let Some(Value::Amount(amount)) = &field.value else { return };
        facts.amounts = facts.amounts.saturating_add(1);
        let yuan = amount.cny().map(|yuan| Exact::new(yuan.mantissa(), yuan.scale()));
        match yuan.and_then(|yuan| facts.total.plus(yuan)) {
            Some(total) => facts.total = total,
            None => facts.without_unit = facts.without_unit.saturating_add(1),
        }
    });
    facts
}
