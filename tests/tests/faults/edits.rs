//! The ways in which one number of a dump is damaged.

use crate::yardstick::{Home, Token, Yardstick};

/// What was done to a number, as far as the judgement depends on it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fault {
    /// It is gone.
    Gone,
    /// It stands at the end of this line.
    Moved(u32),
    /// This stands in its place.
    Replaced(String),
    /// It and the number after it have become one; the second one's leaf, and what stands there now.
    Fused(Option<Home>, String),
    /// It stands there twice, with a blank between.
    Repeated,
}

/// A damaged dump.
pub(crate) struct Edit {
    /// In words, for the report.
    pub(crate) what: String,
    pub(crate) fault: Fault,
    /// Position of the damaged number among the numbers of the dump.
    pub(crate) target: usize,
    /// The whole dump, damaged.
    pub(crate) text: String,
}

fn edit(dump: &Yardstick, target: usize, what: &str, fault: Fault, with: &str) -> Edit {
    let token = &dump.tokens[target];
    let text = format!("{}{with}{}", &dump.text[..token.range.start], &dump.text[token.range.end..]);
    Edit { what: described(token, what), fault, target, text }
}

fn described(token: &Token, what: &str) -> String {
    format!("line {}: {:?} {what}", token.line, token.text)
}

pub(crate) fn delete(dump: &Yardstick, target: usize) -> Vec<Edit> {
    vec![edit(dump, target, "deleted", Fault::Gone, "")]
}

/// Once after a blank, once glued on.
pub(crate) fn repeat(dump: &Yardstick, target: usize) -> Vec<Edit> {
    let token = dump.tokens[target].text.as_str();
    let glued = format!("{token}{token}");
    vec![
        edit(dump, target, "repeated after a blank", Fault::Repeated, &format!("{token} {token}")),
        edit(dump, target, "repeated and glued", Fault::Replaced(glued.clone()), &glued),
    ]
}

/// A digit changed, the decimal point dropped, two digits swapped.
pub(crate) fn alter(dump: &Yardstick, target: usize) -> Vec<Edit> {
    let token = dump.tokens[target].text.as_str();
    let altered = [digit_changed(token, target), Some(token.replacen(['.', '．'], "", 1)), digits_swapped(token)];
    let altered = altered.into_iter().flatten().filter(|altered| altered != token);
    altered
        .map(|altered| edit(dump, target, &format!("altered to {altered:?}"), Fault::Replaced(altered.clone()), &altered))
        .collect()
}

/// Another digit in place of one of them; which one depends on where in the dump the number stands.
fn digit_changed(token: &str, salt: usize) -> Option<String> {
    let digits: Vec<(usize, char)> = token.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    let &(at, digit) = digits.get(salt % digits.len().max(1))?;
    let other = char::from_digit((digit.to_digit(10)? + 1 + u32::try_from(salt % 8).ok()?) % 10, 10)?;
    Some(format!("{}{other}{}", &token[..at], &token[at + 1..]))
}

/// The first two neighbouring digits that differ change places.
fn digits_swapped(token: &str) -> Option<String> {
    let mut bytes = token.as_bytes().to_vec();
    let differ = |pair: &[u8]| pair.iter().all(u8::is_ascii_digit) && pair[0] != pair[1];
    let at = bytes.windows(2).position(differ)?;
    bytes.swap(at, at + 1);
    String::from_utf8(bytes).ok()
}

/// Without the blanks between it and the next number of the line.
pub(crate) fn fuse(dump: &Yardstick, target: usize) -> Vec<Edit> {
    let Some(next) = dump.tokens.get(target + 1) else { return Vec::new() };
    let token = &dump.tokens[target];
    let between = &dump.text[token.range.end..next.range.start];
    if between.is_empty() || !between.chars().all(|c| matches!(c, ' ' | '\t' | '\u{3000}')) {
        return Vec::new();
    }
    let fused = format!("{}{}", token.text, next.text);
    let text = format!("{}{fused}{}", &dump.text[..token.range.start], &dump.text[next.range.end..]);
    let what = described(token, &format!("fused with {:?}", next.text));
    vec![Edit { what, fault: Fault::Fused(next.home.clone(), fused), target, text }]
}

/// To the end of two other lines, always the same ones.
pub(crate) fn relocate(dump: &Yardstick, target: usize) -> Vec<Edit> {
    let token = &dump.tokens[target];
    let ends: Vec<usize> = dump.text.match_indices('\n').map(|(at, _)| at).collect();
    let others: Vec<usize> =
        ends.into_iter().filter(|&end| !is_blank_line(&dump.text, end) && !is_own_line(dump, token, end)).collect();
    let choose = |salt: usize| others.get((target * 31 + salt) % others.len().max(1)).copied();
    [7, 1009].into_iter().filter_map(choose).map(|end| moved(dump, target, end)).collect()
}

fn is_blank_line(text: &str, end: usize) -> bool {
    text[..end].rsplit('\n').next().is_none_or(|line| line.trim().is_empty())
}

fn is_own_line(dump: &Yardstick, token: &Token, end: usize) -> bool {
    let (from, to) = (end.min(token.range.start), end.max(token.range.start));
    let line_end_after = dump.text[token.range.start..].find('\n').map(|at| at + token.range.start);
    line_end_after == Some(end) || !dump.text[from..to].contains('\n')
}

fn moved(dump: &Yardstick, target: usize, end: usize) -> Edit {
    let token = &dump.tokens[target];
    let (head, tail) = (&dump.text[..token.range.start], &dump.text[token.range.end..]);
    let text = if end < token.range.start {
        format!("{} {}{}{tail}", &head[..end], token.text, &head[end..])
    } else {
        let end = end - token.range.end;
        format!("{head}{} {}{}", &tail[..end], token.text, &tail[end..])
    };
    let line = u32::try_from(dump.text[..end].matches('\n').count() + 1).unwrap();
    Edit { what: described(token, &format!("moved to the end of line {line}")), fault: Fault::Moved(line), target, text }
}
