//! `forms`, `schema` and `findings`: what the program says about itself.

use crate::support::{Folder, biaodan};

#[test]
fn the_kinds_are_listed_with_both_names() {
    let run = biaodan(&["forms"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let text = run.text();
    for kind in
        ["department-budget-target", "department-expenditure-target", "project-expenditure-target", "project-self-evaluation"]
    {
        let line = text.lines().find(|line| line.starts_with(kind)).unwrap();
        assert!(line.contains('表') && line.contains("erformance"), "{line}");
    }
}

#[test]
fn a_good_definition_is_ok() {
    let run = biaodan(&["forms", "check", "fixtures/visa/visa-application.toml"]);
    assert_eq!((run.code, run.text().as_str(), run.stderr.as_str()), (0, "OK visa-application\n", ""));
}

#[test]
fn a_bad_definition_is_refused_with_line_and_reason() {
    let bad = "kind = \"visa\"\nname = { zh = \"签证\", en = \"Visa\" }\ntitles = [\"签证申请表\"]\n\n\
               [[field]]\npath = \"fee\"\ntype = \"money\"\n";
    let folder = Folder::new("check", &[("visa.toml", bad.as_bytes())]);
    let run = biaodan(&["forms", "check", &folder.path("visa.toml")]);
    assert_eq!((run.code, run.text().as_str()), (1, ""));
    let [line] = run.stderr_lines()[..] else { panic!("{}", run.stderr) };
    assert!(line.contains("visa.toml:7: ") && line.contains("money"), "{line}");

    let missing = biaodan(&["forms", "check", "no-such.toml"]);
    assert_eq!(missing.code, 1);
    assert!(missing.stderr.starts_with("no-such.toml: cannot be read"), "{}", missing.stderr);
}

#[test]
fn schemas_are_of_the_view_asked_for() {
    let (full, plain) = (biaodan(&["schema"]), biaodan(&["schema", "--plain"]));
    assert_eq!((full.code, plain.code), (0, 0));
    assert_eq!(full.json()["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::meta::is_valid(&full.json()) && jsonschema::meta::is_valid(&plain.json()));
    assert_ne!(full.json(), plain.json());
}

#[test]
fn the_finding_codes_are_a_markdown_table() {
    let run = biaodan(&["findings"]);
    let text = run.text();
    let mut lines = text.lines();
    assert!(lines.next().unwrap().starts_with("| code "));
    assert!(lines.next().unwrap().starts_with("| ---"));
    assert!(text.contains("| sum-mismatch ") && text.contains("| document-encrypted "));
    assert!(text.lines().all(|line| line.starts_with("| ") && line.ends_with(" |")));
}
