//! Running text without its hard line breaks.

use crate::fold::{display_width, is_cjk};

/// Columns by which a line falls short of the widest before its end is a paragraph's: a wrapped line
/// leaves less than two ideographs, since punctuation may not start a line.
const PARAGRAPH_GAP: usize = 8;

/// Joins the lines of one text: nothing between Chinese characters, one blank between Latin words,
/// and a line break where the author ended a paragraph.
#[must_use]
pub fn join_lines(lines: &[&str]) -> String {
    let widest = lines.iter().map(|line| display_width(line.trim())).max().unwrap_or(0);
    let mut out = String::new();
    let mut above = "";
    for line in lines.iter().map(|line| line.trim()) {
        if ends_paragraph(above, line, widest) {
            out.push('\n');
        } else if needs_blank(&out, line) {
            out.push(' ');
        }
        out.push_str(line);
        above = line;
    }
    out
}

/// A sentence that ends well before the edge, or before a numbered item, ends a paragraph.
fn ends_paragraph(above: &str, below: &str, widest: usize) -> bool {
    let ended = above.ends_with(['。', '；', '：', '！']);
    ended && (is_numbered(below) || display_width(above) + PARAGRAPH_GAP < widest)
}

/// `1、`, `2．`, `（三）`, `四、`, `①`.
fn is_numbered(line: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit() || "０１２３４５６７８９一二三四五六七八九十".contains(c);
    let inner = line.strip_prefix(['（', '(']).unwrap_or(line);
    let rest = inner.trim_start_matches(digit);
    let numbered = rest.len() < inner.len() && rest.starts_with(['、', '．', '.', '）', ')', '：']);
    let decimal = rest.starts_with('.') && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    (numbered && !decimal) || line.starts_with(|c: char| ('①'..='⑳').contains(&c))
}

/// A blank belongs between two Latin words, and beside one that meets a Latin bracket or number.
fn needs_blank(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if is_cjk(last) || is_cjk(first) {
        return false;
    }
    // a number or a code broken in the middle stays whole; so does a hyphenated word
    let word = |c: char| c.is_alphabetic() || matches!(c, ',' | '.' | ';' | ':' | ')' | '(' | '%');
    (word(last) && (first.is_alphanumeric() || first == '(')) || (last.is_ascii_digit() && first.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_lines_join_without_and_latin_lines_with_a_blank() {
        assert_eq!(join_lines(&["一法律顾", "问公益"]), "一法律顾问公益");
        assert_eq!(join_lines(&["Improve the", "service (annual)", "and report"]), "Improve the service (annual) and report");
        assert_eq!(join_lines(&["不低于8", "7%"]), "不低于87%");
        assert_eq!(join_lines(&["2025年12", "月底前"]), "2025年12月底前");
    }

    #[test]
    fn the_authors_paragraphs_stay() {
        assert_eq!(
            join_lines(&["1．优化财政资金绩效管理，使群众获得感增强。", "2．完成非税收入收缴，推动地下管网普", "查。"]),
            "1．优化财政资金绩效管理，使群众获得感增强。\n2．完成非税收入收缴，推动地下管网普查。"
        );
        assert_eq!(join_lines(&["形成长效管理机制。", "统筹做好"]), "形成长效管理机制。统筹做好");
        assert_eq!(join_lines(&["共投入资金；", "3.5万元"]), "共投入资金；3.5万元");
    }
}
