//! The heading of an aligned table: which lines it has, which of them make one row, and which columns
//! a text over several of them covers.

use std::ops::Range;

use super::bars::{Bar, between};
use super::pieces::{Line, Piece};
use super::records::OVERLAPPING;
use super::words::Word;

/// Lines of a heading at most.
const MOST_LINES: usize = 8;

/// Lines of one heading are not farther apart than this, in ems.
const LEADING: f32 = 1.7;

/// How much nearer the middle of several columns must be than that of those below a text, in ems.
const NEARER: f32 = 0.7;

/// How many of a table's lines are its heading: those above the first bar inside of it, else those
/// before the first line with figures beside a label.
pub(super) fn height(lines: &[Line], bars: &[Bar], across: (f32, f32), is_year: &dyn Fn(&Piece) -> bool) -> usize {
    let figures = |line: &Line| {
        let of: Vec<&Piece> = line.pieces.iter().filter(|piece| piece.first > 0 && piece.is_number()).collect();
        !of.is_empty() && !of.iter().all(|piece| is_year(piece))
    };
    let labelled = |at: usize, line: &Line| {
        let near = |other: &&Line| (other.y - line.y).abs() < OVERLAPPING * line.em && other.at(0).is_some();
        lines.get(at.saturating_sub(1)..(at + 2).min(lines.len())).is_some_and(|around| around.iter().any(|other| near(&other)))
    };
    let first = lines.iter().enumerate().position(|(at, line)| figures(line) && labelled(at, line)).unwrap_or(0);
    let under = lines.windows(2).take(MOST_LINES).position(|pair| match pair {
        [a, b] => between(bars, a.y, b.y - 0.3 * b.em).iter().any(|bar| bar.is_across(across.0, across.1)),
        _ => false,
    });
    let labels = |count: usize| {
        // a label alone above the figures is the heading of the rows below it
        let alone = |line: &&Line| line.pieces.iter().all(|piece| piece.first == 0);
        count - lines.iter().take(count).rev().take_while(alone).count()
    };
    match under {
        Some(at) if lines.iter().take(at + 1).filter(|line| figures(line)).count() * 2 <= at + 1 => at + 1,
        _ if first <= MOST_LINES => labels(first),
        _ => 0,
    }
}

/// A cell of a heading: its columns, its level from the top, and its pieces by line and number.
pub(crate) struct Head {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) level: usize,
    /// Levels that it covers.
    pub(crate) height: usize,
    pub(crate) pieces: Vec<(usize, usize)>,
}

/// The cells of a heading. Texts below each other are one, unless the upper one stands over several
/// columns or over a rule; what stands below such a text is a level lower.
pub(crate) fn heads(lines: &[Line], bars: &[Bar]) -> Vec<Head> {
    let mut out: Vec<Head> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let older = out.len();
        for (number, piece) in line.pieces.iter().enumerate() {
            let touches = |head: &&mut Head| head.first <= piece.last && piece.first <= head.last;
            let own = out.get_mut(..older).unwrap_or(&mut []);
            let above = own.iter_mut().filter(touches).max_by_key(|head| head.level);
            let level = above.as_ref().map_or(0, |head| head.level + 1);
            match above.filter(|head| goes_on(lines, head, at, piece, bars)) {
                Some(head) => {
                    (head.first, head.last) = (head.first.min(piece.first), head.last.max(piece.last));
                    head.pieces.push((at, number));
                }
                None => out.push(Head { first: piece.first, last: piece.last, level, height: 1, pieces: vec![(at, number)] }),
            }
        }
    }
    let depth = out.iter().map(|head| head.level + 1).max().unwrap_or(0);
    let columns: Vec<(usize, usize, usize)> = out.iter().map(|head| (head.first, head.last, head.level)).collect();
    for head in &mut out {
        let below =
            columns.iter().filter(|(first, last, level)| *first <= head.last && head.first <= *last && *level > head.level);
        head.height = below.map(|(_, _, level)| *level).min().unwrap_or(depth) - head.level;
    }
    out
}

