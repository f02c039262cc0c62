//! Scans give the records beside them.

use std::fs;

use biaodan_pipeline::Ocr;
use biaodan_pipeline::exporter::View;
use biaodan_tests::{fixtures, json};
use serde_json::Value;

use crate::support::{engine, scan};

/// What is compared of a text: recognition does not tell blanks and the width of signs.
fn folded(text: &str) -> String {
    let narrow = |ch: char| match ch {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0).unwrap(),
        ch => ch,
    };
    text.chars().filter(|ch| !ch.is_whitespace()).map(narrow).collect()
}

/// Leaves that the truth names and the record has otherwise.
fn differences(path: &str, truth: &Value, found: &Value, out: &mut Vec<String>) {
    match (truth, found) {
        (Value::Object(a), _) => a.iter().for_each(|(key, a)| differences(&format!("{path}/{key}"), a, &found[key], out)),
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().for_each(|(i, (a, b))| differences(&format!("{path}/{i}"), a, b, out));
        }
        (Value::String(a), Value::String(b)) if folded(a) == folded(b) => {}
        (a, b) if a != b => out.push(format!("{path}: expected {a}, found {b}")),
        _ => {}
    }
}

#[test]
fn a_scan_gives_the_values_that_were_printed() {
    let engine = engine(Ocr::Auto);
    for name in ["project-skew", "expenditure-skew"] {
        let truth = fs::read_to_string(fixtures().join("scan").join(name).with_extension("plain.json")).unwrap();
        let truth: Value = serde_json::from_str(&truth).unwrap();
        let envelope = engine.read(name, &scan(&format!("{name}.pdf")));
        let record = json(&envelope, View::Full).unwrap();
        says_where_it_is_from(&record);
        let plain = json(&envelope, View::Plain).unwrap();
        let form = &plain["forms"][0];
        let mut wrong = Vec::new();
        differences("", &truth["fields"], &form["fields"], &mut wrong);
        assert!(wrong.is_empty(), "{name}: {}", wrong.join("\n"));
        assert_eq!(form["kind"], truth["kind"]);
        assert_eq!(form["verdict"], "accepted", "{name}: {:#}", form["verdict_reasons"]);
    }
}

/// The page with its grade and the reason for it, the values with what they rest on.
fn says_where_it_is_from(record: &Value) {
    let page = &record["pages"][0];
    assert_eq!((&page["text_from"], &page["grade"]), (&"ocr".into(), &"scan".into()));
    assert_eq!(page["grade_reason"]["en"], "the page is a picture without text");
    // as delivered, not as it was put upright
    assert_eq!((page["width"].as_f64().unwrap().round(), page["height"].as_f64().unwrap().round()), (595.0, 842.0));
    let mut values = 0;
    leaves(&record["forms"][0]["fields"], &mut |leaf| {
        if leaf["state"] == "printed" {
            assert_eq!(leaf["from"], "ocr", "{leaf}");
            let confidence = leaf["confidence"].as_f64().unwrap();
            assert!((0.9..=1.0).contains(&confidence), "{leaf}");
            assert_eq!(leaf["bbox"].as_array().unwrap().len(), 4);
            values += 1;
        }
    });
    assert!(values > 20, "{values}");
}

/// Leaves are what has a state.
fn leaves(node: &Value, visit: &mut dyn FnMut(&Value)) {
    match node {
        Value::Object(parts) if parts.contains_key("state") => visit(node),
        Value::Object(parts) => parts.values().for_each(|part| leaves(part, visit)),
        Value::Array(rows) => rows.iter().for_each(|row| leaves(row, visit)),
        _ => {}
    }
}
