//! What may be named as input, and what shape of output it gives.

use serde_json::Value;

use crate::support::{Folder, biaodan, biaodan_with, command, run, seed};

fn names(records: &Value) -> Vec<&str> {
    records.as_array().unwrap().iter().map(|record| record["source"]["name"].as_str().unwrap()).collect()
}

#[test]
fn one_file_is_one_object() {
    let run = biaodan(&["extract", "--plain", "fixtures/seed.txt"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(run.text().lines().count(), 1, "compact where nobody looks");
    assert_eq!(run.json()["source"]["name"], "seed.txt");
    assert_eq!(run.json()["forms"][0]["kind"], "department-budget-target");
}

#[test]
fn standard_input_is_one_object_too() {
    let run = biaodan_with(&["extract", "--plain", "-"], &seed());
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.json()["source"]["name"], "-");
    assert_eq!(run.json()["forms"], biaodan(&["extract", "--plain", "fixtures/seed.txt"]).json()["forms"]);
}

#[test]
fn several_files_are_an_array_in_their_order() {
    let folder = Folder::new("several", &[("b.txt", &seed()), ("a.txt", &seed())]);
    let run = biaodan(&["extract", &folder.path("b.txt"), &folder.path("a.txt")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(names(&run.json()), ["b.txt", "a.txt"]);
}

#[test]
fn a_folder_is_an_array_even_of_one_and_says_what_it_skips() {
    let seed = seed();
    let files: &[(&str, &[u8])] = &[("2024/a.txt", &seed), (".hidden.txt", b"x"), ("cover.docx", b"PK")];
    let folder = Folder::new("folder", files);
    let run = biaodan(&["extract", &folder.path("")]);
    assert_eq!(run.code, 0, "what is passed over is no failure: {}", run.stderr);
    assert_eq!(names(&run.json()), ["2024/a.txt"]);
    let [line] = run.stderr_lines()[..] else { panic!("{}", run.stderr) };
    assert!(line.contains("cover.docx: skipped"), "{line}");
}

#[test]
fn a_pattern_is_expanded_where_the_shell_does_not() {
    let seed = seed();
    let folder = Folder::new("glob", &[("2024/a.txt", &seed), ("2023/b.txt", &seed), ("2023/c.md", &seed)]);
    let run = biaodan(&["extract", &folder.path("**/*.txt")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(names(&run.json()), ["2023/b.txt", "2024/a.txt"]);
}

#[test]
fn no_path_of_the_machine_is_in_a_record() {
    let folder = Folder::new("private", &[("a.txt", &seed())]);
    let run = biaodan(&["extract", &folder.path("a.txt")]);
    let home = folder.path("");
    assert!(!run.text().contains(home.trim_end_matches('/')));
}

#[test]
fn the_number_of_threads_does_not_show() {
    let folder = Folder::new("jobs", &[("a.txt", b"x".as_slice())]);
    for i in 0..60 {
        let dump = if i % 7 == 0 { b"\x00\x01\x02\x03".to_vec() } else { seed() };
        std::fs::write(folder.path(&format!("{i}.txt")), dump).unwrap();
    }
    for format in ["json", "ndjson", "csv"] {
        let with = |jobs| biaodan(&["extract", "--format", format, "--jobs", jobs, &folder.path("")]);
        let (one, eight) = (with("1"), with("8"));
        assert!(one.stdout == eight.stdout, "{format}");
        assert_eq!(one.stderr, eight.stderr, "{format}");
        assert_eq!((one.code, eight.code), (1, 1), "{format}");
    }
}

#[test]
fn messages_are_in_the_language_of_the_locale() {
    let chinese = run(command(&["extract", "no-such.txt"]).env("LANG", "zh_CN.UTF-8"), b"");
    assert!(chinese.stderr.starts_with("biaodan: no-such.txt: 无法读取"), "{}", chinese.stderr);
    assert_eq!(chinese.stdout, biaodan(&["extract", "no-such.txt"]).stdout, "data is never translated");
}
