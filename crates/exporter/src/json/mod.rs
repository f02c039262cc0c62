//! The two JSON views of an envelope, as `serde::Serialize` wrappers around the model.
//!
//! Keys come in the order of the public contract. Nothing is copied into an intermediate tree:
//! every part borrows from the envelope and writes itself.

mod finding;
mod form;
mod leaf;
mod ledger;
mod table;

use biaodan_model::{Envelope, FormRecord, Grade, GradeReason, Message, Origin, Page, PageStatus, Table};
use serde::{Serialize, Serializer};

use self::finding::FindingJson;
use self::form::FormJson;
use self::table::TableJson;
pub(crate) use self::table::{BareTable, cell_text};
use crate::round;

/// The version of the record's public shape, the envelope's first key.
pub(crate) const SCHEMA_VERSION: &str = "1";

/// How much of every leaf is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum View {
    /// Value, raw text, state, place, confidence and what was understood of it.
    Full,
    /// The value alone.
    Plain,
}

/// An envelope in the full view.
///
/// ```
/// # fn show(envelope: &biaodan_model::Envelope) -> serde_json::Result<String> {
/// serde_json::to_string(&biaodan_exporter::FullView(envelope))
/// # }
/// ```
#[derive(Debug, Clone, Copy)]
pub struct FullView<'a>(
    /// What to write.
    pub &'a Envelope,
);

/// An envelope in the plain view: every leaf is its value, the ledger is a summary.
#[derive(Debug, Clone, Copy)]
pub struct PlainView<'a>(
    /// What to write.
    pub &'a Envelope,
);

impl Serialize for FullView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        EnvelopeJson::new(self.0, View::Full).serialize(serializer)
    }
}

impl Serialize for PlainView<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        EnvelopeJson::new(self.0, View::Plain).serialize(serializer)
    }
}

/// The envelope's keys, in order.
#[derive(Serialize)]
struct EnvelopeJson<'a> {
    schema_version: &'static str,
    source: &'a biaodan_model::SourceInfo,
    tool: &'a biaodan_model::ToolInfo,
    pages: Each<'a, Page>,
    forms: Forms<'a>,
    tables: Each<'a, Table>,
    findings: Each<'a, biaodan_model::Finding>,
}

impl<'a> EnvelopeJson<'a> {
    fn new(envelope: &'a Envelope, view: View) -> EnvelopeJson<'a> {
        EnvelopeJson {
            schema_version: SCHEMA_VERSION,
            source: &envelope.source,
            tool: &envelope.tool,
            pages: Each(&envelope.pages),
            forms: Forms(&envelope.forms, view),
            tables: Each(&envelope.tables),
            findings: Each(&envelope.findings),
        }
    }
}

struct Forms<'a>(&'a [FormRecord], View);

impl Serialize for Forms<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|form| FormJson::new(form, self.1)))
    }
}

/// An array of model items, each written as its JSON counterpart.
struct Each<'a, T>(&'a [T]);

impl Serialize for Each<'_, Page> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(PageJson::new))
    }
}

impl Serialize for Each<'_, biaodan_model::Finding> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(FindingJson))
    }
}

impl Serialize for Each<'_, Table> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(TableJson::new))
    }
}

/// A page without its lines.
#[derive(Serialize)]
struct PageJson<'a> {
    number: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    label: Option<&'a str>,
    width: Option<f64>,
    height: Option<f64>,
    text_from: Origin,
    status: PageStatus,
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    grade_reason: Option<Message>,
}

impl<'a> PageJson<'a> {
    fn new(page: &'a Page) -> PageJson<'a> {
        // a text dump has no pictures to be graded by
        let grade = page.width.is_some().then_some(match page.grade {
            Grade::Text => ("text", None),
            Grade::Scan(reason) => ("scan", Some(reason)),
            Grade::Hybrid(reason) => ("hybrid", Some(reason)),
        });
        PageJson {
            number: page.number,
            label: page.label.as_deref(),
            width: page.width.map(round::points),
            height: page.height.map(round::points),
            text_from: page.text_from,
            status: page.status,
            reason: page.reason.as_deref(),
            grade: grade.map(|(name, _)| name),
            grade_reason: grade.and_then(|(_, reason)| reason).map(GradeReason::in_words),
        }
    }
}
