//! Running text without its hard line breaks.

use biaodan_model::is_cjk;

/// Joins the lines of one text: nothing between Chinese characters, one blank between Latin words.
#[must_use]
pub fn join_lines<'t>(lines: impl IntoIterator<Item = &'t str>) -> String {
    let mut out = String::new();
    for line in lines {
        let line = line.trim();
        if needs_blank(&out, line) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
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

/// The character that stands at the end of one line and again at the start of the next, for the
/// first place in the text where that is so. It may be a slip of the original, or right.
#[must_use]
pub fn repeated_at_wrap(lines: &[&str]) -> Option<char> {
    lines.iter().zip(lines.iter().skip(1)).find_map(|(above, below)| {
        let last = above.trim_end().chars().next_back()?;
        let first = below.trim_start().chars().next()?;
        (last == first && is_cjk(last) && last.is_alphabetic()).then_some(last)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_lines_join_without_and_latin_lines_with_a_blank() {
        assert_eq!(join_lines(["一法律顾", "问公益"]), "一法律顾问公益");
        assert_eq!(join_lines(["Improve the", "service (annual)", "and report"]), "Improve the service (annual) and report");
        assert_eq!(join_lines(["不低于8", "7%"]), "不低于87%");
        assert_eq!(join_lines(["2025年12", "月底前"]), "2025年12月底前");
    }

    #[test]
    fn a_repeated_character_is_reported() {
        assert_eq!(repeated_at_wrap(&["加强监督督", "督办"]), Some('督'));
        assert_eq!(repeated_at_wrap(&["加强监督", "管理"]), None);
        assert_eq!(repeated_at_wrap(&["100", "0"]), None);
    }
}
