//! Cuts lines into pieces.

use biaodan_model::{Page, Piece, TextLine, fold_text, is_cjk};

/// All pieces of a page, in its order.
#[must_use]
pub fn pieces(page: &Page) -> Vec<Piece> {
    let mut out = Vec::with_capacity(page.lines.len() + page.lines.len() / 2);
    for line in &page.lines {
        split_line(page.number, line, &mut out);
    }
    out
}

/// A word of a line: byte range and columns.
#[derive(Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    x0: u32,
    x1: u32,
}

/// Cuts one line into pieces and appends them.
pub fn split_line(page: u32, line: &TextLine, out: &mut Vec<Piece>) {
    let text = line.text.as_str();
    let mut current: Option<Word> = None;
    for word in (Words { text, at: 0, column: 0 }) {
        current = match current {
            Some(open) if joins(text, open, word) => Some(Word { end: word.end, x1: word.x1, ..open }),
            Some(open) => {
                push(page, line, open, out);
                Some(word)
            }
            None => Some(word),
        };
    }
    if let Some(open) = current {
        push(page, line, open, out);
    }
}

fn push(page: u32, line: &TextLine, word: Word, out: &mut Vec<Piece>) {
    out.push(Piece {
        page,
        line: line.number,
        blank_before: line.blank_before,
        x0: word.x0,
        x1: word.x1,
        text: fold_text(line.text.get(word.start..word.end).unwrap_or("")),
    });
}

/// Whether the blank between two words lies within one cell.
fn joins(text: &str, left: Word, right: Word) -> bool {
    if right.x0.saturating_sub(left.x1) > 1 {
        return false;
    }
    let before = text.get(left.start..left.end).unwrap_or("");
    let after = text.get(right.start..right.end).unwrap_or("");
    let last_word = before.rsplit(' ').next().unwrap_or(before);
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if is_operator(last_word) && first.is_ascii_digit() {
        return true;
    }
    if is_cjk(last) || is_cjk(first) {
        return false;
    }
    let open_bracket = bracket_balance(before) > 0 && is_latin(before);
    open_bracket || (is_latin(last_word) && is_latin(after))
}

fn is_operator(word: &str) -> bool {
    matches!(word, "≥" | "≤" | ">" | "<" | "=" | "＝" | ">=" | "<=" | "≧" | "≦" | "＞" | "＜")
}

/// A word of a Latin phrase; figures, dashes and Chinese text are cells of their own.
fn is_latin(word: &str) -> bool {
    word.chars().any(|c| c.is_alphabetic() || c == '&') && !word.chars().any(is_cjk)
}

fn bracket_balance(word: &str) -> i32 {
    word.chars()
        .map(|c| match c {
            '(' | '（' => 1,
            ')' | '）' => -1,
            _ => 0,
        })
        .sum()
}

/// The words of a line with their columns.
struct Words<'t> {
    text: &'t str,
    at: usize,
    column: u32,
}

impl Iterator for Words<'_> {
    type Item = Word;

    fn next(&mut self) -> Option<Word> {
        let mut word: Option<Word> = None;
        for (offset, c) in self.text.get(self.at..)?.char_indices() {
            let blank = c.is_whitespace() || c == '\u{A0}';
            if blank && word.is_some() {
                self.at += offset;
                return word;
            }
            let x0 = self.column;
            self.column += if c == '\t' { 8 - self.column % 8 } else { 1 };
            if !blank {
                let end = self.at + offset + c.len_utf8();
                word = Some(match word {
                    Some(open) => Word { end, x1: self.column, ..open },
                    None => Word { start: self.at + offset, end, x0, x1: self.column },
                });
            }
        }
        self.at = self.text.len();
        word
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let mut out = Vec::new();
        split_line(1, &TextLine { number: 1, blank_before: 0, text: text.to_owned() }, &mut out);
        out.into_iter().map(|p| p.text).collect()
    }

    #[test]
    fn blanks_part_chinese_cells_and_figures() {
        assert_eq!(cut("部门名称 广州市海珠区司法局"), ["部门名称", "广州市海珠区司法局"]);
        assert_eq!(cut("产出指标 ≥ 80% 80% 6 — —"), ["产出指标", "≥ 80%", "80%", "6", "—", "—"]);
    }

    #[test]
    fn latin_phrases_stay_whole() {
        assert_eq!(cut("Basic expenditure 3,349.64 Other funds"), ["Basic expenditure", "3,349.64", "Other funds"]);
        assert_eq!(cut("Budget amount (CNY 10,000)  Name"), ["Budget amount (CNY 10,000)", "Name"]);
        assert_eq!(cut("年度主要任务 Main annual"), ["年度主要任务", "Main annual"]);
    }

    #[test]
    fn columns_count_characters() {
        let mut out = Vec::new();
        split_line(1, &TextLine { number: 1, blank_before: 0, text: "  况  事业 1".to_owned() }, &mut out);
        assert_eq!(out.iter().map(|p| (p.x0, p.x1)).collect::<Vec<_>>(), [(2, 3), (5, 7), (8, 9)]);
    }
}
