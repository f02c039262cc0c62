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

/// Words and numbers of a page at most. A page of a form has some hundreds; this is a table of tens of
/// thousands of rows that a tool wrote without any page border.
const MOST_WORDS: usize = 200_000;

/// Bytes of a page at most.
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// True for a page with more text than any page of a form.
#[must_use]
pub fn is_too_large(page: &Page) -> bool {
    let bytes: usize = page.lines.iter().map(|line| line.text.len()).sum();
    if bytes > MOST_BYTES || page.lines.len() > MOST_WORDS {
        return true;
    }
    // a word has a byte at least, so most pages need no counting
    bytes > MOST_WORDS && page.lines.iter().map(|line| words(&line.text)).sum::<usize>() > MOST_WORDS
}

/// How many words and numbers a line has, if each starts after something else.
fn words(line: &str) -> usize {
    let class = |b: u8| if b.is_ascii_digit() { 2 } else { u8::from(!b.is_ascii_whitespace()) };
    let starts = |before: &mut u8, b: u8| {
        let own = class(b);
        let start = own > std::mem::replace(before, own);
        Some(usize::from(start))
    };
    line.bytes().scan(0, starts).sum()
}

/// A word of a line: byte range and columns.
#[derive(Clone, Copy)]
struct Word {
    start: usize,
    end: usize,
    x0: u32,
    x1: u32,
}

impl Word {
    fn text(self, line: &str) -> &str {
        line.get(self.start..self.end).unwrap_or("")
    }
}

/// What a text is written in.
#[derive(Clone, Copy)]
struct Script {
    letters: bool,
    cjk: bool,
}

impl Script {
    fn of(text: &str) -> Script {
        let step =
            |seen: Script, c: char| Script { letters: seen.letters || c.is_alphabetic() || c == '&', cjk: seen.cjk || is_cjk(c) };
        text.chars().fold(Script { letters: false, cjk: false }, step)
    }

    fn and(self, other: Script) -> Script {
        Script { letters: self.letters || other.letters, cjk: self.cjk || other.cjk }
    }

    /// A Latin phrase; figures, dashes and Chinese text are cells of their own.
    fn is_latin(self) -> bool {
        self.letters && !self.cjk
    }
}

/// A piece that may go on. What its words say is noted word by word: a line may have millions.
#[derive(Clone, Copy)]
struct Open {
    all: Word,
    script: Script,
    /// Brackets opened less brackets closed.
    balance: i32,
    /// Where the text after its last blank starts, and what that is written in.
    last: usize,
    last_script: Script,
}

impl Open {
    fn start(text: &str, word: Word) -> Open {
        let own = word.text(text);
        let script = Script::of(own);
        Open { all: word, script, balance: bracket_balance(own), last: word.start, last_script: script }
    }

    fn go_on(self, text: &str, word: Word) -> Open {
        let (own, gap) = (word.text(text), text.get(self.all.end..word.start).unwrap_or(""));
        let script = Script::of(own);
        let with_gap = |before: Script| before.and(Script::of(gap)).and(script);
        let new_word = gap == " ";
        Open {
            all: Word { end: word.end, x1: word.x1, ..self.all },
            script: with_gap(self.script),
            balance: self.balance.saturating_add(bracket_balance(own)),
            last: if new_word { word.start } else { self.last },
            last_script: if new_word { script } else { with_gap(self.last_script) },
        }
    }
}

/// Cuts one line into pieces and appends them.
pub fn split_line(page: u32, line: &TextLine, out: &mut Vec<Piece>) {
    let text = line.text.as_str();
    let mut current: Option<Open> = None;
    for word in (Words { text, at: 0, column: 0 }) {
        current = Some(match current {
            Some(open) if joins(text, &open, word) => open.go_on(text, word),
            Some(open) => {
                push(page, line, open.all, out);
                Open::start(text, word)
            }
            None => Open::start(text, word),
        });
    }
    if let Some(open) = current {
        push(page, line, open.all, out);
    }
}

fn push(page: u32, line: &TextLine, word: Word, out: &mut Vec<Piece>) {
    out.push(Piece {
        page,
        line: line.number,
        blank_before: line.blank_before,
        x0: word.x0,
        x1: word.x1,
        text: fold_text(word.text(&line.text)),
        drawn: None,
    });
}

/// Whether the blank between a piece and the next word lies within one cell.
fn joins(text: &str, left: &Open, right: Word) -> bool {
    if right.x0.saturating_sub(left.all.x1) > 1 {
        return false;
    }
    let (before, after) = (left.all.text(text), right.text(text));
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if is_operator(text.get(left.last..left.all.end).unwrap_or("")) && first.is_ascii_digit() {
        return true;
    }
    if is_cjk(last) || is_cjk(first) {
        return false;
    }
    let open_bracket = left.balance > 0 && left.script.is_latin();
    open_bracket || (left.last_script.is_latin() && Script::of(after).is_latin())
}

fn is_operator(word: &str) -> bool {
    matches!(word, "≥" | "≤" | ">" | "<" | "=" | "＝" | ">=" | "<=" | "≧" | "≦" | "＞" | "＜")
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

    #[test]
    fn words_join_by_what_stands_before_them() {
        assert_eq!(cut("Basic expenditure\u{A0}12 and more"), ["Basic expenditure", "12", "and more"]);
        assert_eq!(cut("≥\u{A0}80 ≥ 80 (CNY 10 000) (a"), ["≥ 80", "≥ 80", "(CNY 10 000)", "(a"]);
    }

    #[test]
    fn a_page_is_too_large_by_words_numbers_lines_or_bytes() {
        let page = |texts: Vec<String>| {
            let line = |text| TextLine { number: 1, blank_before: 0, text };
            let (text_from, status) = (biaodan_model::Origin::Dump, biaodan_model::PageStatus::Extracted);
            let lines = texts.into_iter().map(line).collect();
            Page {
                number: 1,
                label: None,
                width: None,
                height: None,
                text_from,
                status,
                reason: None,
                lines,
                drawing: biaodan_model::Drawing::default(),
                grade: biaodan_model::Grade::Text,
                upright: None,
                beside: None,
            }
        };
        for part in ["1 ", "-1", "\t词", "a1"] {
            assert!(is_too_large(&page(vec![part.repeat(MOST_WORDS + 1)])), "{part:?}");
        }
        assert!(is_too_large(&page(vec!["词".to_owned(); MOST_WORDS + 1])));
        assert!(is_too_large(&page(vec!["长".repeat(MOST_BYTES / 3 + 1)])));
        assert!(!is_too_large(&page(vec!["通知 2024".to_owned(); MOST_WORDS / 4])));
    }
}
