//! What stands beside the values: titles, years, page numbers, the unit.

use biaodan_model::{Tag, Tagged, match_key};

use crate::definition::{Definition, label_key, title_key, unit_in};

/// Tags titles, the year, the unit and page numbers of one page.
pub(super) fn tag_furniture(definition: &Definition, tagged: &mut [Tagged]) {
    for item in tagged.iter_mut().filter(|t| t.tag == Tag::Text) {
        if is_title(definition, &item.piece.text) {
            item.tag = Tag::Title;
        } else if year_in(&item.piece.text).is_some() || is_unit_note(&item.piece.text) {
            item.tag = Tag::Furniture;
        }
    }
    tag_page_number(tagged);
}

fn is_title(definition: &Definition, text: &str) -> bool {
    title_key(text).is_some_and(|key| definition.titles.iter().any(|t| key.ends_with(t.as_str())))
}

/// `单位：万元` or `（万元）` by itself.
fn is_unit_note(text: &str) -> bool {
    if text.len() >= 40 {
        return false;
    }
    let (rest, unit) = label_key(text);
    unit.is_some_and(|_| rest.is_empty()) || (rest.starts_with("单位") && unit_in(&rest).is_some())
}

/// The fiscal year of a text that says nothing else: `（2024年度）`, `2024年度`, `(2024)`.
pub(crate) fn year_in(text: &str) -> Option<i64> {
    if text.len() > 32 {
        return None;
    }
    let key = match_key(text);
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
fn tag_page_number(tagged: &mut [Tagged]) {
    let line_of = |t: &Tagged| t.piece.line;
    let (Some(first), Some(last)) = (tagged.first().map(line_of), tagged.last().map(line_of)) else { return };
    for line in [first, last] {
        let on_line = |t: &&mut Tagged| t.piece.line == line;
        let key: String = tagged.iter().filter(|t| t.piece.line == line).map(|t| match_key(&t.piece.text)).collect();
        let page = tagged.iter().find(|t| t.piece.line == line).map_or(0, |t| t.piece.page);
        let lone = key.parse::<u32>() == Ok(page) || (line == first && key.len() <= 3 && key.parse::<u32>().is_ok());
        if is_page_number(&key) || (lone && tagged.len() > 3) {
            tagged.iter_mut().filter(on_line).for_each(|t| t.tag = Tag::Furniture);
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
