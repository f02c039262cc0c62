//! Dumps far larger than any form: everything is accounted for or left out with a reason, and no
//! amount of text makes the work grow faster than the text. Work that did would not end here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use biaodan_pipeline::Status;
use biaodan_pipeline::model::{Envelope, FindingCode, FormRecord, Node, Outcome, PageStatus, Verdict};
use biaodan_tests::engine;

const TITLE: &str = "部门整体支出绩效目标申报表\n";

fn read(text: &str) -> Envelope {
    engine().unwrap().read("large.txt", text.as_bytes())
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(|n| line(n) + "\n").collect()
}

/// A form with so many rows of tasks, and how many numbers it prints.
fn tasks(rows: usize) -> (String, usize) {
    let head = "（2024年度）\n部门（单位）名称 某市司法局\n\
        年度主要任务 任务名称 主要内容 预算金额（万元）\n总额 财政拨款 其他资金\n";
    let row = |n: usize| format!("任务甲 推进第{n}项工作。 {n}.50 {n}.50 0.00");
    let foot = "年度总体目标\n推进各项工作。\n年度绩效指标 一级指标 二级指标 三级指标 指标值\n产出指标 数量指标 指标甲 ≥9项\n";
    (format!("{TITLE}{head}{}{foot}", lines(rows, row)), rows * 4 + 2)
}

fn list<'f>(form: &'f FormRecord, wanted: &str) -> &'f [Node] {
    match &form.fields {
        Node::Group(parts) => parts.iter().find(|(name, _)| &**name == wanted).map_or(&[], |(_, node)| match node {
            Node::List(rows) => rows,
            _ => &[],
        }),
        _ => &[],
    }
}

fn list_names(form: &FormRecord) -> Vec<String> {
    let Node::Group(parts) = &form.fields else { return Vec::new() };
    parts.iter().filter(|(_, node)| matches!(node, Node::List(_))).map(|(name, _)| name.to_string()).collect()
}

fn longest_list(form: &FormRecord) -> usize {
    list_names(form).iter().map(|name| list(form, name).len()).max().unwrap_or(0)
}

fn has(findings: &[biaodan_pipeline::model::Finding], code: FindingCode) -> bool {
    findings.iter().any(|f| f.code == code)
}

#[test]
fn thousands_of_rows_are_read_and_every_number_is_accounted_for() {
    let (text, numbers) = tasks(5_000);
    let form = read(&text).forms.remove(0);
    assert_eq!(longest_list(&form), 5_000);
    assert_eq!(form.ledger.entries.len(), numbers);
    assert_eq!(form.ledger.residue().count(), 0);
}

#[test]
fn a_table_beyond_any_form_is_left_unread_and_said_so() {
    let (text, numbers) = tasks(10_000);
    let form = read(&text).forms.remove(0);
    assert_eq!(longest_list(&form), 1, "only the indicator");
    let said = form.findings.iter().find(|f| f.code == FindingCode::LowConfidence).unwrap();
    assert!(said.path.is_some() && said.message.en.contains("too large"));
    assert_eq!(form.ledger.entries.len(), numbers);
    assert_eq!(form.ledger.residue().count(), 40_000);
    assert!(form.ledger.entries.iter().any(|entry| matches!(entry.outcome, Outcome::Value(_))));
    assert_ne!(form.verdict, Verdict::Accepted);
}

#[test]
fn a_page_beyond_any_form_is_skipped_with_its_reason() {
    let endless = ["1 ".repeat(300_000), "-1".repeat(300_000), "长".repeat(3_000_000), "\t1".repeat(300_000)];
    for line in endless {
        let envelope = read(&format!("{TITLE}{line}\n"));
        assert_eq!(envelope.pages[0].status, PageStatus::Skipped);
        assert!(envelope.pages[0].reason.is_some());
        assert!(has(&envelope.findings, FindingCode::PageUnreadable));
        assert_eq!(Status::of(&envelope), Status::Failed);
    }
}

#[test]
fn a_form_beyond_any_form_ends_with_a_reason() {
    let page = format!("\u{c}一级指标\n二级指标\n三级指标\n指标值\n{}", "甲\n".repeat(100_000));
    let envelope = read(&format!("{TITLE}部门名称\n{}", page.repeat(6)));
    assert!(has(&envelope.findings, FindingCode::PageUnreadable));
    let skipped = envelope.pages.iter().filter(|page| page.status == PageStatus::Skipped).count();
    assert_eq!(skipped, 2, "the form takes four pages of 100,000 texts");
    assert_eq!(envelope.forms.len(), 1);
}

#[test]
fn many_pages_of_one_form_are_compared_in_linear_time() {
    let left = "\u{c}任务名称\n主要内容\n文一\n5.00\n";
    let right = "\u{c}三级指标\n指标值\n文二\n≥5%\n";
    let other = "\u{c}总额\n财政拨款\n6.00\n7.00\n";
    let envelope = read(&format!("{TITLE}{}", [left, right, other].concat().repeat(2_000)));
    assert_eq!(envelope.pages.len(), 6_001);
    assert!(!envelope.forms.is_empty());
}

#[test]
fn labels_and_their_beginnings_by_the_thousand_do_not_multiply_the_work() {
    let words = ["服务", "对象", "满意", "度指", "服务对", "部门名", "称", "总体绩", "效目"];
    let labels = ["其他资金", "总额", "部门名称", "数量指标", "基本支出", "年度总体目标"];
    for (words, count) in [(words.as_slice(), 30_000), (&labels, 30_000), (&labels[..1], 60_000)] {
        let text = lines(count, |n| words[n % words.len()].to_owned()) + &"1.00\n".repeat(10_000);
        let envelope = read(&format!("{TITLE}{text}"));
        let form = &envelope.forms[0];
        assert_eq!(form.ledger.entries.len(), 10_000);
    }
}

#[test]
fn endless_lines_of_words_are_cut_in_linear_time() {
    for word in ["word ", "(word ", "≥ 1 ", "词\u{3000}w "] {
        let envelope = read(&format!("{TITLE}{}\n", word.repeat(60_000)));
        assert_eq!(envelope.pages[0].status, PageStatus::Extracted, "{word}");
    }
}

#[test]
fn halves_with_thousands_of_lines_end() {
    let long = "推进各项工作有序开展，形成长效管理机制，切实提高服务水平并按时完\n".repeat(3_000);
    let left = format!("{TITLE}部门名称\n某某市人民政府办公室\n年度总体目标\n{long}任务名称\n主要内容\n");
    let right = format!("\u{c}总额\n财政拨款\n其他资金\n{long}");
    assert_eq!(read(&(left + &right)).forms.len(), 1);
}

#[test]
fn a_list_of_unknown_kind_is_accounted_for_line_by_line() {
    let envelope = read(&format!("某某情况统计表\n{}", lines(20_000, |n| format!("项目甲 金额{n}"))));
    let form = &envelope.forms[0];
    assert_eq!(&*form.kind, "unknown");
    assert_eq!((form.ledger.entries.len(), form.ledger.residue().count()), (20_000, 0));
}