/// True where a piece is the next line of the text above it.
fn goes_on(lines: &[Line], head: &Head, at: usize, piece: &Piece, bars: &[Bar]) -> bool {
    let Some(((above, number), line)) = head.pieces.last().copied().zip(lines.get(at)) else { return false };
    let Some((before, upper)) = lines.get(above).and_then(|line| Some((line, line.pieces.get(number)?))) else { return false };
    let middle = (upper.x0() + upper.x1()) / 2.0;
    let ruled = between(bars, before.y, line.y - 0.3 * line.em).iter().any(|bar| bar.piece_at(middle).is_some());
    let under = line.pieces.iter().filter(|own| own.first <= head.last && head.first <= own.last).count();
    let wide = head.last > head.first && (under > 1 || piece.last - piece.first < head.last - head.first);
    !ruled && !wide && above < at && line.y - before.y <= LEADING * line.em.max(before.em)
}

/// A gap between two texts of a heading, in ems, wherever it stands …
const TEXT_GAP: f32 = 0.42;

/// … and between two columns.
const EDGE_GAP: f32 = 0.32;

/// An edge or the middle of a text is this near to that of its column, in ems.
const FLUSH: f32 = 0.6;

/// Cuts lines of a heading anew: their texts are often wider than what stands below them, and reach
/// over the edges of their columns. A line with a text for each column says where the columns' headings
/// stand.
pub(crate) fn recut(lines: &mut [Line], columns: &[(f32, f32)], separators: &[f32]) {
    let words: Vec<Vec<Word>> =
        lines.iter().map(|line| line.pieces.iter().flat_map(|piece| piece.words.iter().copied()).collect()).collect();
    let texts: Vec<Vec<&[Word]>> = words
        .iter()
        .zip(lines.iter())
        .map(|(words, line)| words.chunk_by(|a, b| !is_parting(a, b, separators, line.em)).collect())
        .collect();
    let known: Vec<(f32, f32)> = texts.iter().rev().find_map(|texts| places(texts, columns)).unwrap_or_default();
    for (line, texts) in lines.iter_mut().zip(&texts) {
        let mut pieces: Vec<Piece> = Vec::with_capacity(texts.len());
        for text in texts {
            let (x0, x1) = ends(text);
            let (first, last) = over(&known, x0, x1).unwrap_or_else(|| columns_of((x0, x1), columns, separators, line.em));
            match pieces.last_mut() {
                Some(piece) if first <= piece.last => {
                    piece.words.extend_from_slice(text);
                    piece.last = piece.last.max(last);
                }
                _ => pieces.push(Piece { first, last, words: text.to_vec() }),
            }
        }
        line.pieces = pieces;
    }
}

fn ends(text: &[Word]) -> (f32, f32) {
    (text.first().map_or(0.0, Word::x0), text.iter().map(Word::x1).fold(f32::NEG_INFINITY, f32::max))
}

/// Where the heading of each column stands, if a line has one for each, or for each but the first.
fn places(texts: &[&[Word]], columns: &[(f32, f32)]) -> Option<Vec<(f32, f32)>> {
    let all = || texts.iter().map(|text| ends(text));
    if texts.len() == columns.len() {
        return Some(all().collect());
    }
    let label = columns.first()?;
    let is_rest = texts.len() + 1 == columns.len() && texts.len() > 1 && all().next()?.0 > label.1;
    is_rest.then(|| std::iter::once(*label).chain(all()).collect())
}

/// The columns whose headings stand above or below a text.
fn over(known: &[(f32, f32)], x0: f32, x1: f32) -> Option<(usize, usize)> {
    let touches = |place: &(f32, f32)| place.0 < x1 && x0 < place.1;
    Some((known.iter().position(touches)?, known.iter().rposition(touches)?))
}

fn is_parting(a: &Word, b: &Word, separators: &[f32], em: f32) -> bool {
    let gap = b.x0() - a.x1();
    let slack = 0.3 * em;
    let at_edge = || separators.iter().any(|x| a.x1() - slack <= *x && *x <= b.x0() + slack);
    gap > TEXT_GAP * em || (gap > EDGE_GAP * em && at_edge())
}

