//! One value of a record, with everything needed to check it against the page.

use serde::{Deserialize, Serialize};

use crate::amount::Amount;
use crate::finding::Message;
use crate::record::Canonical;
use crate::target::Target;

/// What is known of a value. The distinctions that spreadsheets blur are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The page shows it.
    Printed,
    /// The form has the cell, and it is empty.
    Blank,
    /// The form has no such cell.
    Absent,
    /// The cell says not applicable: —, /, 无.
    Dash,
    /// Something stands there that could not be read or placed for certain.
    Unreadable,
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// The text layer of a born-digital file.
    TextLayer,
    /// Recognised from a picture.
    Ocr,
    /// A text dump.
    Dump,
    /// No text at all.
    None,
}

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Region {
    /// First and last line of the file, 1-based (text dumps).
    Lines(u32, u32),
    /// x0, y0, x1, y1 in points from the top left, after page rotation.
    Box([f64; 4]),
}

impl Region {
    /// The region around both, where they are of one sort; else the first.
    #[must_use]
    pub fn union(self, other: Region) -> Region {
        match (self, other) {
            (Region::Lines(a, b), Region::Lines(c, d)) => Region::Lines(a.min(c), b.max(d)),
            (Region::Box([a, b, c, d]), Region::Box([e, f, g, h])) => Region::Box([a.min(e), b.min(f), c.max(g), d.max(h)]),
            (first, _) => first,
        }
    }
}

/// Where on the document a value stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// 1-based page number.
    pub page: u32,
    /// The place on the page.
    pub region: Region,
    /// What was read there.
    pub from: Origin,
}

impl Provenance {
    /// A line of a text dump.
    #[must_use]
    pub fn line(page: u32, line: u32) -> Provenance {
        Provenance { page, region: Region::Lines(line, line), from: Origin::Dump }
    }

    /// Page and line, or page and position, in words for a message.
    #[must_use]
    pub fn in_words(&self) -> Message {
        let page = self.page;
        match self.region {
            Region::Lines(a, b) if a == b => Message::new(format!("第 {page} 页第 {a} 行"), format!("page {page}, line {a}")),
            Region::Lines(a, b) => Message::new(format!("第 {page} 页第 {a}–{b} 行"), format!("page {page}, lines {a}–{b}")),
            Region::Box([x, y, ..]) => Message::new(
                format!("第 {page} 页，距左 {x:.0}、距上 {y:.0} 点"),
                format!("page {page}, {x:.0} points from the left and {y:.0} from the top"),
            ),
        }
    }
}

/// A value in its type.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Running text, hard line breaks removed.
    Text(String),
    /// A whole number such as a year.
    Integer(i64),
    /// Money.
    Amount(Amount),
    /// A bare number such as a weight or a score: exact, decimals as printed.
    Number(rust_decimal::Decimal),
}

/// A value that was concluded, not read. It is never the value itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What the value probably is.
    pub value: String,
    /// How it was concluded.
    pub why: &'static str,
}

/// The confidence, 0 to 1, a printed value needs in an accepted form; the contract's "nothing rests
/// on a weak reading".
pub const MIN_CONFIDENCE: f32 = 0.9;

/// One leaf of a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The value; none unless the state is [`State::Printed`].
    pub value: Option<Value>,
    /// The text as printed, never changed.
    pub raw: Option<String>,
    /// What is known of it.
    pub state: State,
    /// Where it stands; none where the form has no such cell.
    pub provenance: Option<Provenance>,
    /// 0 to 1; 1 where reading and placing leave no doubt.
    pub confidence: f32,
    /// What a target says, where it holds a number.
    pub target: Option<Target>,
    /// The standard name of a category label, where it is a known one.
    pub canonical: Option<Canonical>,
    /// What the value probably is, where it could not be known.
    pub suggestion: Option<Suggestion>,
    /// What a recogniser took the text for besides `raw`, most probable first. Never the value by itself.
    pub alternatives: Vec<String>,
}

impl Field {
    fn without_value(state: State, provenance: Option<Provenance>) -> Field {
        Field {
            value: None,
            raw: None,
            state,
            provenance,
            confidence: 1.0,
            target: None,
            canonical: None,
            suggestion: None,
            alternatives: Vec::new(),
        }
    }

    /// True where the reading of the value is not certain enough for an accepted form.
    #[must_use]
    pub fn is_weak(&self) -> bool {
        self.confidence.is_nan() || self.confidence < MIN_CONFIDENCE
    }

    /// A value that stands on the page.
    #[must_use]
    pub fn printed(value: Value, raw: String, provenance: Provenance) -> Field {
        Field { value: Some(value), raw: Some(raw), ..Field::without_value(State::Printed, Some(provenance)) }
    }

    /// A cell that is there and empty; the place, where known, is that of its label.
    #[must_use]
    pub fn blank(provenance: Option<Provenance>) -> Field {
        Field::without_value(State::Blank, provenance)
    }

    /// A cell the form does not have.
    #[must_use]
    pub fn absent() -> Field {
        Field::without_value(State::Absent, None)
    }

    /// A cell that says "not applicable".
    #[must_use]
    pub fn dash(raw: String, provenance: Provenance) -> Field {
        Field { raw: Some(raw), ..Field::without_value(State::Dash, Some(provenance)) }
    }

    /// Something stands there that could not be read or placed for certain.
    #[must_use]
    pub fn unreadable(raw: Option<String>, provenance: Option<Provenance>) -> Field {
        Field { raw, confidence: 0.0, ..Field::without_value(State::Unreadable, provenance) }
    }

    /// The number of an amount or a bare number.
    #[must_use]
    pub fn number(&self) -> Option<rust_decimal::Decimal> {
        match self.value.as_ref()? {
            Value::Amount(amount) => Some(amount.number),
            Value::Number(number) => Some(*number),
            Value::Integer(n) => Some((*n).into()),
            Value::Text(_) => None,
        }
    }

    /// The value as the plain view prints it.
    #[must_use]
    pub fn text(&self) -> Option<std::borrow::Cow<'_, str>> {
        Some(match self.value.as_ref()? {
            Value::Text(text) => text.as_str().into(),
            Value::Integer(n) => n.to_string().into(),
            Value::Amount(amount) => amount.number.to_string().into(),
            Value::Number(number) => number.to_string().into(),
        })
    }
}
