//! Runs that stand in one place become lines of text: put in reading order, blanks where the gaps are.

use biaodan_model::{BBox, Certainty, Line, Trust, Turn, is_cjk, is_of_number, may_be_of_number};

use crate::marks::{Mark, Marks};
use crate::runs::{Run, along};

/// Baselines of one line differ by this at most, in ems.
const SAME_LINE: f32 = 0.25;

/// A superscript or subscript is smaller than its line by this factor at least, …
const SCRIPT_SIZE: f32 = 0.85;

/// … stands above its baseline by this at most, …
const SUPERSCRIPT: f32 = 0.6;

/// … or below it by this, …
const SUBSCRIPT: f32 = 0.35;

/// … and follows or precedes a run of it at this distance, all in ems of the line.
const BESIDE: f32 = 0.35;

/// Runs of a row that are looked at for that.
const MOST_BESIDE: usize = 64;

/// A gap between Latin letters or digits that is a blank, in ems. Justified lines squeeze blanks to
/// 0.2 em; letters are hardly ever spaced by more than 0.1 em.
const LATIN_BLANK: f32 = 0.16;

/// What a drawn blank leaves free beside an ideograph to be one, in ems: some producers draw a blank
/// after every character and go back.
const DRAWN_BLANK: f32 = 0.15;

/// A mark this near to the last one with the same character is the same one drawn twice, in parts of
/// its width.
const DOUBLE: f32 = 0.3;

/// What is said of a line in which glyphs that were drawn apart stand like one number: the order of drawing is
/// a second witness, and it contradicts what the places say.
const PATCHED: &str = "a number is put together from parts that were not drawn one after another";

/// The lines of runs that belong together, such as those of one cell: top to bottom for upright text.
pub(crate) fn lines(marks: &Marks, runs: &mut [&Run]) -> Vec<Line> {
    rows(runs).into_iter().filter_map(|row| line(marks, row)).collect()
}

/// Sorts runs and cuts them into rows of one baseline; each row runs in reading direction.
pub(crate) fn rows<'a, 'r>(runs: &'a mut [&'r Run]) -> Vec<&'a [&'r Run]> {
    if runs.len() > 1 {
        runs.sort_by(|a, b| {
            (turn_rank(a.turn), a.down).partial_cmp(&(turn_rank(b.turn), b.down)).unwrap_or(std::cmp::Ordering::Equal)
        });
    }
    let cuts = cuts(runs);
    let mut out = Vec::with_capacity(cuts.len() + 1);
    let mut rest = runs;
    let mut taken = 0;
    for cut in cuts {
        let Some((row, after)) = std::mem::take(&mut rest).split_at_mut_checked(cut - taken) else { break };
        out.push(in_order(row));
        taken = cut;
        rest = after;
    }
    out.push(in_order(rest));
    out.retain(|row| !row.is_empty());
    out
}

fn in_order<'a, 'r>(row: &'a mut [&'r Run]) -> &'a [&'r Run] {
    if row.len() > 1 {
        row.sort_by(|a, b| a.along.0.total_cmp(&b.along.0));
    }
    row
}

/// Upright text comes first, text at an angle last.
fn turn_rank(turn: Turn) -> u8 {
    match turn {
        Turn::Upright => 0,
        Turn::Right => 1,
        Turn::Left => 2,
        Turn::Over => 3,
        Turn::Slanted => 4,
    }
}

/// Where new rows start among runs sorted by baseline.
fn cuts(runs: &[&Run]) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let mut row: Option<&Run> = None;
    for (at, run) in runs.iter().enumerate() {
        match row {
            Some(own) if is_level(own, run) => row = Some(if run.size > own.size { run } else { own }),
            _ => {
                starts.push(at);
                row = Some(run);
            }
        }
    }
    let mut kept: Vec<usize> = Vec::with_capacity(starts.len());
    for (number, start) in starts.iter().enumerate() {
        let end = starts.get(number + 1).copied().unwrap_or(runs.len());
        let above = kept.last().and_then(|from| runs.get(*from..*start)).unwrap_or(&[]);
        if !are_scripts(above, runs.get(*start..end).unwrap_or(&[])) {
            kept.push(*start);
        }
    }
    kept.into_iter().skip(1).collect()
}

/// True for runs of one baseline.
fn is_level(own: &Run, run: &Run) -> bool {
    own.turn == run.turn && own.turn != Turn::Slanted && (run.down - own.down).abs() <= SAME_LINE * own.size.min(run.size)
}

/// True where one of two rows is made of superscripts or subscripts that touch the other.
fn are_scripts(above: &[&Run], below: &[&Run]) -> bool {
    let size = |row: &[&Run]| row.iter().map(|run| run.size).fold(0.0, f32::max);
    let (upper, lower) = (size(above), size(below));
    let (small, big, em, step) =
        if upper < lower { (above, below, lower, SUPERSCRIPT) } else { (below, above, upper, SUBSCRIPT) };
    let (Some(first), Some(other)) = (small.first(), big.first()) else { return false };
    let apart = (first.down - other.down).abs();
    let fits =
        first.turn == other.turn && first.turn != Turn::Slanted && upper.min(lower) <= SCRIPT_SIZE * em && apart <= step * em;
    let touches = |run: &Run| {
        let near = |own: &&&Run| run.along.0 < own.along.1 + BESIDE * em && own.along.0 < run.along.1 + BESIDE * em;
        big.iter().take(MOST_BESIDE).any(|own| near(&own))
    };
    fits && small.len() <= MOST_BESIDE && small.iter().all(|run| touches(run))
}

