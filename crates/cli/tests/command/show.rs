//! The page for a person.

use crate::support::{Folder, biaodan};

#[test]
fn it_says_what_was_found_what_was_checked_and_what_needs_a_look() {
    let run = biaodan(&["show", "fixtures/seed.txt"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let text = run.text();
    for part in [
        "部门整体预算绩效目标申报表",
        "department-budget-target",
        "Found 找到",
        "2293.28 万元",
        "广州市海珠区司法局",
        "key_tasks (1 row(s) 行)",
        "indicators (4 row(s) 行)",
        "Checked 核对",
        "✓ holds 成立",
        "3576.28 + 0.00 = 2293.28 + 969.00 + 0.00 + 314.00",
        "numbers accounted for 数字有归属: 19 of 19",
        "Needs a look 需要人工查看",
        "indicator-category-unresolved",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains('\u{1b}'), "no colours and no tricks");
}

#[test]
fn a_document_cannot_move_the_cursor() {
    let dump = "部门整体预算绩效目标申报表\n部门名称 某市\u{1b}[2J司法局\n基本支出 1.00\n";
    let folder = Folder::new("escape", &[("form.txt", dump.as_bytes())]);
    let run = biaodan(&["show", &folder.path("form.txt")]);
    assert!(!run.text().contains('\u{1b}') && !run.stderr.contains('\u{1b}'));
}

#[test]
fn a_document_that_fails_is_shown_as_such() {
    let run = biaodan(&["show", "no-such.txt"]);
    assert_eq!(run.code, 1);
    assert!(run.text().contains("document-unreadable"));
    assert_eq!(run.stderr_lines().len(), 1, "{}", run.stderr);
}
