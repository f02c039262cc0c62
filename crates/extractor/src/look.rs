//! What a text looks like, judged once per piece.

use std::sync::LazyLock;

use biaodan_model::{Target, char_width, has_leading_zero, parse_number};

/// Features of a piece's text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Look {
    /// Columns on the character grid.
    pub(crate) width: u32,
    /// One well-formed number and nothing else.
    pub(crate) number: bool,
    /// Digits, points and commas that are no well-formed number: two fused figures, a damaged one.
    pub(crate) broken: bool,
    /// A number with operator, percent sign or unit, or a date: what a target holds.
    pub(crate) target: bool,
    /// Starts with an operator (≥, 不低于).
    pub(crate) operator: bool,
    /// Not applicable: —, /, 无.
    pub(crate) dash: bool,
    /// A qualitative target: 持续提升, 健全.
    pub(crate) qualitative: bool,
    /// Starts with an operator sign that no number follows.
    pub(crate) orphan_sign: bool,
    /// Starts in the middle of a sentence, so it goes on from a line above.
    pub(crate) goes_on: bool,
    /// Ends a sentence.
    pub(crate) ends: bool,
    /// Holds punctuation of running text.
    pub(crate) running: bool,
    /// Ideographs together with ASCII letters, digits, percent signs, slashes or brackets: a
    /// spreadsheet draws such a cell in a second pass.
    pub(crate) mixed: bool,
    /// Latin text, which wraps at words and so leaves lines of uneven width.
    pub(crate) latin: bool,
    /// Brackets opened less brackets closed.
    pub(crate) brackets: i8,
    /// Ends with a note in brackets that it opened, as names with their unit do.
    pub(crate) closed: bool,
}

/// What qualitative targets end with or are. Names of indicators end otherwise.
const QUALITATIVE: &[&str] = &[
    "提升",
    "提高",
    "改善",
    "加强",
    "完善",
    "健全",
    "增强",
    "保障",
    "达标",
    "显著",
    "明显",
    "良好",
    "较好",
    "优良",
    "优秀",
    "合格",
    "合规",
    "及时",
    "有效",
    "稳定",
    "完成",
    "按时",
    "按期",
    "满意",
    "是",
    "否",
    "好",
    "优",
    "良",
    "长期",
    "持续",
    "建立",
    "减少",
    "降低",
    "达到预期",
    "达成预期",
    "可持续",
    "有所增强",
    "有所改善",
    "扩大",
    "增加",
    "推进",
    "促进",
    "巩固",
    "不断优化",
    "优化",
];

const TRADITIONAL_QUALITATIVE: &[&str] = &[
    "加強", "完善", "健全", "增強", "達標", "及時", "合規", "有效", "穩定", "按時", "減少", "擴大", "鞏固", "優化", "滿意",
    "顯著", "明顯",
];

const QUALITATIVE_ENGLISH: &[&str] =
    &["improved", "good", "yes", "no", "completed", "on time", "continuous improvement", "significantly improved"];

/// Columns of a qualitative target at most.
const LONGEST_QUALITATIVE: u32 = 16;

/// What one pass over the characters of a text shows.
#[derive(Default)]
struct Scan {
    width: u32,
    chars: u32,
    letters: u32,
    ideographs: bool,
    ascii: bool,
    running: bool,
    brackets: i8,
}

fn scan(text: &str) -> Scan {
    let mut scan = Scan::default();
    for c in text.chars() {
        scan.width += char_width(c);
        scan.chars += 1;
        match c {
            'a'..='z' | 'A'..='Z' => {
                scan.letters += 1;
                scan.ascii = true;
            }
            '0'..='9' | '%' | '/' | '≥' | '≤' | '=' => scan.ascii = true,
            '(' => {
                scan.ascii = true;
                scan.brackets = scan.brackets.saturating_add(1);
            }
            ')' => {
                scan.ascii = true;
                scan.brackets = scan.brackets.saturating_sub(1);
            }
            '（' => scan.brackets = scan.brackets.saturating_add(1),
            '）' => scan.brackets = scan.brackets.saturating_sub(1),
            '。' | '；' | '，' | ';' => scan.running = true,
            '\u{3400}'..='\u{9FFF}' => scan.ideographs = true,
            _ => {}
        }
    }
    scan
}