/// The line of a row of runs in reading order.
pub(crate) fn line(marks: &Marks, row: &[&Run]) -> Option<Line> {
    let first = row.first()?;
    let (page, _) = (marks.all.get(first.marks.start)?.page, ());
    let mut writer =
        Writer { text: String::with_capacity(row.iter().map(|r| r.marks.len()).sum::<usize>() * 3), ..Writer::default() };
    let repeats = |at: usize, run: &Run| {
        at.checked_sub(1).and_then(|before| row.get(before)).is_some_and(|before| is_again(marks, before, run))
    };
    let mut drawn_to = None;
    let mut is_patched = false;
    for run in row.iter().enumerate().filter(|(at, run)| !repeats(*at, run)).map(|(_, run)| run) {
        is_patched |= drawn_to.is_some_and(|end| end != run.marks.start) && writer.goes_on_with_figure(marks, run);
        drawn_to = Some(run.marks.end);
        for mark in marks.all.get(run.marks.clone()).unwrap_or(&[]) {
            writer.write(marks, mark);
        }
    }
    let bbox = row.iter().fold(BBox::EMPTY, |all, run| all.union(&run.bbox));
    let (number, on_page) = marks.on_page(page, &bbox);
    let size = row.iter().map(|run| run.size).fold(0.0, f32::max);
    let trust = if is_patched { Trust::Doubtful(PATCHED.to_owned()) } else { writer.trust.cloned().unwrap_or_default() };
    Some(Line { text: writer.text, bbox, page: number, on_page, size, turn: first.turn, trust, certainty: writer.certainty })
}

/// True for a run that is drawn over the one before once more, to look bold.
fn is_again(marks: &Marks, before: &Run, run: &Run) -> bool {
    let text = |run: &Run| marks.all.get(run.marks.clone()).unwrap_or(&[]).iter().map(|mark| mark.ch);
    (run.along.0 - before.along.0).abs() < DOUBLE * run.size / 2.0
        && (run.along.1 - before.along.1).abs() < DOUBLE * run.size / 2.0
        && text(before).eq(text(run))
}

/// Writes marks one after another.
#[derive(Default)]
struct Writer<'a> {
    text: String,
    last: Option<Mark>,
    font: Option<(u32, u16)>,
    trust: Option<&'a Trust>,
    certainty: Certainty,
    /// The confidence of a mark that belongs to a number if a digit follows.
    pending: Option<f32>,
}

impl<'a> Writer<'a> {
    /// True where a run would carry on a number without a blank.
    fn goes_on_with_figure(&self, marks: &Marks<'a>, run: &Run) -> bool {
        let next = marks.all.get(run.marks.start);
        let figure = |mark: &Mark| mark.ch.is_ascii_digit() || matches!(mark.ch, '.' | ',');
        self.last
            .as_ref()
            .zip(next)
            .is_some_and(|(last, next)| figure(last) && figure(next) && !is_double(last, next) && !is_apart(last, next))
    }

    /// Adds a mark to the certainty of the line, as one of a number or of text.
    fn judge(&mut self, mark: &Mark) {
        let after_digit = self.last.is_some_and(|last| last.ch.is_numeric());
        let in_number = is_of_number(mark.ch) || (after_digit && may_be_of_number(mark.ch));
        if let Some(before) = self.pending.take().filter(|_| in_number) {
            self.certainty.figures = self.certainty.figures.min(before);
        }
        self.pending = (!in_number && may_be_of_number(mark.ch)).then_some(mark.confidence);
        self.certainty.add(mark.confidence, in_number);
    }

    fn write(&mut self, marks: &Marks<'a>, mark: &Mark) {
        if let Some(last) = &self.last {
            if is_double(last, mark) {
                return;
            }
            if is_apart(last, mark) {
                self.text.push(' ');
            }
        }
        self.judge(mark);
        self.text.push(mark.ch);
        self.last = Some(*mark);
        if self.font != Some((mark.page, mark.font)) {
            self.font = Some((mark.page, mark.font));
            let trust = marks.trust(mark.page, mark.font);
            if trust.map(doubt) > self.trust.map(doubt) {
                self.trust = trust;
            }
        }
    }
}

fn doubt(trust: &Trust) -> u8 {
    match trust {
        Trust::Stated => 0,
        Trust::Concluded => 1,
        Trust::Recognised => 2,
        Trust::Doubtful(_) => 3,
    }
}

fn is_double(last: &Mark, mark: &Mark) -> bool {
    let (a, b) = (along(last), along(mark));
    mark.ch == last.ch && (b.0 - a.0).abs() < DOUBLE * (b.1 - b.0).max(0.1 * mark.size)
}

/// True where a blank stands between two marks that follow each other.
pub(crate) fn is_apart(last: &Mark, mark: &Mark) -> bool {
    if mark.turn == Turn::Slanted {
        return mark.after_blank;
    }
    let em = last.size.min(mark.size);
    let gap = (along(mark).0 - along(last).1) / em;
    if is_cjk(last.ch) || is_cjk(mark.ch) {
        return mark.after_blank && gap > DRAWN_BLANK;
    }
    gap > LATIN_BLANK || (mark.after_blank && gap > LATIN_BLANK / 2.0)
}
