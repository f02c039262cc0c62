//! Words: runs cut at blanks, with what kind of text they are.

use biaodan_model::{Turn, is_cjk};

use crate::marks::{Mark, Marks};
use crate::runs::{Run, along};
use crate::text;

/// A gap between ideographs that parts two words, in ems.
const WIDE_BLANK: f32 = 0.45;

/// Dots in a row that lead the eye to a figure.
const LEADER: usize = 4;

/// What a word is, as far as columns depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Figures, or a sign in place of them.
    Number,
    /// Anything else.
    Text,
    /// Dots that lead to a figure; they fill a gap and are none.
    Leader,
}

/// A word of a row.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word<'r> {
    pub(crate) run: &'r Run,
    pub(crate) kind: Kind,
    /// How much running text it is: one for a Latin word, a half for an ideograph.
    pub(crate) weight: f32,
}

impl<'r> Word<'r> {
    pub(crate) fn of(marks: &Marks, run: &'r Run) -> Word<'r> {
        let members = marks.all.get(run.marks.clone()).unwrap_or(&[]);
        let ideographs = members.iter().filter(|mark| is_cjk(mark.ch)).count();
        let weight = if ideographs > 0 { ideographs as f32 / 2.0 } else { 1.0 };
        Word { run, kind: kind(members), weight }
    }

    pub(crate) fn x0(&self) -> f32 {
        self.run.bbox.x0
    }

    pub(crate) fn x1(&self) -> f32 {
        self.run.bbox.x1
    }

    pub(crate) fn middle(&self) -> f32 {
        (self.x0() + self.x1()) / 2.0
    }
}

/// The words of upright runs.
pub(crate) fn words(marks: &Marks, runs: &[&Run]) -> Vec<Run> {
    let mut out = Vec::with_capacity(runs.len() * 3);
    for run in runs.iter().filter(|run| run.turn == Turn::Upright) {
        let Some(members) = marks.all.get(run.marks.clone()) else { continue };
        let mut start = 0;
        for (at, pair) in members.windows(2).enumerate() {
            let [last, mark] = pair else { continue };
            if parts(last, mark) || is_leader_edge(members, at) {
                out.extend(Run::of(marks, run.marks.start + start..run.marks.start + at + 1));
                start = at + 1;
            }
        }
        out.extend(Run::of(marks, run.marks.start + start..run.marks.end));
    }
    out
}

fn parts(last: &Mark, mark: &Mark) -> bool {
    let gap = (along(mark).0 - along(last).1) / last.size.min(mark.size);
    gap > WIDE_BLANK || (!(is_cjk(last.ch) || is_cjk(mark.ch)) && text::is_apart(last, mark))
}

/// True where a row of dots starts or ends after a mark.
fn is_leader_edge(members: &[Mark], at: usize) -> bool {
    let dotted = |from: usize| members.get(from..from + LEADER).is_some_and(|four| four.iter().all(|m| is_dot(m.ch)));
    let (Some(here), Some(next)) = (members.get(at), members.get(at + 1)) else { return false };
    match (is_dot(here.ch), is_dot(next.ch)) {
        (false, true) => dotted(at + 1),
        (true, false) => (at + 1).checked_sub(LEADER).is_some_and(dotted),
        _ => false,
    }
}

fn is_dot(ch: char) -> bool {
    matches!(ch, '.' | '…' | '·' | '．' | '‧' | '_' | '⋯')
}

fn kind(members: &[Mark]) -> Kind {
    if members.iter().all(|mark| is_dot(mark.ch)) {
        return if matches!(members.len(), 2 | 3) { Kind::Number } else { Kind::Leader };
    }
    if is_number(members) || is_placeholder(members) { Kind::Number } else { Kind::Text }
}

fn is_number(members: &[Mark]) -> bool {
    let digits = members.iter().filter(|mark| mark.ch.is_ascii_digit() || ('０'..='９').contains(&mark.ch)).count();
    let letters = members.iter().filter(|mark| mark.ch.is_alphabetic()).count();
    digits > 0
        && letters <= digits.min(2)
        && members.iter().all(|mark| mark.ch.is_ascii() || !is_cjk(mark.ch) || is_figure_sign(mark.ch))
}

fn is_figure_sign(ch: char) -> bool {
    ('０'..='９').contains(&ch) || matches!(ch, '．' | '，' | '％' | '（' | '）' | '－' | '—' | '￥')
}

/// True for a sign that stands for a figure that is none, or for a lone sign beside one.
fn is_placeholder(members: &[Mark]) -> bool {
    let is_sign = |mark: &Mark| {
        matches!(mark.ch, '-' | '–' | '—' | '−' | ':' | '*' | '%' | '$' | '€' | '£' | '(' | ')' | '/' | '+' | '<' | '>')
    };
    let letters = || members.iter().filter(|mark| mark.ch != '.' && mark.ch != '/').map(|mark| mark.ch.to_ascii_lowercase());
    let is_note = matches!(members, [open, letter, close] if open.ch == '(' && letter.ch.is_alphabetic() && close.ch == ')');
    is_note || members.iter().all(is_sign) || (members.len() >= 2 && letters().eq(['n', 'a']))
}
