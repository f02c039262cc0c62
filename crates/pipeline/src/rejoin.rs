//! What the normalizer knows of texts, in the terms the extractor asks in: the two stages do not
//! know each other.

use biaodan_extractor::{RejoinText, Repeated};
use biaodan_normalizer::{find_repeat, join_cut, join_lines, repeated_at_wrap};

/// The normalizer, as the extractor sees it.
pub(crate) struct Normalizer;

impl RejoinText for Normalizer {
    fn join_lines(&self, lines: &[&str]) -> String {
        join_lines(lines)
    }

    fn repeat(&self, left: &[&str], right: &[&str]) -> Option<Repeated> {
        let repeat = find_repeat(left, right)?;
        let text = |lines: Vec<String>| join_lines(&lines.iter().map(String::as_str).collect::<Vec<_>>());
        Some(Repeated { start: repeat.start, count: repeat.count, text: repeat.lines.map(text), proven: repeat.proven })
    }

    fn join_cut(&self, left: &str, right: &str) -> (String, bool) {
        let joined = join_cut(left, right);
        (joined.text, joined.proven)
    }

    fn repeated_at_wrap(&self, lines: &[&str]) -> Option<char> {
        repeated_at_wrap(lines)
    }
}
