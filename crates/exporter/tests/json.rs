//! The two JSON views, byte for byte, and the ways they are written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::io::ErrorKind;

use biaodan_exporter::{FullView, JsonArray, PlainView, View, render_element, write_json, write_ndjson};
use biaodan_model::Envelope;
use common::{Broken, empty, sample, states, with_text};
use proptest::prelude::*;
use serde_json::Value;

fn written(envelope: &Envelope, view: View, pretty: bool) -> String {
    let mut bytes = Vec::new();
    write_json(envelope, view, pretty, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn parsed(envelope: &Envelope, view: View) -> Value {
    serde_json::from_str(&written(envelope, view, false)).unwrap()
}

/// Compares with a golden file; where they differ, the new text is left in the test's own folder.
fn assert_golden(name: &str, golden: &str, actual: &str) {
    if golden != actual {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, actual).unwrap();
        let line = golden.lines().zip(actual.lines()).position(|(a, b)| a != b);
        panic!("tests/golden/{name} differs at line {:?}; the new text is {}", line.map(|n| n + 1), path.display());
    }
}

#[test]
fn the_full_view_is_golden() {
    assert_golden("full.json", include_str!("golden/full.json"), &written(&sample(), View::Full, true));
}

#[test]
fn the_plain_view_is_golden() {
    assert_golden("plain.json", include_str!("golden/plain.json"), &written(&sample(), View::Plain, true));
}

#[test]
fn an_envelope_without_forms_has_every_key() {
    let expected = concat!(
        r#"{"schema_version":"1","source":{"name":"a.txt","sha256":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"#,
        r#"0f0f0f0f0f0f0f0f","media_type":"text/plain","bytes":7,"page_count":0},"tool":{"name":"biaodan","version":"#,
        r#""0.1.0","definitions_sha256":"abababababababababababababababababababababababababababababababab"},"#,
        r#""pages":[],"forms":[],"tables":[],"findings":[]}"#,
        "\n"
    );
    assert_eq!(written(&empty(), View::Full, false), expected);
    assert_eq!(written(&empty(), View::Plain, false), expected);
}

#[test]
fn the_views_are_serialize() {
    let value = serde_json::to_string(&FullView(&sample())).unwrap();
    assert_eq!(value + "\n", written(&sample(), View::Full, false));
    let value = serde_json::to_string_pretty(&PlainView(&sample())).unwrap();
    assert_eq!(value + "\n", written(&sample(), View::Plain, true));
}

#[test]
fn states_are_kept_and_blank_is_never_zero() {
    let full = parsed(&sample(), View::Full);
    let plain = parsed(&sample(), View::Plain);
    for (name, state) in states() {
        let leaf = &full["forms"][0]["fields"]["expenditure"][name];
        assert_eq!(leaf["state"], serde_json::to_value(state).unwrap(), "{name}");
        let value = &plain["forms"][0]["fields"]["expenditure"][name];
        assert_eq!(&leaf["value"], value);
        assert_eq!(value.is_null(), name != "basic", "{name}");
    }
    assert_eq!(plain["forms"][0]["fields"]["expenditure"]["project"], "0.00");
}

#[test]
fn the_suggestion_is_never_the_value() {
    let full = parsed(&sample(), View::Full);
    let leaf = &full["forms"][0]["fields"]["indicators"][0]["level2"];
    assert!(leaf["value"].is_null());
    assert_eq!(leaf["suggestion"]["value"], "数量指标");
    assert!(parsed(&sample(), View::Plain)["forms"][0]["fields"]["indicators"][0]["level2"].is_null());
}

#[test]
fn ndjson_is_one_line_each() {
    let mut bytes = Vec::new();
    write_ndjson(&sample(), View::Full, &mut bytes).unwrap();
    write_ndjson(&with_text("a\nb\r\nc"), View::Plain, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.lines().count(), 2);
    assert!(text.ends_with('\n') && !text.contains('\r'));
}

#[test]
fn an_array_is_what_serde_json_would_print() {
    let envelopes = [sample(), empty(), sample()];
    let views: Vec<PlainView<'_>> = envelopes.iter().map(PlainView).collect();
    for pretty in [false, true] {
        let expected = if pretty { serde_json::to_string_pretty(&views) } else { serde_json::to_string(&views) };
        let mut pushed = JsonArray::new(Vec::new(), pretty);
        let mut rendered = JsonArray::new(Vec::new(), pretty);
        for envelope in &envelopes {
            pushed.push(envelope, View::Plain).unwrap();
            rendered.push_rendered(&render_element(envelope, View::Plain, pretty).unwrap()).unwrap();
        }
        let expected = expected.unwrap() + "\n";
        assert_eq!(String::from_utf8(pushed.finish().unwrap()).unwrap(), expected);
        assert_eq!(String::from_utf8(rendered.finish().unwrap()).unwrap(), expected);
    }
}

#[test]
fn an_array_of_nothing_is_an_array() {
    for pretty in [false, true] {
        assert_eq!(JsonArray::new(Vec::new(), pretty).finish().unwrap(), b"[]\n");
    }
}

#[test]
fn a_broken_pipe_stays_one() {
    for room in [0, 1, 100] {
        let error = write_json(&sample(), View::Full, true, &mut Broken { room }).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BrokenPipe);
        let mut array = JsonArray::new(Broken { room }, false);
        assert_eq!(array.push(&sample(), View::Full).unwrap_err().kind(), ErrorKind::BrokenPipe);
    }
    // Larger than the buffer, so that it breaks within the serialiser.
    let large = with_text(&"长".repeat(100_000));
    let error = write_ndjson(&large, View::Full, &mut Broken { room: 10 }).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BrokenPipe);
}

proptest! {
    #[test]
    fn any_text_comes_back(text in any::<String>()) {
        let envelope = with_text(&text);
        let full = parsed(&envelope, View::Full);
        let leaf = &full["forms"][0]["fields"]["key_tasks"][0]["name"];
        prop_assert_eq!(leaf["value"].as_str(), Some(text.as_str()));
        prop_assert_eq!(leaf["raw"].as_str(), Some(text.as_str()));
        let plain = parsed(&envelope, View::Plain);
        prop_assert_eq!(plain["forms"][0]["fields"]["key_tasks"][0]["name"].as_str(), Some(text.as_str()));
    }
}
