//! Lines read, and read again where it matters: every figure twice, and every line with a weak character.
//!
//! The second picture is changed, so that a slip of the engine does not repeat itself. A figure counts as sure only
//! where both readings agree on every digit and mark of it. What does not agree stays as another reading.

use biaodan_model::is_of_number;
use image::RgbImage;

use super::alike::{alike, merge};
use super::covered::doubt_beside_ink;
use super::figure::{is_of_figures, is_sound};
use super::framed::Framed;
use crate::scan::LineCrop;
use crate::scan::recognise::{ReadChar, Reading, RecogniseError, Recogniser};

/// The confidence from which a character counts as surely read.
const SURE: f32 = 0.9;

/// The most confidence left to what the two readings do not agree on.
const DISPUTED: f32 = 0.5;

/// The probability from which another character, or a mark that was not taken, is named.
const POSSIBLE: f32 = 0.05;

/// Other readings that are kept of a line.
const MOST_OTHERS: usize = 4;

/// A line and what is known of its characters.
#[derive(Debug, Clone, Default)]
pub(super) struct Settled {
    /// Its characters; confidences hold what the second reading said of them.
    pub(super) chars: Vec<ReadChar>,
    /// What else the line could say, most probable first.
    pub(super) others: Vec<String>,
}

impl Settled {
    pub(super) fn text(&self) -> String {
        self.chars.iter().map(|own| own.ch).collect()
    }
}

/// Reads lines, those that need it twice. `em` is the size of the page's characters in pixels.
pub(super) fn lines(lines: &[LineCrop], em: f32, recogniser: &dyn Recogniser) -> Result<Vec<Settled>, RecogniseError> {
    let above = |at: usize| at.checked_sub(1).and_then(|above| lines.get(above));
    let framed: Vec<Framed> = lines.iter().enumerate().map(|(at, line)| Framed::of(line, above(at), em)).collect();
    let pictures: Vec<RgbImage> = framed.iter().map(Framed::picture).collect();
    let first = readings(recogniser.read(&pictures)?, &framed);
    let needs: Vec<bool> = first.iter().map(needs_second).collect();
    let again = pictures.into_iter().zip(&needs).filter(|(_, needed)| **needed).map(|(picture, _)| picture);
    let frames: Vec<Framed> = framed.into_iter().zip(&needs).filter(|(_, needed)| **needed).map(|(frame, _)| frame).collect();
    let mut second = readings(recogniser.read_again(&again.collect::<Vec<_>>())?, &frames).into_iter();
    let settled = first.into_iter().zip(needs).map(|(first, is_read_again)| {
        if is_read_again {
            settle(&first, &second.next().unwrap_or_default())
        } else {
            Settled { chars: first.chars, others: Vec::new() }
        }
    });
    let mut settled: Vec<Settled> = settled.collect();
    for (own, line) in settled.iter_mut().zip(lines) {
        doubt_beside_ink(&line.image, &mut own.chars, em);
    }
    Ok(settled)
}

/// Readings in places of the lines, with the forms of one character taken together.
fn readings(read: Vec<Reading>, framed: &[Framed]) -> Vec<Reading> {
    read.into_iter().zip(framed).map(|(reading, frame)| merge(frame.reading(reading))).collect()
}

/// True for a line with a number, or a character that is not sure. An empty reading is not sure either.
fn needs_second(reading: &Reading) -> bool {
    let is_sure = |own: &ReadChar| !is_of_number(own.ch) && own.confidence >= SURE;
    reading.chars.is_empty() || !reading.chars.iter().all(is_sure) || reading.hints.iter().any(|hint| is_of_number(hint.ch))
}

/// Holds two readings of one line against each other.
fn settle(first: &Reading, second: &Reading) -> Settled {
    let mut chars = first.chars.clone();
    let pairs = aligned(&first.chars, &second.chars);
    let mut is_matched = vec![false; second.chars.len()];
    for (own, other) in chars.iter_mut().zip(&pairs) {
        let other = other.and_then(|at| Some((is_matched.get_mut(at)?, second.chars.get(at)?)));
        match other {
            Some((matched, other)) => {
                *matched = true;
                own.confidence = if is_of_figures(own.ch) {
                    own.confidence.min(other.confidence)
                } else {
                    own.confidence.max(other.confidence)
                };
            }
            None if own.ch.is_whitespace() => {}
            None => own.confidence = own.confidence.min(DISPUTED),
        }
    }
    lower_beside_lost(&mut chars, &pairs, second, &is_matched);
    let text: String = chars.iter().map(|own| own.ch).collect();
    if !is_sound(&text) {
        let figures = chars.iter_mut().filter(|own| is_of_figures(own.ch));
        figures.for_each(|own| own.confidence = own.confidence.min(DISPUTED));
    }
    lower_beside_hints(&mut chars, first);
    lower_beside_hints(&mut chars, second);
    let others = others(&text, first, second);
    Settled { chars, others }
}