/// The column with which a text is flush, else all between its ends.
fn columns_of((x0, x1): (f32, f32), columns: &[(f32, f32)], separators: &[f32], em: f32) -> (usize, usize) {
    let column = |x: f32| separators.partition_point(|separator| *separator <= x);
    let slack = 0.2 * em;
    let (first, last) = (column(x0 + slack), column(x1 - slack).max(column(x0 + slack)));
    let off = |at: usize| {
        let (c0, c1) = columns.get(at).copied().unwrap_or((f32::INFINITY, f32::NEG_INFINITY));
        (x0 - c0).abs().min((x1 - c1).abs()).min((x0 + x1 - c0 - c1).abs() / 2.0)
    };
    let middle = column((x0 + x1) / 2.0);
    let best = (first..=last).min_by(|a, b| off(*a).total_cmp(&off(*b)));
    match best {
        Some(at) if off(at) <= FLUSH * em && at.abs_diff(middle) <= 1 => (at, at),
        _ => (first, last),
    }
}

/// Widens the texts of a heading to the columns that they stand over.
pub(super) fn span(lines: &mut [Line], columns: &[(f32, f32)], bars: &[Bar]) {
    for at in (0..lines.len()).rev() {
        let Some((line, below)) = lines.get_mut(at..).and_then(<[Line]>::split_first_mut) else { continue };
        let bottom = below.first().map_or(line.y + 1.2 * line.em, |next| next.y - 0.3 * next.em);
        let under = between(bars, line.y, bottom).to_vec();
        let starts: Vec<usize> = line.pieces.iter().map(|piece| piece.first).chain([columns.len()]).collect();
        let mut free = 0;
        for (number, piece) in line.pieces.iter_mut().enumerate() {
            let limit = starts.get(number + 1).copied().unwrap_or(columns.len());
            let (first, last) = match ruled_span(piece, columns, &under) {
                Some((first, last)) => (first.max(free), last.min(limit.saturating_sub(1))),
                None => centred_span(piece, columns, below, free..limit),
            };
            if first <= last {
                (piece.first, piece.last) = (first.min(piece.first), last.max(piece.last));
            }
            free = piece.last + 1;
        }
    }
}

/// The columns over which the rule below a text runs.
fn ruled_span(piece: &Piece, columns: &[(f32, f32)], under: &[Bar]) -> Option<(usize, usize)> {
    let middle = (piece.x0() + piece.x1()) / 2.0;
    let (from, to) = under.iter().find_map(|bar| bar.piece_at(middle))?;
    let held = |(x0, x1): &(f32, f32)| (from..=to).contains(&((x0 + x1) / 2.0));
    let first = columns.iter().position(held)?;
    let last = columns.iter().rposition(held)?;
    let all = first == 0 && last + 1 == columns.len();
    (!all && first < last).then_some((first, last))
}

/// The columns of the lines below whose middle is that of the text.
fn centred_span(piece: &Piece, columns: &[(f32, f32)], below: &[Line], free: Range<usize>) -> (usize, usize) {
    let own = (piece.first, piece.last);
    if piece.first == 0 || below.is_empty() {
        return own;
    }
    let middle = (piece.x0() + piece.x1()) / 2.0;
    let em = piece.words.first().map_or(1.0, |word| word.run.size);
    let off = |first: usize, last: usize| {
        columns.get(first).zip(columns.get(last)).map_or(f32::INFINITY, |(a, b)| ((a.0 + b.1) / 2.0 - middle).abs())
    };
    let mut best = (off(own.0, own.1) - NEARER * em, own);
    for first in free.start.max(1)..=own.0 {
        for last in own.1..free.end.min(first + 12) {
            let whole =
                (first..=last).all(|column| below.iter().any(|line| line.at(column).is_some_and(|next| next.first == next.last)));
            if last > first && whole && off(first, last) < best.0 {
                best = (off(first, last), (first, last));
            }
        }
    }
    best.1
}
