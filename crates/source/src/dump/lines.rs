//! Text to lines: line ends of every system, control characters removed, blank lines counted.
//!
//! The hot path looks at a line's bytes once and copies it; only a line that holds something to
//! remove is looked at character by character.

use memchr::memchr2_iter;

/// A line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawLine {
    /// 1-based, counting every line end of the file.
    pub(super) number: u32,
    /// Blank lines since the last line that is not blank, or since the last form feed.
    pub(super) blank_before: u32,
    /// Form feeds since the last line that is not blank.
    pub(super) feeds_before: u32,
    /// The text, trailing blanks dropped.
    pub(super) text: String,
}

/// The lines of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RawLines {
    /// Those that are not blank, in order.
    pub(super) lines: Vec<RawLine>,
    /// Form feeds after the last of them.
    pub(super) feeds_after: u32,
}

/// Splits a text at LF, CR LF, CR, VT, NEL and the Unicode line and paragraph separators.
pub(super) fn split(text: &str) -> RawLines {
    let mut splitter = Splitter { number: 1, blanks: 0, feeds: 0, lines: Vec::new() };
    let bytes = text.as_bytes();
    let mut start = 0;
    for end in memchr2_iter(b'\n', b'\r', bytes) {
        if end < start {
            // The LF of a CR LF.
            continue;
        }
        splitter.segment(text.get(start..end).unwrap_or_default());
        splitter.end_line();
        let pair = bytes.get(end..end + 2) == Some(b"\r\n");
        start = end + if pair { 2 } else { 1 };
    }
    splitter.segment(text.get(start..).unwrap_or_default());
    RawLines { lines: splitter.lines, feeds_after: splitter.feeds }
}

struct Splitter {
    number: u32,
    /// Counts a line as blank at its end; `text` takes that back.
    blanks: u32,
    feeds: u32,
    lines: Vec<RawLine>,
}

impl Splitter {
    /// The text between two of the common line ends.
    fn segment(&mut self, segment: &str) {
        if is_plain(segment.as_bytes()) || !segment.chars().any(is_special) {
            self.text(segment);
        } else {
            self.special(segment);
        }
    }

    /// A segment with form feeds, rare line ends, or characters to remove.
    fn special(&mut self, segment: &str) {
        let mut kept = String::with_capacity(segment.len());
        for c in segment.chars() {
            if c == '\u{C}' {
                self.text(&std::mem::take(&mut kept));
                self.feed();
            } else if is_rare_line_end(c) {
                self.text(&std::mem::take(&mut kept));
                self.end_line();
            } else if !is_special(c) {
                kept.push(c);
            }
        }
        self.text(&kept);
    }

    /// Text that stands on the current line.
    fn text(&mut self, text: &str) {
        let text = text.trim_end();
        if text.is_empty() {
            return;
        }
        self.lines.push(RawLine {
            number: self.number,
            blank_before: self.blanks,
            feeds_before: self.feeds,
            text: text.to_owned(),
        });
        self.feeds = 0;
        self.blanks = 0;
    }

    fn end_line(&mut self) {
        let holds_text = self.feeds == 0 && self.lines.last().is_some_and(|line| line.number == self.number);
        self.blanks = self.blanks.saturating_add(u32::from(!holds_text));
        self.number = self.number.saturating_add(1);
    }

    fn feed(&mut self) {
        self.feeds = self.feeds.saturating_add(1);
        self.blanks = 0;
    }
}

/// Whether a line surely holds nothing special. Looks at pairs of bytes without branches, so that
/// it runs many bytes at a time; it may say no for a line that [`is_special`] then clears.
fn is_plain(bytes: &[u8]) -> bool {
    let next = bytes.get(1..).unwrap_or_default();
    let pairs = bytes.iter().zip(next).fold(false, |odd, (&a, &b)| {
        odd | is_control(a)
            // U+0080..U+009F; U+2000..U+203F; U+FEC0..U+FEFF.
            | ((a == 0xC2) & (b < 0xA0))
            | ((a == 0xE2) & (b == 0x80))
            | ((a == 0xEF) & (b == 0xBB))
    });
    !pairs && !bytes.last().is_some_and(|&b| is_control(b))
}

fn is_control(byte: u8) -> bool {
    ((byte < 0x20) & (byte != b'\t')) | (byte == 0x7F)
}

/// Line ends that are not LF or CR: VT, NEL, line separator, paragraph separator.
fn is_rare_line_end(c: char) -> bool {
    matches!(c, '\u{B}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that are not part of the text: controls but tab, line ends, zero-width space, byte
/// order marks inside.
fn is_special(c: char) -> bool {
    (c.is_control() && c != '\t') || matches!(c, '\u{200B}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<(u32, u32, u32, String)> {
        let lines = split(text).lines.into_iter();
        lines.map(|l| (l.number, l.blank_before, l.feeds_before, l.text)).collect()
    }

    fn numbers(text: &str) -> Vec<u32> {
        texts(text).iter().map(|line| line.0).collect()
    }

    #[test]
    fn every_line_end_counts_once() {
        let text = "a\nb\r\nc\rd\u{B}e\u{85}f\u{2028}g\u{2029}h";
        assert_eq!(numbers(text), [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(numbers("a\n\r\nb\r\r\nc"), [1, 3, 5]);
    }

    #[test]
    fn blanks_are_counted_and_kept_where_they_are_columns() {
        let lines = texts("\n  a \u{3000}\n\t\n \n\tb");
        assert_eq!(lines[0], (2, 1, 0, "  a".to_owned()));
        assert_eq!(lines[1], (5, 2, 0, "\tb".to_owned()));
    }

    #[test]
    fn what_is_no_text_is_removed() {
        let lines = texts("\u{FEFF}部\0门\u{200B}\u{7F}名\u{9D}称\u{FEFF}\n“引号”，（全角）\n\u{200B}\n完");
        assert_eq!(lines[0].3, "部门名称");
        assert_eq!(lines[1].3, "“引号”，（全角）");
        assert_eq!(lines[2], (4, 1, 0, "完".to_owned()));
    }

    #[test]
    fn a_form_feed_is_no_line_end() {
        let lines = texts("a\n\n\u{C}b\u{C}\u{C}c\u{C}\n\nd\n\u{C}");
        let brief: Vec<_> = lines.iter().map(|l| (l.0, l.1, l.2, l.3.as_str())).collect();
        assert_eq!(brief, [(1, 0, 0, "a"), (3, 0, 1, "b"), (3, 0, 2, "c"), (5, 2, 1, "d")]);
        assert_eq!(split("a\n\u{C}\n\u{C}").feeds_after, 2);
    }

    #[test]
    fn plain_is_never_said_of_something_special() {
        for c in ('\0'..='\u{FFFF}').filter(|&c| is_special(c)) {
            for text in [format!("{c}"), format!("表{c}"), format!("{c}x")] {
                assert!(!is_plain(text.as_bytes()), "{c:?}");
            }
        }
        assert!(is_plain("总体绩效目标，（万元）\t≥95%".as_bytes()));
        assert!(is_plain(b""));
    }
}
