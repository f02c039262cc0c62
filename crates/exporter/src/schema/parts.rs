//! The schemas of everything around the leaves: source, tool, pages, forms, tables, findings, ledger.

use biaodan_model::FindingCode;
use serde_json::{Value, json};

use super::{array, closed, closed_with, insert, reference};
use crate::json::View;

/// One language of a form, or several joined by `+`.
const LANGUAGE: &str = r"^(zh-Hans|zh-Hant|en)(\+(zh-Hans|zh-Hant|en))*$";

fn string() -> Value {
    json!({ "type": "string" })
}

fn optional_string() -> Value {
    json!({ "type": ["string", "null"] })
}

fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

/// Pages and lines count from 1.
fn ordinal() -> Value {
    json!({ "type": "integer", "minimum": 1 })
}

fn sha256() -> Value {
    json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })
}

fn length() -> Value {
    json!({ "type": ["number", "null"], "minimum": 0 })
}

pub(super) fn optional_page() -> Value {
    json!({ "type": ["integer", "null"], "minimum": 1 })
}

pub(super) fn lines() -> Value {
    json!({ "type": "array", "items": ordinal(), "minItems": 2, "maxItems": 2 })
}

/// x0, y0, x1, y1.
pub(super) fn bbox() -> Value {
    json!({ "type": "array", "items": { "type": "number" }, "minItems": 4, "maxItems": 4 })
}

pub(super) fn optional_unit() -> Value {
    json!({ "enum": ["元", "万元", "亿元", null] })
}

pub(super) fn message() -> Value {
    closed(vec![("zh", string()), ("en", string())])
}

pub(super) fn source() -> Value {
    let required =
        vec![("name", string()), ("sha256", sha256()), ("media_type", string()), ("bytes", count()), ("page_count", count())];
    closed_with(required, vec![("encoding", string()), ("attachments", array(attachment()))])
}

fn attachment() -> Value {
    closed(vec![("name", string()), ("bytes", json!({ "type": ["integer", "null"], "minimum": 0 }))])
}

pub(super) fn tool() -> Value {
    closed(vec![("name", string()), ("version", string()), ("definitions_sha256", sha256())])
}

pub(super) fn page() -> Value {
    let required = vec![
        ("number", ordinal()),
        ("width", length()),
        ("height", length()),
        ("text_from", json!({ "enum": ["text-layer", "ocr", "dump", "none"] })),
        ("status", json!({ "enum": ["extracted", "empty", "skipped"] })),
        ("reason", optional_string()),
    ];
    let optional =
        vec![("label", string()), ("grade", json!({ "enum": ["text", "scan", "hybrid"] })), ("grade_reason", message())];
    closed_with(required, optional)
}

/// A form of any of these kinds; what its fields look like is added by kind.
pub(super) fn form(view: View, kinds: &[&str]) -> Value {
    closed(vec![
        ("kind", json!({ "enum": kinds })),
        ("title", string()),
        ("language", json!({ "type": "string", "pattern": LANGUAGE })),
        ("pages", array(ordinal())),
        ("amount_unit", optional_unit()),
        ("verdict", json!({ "enum": ["accepted", "review", "rejected"] })),
        ("verdict_reasons", array(reference("message"))),
        ("fields", json!({ "type": "object" })),
        ("findings", array(reference("finding"))),
        ("ledger", ledger(view)),
    ])
}

/// A table that no form claimed.
pub(super) fn table() -> Value {
    let cell = closed(vec![
        ("row", count()),
        ("column", count()),
        ("row_span", ordinal()),
        ("column_span", ordinal()),
        ("text", string()),
        ("bbox", bbox()),
        ("page", ordinal()),
    ]);
    closed(vec![
        ("page", ordinal()),
        ("pages", array(ordinal())),
        ("bbox", bbox()),
        ("borders", json!({ "enum": ["ruled", "aligned"] })),
        ("rows", count()),
        ("columns", count()),
        ("cells", array(cell)),
    ])
}

pub(super) fn finding() -> Value {
    let codes: Vec<&str> = FindingCode::ALL.iter().map(|code| code.as_str()).collect();
    let required = vec![
        ("code", json!({ "enum": codes })),
        ("severity", json!({ "enum": ["info", "warning", "error"] })),
        ("path", optional_string()),
        ("page", optional_page()),
        ("message", reference("message")),
    ];
    let optional = vec![
        ("lines", lines()),
        ("bbox", bbox()),
        ("expected", string()),
        ("found", string()),
        ("difference", string()),
        ("hints", array(reference("message"))),
    ];
    closed_with(required, optional)
}

fn ledger(view: View) -> Value {
    let mut keys = vec![("values", count()), ("duplicates", count()), ("labels", count())];
    if view == View::Full {
        keys.push(("entries", array(json!({ "oneOf": entries() }))));
    }
    keys.push(("residue", array(token(Vec::new()))));
    closed(keys)
}

/// A number and its place, a line of a dump or a box of a page, with what else is known of it.
fn token(known: Vec<(&'static str, Value)>) -> Value {
    let mut keys = vec![("text", string()), ("page", ordinal())];
    keys.extend(known);
    let mut token = closed_with(keys, vec![("line", ordinal()), ("bbox", bbox())]);
    insert(&mut token, "oneOf", json!([{ "required": ["line"] }, { "required": ["bbox"] }]));
    token
}

/// One schema per outcome, each with the keys that outcome has.
fn entries() -> Vec<Value> {
    let outcomes: [(&str, &[&'static str]); 4] =
        [("value", &["path"]), ("duplicate", &["of", "why"]), ("label", &[]), ("residue", &[])];
    let entry = |(outcome, keys): (&str, &[&'static str])| {
        let mut known = vec![("outcome", json!({ "const": outcome }))];
        known.extend(keys.iter().map(|key| (*key, string())));
        token(known)
    };
    outcomes.into_iter().map(entry).collect()
}
