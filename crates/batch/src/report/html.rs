//! The report as one page that needs nothing else, in Chinese and English.

use std::fmt::Write;

use super::Report;
use crate::totals::Line;

/// Rows of one table on the page; all of them are in report.json.
const MOST: usize = 1000;

const STYLE: &str = "body{font:15px/1.5 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:72rem;margin:2rem auto;\
padding:0 1rem;color:#222}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}table{border-collapse:collapse;width:100%}\
th,td{border-bottom:1px solid #ddd;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}\
th{background:#f4f4f4}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}small{color:#666}";

/// The page.
pub(crate) fn page(report: &Report) -> String {
    let mut page = Page(format!(
        "<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\"><title>biaodan 批量报告 batch report</title>\
         <style>{STYLE}</style></head><body>\n<h1>批量报告 Batch report</h1>\n<p><small>biaodan {} · {}</small></p>\n",
        escape(&report.tool),
        escape(&report.target)
    ));
    page.documents(report);
    page.lines("各类表单 Kinds", &report.kinds);
    page.lines("控制总数 Control totals: 类型、部门、年度 kind, department, year", &report.groups);
    let failed = report.not_extracted.iter().map(|d| [d.name.clone(), both(&d.reason.zh, &d.reason.en), short(&d.sha256)]);
    page.table("未提取的文档 Documents not extracted", &["文档 document", "原因 reason", "SHA-256"], failed);
    let unread = report.not_read.iter().map(|n| [n.name.clone(), both(&n.reason.zh, &n.reason.en)]);
    page.table("未能读取 Not read", &["名称 name", "原因 reason"], unread);
    let unknown = report.unknown_titles.iter().map(|t| [t.title.clone(), t.forms.to_string(), t.example.clone()]);
    page.table("未知类型的表单 Forms of no known kind", &["标题 title", "份数 forms", "例 example"], unknown);
    let duplicates = report.duplicates.iter().map(|d| [d.names.join("\n"), short(&d.sha256)]);
    page.table("内容相同的文件 Same content", &["名称 names", "SHA-256"], duplicates);
    let slowest =
        report.slowest.iter().map(|s| [s.name.clone(), s.elapsed_ms.to_string(), s.pages.to_string(), s.bytes.to_string()]);
    page.table("最慢的文档 Slowest documents", &["文档 document", "毫秒 ms", "页 pages", "字节 bytes"], slowest);
    page.0.push_str("</body></html>\n");
    page.0
}

struct Page(String);

impl Page {
    fn documents(&mut self, report: &Report) {
        let d = &report.documents;
        let rows = [
            ("文档（不同内容）documents (different contents)", d.total),
            ("名称 names", d.names),
            ("页 pages", d.pages),
            ("已提取 extracted", d.extracted),
            ("失败 failed", d.failed),
            ("已隔离 quarantined", d.quarantined),
            ("尚未读取 not yet read", d.pending),
            ("未能读取的名称 names not read", report.not_read.len() as u64),
            ("跳过的其他文件 other files passed over", d.passed_over),
        ];
        self.table(
            "文档 Documents",
            &["", "数量 count"],
            rows.map(|(name, count)| [name.to_owned(), count.to_string()]).into_iter(),
        );
    }

    fn lines(&mut self, title: &str, lines: &[Line]) {
        let head = [
            "类型 kind",
            "部门 department",
            "年度 year",
            "表单 forms",
            "通过 accepted",
            "复核 review",
            "拒绝 rejected",
            "金额数 amounts",
            "无单位 without unit",
            "合计（元）total (yuan)",
        ];
        let rows = lines.iter().map(|Line { group, figures: f }| {
            [
                group.kind.clone(),
                group.department.clone().unwrap_or_default(),
                group.year.map(|year| year.to_string()).unwrap_or_default(),
                f.forms.to_string(),
                f.accepted.to_string(),
                f.review.to_string(),
                f.rejected.to_string(),
                f.amounts.to_string(),
                f.without_unit.to_string(),
                f.total.map_or_else(|| "—".to_owned(), |total| total.to_string()),
            ]
        });
        self.table(title, &head, rows);
    }

    /// A table; nothing where it has no rows. What looks like a number stands to the right.
    fn table<const N: usize>(&mut self, title: &str, head: &[&str; N], rows: impl ExactSizeIterator<Item = [String; N]>) {
        let count = rows.len();
        if count == 0 {
            return;
        }
        self.0.push_str(&format!("<h2>{title}</h2>\n<table><tr>"));
        for name in head {
            let _ = write!(self.0, "<th>{name}</th>");
        }
        self.0.push_str("</tr>\n");
        for row in rows.take(MOST) {
            self.0.push_str("<tr>");
            for cell in row {
                let is_number = !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
                let class = if is_number { " class=\"n\"" } else { "" };
                let _ = write!(self.0, "<td{class}>{}</td>", escape(&cell).replace('\n', "<br>"));
            }
            self.0.push_str("</tr>\n");
        }
        self.0.push_str("</table>\n");
        if let Some(more @ 1..) = count.checked_sub(MOST) {
            let _ = writeln!(self.0, "<p>另有 {more} 行，见 report.json · {more} more rows are in report.json</p>");
        }
    }
}

fn both(zh: &str, en: &str) -> String {
    format!("{zh}\n{en}")
}

fn short(sha256: &str) -> String {
    sha256.chars().take(16).collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
