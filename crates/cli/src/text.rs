//! Texts of documents on a terminal: one line, no control characters, aligned by display width.

use biaodan_pipeline::model::{char_width, display_width};

/// A text on one line and without control characters: a document or a file name must not be able
/// to move the cursor of the terminal that shows it.
pub(crate) fn one_line(text: &str) -> String {
    let plain = |c: char| match c {
        '\n' | '\t' => ' ',
        c if c.is_control() => '\u{FFFD}',
        c => c,
    };
    text.chars().map(plain).collect()
}

/// A text on one line, cut to `width` columns with `…` where it is longer.
pub(crate) fn shorten(text: &str, width: usize) -> String {
    let text = one_line(text);
    if display_width(&text) <= width {
        return text;
    }
    let mut left = width.saturating_sub(1);
    let fits = |c: &char| {
        let own = char_width(*c) as usize;
        let fits = own <= left;
        left = left.saturating_sub(own);
        fits
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push('…');
    short
}

/// A text with the blanks that make it `width` columns wide.
pub(crate) fn pad(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(display_width(text));
    format!("{text}{}", " ".repeat(blanks))
}

/// Rows whose cells stand in columns, two blanks between them, none at the end of a line.
pub(crate) fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| display_width(cell)).max();
    let widths: Vec<usize> = (0..count).map(|at| width(at).unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, &width)| pad(cell, width)).collect();
        cells.join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_by_columns_not_by_characters() {
        assert_eq!(shorten("基本支出", 8), "基本支出");
        assert_eq!(shorten("基本支出", 7), "基本支…");
        assert_eq!(shorten("基本支出", 6), "基本…");
        assert_eq!(shorten("abc\ndef", 7), "abc def");
    }

    #[test]
    fn a_document_cannot_move_the_cursor() {
        assert_eq!(one_line("a\u{1b}[2Jb\r"), "a\u{FFFD}[2Jb\u{FFFD}");
    }

    #[test]
    fn ideographs_are_two_columns_wide() {
        let rows = [vec!["支出".to_owned(), "1".to_owned()], vec!["ab".to_owned(), String::new()]];
        assert_eq!(columns(&rows), ["支出  1", "ab"]);
    }
}
