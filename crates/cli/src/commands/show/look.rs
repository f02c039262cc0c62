//! What needs a look: the reasons of the verdict, and the findings with their places.

use biaodan_pipeline::model::{Finding, FormRecord, LedgerEntry, Message, Region, Severity, State};

/// Unaccounted numbers that are listed; the JSON has all of them.
const MOST_RESIDUE: usize = 20;

/// Places of one finding that are listed.
const MOST_PLACES: usize = 3;

/// The lines of a form.
pub(super) fn lines(form: &FormRecord) -> Vec<String> {
    let mut lines = Vec::new();
    for reason in &form.verdict_reasons {
        lines.extend(both("→", reason));
    }
    lines.extend(findings(&form.findings));
    lines.extend(how_to_see(form));
    let residue = form.ledger.residue();
    lines.extend(residue.take(MOST_RESIDUE).map(unaccounted));
    lines
}

/// How to look at a doubtful value on its page; none where there is no such value, or no page to look at.
fn how_to_see(form: &FormRecord) -> Vec<String> {
    let mut first: Option<String> = None;
    form.fields.visit(&mut |path, field| {
        let is_doubtful = field.is_weak() || field.state == State::Unreadable;
        let is_on_page = field.provenance.as_ref().is_some_and(|place| matches!(place.region, Region::Box(_)));
        if first.is_none() && is_doubtful && is_on_page {
            first = Some(path.to_owned());
        }
    });
    let Some(path) = first else { return Vec::new() };
    // brackets mean something to shells
    vec![
        "i see a value on its page 看原文图像:".to_owned(),
        format!("  biaodan inspect FILE --what fields --field '{path}' -o value.png"),
    ]
}

/// Findings, the gravest first; those that say the same of several places are said once.
pub(super) fn findings(findings: &[Finding]) -> Vec<String> {
    let mut sorted: Vec<&Finding> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
    let mut groups: Vec<(&Finding, Vec<String>)> = Vec::new();
    for finding in sorted {
        let same =
            |first: &Finding| (first.code, &first.message, &first.hints) == (finding.code, &finding.message, &finding.hints);
        match groups.iter_mut().find(|(first, _)| same(first)) {
            Some((_, places)) => places.push(place(finding)),
            None => groups.push((finding, vec![place(finding)])),
        }
    }
    groups.into_iter().flat_map(|(finding, places)| lines_of(finding, &places)).collect()
}

fn lines_of(finding: &Finding, places: &[String]) -> Vec<String> {
    let severity = match finding.severity() {
        Severity::Error => "! error 错误",
        Severity::Warning => "? warning 警告",
        Severity::Info => "i info 提示",
    };
    let mut lines = vec![format!("{severity}: {}", finding.code.as_str())];
    lines.extend(both(" ", &finding.message));
    let named = places.iter().filter(|place| !place.is_empty()).take(MOST_PLACES);
    lines.extend(named.map(|place| format!("  at 位置: {place}")));
    if let Some(more) = places.len().checked_sub(MOST_PLACES).filter(|more| *more > 0) {
        lines.push(format!("  and {more} more 另有 {more} 处"));
    }
    for hint in &finding.hints {
        lines.extend(both("  ~", hint));
    }
    lines
}

/// Where a finding is: what it is about, page and lines, as far as they are known.
fn place(finding: &Finding) -> String {
    let mut parts: Vec<String> = finding.path.iter().cloned().collect();
    parts.extend(finding.page.map(|page| format!("page 页 {page}")));
    parts.extend(finding.region.map(in_words));
    parts.join(" · ")
}

/// A message in both languages, one below the other.
fn both(mark: &str, message: &Message) -> [String; 2] {
    let indent = " ".repeat(mark.chars().count());
    [format!("{mark} {}", message.zh), format!("{indent} {}", message.en)]
}

fn unaccounted(entry: &LedgerEntry) -> String {
    format!("! unaccounted 无归属: {} · page 页 {} · {}", entry.text, entry.place.page, in_words(entry.place.region))
}

fn in_words(region: Region) -> String {
    match region {
        Region::Lines(first, last) if first == last => format!("line 行 {first}"),
        Region::Lines(first, last) => format!("lines 行 {first}–{last}"),
        Region::Box([x, y, ..]) => format!("at 位置 {x:.0}, {y:.0}"),
    }
}
