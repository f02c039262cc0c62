//! Wrong usage: exit 2, nothing on standard output, and a line that says what is wrong.

use crate::support::{Folder, biaodan};

fn refused(args: &[&str]) -> String {
    let run = biaodan(args);
    assert_eq!(run.code, 2, "{args:?}: {}", run.stderr);
    assert!(run.stdout.is_empty(), "{args:?}");
    run.stderr
}

#[test]
fn nothing_to_do_prints_the_help() {
    assert!(refused(&[]).contains("Usage: biaodan"));
    assert!(refused(&["extract"]).contains("<INPUT>"));
}

#[test]
fn unknown_options_and_values_are_named() {
    assert!(refused(&["extract", "--colour", "x.txt"]).contains("--colour"));
    assert!(refused(&["extract", "--format", "xml", "x.txt"]).contains("ndjson"));
    assert!(refused(&["extract", "--jobs", "0", "x.txt"]).contains("--jobs"));
    assert!(refused(&["extract", "--jobs", "99999999", "x.txt"]).contains("from 1 to 1024"));
    let table = refused(&["extract", "--format", "csv", "--table", "sums", "x.txt"]);
    assert!(table.contains("forms, amounts, tasks, indicators, findings, tables"));
}

#[test]
fn options_that_would_be_ignored_are_refused() {
    assert_eq!(refused(&["extract", "--bom", "x.txt"]), "biaodan: --bom needs --format csv\n");
    assert!(refused(&["extract", "--table", "forms", "x.txt"]).contains("--format csv"));
    assert!(refused(&["extract", "--pretty", "--format", "ndjson", "x.txt"]).contains("--format json"));
    assert!(refused(&["extract", "--format", "csv", "--table", "forms", "-o", "out", "x.txt"]).contains("-o"));
    assert_eq!(refused(&["tables", "--bom", "x.pdf"]), "biaodan: --bom needs --format csv\n");
    assert!(refused(&["tables", "--password", "p", "--password-file", "f", "x.pdf"]).contains("--password-file"));
    assert!(refused(&["tables", "--password-file", "no-such-file", "x.pdf"]).contains("no-such-file: cannot be read"));
}

#[test]
fn a_definition_with_a_mistake_is_refused_with_its_place() {
    let folder = Folder::new("bad-definition", &[("visa.toml", b"kind = \"visa\"\ncolour = 1\n"), ("no/x", b"")]);
    let said = refused(&["extract", "--definitions", &folder.path("."), "fixtures/seed.txt"]);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.starts_with("biaodan: ") && said.contains("visa.toml:2: unknown field `colour`"), "{said}");
    assert!(refused(&["forms", "--definitions", &folder.path("no")]).contains("holds no definition"));
    assert!(refused(&["schema", "--definitions", "no-such-folder"]).contains("no-such-folder: cannot be read"));
}
