//! Lines of one text: joined as running text, and what looks odd where they meet.

use biaodan_model::is_cjk;
pub use biaodan_model::join_lines;

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
    fn a_repeated_character_is_reported() {
        assert_eq!(repeated_at_wrap(&["加强监督督", "督办"]), Some('督'));
        assert_eq!(repeated_at_wrap(&["加强监督", "管理"]), None);
        assert_eq!(repeated_at_wrap(&["100", "0"]), None);
    }
}
