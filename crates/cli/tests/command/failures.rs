//! Documents that cannot be read: one line each, exit 1, and the others come to no harm.

use crate::support::{Folder, biaodan, biaodan_with, seed};

/// Runs one document that fails; gives the code of its finding and the line on standard error.
fn fails(name: &str, bytes: &[u8]) -> (String, String) {
    let folder = Folder::new(name, &[("form.txt", bytes)]);
    let run = biaodan(&["extract", &folder.path("form.txt")]);
    assert_eq!(run.code, 1, "{name}: {}", run.stderr);
    let [line] = run.stderr_lines()[..] else { panic!("{name}: {}", run.stderr) };
    assert!(line.starts_with("biaodan: ") && line.contains("form.txt: "), "{line}");
    let record = run.json();
    let finding = record["findings"].as_array().unwrap().last().unwrap();
    (finding["code"].as_str().unwrap().to_owned(), line.to_owned())
}

#[test]
fn what_is_no_text_says_what_it_is_and_what_to_do() {
    let (code, line) = fails("pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    assert_eq!(code, "document-unreadable");
    assert!(line.contains("is a damaged PDF"), "{line}");
    let (code, line) = fails("binary", &[0, 1, 2, 3, 0xFF, 0, 0, 7].repeat(64));
    assert_eq!(code, "document-unreadable");
    assert!(line.contains("binary data"), "{line}");
}

#[test]
fn an_empty_file_is_a_failure() {
    let (code, line) = fails("empty", b"");
    assert_eq!(code, "document-empty");
    assert!(line.contains("holds no text"), "{line}");
}

#[test]
fn a_text_without_a_form_is_a_failure() {
    let (code, line) = fails("letter", "尊敬的各位同事：\n会议改期。\n".as_bytes());
    assert_eq!(code, "no-form");
    assert!(line.contains("`biaodan forms`"), "{line}");
}

#[test]
fn half_a_character_of_utf16_is_lost_data() {
    let text = String::from_utf8(seed()).unwrap();
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    let whole = Folder::new("utf16", &[("form.txt", &bytes)]);
    let run = biaodan(&["extract", "--plain", &whole.path("form.txt")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.json()["source"]["encoding"], "utf-16le");

    bytes.pop();
    let (code, line) = fails("utf16-cut", &bytes);
    assert_eq!(code, "text-damaged");
    assert!(line.contains("could not be decoded"), "{line}");
}

#[test]
fn a_missing_file_leaves_the_others_alone() {
    let folder = Folder::new("missing", &[("a.txt", &seed()), ("c.txt", &seed())]);
    let run = biaodan(&["extract", &folder.path("a.txt"), &folder.path("b.txt"), &folder.path("c.txt")]);
    assert_eq!(run.code, 1);
    let [line] = run.stderr_lines()[..] else { panic!("{}", run.stderr) };
    assert!(line.contains("b.txt: cannot be read") && line.contains("check the path"), "{line}");
    let records = run.json();
    let forms: Vec<usize> = records.as_array().unwrap().iter().map(|r| r["forms"].as_array().unwrap().len()).collect();
    assert_eq!(forms, [1, 0, 1], "the missing one has a record that says so");
}

#[test]
fn a_folder_or_pattern_without_a_document_is_a_failure() {
    let folder = Folder::new("nothing", &[("a.docx", b"PK")]);
    let run = biaodan(&["extract", &folder.path("")]);
    assert_eq!((run.code, run.text().as_str()), (1, "[]\n"));
    assert!(run.stderr.contains("holds no PDF"), "{}", run.stderr);
    let run = biaodan(&["extract", &folder.path("*.txt")]);
    assert_eq!((run.code, run.text().as_str()), (1, "[]\n"));
    assert_eq!(run.stderr_lines().len(), 1, "{}", run.stderr);
}

#[test]
fn strict_asks_for_acceptance() {
    assert_eq!(biaodan(&["extract", "fixtures/seed.txt"]).code, 0);
    let strict = biaodan(&["extract", "--strict", "fixtures/seed.txt"]);
    assert_eq!(strict.code, 1, "the seed is for a person to review");
    assert_eq!(strict.json()["forms"][0]["verdict"], "review");
}

#[test]
fn quiet_says_it_with_the_exit_status_alone() {
    let run = biaodan_with(&["extract", "-q", "-"], b"");
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
}

#[cfg(unix)]
#[test]
fn a_file_name_cannot_forge_a_second_line() {
    let folder = Folder::new("forged", &[("a\nbiaodan: b.txt: all is well\u{1b}[2J.txt", b"")]);
    let run = biaodan(&["extract", &folder.path("")]);
    assert_eq!(run.stderr_lines().len(), 1, "{}", run.stderr);
    assert!(!run.stderr.contains('\u{1b}'));
}
