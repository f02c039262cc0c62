//! What stands beside the values: titles, years, page numbers, the unit.

use biaodan_model::{Tag, display_width, match_key};

use super::Draft;
use crate::definition::{Definition, title_key, unit_in, without_unit};

/// Tags titles, the year, the unit and page numbers of one page.
pub(super) fn tag_furniture(definition: &Definition, drafts: &mut [Draft]) {
    for draft in drafts.iter_mut().filter(|d| d.tag == Tag::Text && !d.key.is_empty()) {
        if is_title(definition, draft) {
            draft.tag = Tag::Title;
        } else if year_of_key(&draft.key).is_some() || is_unit_note(&draft.key) {
            draft.tag = Tag::Furniture;
        }
    }
    tag_page_number(drafts);
}

pub(super) fn is_title(definition: &Definition, draft: &Draft) -> bool {
    let named = |key: &str| definition.ends_with_title(key);
    (draft.key.ends_with(')') || named(&draft.key)) && title_key(&draft.piece.text).is_some_and(|key| named(&key))
}

/// Bytes of a unit note or a year at most.
const LONGEST_NOTE: usize = 36;

/// `单位：万元` or `（万元）` by itself, folded.
pub(super) fn is_unit_note(key: &str) -> bool {
    // `金额单位：万元` as well
    let stated = key.find("单位").filter(|&at| at <= "金额".len());
    let key = stated.and_then(|at| key.get(at..)).unwrap_or(key);
    let may_be = key.len() <= LONGEST_NOTE && (stated.is_some() || key.starts_with('('));
    if !may_be {
        return false;
    }
    let (rest, unit) = without_unit(key.to_owned());
    (unit.is_some() && rest.is_empty()) || (rest.starts_with("单位") && unit_in(&rest).is_some())
}

/// The fiscal year of a text that says nothing else: `（2024年度）`, `2024年度`, `(2024)`.
pub(crate) fn year_in(text: &str) -> Option<i64> {
    if text.len() > LONGEST_NOTE { None } else { year_of_key(&match_key(text)) }
}

pub(super) fn year_of_key(key: &str) -> Option<i64> {
    let core = key.strip_prefix('(').and_then(|k| k.strip_suffix(')'));
    let digits = match core {
        Some(core) => core.strip_suffix("年度").or_else(|| core.strip_suffix('年')).unwrap_or(core),
        None => key.strip_suffix("年度").or_else(|| key.strip_prefix("fiscalyear"))?,
    };
    plausible_year(digits)
}

/// The year a title starts with: `2024年市级部门…`, `2025年度项目…`.
pub(crate) fn year_of_title(text: &str) -> Option<i64> {
    let key = match_key(text);
    let at = key.find('年')?;
    plausible_year(key.get(at.checked_sub(4)?..at)?)
}

/// Four digits that are a year of the archives.
pub(crate) fn plausible_year(digits: &str) -> Option<i64> {
    let year = digits.parse::<i64>().ok().filter(|_| digits.len() == 4)?;
    (1990..=2099).contains(&year).then_some(year)
}

/// Words that begin a note, a signature or a reference beside a form.
const NOTES: &[&str] = &[
    "注",
    "备注",
    "说明",
    "填报",
    "填表",
    "联系",
    "审核",
    "经办",
    "负责人",
    "单位负责人",
    "制表",
    "附件",
    "附表",
    "日期",
    "编制",
    "財務",
    "註",
    "备注",
    "Note",
    "Prepared",
    "Approved",
    "Annex",
];

/// Columns of a text outside tables from which on it is running text.
const RUNNING: usize = 50;

/// A note, a signature, a numbered heading or running text: never the value of a cell.
pub(super) fn is_note(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '（', '(', '*', '\u{3000}']);
    let numbered = text.chars().take(4).any(|c| c == '、') && text.starts_with(|c| "一二三四五六七八九十".contains(c));
    let running = display_width(text) >= RUNNING || text.ends_with('。');
    numbered || running || NOTES.iter().any(|word| text.starts_with(word))
}

/// `第 1 页，共 2 页`, `- 1 -`, `Page 1 of 2`, folded.
pub(crate) fn is_page_number(key: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.len() <= 4 && s.bytes().all(|b| b.is_ascii_digit());
    let between = |open: &str, close: &str| key.strip_prefix(open).and_then(|k| k.strip_suffix(close));
    if let Some(inner) = between("第", "页") {
        return inner.split(['页', '第', '共', ',', '/']).filter(|s| !s.is_empty()).all(digits);
    }
    if let Some(inner) = key.strip_prefix("page") {
        return inner.split("of").all(digits);
    }
    between("-", "-").or_else(|| between("—", "—")).or_else(|| between("–", "–")).is_some_and(digits)
}

/// Page numbers stand alone on the first or the last lines of a page.
fn tag_page_number(drafts: &mut [Draft]) {
    let line_of = |d: &Draft| d.piece.line;
    let (Some(first), Some(last)) = (drafts.first().map(line_of), drafts.last().map(line_of)) else { return };
    let count = drafts.len();
    let head = drafts.iter().take_while(|d| d.piece.line == first).count();
    let tail = drafts.iter().rev().take_while(|d| d.piece.line == last).count();
    for (range, at_head) in [(0..head, true), (count.saturating_sub(tail)..count, false)] {
        let Some(line) = drafts.get_mut(range) else { continue };
        let key: String = line.iter().map(|d| d.key.as_str()).collect();
        let page = line.first().map_or(0, |d| d.piece.page);
        let lone = key.parse::<u32>() == Ok(page) || (at_head && key.len() <= 3 && key.parse::<u32>().is_ok());
        if is_page_number(&key) || (lone && count > 3) {
            line.iter_mut().for_each(|d| d.tag = Tag::Furniture);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_and_page_numbers_are_told_from_values() {
        assert_eq!(year_in("（2024年度）"), Some(2024));
        assert_eq!(year_in("2024年度"), Some(2024));
        assert_eq!(year_in("(2023)"), Some(2023));
        assert_eq!(year_in("2024"), None);
        assert_eq!(year_in("2025年12月底前"), None);
        for text in ["第 1 页，共 12 页", "- 1 -", "— 3 —", "Page 1 of 2", "第1页"] {
            assert!(is_page_number(&match_key(text)), "{text}");
        }
        assert!(!is_page_number(&match_key("第三方")) && !is_page_number("12"));
    }
}
