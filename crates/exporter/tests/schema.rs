//! The schema takes what the views print and nothing else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use biaodan_exporter::{FullView, PlainView, View, schema};
use common::{empty, kinds, sample};
use serde_json::{Value, json};

fn validator(view: View) -> jsonschema::Validator {
    let schema = schema(view, &kinds());
    assert!(jsonschema::meta::is_valid(&schema));
    jsonschema::draft202012::new(&schema).unwrap()
}

fn record(view: View) -> Value {
    match view {
        View::Full => serde_json::to_value(FullView(&sample())).unwrap(),
        View::Plain => serde_json::to_value(PlainView(&sample())).unwrap(),
    }
}

fn assert_valid(validator: &jsonschema::Validator, instance: &Value) {
    let errors: Vec<String> = validator.iter_errors(instance).map(|error| format!("{}: {error}", error.instance_path)).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn both_views_are_valid() {
    assert_valid(&validator(View::Full), &record(View::Full));
    assert_valid(&validator(View::Plain), &record(View::Plain));
    let nothing = serde_json::to_value(FullView(&empty())).unwrap();
    assert_valid(&validator(View::Full), &nothing);
    assert_valid(&validator(View::Plain), &nothing);
}

#[test]
fn one_view_is_not_the_other() {
    assert!(!validator(View::Full).is_valid(&record(View::Plain)));
    assert!(!validator(View::Plain).is_valid(&record(View::Full)));
}

#[test]
fn wrong_records_are_refused() {
    let full: &[(&str, Value)] = &[
        ("/schema_version", json!("2")),
        ("/source/sha256", json!("abc")),
        ("/pages/0/number", json!(0)),
        ("/tables", json!([1])),
        ("/tables/0/cells/0/row", json!(-1)),
        ("/tables/0/cells/0/row_span", json!(0)),
        ("/tables/0/bbox", json!([1, 2, 3])),
        ("/findings/0/code", json!("made-up")),
        ("/forms/0/kind", json!("made-up")),
        ("/forms/0/kind", json!("unknown")),
        ("/forms/1/kind", json!(common::KIND)),
        ("/forms/0/verdict", json!("fine")),
        ("/forms/0/amount_unit", json!("千元")),
        ("/forms/0/fields/expenditure/basic/value", json!(2293.28)),
        ("/forms/0/fields/expenditure/basic/value", json!("2,293.28")),
        ("/forms/0/fields/expenditure/basic/state", json!("blank")),
        ("/forms/0/fields/expenditure/special/value", json!("0.00")),
        ("/forms/0/fields/expenditure/basic/confidence", json!(1.1)),
        ("/forms/0/fields/expenditure/basic/lines", json!([1, 2, 3])),
        ("/forms/0/fields/indicators/0/target/parsed/operator", json!("≥")),
        ("/forms/0/ledger/entries/0/outcome", json!("value")),
        ("/forms/0/fields", json!({})),
    ];
    let validator = validator(View::Full);
    for (place, value) in full {
        let mut wrong = record(View::Full);
        *wrong.pointer_mut(place).unwrap() = value.clone();
        assert!(!validator.is_valid(&wrong), "{place} = {value}");
    }
}

#[test]
fn no_key_may_be_missing_or_added() {
    for view in [View::Full, View::Plain] {
        let validator = validator(view);
        let objects = [
            "",
            "/source",
            "/tool",
            "/pages/0",
            "/findings/0",
            "/tables/0",
            "/tables/0/cells/0",
            "/forms/0",
            "/forms/0/fields",
            "/forms/0/ledger",
            "/forms/0/fields/expenditure",
            "/forms/0/fields/key_tasks/0",
            "/forms/1/fields/pairs/0",
        ];
        for place in objects {
            let keys: Vec<String> = record(view).pointer(place).unwrap().as_object().unwrap().keys().cloned().collect();
            for key in keys.iter().filter(|key| *key != "encoding") {
                let mut less = record(view);
                less.pointer_mut(place).unwrap().as_object_mut().unwrap().remove(key);
                assert!(!validator.is_valid(&less), "{place} without {key}");
            }
            let mut more = record(view);
            more.pointer_mut(place).unwrap()["made_up"] = json!(1);
            assert!(!validator.is_valid(&more), "{place}");
        }
    }
}
