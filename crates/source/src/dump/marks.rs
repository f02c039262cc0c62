//! Printed page numbers: `第 1 页，共 2 页`, `- 1 -`, `Page 1 of 2`.
//!
//! A tool that writes text in drawing order puts the footer first on its page, one that sorts by
//! place puts it last. The first and the last line of the dump tell which.

use super::lines::RawLine;

/// A page number line is no longer than this, in bytes.
const MAX_BYTES: usize = 60;

/// Where page numbers stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marks {
    /// First on their pages: the line indices.
    Leading(Vec<usize>),
    /// Last on their pages: the line indices.
    Trailing(Vec<usize>),
    /// There are none that tell pages apart.
    None,
}

/// Finds the page numbers of a dump.
pub(super) fn find(lines: &[RawLine]) -> Marks {
    let numbered = |(index, line): (usize, &RawLine)| Some((index, page_mark(&line.text)?));
    let found: Vec<(usize, u32)> = lines.iter().enumerate().filter_map(numbered).collect();
    // Numbers that go down are no page numbers, unless a new document starts at 1.
    let in_order = found.is_sorted_by(|(_, before), (_, after)| before < after || *after == 1);
    if !in_order {
        return Marks::None;
    }
    let first = found.first().is_some_and(|&(index, _)| index == 0);
    let last = found.last().is_some_and(|&(index, _)| index + 1 == lines.len());
    let indices = found.into_iter().map(|(index, _)| index).collect();
    match (first, last) {
        (true, false) => Marks::Leading(indices),
        (false, true) => Marks::Trailing(indices),
        _ => Marks::None,
    }
}

/// The number of a line that is nothing but a page number.
pub(super) fn page_mark(line: &str) -> Option<u32> {
    let line = line.trim();
    if line.len() > MAX_BYTES {
        return None;
    }
    chinese(line).or_else(|| between_dashes(line)).or_else(|| english(line))
}

/// A page number without any words. Only its place can tell it from a value.
pub(super) fn bare_number(line: &str) -> Option<u32> {
    line.trim().parse().ok()
}

fn chinese(line: &str) -> Option<u32> {
    let (number, rest) = leading_number(line.strip_prefix('第')?)?;
    let rest = rest.strip_prefix(['页', '頁', '⻚'])?.trim_start();
    (rest.is_empty() || rest.starts_with(['共', '，', ',', '/', '／'])).then_some(number)
}

fn between_dashes(line: &str) -> Option<u32> {
    const DASHES: [char; 5] = ['-', '–', '—', '－', '─'];
    let inner = line.strip_prefix(DASHES)?.strip_suffix(DASHES)?;
    let (number, rest) = leading_number(inner.trim_matches(DASHES))?;
    rest.is_empty().then_some(number)
}

fn english(line: &str) -> Option<u32> {
    let word = line.get(..4).filter(|word| word.eq_ignore_ascii_case("page"))?;
    let (number, rest) = leading_number(line.get(word.len()..)?)?;
    let rest = rest.trim_start();
    (rest.is_empty() || rest.starts_with("of") || rest.starts_with('/')).then_some(number)
}

/// A number of one to four digits, the blanks around it dropped, and what follows.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.get(..text.len() - rest.len()).filter(|digits| digits.len() <= 4)?;
    Some((digits.parse().ok()?, rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_known() {
        for line in ["第 3 页，共 12 页", "第3頁", "- 3 -", "—3—", " － 3 － ", "Page 3 of 12", "PAGE 3", "第3页/共12页"]
        {
            assert_eq!(page_mark(line), Some(3), "{line}");
        }
        for line in ["3", "-3", "-3.5-", "第 3 页的说明", "第三页", "3/12", "Pages 3", "Page", "—", "--", "- -"] {
            assert_eq!(page_mark(line), None, "{line}");
        }
        assert_eq!(bare_number(" 2 "), Some(2));
        assert_eq!(bare_number("2.0"), None);
    }
}
