//! Every dump with an expected record gives that record.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::PathBuf;

use biaodan_pipeline::exporter::View;
use biaodan_pipeline::{Input, Place};
use biaodan_tests::{dumps, engine, json};
use serde_json::Value;

fn path(input: &Input) -> PathBuf {
    match &input.place {
        Place::File(path) => path.clone(),
        Place::StandardInput => panic!("fixtures are files"),
    }
}

/// Lists every leaf that differs, with its path: the whole of both records tells nobody anything.
fn differences(path: &str, expected: &Value, found: &Value, out: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(a), Value::Object(b)) => {
            for key in a.keys().chain(b.keys().filter(|key| !a.contains_key(*key))) {
                let below = format!("{path}/{key}");
                differences(&below, a.get(key).unwrap_or(&Value::Null), b.get(key).unwrap_or(&Value::Null), out);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (i, (a, b)) in a.iter().zip(b).enumerate() {
                differences(&format!("{path}/{i}"), a, b, out);
            }
        }
        (a, b) if a != b => out.push(format!("{path}: expected {a}, found {b}")),
        _ => {}
    }
}

#[test]
fn dumps_give_the_records_beside_them() {
    let engine = engine().unwrap();
    let (mut checked, mut wrong) = (0, Vec::new());
    for dump in dumps() {
        let Ok(text) = fs::read_to_string(path(&dump).with_extension("plain.json")) else {
            continue;
        };
        let expected: Value = serde_json::from_str(&text).unwrap();
        let record = json(&dump.read(&engine), View::Plain).unwrap();
        let forms = record["forms"].as_array().unwrap();
        assert_eq!(forms.len(), 1, "{}: {record:#}", dump.name);
        for (key, value) in expected.as_object().unwrap() {
            differences(&format!("{}: /{key}", dump.name), value, &forms[0][key], &mut wrong);
        }
        checked += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(checked >= 2, "the seed and the visa form are always there");
}
