//! One form: its head and the three answers.

use biaodan_pipeline::Definition;
use biaodan_pipeline::model::{FormRecord, Verdict};

use super::{checks, look, values};
use crate::text::columns;

/// The lines of a form; a form of no known kind has no definition.
pub(super) fn lines(form: &FormRecord, definition: Option<&Definition>) -> Vec<String> {
    let mut lines = vec![format!("■ {}", form.title)];
    lines.extend(indented(columns(&head(form, definition))));
    section(&mut lines, "Found 找到", values::lines(form));
    section(&mut lines, "Checked 核对", checks::lines(form, definition));
    section(&mut lines, look_title(form.verdict), look::lines(form));
    lines
}

fn section(lines: &mut Vec<String>, title: &str, body: Vec<String>) {
    if !body.is_empty() {
        lines.push(String::new());
        lines.push(format!("  {title}"));
        lines.extend(indented(indented(body)));
    }
}

pub(super) fn indented(lines: Vec<String>) -> Vec<String> {
    lines.into_iter().map(|line| format!("  {line}")).collect()
}

fn look_title(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "Good to know 备注",
        Verdict::Review | Verdict::Rejected => "Needs a look 需要人工查看",
    }
}

fn head(form: &FormRecord, definition: Option<&Definition>) -> Vec<Vec<String>> {
    let pages: Vec<String> = form.pages.iter().map(u32::to_string).collect();
    let mut rows = vec![row("verdict 结论", verdict(form.verdict)), row("kind 类型", &form.kind)];
    if let Some(definition) = definition {
        rows.push(row("", &format!("{} / {}", definition.name.zh, definition.name.en)));
    }
    rows.push(row("pages 页", &pages.join(", ")));
    rows.push(row("language 语言", &form.language));
    rows.push(row("unit 单位", form.amount_unit.map_or("—", |unit| unit.as_str())));
    rows
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "accepted 通过",
        Verdict::Review => "review 待复核",
        Verdict::Rejected => "rejected 不可用",
    }
}

fn row(label: &str, text: &str) -> Vec<String> {
    vec![label.to_owned(), text.to_owned()]
}
