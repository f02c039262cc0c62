//! Numeric tokens: what the ledger counts.
//!
//! A token is a maximal run of digits (half or full width) with the points, commas and one sign
//! between or before them: `3,576.28`, `-4.5`, `２０２４`. Percent signs and units are not part of it.

use std::ops::Range;

/// One number as printed, with its byte range in the text it was found in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumericToken<'t> {
    /// The characters as printed.
    pub text: &'t str,
    /// Byte range in the scanned text.
    pub range: Range<usize>,
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn joins_digits(c: char) -> bool {
    matches!(c, '.' | ',' | '，' | '．')
}

/// All numeric tokens of a text, in order.
pub fn numeric_tokens(text: &str) -> impl Iterator<Item = NumericToken<'_>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let tail = text.get(rest..)?;
        let start = rest + tail.char_indices().find(|&(_, c)| is_digit(c))?.0;
        let end = token_end(text, start);
        let start = with_sign(text, start);
        rest = end;
        Some(NumericToken { text: text.get(start..end)?, range: start..end })
    })
}

/// The end of the digits that start at `start`; a comma or point counts only between digits.
fn token_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut chars = text.get(start..).unwrap_or("").char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let between = joins_digits(c) && chars.peek().is_some_and(|&(_, next)| is_digit(next));
        if !is_digit(c) && !between {
            break;
        }
        end = start + at + c.len_utf8();
    }
    end
}

/// Takes in a minus sign that is not itself between two words or digits (`2020-2024`).
fn with_sign(text: &str, start: usize) -> usize {
    let head = text.get(..start).unwrap_or("");
    let mut before = head.chars().rev();
    match (before.next(), before.next()) {
        (Some(sign @ ('-' | '－' | '−')), previous) if previous.is_none_or(|c| !is_digit(c) && !c.is_alphanumeric()) => {
            start - sign.len_utf8()
        }
        _ => start,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        numeric_tokens(text).map(|t| t.text).collect()
    }

    #[test]
    fn tokens_are_whole_numbers() {
        assert_eq!(texts("基本支出 2,293.28 项目 -4.5"), ["2,293.28", "-4.5"]);
        assert_eq!(texts("2025年12月底前，3，4"), ["2025", "12", "3，4"]);
        assert_eq!(texts("≥８０％"), ["８０"]);
        assert_eq!(texts("2020-2024 1."), ["2020", "2024", "1"]);
    }
}
