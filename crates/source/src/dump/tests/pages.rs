//! Where pages begin and end, in the manner of each tool.

use biaodan_model::{Origin, PageStatus};

use super::{dump, page_texts};

const TITLE: &str = "部门整体预算绩效目标表";

#[test]
fn form_feeds_end_pages() {
    let text = format!("{TITLE}\n部门名称 某局\n\n\u{C}{TITLE}\n财政拨款 1.00\n\u{C}");
    assert_eq!(page_texts(&text), [format!("{TITLE}|部门名称 某局"), format!("{TITLE}|财政拨款 1.00")]);
    let page = &dump(&text).pages[1];
    assert_eq!((page.lines[0].number, page.lines[0].blank_before), (4, 0));
}

#[test]
fn an_empty_page_is_there_and_says_why() {
    let pages = dump("a\n\u{C}\n\u{C}b\n\u{C}\u{C}").pages;
    let status: Vec<_> = pages.iter().map(|page| (page.number, page.status)).collect();
    use PageStatus::{Empty, Extracted};
    assert_eq!(status, [(1, Extracted), (2, Empty), (3, Extracted), (4, Empty)]);
    assert_eq!(pages[1].text_from, Origin::None);
    assert!(pages[1].reason.is_some() && pages[0].reason.is_none());
    assert_eq!(dump("\u{C}a").pages[0].status, Empty);
}

#[test]
fn form_feeds_overrule_blank_runs_but_not_second_titles() {
    let gap = "\n".repeat(8);
    let text = format!("{TITLE}\n甲\n乙{gap}丙\n丁\n附件2\n{TITLE}\n戊\n\u{C}己\n");
    assert_eq!(page_texts(&text), [format!("{TITLE}|甲|乙|丙|丁"), format!("附件2|{TITLE}|戊"), "己".to_owned()]);
}

/// Apache Tika: one blank line after a paragraph, three between pages.
#[test]
fn a_longer_run_of_blank_lines_is_a_border() {
    let text = format!("\n{TITLE}\n\n部门名称 某局\n\n基本支出 1.00\n\n\n\n某局\n\n财政拨款 1.00\n\n");
    assert_eq!(page_texts(&text), [format!("{TITLE}|部门名称 某局|基本支出 1.00"), "某局|财政拨款 1.00".to_owned()]);
    assert_eq!(dump(&text).pages[1].lines[0].blank_before, 0);
}

/// Some versions of Tika: one blank line after every paragraph, two between pages.
#[test]
fn in_regular_text_any_longer_run_is_a_border() {
    let page = |name: &str| (0..8).map(|n| format!("{name}{n}\n")).collect::<Vec<_>>().join("\n");
    let text = format!("{}\n\n{}", page("甲"), page("乙"));
    assert_eq!(dump(&text).pages.len(), 2);
    // Runs of one and two mixed: two is no sign of anything.
    let mixed = "甲\n\n乙\n\n\n丙\n\n丁\n\n\n戊\n\n己\n";
    assert_eq!(dump(mixed).pages.len(), 1);
}

/// `pdftotext -layout` with its form feeds lost: blank lines are space on the page.
#[test]
fn in_aligned_text_blank_lines_are_space() {
    let text = "部门名称      某局\n\n基本支出      1.00\n\n\n\n\n财政拨款      1.00\n";
    assert_eq!(dump(text).pages.len(), 1);
}

/// PDFBox: no blank lines at all.
#[test]
fn a_title_starts_a_page_where_the_page_has_one() {
    let text = format!("{TITLE}\n甲\n乙\n丙\n丁\n第 2 页，共 2 页\n{TITLE}\n戊\n");
    let first = format!("{TITLE}|甲|乙|丙|丁");
    assert_eq!(page_texts(&text), [first, format!("第 2 页，共 2 页|{TITLE}|戊")]);
}

#[test]
fn titles_near_one_another_are_one() {
    let text = format!("（2024年度）\n{TITLE}\n2024\nDepartment Performance Target Form\n甲\n乙\n");
    assert_eq!(dump(&text).pages.len(), 1);
}

/// PDFBox writes in drawing order: the footer and the values may come before the title.
#[test]
fn page_numbers_first_on_their_pages() {
    let text = format!("第 1 页，共 2 页\n某局\n1.00\n2.00\n3.00\n{TITLE}\n甲\n第 2 页，共 2 页\n某局\n4.00\n{TITLE}\n乙\n");
    assert_eq!(
        page_texts(&text),
        [format!("第 1 页，共 2 页|某局|1.00|2.00|3.00|{TITLE}|甲"), format!("第 2 页，共 2 页|某局|4.00|{TITLE}|乙")]
    );
}

#[test]
fn page_numbers_last_on_their_pages() {
    let text = format!("{TITLE}\n甲\n乙\n丙\n- 1 -\n{TITLE}\n丁\n戊\n己\n- 2 -\n");
    assert_eq!(page_texts(&text), [format!("{TITLE}|甲|乙|丙|- 1 -"), format!("{TITLE}|丁|戊|己|- 2 -")]);
}

#[test]
fn numbers_out_of_order_are_no_page_numbers() {
    let text = "- 4 -\n甲\n- 2 -\n乙\n- 7 -\n丙\n";
    assert_eq!(dump(text).pages.len(), 1);
}

/// Values before the title, no page numbers: the department that crosses the page border is
/// printed again and begins the second page.
#[test]
fn a_repeated_first_value_begins_the_page() {
    let text = format!("部门名称 某市司法局\n1.00\n{TITLE}\n甲\n乙\n丙\n某市司法局\n2.00\n3.00\n{TITLE}\n丁\n");
    assert_eq!(
        page_texts(&text),
        [format!("部门名称 某市司法局|1.00|{TITLE}|甲|乙|丙"), format!("某市司法局|2.00|3.00|{TITLE}|丁")]
    );
}

#[test]
fn a_bare_page_number_goes_with_its_title() {
    let text = format!("1\n{TITLE}\n甲\n乙\n丙\n8\n2\n{TITLE}\n丁\n");
    assert_eq!(page_texts(&text), [format!("1|{TITLE}|甲|乙|丙|8"), format!("2|{TITLE}|丁")]);
}

#[test]
fn long_text_before_the_first_form_is_a_page_of_its_own() {
    let values = "1.00\n".repeat(100);
    assert_eq!(dump(&format!("{values}{TITLE}\n甲\n")).pages.len(), 1);
    let prose = "一、部门职责\n".repeat(200);
    let pages = dump(&format!("{prose}附件1\n{TITLE}\n甲\n")).pages;
    assert_eq!(pages.len(), 2);
    assert_eq!(pages[1].lines[0].text, "附件1");
}
