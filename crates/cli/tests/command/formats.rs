//! JSON, JSON lines and CSV.

use serde_json::Value;

use crate::support::{Folder, biaodan, seed};

#[test]
fn json_lines_are_one_record_each() {
    let folder = Folder::new("ndjson", &[("a.txt", &seed()), ("b.txt", b"")]);
    let run = biaodan(&["extract", "--format", "ndjson", "--plain", &folder.path("")]);
    let text = run.text();
    let records: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let names: Vec<&str> = records.iter().map(|r| r["source"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["a.txt", "b.txt"]);
    assert_eq!(run.code, 1);
}

#[test]
fn pretty_is_the_same_data_on_more_lines() {
    let compact = biaodan(&["extract", "fixtures/seed.txt"]);
    let pretty = biaodan(&["extract", "--pretty", "fixtures/seed.txt"]);
    assert_eq!(compact.json(), pretty.json());
    assert!(pretty.text().lines().count() > 100);
}

#[test]
fn csv_prints_the_amounts_or_the_table_asked_for() {
    let amounts = biaodan(&["extract", "--format", "csv", "fixtures/seed.txt"]);
    assert_eq!(amounts.code, 0, "{}", amounts.stderr);
    assert!(amounts.text().starts_with("source,source_sha256,form,kind,path,value,"));
    assert!(amounts.text().contains(",expenditure.basic,2293.28,万元,22932800"), "{}", amounts.text());
    let forms = biaodan(&["extract", "--format", "csv", "--table", "forms", "fixtures/seed.txt"]);
    assert_eq!(forms.text().lines().count(), 2, "{}", forms.text());
}

#[test]
fn a_byte_order_mark_is_there_where_it_is_asked_for() {
    let with = biaodan(&["extract", "--format", "csv", "--bom", "--table", "forms", "fixtures/seed.txt"]);
    let without = biaodan(&["extract", "--format", "csv", "--table", "forms", "fixtures/seed.txt"]);
    assert_eq!(with.stdout.strip_prefix(b"\xEF\xBB\xBF").unwrap(), without.stdout);
}

#[test]
fn csv_into_a_folder_is_all_six_tables() {
    let folder = Folder::new("tables", &[]);
    let run = biaodan(&["extract", "--format", "csv", "-o", &folder.path("out"), "fixtures/seed.txt"]);
    assert_eq!((run.code, run.stdout.len()), (0, 0), "{}", run.stderr);
    for table in ["forms", "amounts", "tasks", "indicators", "findings", "tables"] {
        let text = String::from_utf8(folder.read(&format!("out/{table}.csv"))).unwrap();
        assert_eq!(text.lines().count() > 1, table != "tables", "{table}: a dump has no drawn tables");
        let alone = biaodan(&["extract", "--format", "csv", "--table", table, "fixtures/seed.txt"]);
        assert_eq!(text, alone.text(), "{table}");
    }
}

#[test]
fn the_schema_takes_what_the_command_prints() {
    for plain in [None, Some("--plain")] {
        let with = |args: &[&'static str]| args.iter().copied().chain(plain).collect::<Vec<_>>();
        let schema = biaodan(&with(&["schema"])).json();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        for input in
            ["fixtures/seed.txt", "Cargo.toml", "no-such.txt", "fixtures/pdf/hand-ruled.pdf", "fixtures/pdf/project-calc.pdf"]
        {
            let record = biaodan(&with(&["extract", input])).json();
            let errors: Vec<String> = validator.iter_errors(&record).map(|e| format!("{}: {e}", e.instance_path)).collect();
            assert!(errors.is_empty(), "{input} {plain:?}: {errors:#?}");
        }
    }
}