impl Look {
    /// Judges a text.
    pub(crate) fn at(text: &str) -> Look {
        let text = text.trim();
        let first = text.chars().next();
        let Scan { width, chars, letters, ideographs, ascii, running, brackets } = scan(text);
        let digits = first.is_some_and(starts_number);
        let number = digits && parse_number(text).is_ok() && !has_leading_zero(text);
        let dash = is_dash(text);
        let broken = !number && digits && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
        let target = number || (width <= 40 && Target::looks_like(text) && !is_name(text));
        let running = running || (letters > 0 && (text.contains(", ") || (text.ends_with('.') && width > 20)));
        Look {
            width,
            number,
            broken,
            target,
            operator: target && !number && first.is_some_and(|c| !c.is_ascii_digit() && !('０'..='９').contains(&c)),
            dash,
            qualitative: !running && !dash && width <= LONGEST_QUALITATIVE && is_qualitative(text),
            orphan_sign: !target && first.is_some_and(|c| matches!(c, '≥' | '≤' | '=' | '<' | '>' | '≧' | '≦' | '%')),
            goes_on: first.is_some_and(|c| matches!(c, '，' | '。' | '；' | '、' | '）' | '：' | ')' | ',' | '.' | '”')),
            ends: text.ends_with(['。', '.', '！', '；']),
            running,
            mixed: ideographs && ascii,
            brackets,
            closed: brackets == 0 && text.ends_with(['）', ')']),
            latin: letters * 2 > chars,
        }
    }

    /// A number, damaged or not, or a dash: what a money or score cell holds.
    pub(crate) fn figure(&self) -> bool {
        self.number || self.dash || self.broken
    }
}

/// Characters of a unit or date after a number at most; more make a name (`12345热线运行`).
const LONGEST_UNIT: usize = 6;

/// A name that starts with a number.
fn is_name(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let begins = rest.len() < text.len();
    begins
        && rest.chars().count() > LONGEST_UNIT
        && !rest.contains(|c: char| c.is_ascii_digit())
        && !rest.starts_with(['(', '（', '%'])
}

fn starts_number(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, '-' | '－' | '−' | '(' | '（')
}

fn is_qualitative(text: &str) -> bool {
    if text.is_ascii() {
        return QUALITATIVE_ENGLISH.iter().any(|word| text.eq_ignore_ascii_case(word));
    }
    /// The last characters of the words: most texts end with none of them.
    static ENDS: LazyLock<Vec<char>> = LazyLock::new(|| {
        let words = QUALITATIVE.iter().chain(TRADITIONAL_QUALITATIVE);
        let mut ends: Vec<char> = words.filter_map(|word| word.chars().next_back()).collect();
        ends.sort_unstable();
        ends.dedup();
        ends
    });
    let may_end = text.chars().next_back().is_some_and(|last| ENDS.binary_search(&last).is_ok());
    may_end && QUALITATIVE.iter().chain(TRADITIONAL_QUALITATIVE).any(|w| text.ends_with(w))
}

/// A cell that says "not applicable".
pub(crate) fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "—" | "——" | "-" | "--" | "–" | "/" | "无" | "無" | "－" | "\\" | "N/A" | "n/a")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_tell_values_from_names() {
        assert!(Look::at("2,340").number && Look::at("≥87%").target && Look::at("不低于80%").operator);
        assert!(Look::at("持续提升").qualitative && !Look::at("节约财政资金").qualitative);
        assert!(Look::at("—").dash && !Look::at("无锡市").dash);
        assert!(Look::at("，切实保障群众合法权益。").goes_on && Look::at("机制。").ends);
        assert!(Look::at("设备完好率（%）").mixed && !Look::at("受益人口数（万人）").mixed);
    }
}