/// What only the second reading saw puts its neighbours in doubt.
fn lower_beside_lost(chars: &mut [ReadChar], pairs: &[Option<usize>], second: &Reading, is_matched: &[bool]) {
    for (at, _) in is_matched.iter().enumerate().filter(|(_, matched)| !**matched) {
        if second.chars.get(at).is_none_or(|lost| lost.ch.is_whitespace()) {
            continue;
        }
        let next = pairs.iter().position(|pair| pair.is_some_and(|other| other > at)).unwrap_or(chars.len());
        for near in [next.checked_sub(1), Some(next)].into_iter().flatten() {
            if let Some(own) = chars.get_mut(near) {
                own.confidence = own.confidence.min(DISPUTED);
            }
        }
    }
}

/// A point, a minus or a sign that nearly showed beside a figure puts it in doubt.
fn lower_beside_hints(chars: &mut [ReadChar], reading: &Reading) {
    let marks = reading.hints.iter().filter(|hint| is_of_figures(hint.ch) && hint.confidence >= POSSIBLE);
    for hint in marks {
        let next = chars.iter().position(|own| own.from > hint.at).unwrap_or(chars.len());
        for near in [next.checked_sub(1), Some(next)].into_iter().flatten() {
            if let Some(own) = chars.get_mut(near).filter(|own| is_of_figures(own.ch)) {
                own.confidence = own.confidence.min(DISPUTED);
            }
        }
    }
}

/// Which character of `second` is the same as each of `first`: the longest common subsequence, blanks left out.
fn aligned(first: &[ReadChar], second: &[ReadChar]) -> Vec<Option<usize>> {
    let width = second.len() + 1;
    let mut longest = vec![0u16; (first.len() + 1) * width];
    let at = |i: usize, j: usize| i * width + j;
    let get = |longest: &[u16], i: usize, j: usize| longest.get(at(i, j)).copied().unwrap_or(0);
    let same = |i: usize, j: usize| first.get(i).zip(second.get(j)).is_some_and(|(a, b)| alike(a.ch) == alike(b.ch));
    for i in (0..first.len()).rev() {
        for j in (0..second.len()).rev() {
            let best = if same(i, j) {
                get(&longest, i + 1, j + 1).saturating_add(1)
            } else {
                get(&longest, i + 1, j).max(get(&longest, i, j + 1))
            };
            if let Some(place) = longest.get_mut(at(i, j)) {
                *place = best;
            }
        }
    }
    let mut out = vec![None; first.len()];
    let (mut i, mut j) = (0, 0);
    while i < first.len() && j < second.len() {
        if same(i, j) {
            if let Some(place) = out.get_mut(i) {
                *place = Some(j);
            }
            (i, j) = (i + 1, j + 1);
        } else if get(&longest, i + 1, j) >= get(&longest, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    out
}

/// Other readings of a line: the second one, then the first with one character or mark changed.
fn others(text: &str, first: &Reading, second: &Reading) -> Vec<String> {
    let mut out: Vec<(f32, String)> = vec![(1.0, second.text())];
    for reading in [first, second] {
        let own: Vec<char> = reading.chars.iter().map(|own| own.ch).collect();
        for (at, read) in reading.chars.iter().enumerate() {
            for (other, probability) in read.alternatives.iter().filter(|(_, probability)| *probability >= POSSIBLE) {
                let changed = own.iter().enumerate().map(|(i, ch)| if i == at { *other } else { *ch }).collect();
                out.push((*probability, changed));
            }
        }
        for hint in reading.hints.iter().filter(|hint| hint.confidence >= POSSIBLE) {
            let at = reading.chars.iter().position(|own| own.from > hint.at).unwrap_or(own.len());
            let (before, after) = own.split_at_checked(at).unwrap_or((&own, &[]));
            out.push((hint.confidence, before.iter().chain([&hint.ch]).chain(after).collect()));
        }
    }
    out.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<String> = Vec::new();
    for (_, other) in out {
        let is_new = other != text && !other.is_empty() && !kept.contains(&other);
        if is_new && kept.len() < MOST_OTHERS {
            kept.push(other);
        }
    }
    kept
}
