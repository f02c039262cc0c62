//! A kind that the program has never heard of is one TOML file, and no Rust.

use serde_json::Value;

use crate::support::{Folder, biaodan, root};

const DEFINITIONS: &str = "fixtures/visa";
const DUMP: &str = "fixtures/visa/application.txt";

#[test]
fn without_its_definition_the_form_is_unknown() {
    let run = biaodan(&["extract", "--plain", DUMP]);
    assert_eq!(run.code, 1);
    assert_eq!(run.stderr_lines().len(), 1, "{}", run.stderr);
}

#[test]
fn with_its_definition_the_form_is_read_and_checked() {
    let run = biaodan(&["extract", "--plain", "--strict", "--definitions", DEFINITIONS, DUMP]);
    let expected = std::fs::read(root().join("fixtures/visa/application.plain.json")).unwrap();
    let expected: Value = serde_json::from_slice(&expected).unwrap();
    let form = run.json()["forms"][0].clone();
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&form[key], value, "{key}: {form:#}");
    }
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn its_rules_are_checked_like_those_of_any_kind() {
    let dump = std::fs::read_to_string(root().join(DUMP)).unwrap();
    let folder = Folder::new("visa-sum", &[("form.txt", dump.replace("1,150.00", "1,510.00").as_bytes())]);
    let run = biaodan(&["extract", "--strict", "--definitions", DEFINITIONS, &folder.path("form.txt")]);
    assert_eq!(run.code, 1);
    let form = run.json()["forms"][0].clone();
    assert_eq!(form["verdict"], "review");
    assert!(form["findings"].as_array().unwrap().iter().any(|f| f["code"] == "sum-mismatch"), "{form:#}");
}

#[test]
fn the_kind_is_in_the_list_and_in_the_schema() {
    let forms = biaodan(&["forms", "--definitions", DEFINITIONS]).text();
    assert!(forms.contains("visa-application") && forms.contains("签证申请表"));
    let schema = biaodan(&["schema", "--plain", "--definitions", DEFINITIONS]).json();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let record = biaodan(&["extract", "--plain", "--definitions", DEFINITIONS, DUMP]).json();
    assert!(validator.is_valid(&record));
    assert_ne!(schema, biaodan(&["schema", "--plain"]).json());
}

#[test]
fn another_set_of_definitions_has_another_digest() {
    let digest = |args: &[&str]| biaodan(args).json()["tool"]["definitions_sha256"].clone();
    assert_ne!(digest(&["extract", DUMP]), digest(&["extract", "--definitions", DEFINITIONS, DUMP]));
}
