//! Whether a page's blanks are columns.

use biaodan_model::TextLine;

/// Lines with an inner gap this wide are column-aligned; a dump in reading order has single blanks.
const GAP: &str = "   ";

/// The share of lines that must be column-aligned, one in this many.
const ONE_IN: usize = 6;

/// True for a page in the manner of `pdftotext -layout`, whose blanks keep the columns.
#[must_use]
pub fn is_on_grid(lines: &[TextLine]) -> bool {
    let aligned = lines.iter().filter(|line| has_inner_gap(&line.text)).count();
    aligned >= 2 && aligned * ONE_IN >= lines.len()
}

fn has_inner_gap(text: &str) -> bool {
    text.trim_start().contains(GAP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(texts: &[&str]) -> Vec<TextLine> {
        let line = |(i, t): (usize, &&str)| TextLine { number: i as u32 + 1, blank_before: 0, text: (*t).to_owned() };
        texts.iter().enumerate().map(line).collect()
    }

    #[test]
    fn columns_are_told_from_reading_order() {
        assert!(is_on_grid(&lines(&["基本支出      810.88", "项目支出      765.03", "标题"])));
        assert!(!is_on_grid(&lines(&["基本支出 810.88", "   项目支出 765.03", "标题"])));
    }
}
