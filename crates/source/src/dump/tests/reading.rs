//! Lines, findings and refusals of the whole reader.

use biaodan_model::{FindingCode, Origin, PageStatus, Region, Severity};

use super::super::read;
use super::{dump, is_title};

#[test]
fn a_page_keeps_numbers_blanks_and_columns() {
    let page = &dump("\n  部门名称   某局  \r\n\r\n\r\n\t基本支出 1.00\r").pages[0];
    assert_eq!((page.number, page.status, page.text_from), (1, PageStatus::Extracted, Origin::Dump));
    let lines: Vec<_> = page.lines.iter().map(|l| (l.number, l.blank_before, l.text.as_str())).collect();
    assert_eq!(lines, [(2, 1, "  部门名称   某局"), (5, 2, "\t基本支出 1.00")]);
}

#[test]
fn nothing_to_read_is_an_error() {
    for bytes in [&b""[..], b" \r\n\t\n", b"\x0c\x0c\x0c", b"\xEF\xBB\xBF", "\u{3000}\u{200B}".as_bytes()] {
        let error = read(bytes, &is_title).unwrap_err();
        assert_eq!(error.code, FindingCode::DocumentEmpty);
        assert!(error.message.zh.contains("没有文本"));
    }
}

#[test]
fn sound_utf8_has_no_findings() {
    assert_eq!(dump("总体绩效目标").findings, []);
    assert_eq!(dump("\u{FEFF}总体绩效目标").findings, []);
}

#[test]
fn another_encoding_is_named() {
    let bytes = encoding_rs::GB18030.encode("总体绩效目标\n").0;
    let dump = read(&bytes, &is_title).unwrap();
    assert_eq!(dump.encoding, "gb18030");
    let finding = &dump.findings[0];
    assert_eq!((finding.code, finding.severity()), (FindingCode::TextEncoding, Severity::Info));
    assert_eq!(finding.found.as_deref(), Some("gb18030"));
    assert!(finding.message.en.contains("gb18030"));
}

#[test]
fn damage_is_counted_and_placed() {
    let dump = dump("第一页\n\u{C}部门\n绩\u{FFFD}目\u{FFFD}\n");
    let finding = &dump.findings[0];
    assert_eq!((finding.code, finding.severity()), (FindingCode::TextDamaged, Severity::Error));
    assert_eq!(finding.found.as_deref(), Some("2"));
    assert_eq!((finding.page, finding.region), (Some(2), Some(Region::Lines(3, 3))));
}

#[test]
fn titles_are_asked_of_short_lines_only() {
    let asked = std::cell::RefCell::new(Vec::new());
    let text = format!("表\n 四个字符 \n{}\n{}\n", "长".repeat(80), "长".repeat(81));
    read(text.as_bytes(), &|line| {
        asked.borrow_mut().push(line.to_owned());
        false
    })
    .unwrap();
    assert_eq!(*asked.borrow(), ["四个字符".to_owned(), "长".repeat(80)]);
}

#[test]
fn one_line_of_megabytes_is_one_line() {
    let text = "绩效".repeat(1 << 20);
    let pages = dump(&text).pages;
    assert_eq!((pages.len(), pages[0].lines.len()), (1, 1));
    assert_eq!(pages[0].lines[0].text, text);
    let dirty = "绩\u{200B}\0".repeat(1 << 20);
    assert_eq!(dump(&dirty).pages[0].lines[0].text, "绩".repeat(1 << 20));
}

#[test]
fn more_form_feeds_than_pages_are_refused() {
    let text = format!("a{}b", "\u{C}".repeat(1_000_001));
    let error = read(text.as_bytes(), &is_title).unwrap_err();
    assert_eq!(error.code, FindingCode::DocumentUnreadable);
}
