//! Which encoding bytes without a byte order mark are in.
//!
//! Sound UTF-8 without NUL bytes is UTF-8. For the rest, a sample is decoded each way and the share
//! of characters that budget forms are made of is compared: read the wrong way, Chinese falls into
//! private use, Hangul and control characters.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use memchr::memchr;

/// How much is decoded to compare encodings, in bytes.
const SAMPLE: usize = 64 * 1024;

/// The least share, in thousandths, of plausible characters for UTF-16 without a mark. Chinese read
/// in the wrong order reaches about 400; a true text with rare symbols stays above 950.
const UTF16_LEAST: usize = 850;

/// One byte in this many is NUL or outside ASCII, or the text is not UTF-16, where it is every other
/// one. Pairs of Latin letters read as UTF-16 are ideographs, so the characters alone do not tell.
const UTF16_TELLING: usize = 4;

/// How many sound multi-byte characters a broken one is allowed for the text still to be UTF-8.
/// GB18030 read as UTF-8 has more broken than sound ones.
const SOUND_PER_BROKEN: usize = 8;

/// The bytes as UTF-8, where nothing speaks against it. Latin text in UTF-16 is sound UTF-8 too, but
/// for its NUL bytes.
pub(super) fn sound_utf8(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|_| memchr(0, bytes).is_none())
}

/// The most likely encoding of bytes that are not [`sound_utf8`].
pub(super) fn encoding(bytes: &[u8]) -> &'static Encoding {
    let sample = sample(bytes);
    let wide = best_utf16(sample);
    if std::str::from_utf8(bytes).is_ok() {
        // NUL bytes in ASCII: either UTF-16 of Latin text or stray ones.
        return wide.map_or(UTF_8, |(encoding, _)| encoding);
    }
    if mostly_utf8(sample) {
        return UTF_8;
    }
    let (gb, gb_damage) = plausibility(GB18030, sample);
    match wide {
        Some((encoding, share)) if share > gb => encoding,
        _ if gb_damage < plausibility(UTF_8, sample).1 => GB18030,
        _ => UTF_8,
    }
}

/// The share of plausible characters, in thousandths, where the bytes make sense as UTF-16 without
/// a byte order mark.
pub(crate) fn utf16_plausibility(bytes: &[u8]) -> Option<usize> {
    best_utf16(sample(bytes)).map(|(_, share)| share)
}

fn best_utf16(sample: &[u8]) -> Option<(&'static Encoding, usize)> {
    let telling = sample.iter().filter(|&&b| b == 0 || !b.is_ascii()).count();
    if telling * UTF16_TELLING < sample.len() {
        return None;
    }
    let (little, _) = plausibility(UTF_16LE, sample);
    let (big, _) = plausibility(UTF_16BE, sample);
    // Lower-case Latin text is plausible ideographs the other way round; its NUL bytes decide.
    let (even, odd) = nul_bytes(sample);
    let best = if (little, odd) >= (big, even) { (UTF_16LE, little) } else { (UTF_16BE, big) };
    (best.1 >= UTF16_LEAST).then_some(best)
}

/// NUL bytes at even and at odd places. The high byte of a Latin character is NUL.
fn nul_bytes(sample: &[u8]) -> (usize, usize) {
    sample.chunks_exact(2).fold((0, 0), |(even, odd), pair| match pair {
        [0, 0] => (even, odd),
        [0, _] => (even + 1, odd),
        [_, 0] => (even, odd + 1),
        _ => (even, odd),
    })
}

/// The part that tells encodings apart: from the first byte outside ASCII on, aligned for UTF-16.
fn sample(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|b| !b.is_ascii()).unwrap_or(0) & !1;
    let rest = bytes.get(first..).unwrap_or_default();
    rest.get(..SAMPLE).unwrap_or(rest)
}

/// Whether broken sequences are few among the sound multi-byte ones. One that the end of the sample
/// cuts is not counted.
fn mostly_utf8(sample: &[u8]) -> bool {
    let (mut sound, mut broken) = (0usize, 0usize);
    let mut chunks = sample.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty() && chunks.peek().is_some());
    }
    sound > 0 && sound >= broken * SOUND_PER_BROKEN
}

/// The share of plausible characters in thousandths, and how many could not be decoded.
fn plausibility(encoding: &'static Encoding, sample: &[u8]) -> (usize, usize) {
    let (text, _) = encoding.decode_without_bom_handling(sample);
    let (mut all, mut good, mut damaged) = (0usize, 0usize, 0usize);
    for c in text.chars() {
        all += 1;
        good += usize::from(is_plausible(c));
        damaged += usize::from(c == '\u{FFFD}');
    }
    (good * 1000 / all.max(1), damaged)
}

/// Characters that budget forms are made of.
fn is_plausible(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\t' | '\n' | '\r' | '\u{B}' | '\u{C}'
        // No-break space, degree, plus-minus, middle dot, times, division.
        | '\u{A0}' | '\u{B0}' | '\u{B1}' | '\u{B7}' | '\u{D7}' | '\u{F7}' | '\u{FEFF}'
        // Punctuation, letter-like, arrows, operators, enclosed, boxes, shapes, dingbats.
        | '\u{2000}'..='\u{27BF}'
        // Radicals that fonts map for ideographs, CJK punctuation.
        | '\u{2E80}'..='\u{303F}'
        // Enclosed CJK and squared units.
        | '\u{3200}'..='\u{33FF}'
        | '\u{4E00}'..='\u{9FFF}'
        // CJK compatibility forms, full-width forms.
        | '\u{FE30}'..='\u{FE6F}' | '\u{FF01}'..='\u{FFE6}')
}
