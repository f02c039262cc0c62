//! The generated pages of `docs/` say what the program says.

use std::fs;

use crate::support::{biaodan, root};

#[test]
fn the_page_of_findings_is_what_the_command_prints() {
    let page = fs::read_to_string(root().join("docs/findings.md")).expect("there is a docs/findings.md");
    let run = biaodan(&["findings"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    // Git may give a checkout other line ends than the command writes.
    let page = page.replace("\r\n", "\n");
    assert!(
        page == run.text(),
        "docs/findings.md is not what `biaodan findings` prints; regenerate it with\n    \
         cargo run --quiet --package biaodan-cli -- findings > docs/findings.md\n{}",
        first_difference(&page, &run.text())
    );
}

/// The first line that differs: the whole of two tables tells nobody anything.
fn first_difference(page: &str, printed: &str) -> String {
    let (mut page, mut printed) = (page.lines(), printed.lines());
    loop {
        match (page.next(), printed.next()) {
            (None, None) => return "they differ in their line ends".to_owned(),
            (old, new) if old != new => return format!("- {}\n+ {}", old.unwrap_or(""), new.unwrap_or("")),
            _ => {}
        }
    }
}

#[test]
fn a_difference_is_shown_by_its_line() {
    assert_eq!(first_difference("a\nb\n", "a\nc\n"), "- b\n+ c");
    assert_eq!(first_difference("a\n", "a\nc\n"), "- \n+ c");
}
