//! The ToUnicode map of a font: what the document itself says its codes mean, where that is usable.

use hayro_syntax::object::{Dict, Name, Stream};
use rustc_hash::FxHashMap;

use super::cmap::{self, CMap, Span, Target};
use super::code::{Chars, UNKNOWN};
use super::stream::{CMAP_LIMIT, decode};

/// A usable ToUnicode map.
#[derive(Debug)]
pub(super) enum ToUnicode {
    /// From the file.
    Map(CMap),
    /// Codes are Unicode: `Identity-H` in place of a map.
    Identity,
}

/// Honest ranges follow the order of a font's glyphs and are shorter.
const BLIND_RANGE: u32 = 0x2000;

/// Characters that most fonts of forms have.
const COMMON: &str = "0123456789.,年预算部门金额项目元";

/// Maps with fewer characters than this are too short to be judged by how often they repeat one.
const ENOUGH_TO_JUDGE: usize = 8;

impl ToUnicode {
    /// That of a font; none where it has none or where it says nothing.
    pub(super) fn of(font: &Dict<'_>) -> Option<ToUnicode> {
        if let Some(stream) = font.get::<Stream<'_>>(b"ToUnicode") {
            let map = cmap::parse(&decode(&stream, CMAP_LIMIT)?);
            return (!map.chars.is_empty() && !repeats_one_character(&map)).then_some(ToUnicode::Map(map));
        }
        let name = font.get::<Name<'_>>(b"ToUnicode")?;
        name.as_ref().starts_with(b"Identity").then_some(ToUnicode::Identity)
    }

    /// The characters of a code; none where the map does not say, or says only that it does not know.
    pub(super) fn chars(&self, code: u32) -> Option<Chars> {
        let chars = match self {
            ToUnicode::Map(map) => map.chars(code)?,
            ToUnicode::Identity => Chars::one(char::from_u32(code)?),
        };
        let is_plain = |ch: char| !ch.is_control() && ch != SOFT_HYPHEN;
        let chars: Chars = if chars.iter().all(is_plain) { chars } else { chars.iter().filter_map(printable).collect() };
        (!chars.is_empty() && !chars.iter().any(says_nothing)).then_some(chars)
    }

    /// A sample of codes with what they mean: the first ones of its ranges, and common characters within
    /// ranges that cover whole blocks.
    pub(super) fn samples(&self) -> impl Iterator<Item = (u32, Chars)> + '_ {
        let spans = match self {
            ToUnicode::Map(map) => Some(map.chars.iter()),
            ToUnicode::Identity => None,
        };
        let firsts = spans.into_iter().flatten().map(|span| span.first);
        let shift = self.blind_shift();
        let common = COMMON.chars().filter_map(move |ch| u32::from(ch).checked_add_signed(shift?));
        common.chain(firsts).filter_map(|code| Some((code, self.chars(code)?)))
    }

    /// For a map that is one range over most of the codes there are: what is added to a character to get its
    /// code. Tools write such maps without a look at the font.
    pub(super) fn blind_shift(&self) -> Option<i32> {
        match self {
            ToUnicode::Identity => Some(0),
            ToUnicode::Map(map) => map.chars.iter().find_map(|span| match span.value {
                Target::Char(ch) if span.last.saturating_sub(span.first) >= BLIND_RANGE => {
                    i32::try_from(i64::from(span.first) - i64::from(u32::from(ch))).ok()
                }
                _ => None,
            }),
        }
    }

    /// Its codes whose characters are private; at most those of a whole private area.
    pub(super) fn private_codes(&self) -> Vec<u32> {
        let ToUnicode::Map(map) = self else { return Vec::new() };
        let mut codes = Vec::new();
        for span in map.chars.iter() {
            let starts = map.chars(span.first).is_some_and(|chars| chars.iter().any(super::private::is_private));
            if starts {
                codes.extend((span.first..=span.last).take(6400_usize.saturating_sub(codes.len())));
            }
        }
        codes
    }

    /// How many single codes are DEL or one of the controls after it. No text has those; they remain where a
    /// tool that split the ranges of a map lost the upper bytes of characters.
    pub(super) fn control_codes(&self) -> usize {
        let ToUnicode::Map(map) = self else { return 0 };
        let is_control =
            |span: &&Span<Target>| span.first == span.last && matches!(span.value, Target::Char('\u{7F}'..='\u{9F}'));
        map.chars.iter().filter(is_control).count()
    }

    /// How many ranges it has.
    pub(super) fn len(&self) -> usize {
        match self {
            ToUnicode::Map(map) => map.chars.len(),
            ToUnicode::Identity => 0,
        }
    }
}

/// Where it is drawn, it is a hyphen, and may be the minus of an amount.
const SOFT_HYPHEN: char = '\u{AD}';

/// Tabs and line ends stand for blanks; other control characters for nothing.
fn printable(ch: char) -> Option<char> {
    match ch {
        '\t' | '\n' | '\r' => Some(' '),
        SOFT_HYPHEN => Some('-'),
        _ if ch.is_control() => None,
        _ => Some(ch),
    }
}

fn says_nothing(ch: char) -> bool {
    matches!(ch, '\0' | UNKNOWN | '\u{FFFE}' | '\u{FFFF}')
}

/// A map that gives most of its codes one character was made by a tool that did not know them.
fn repeats_one_character(map: &CMap) -> bool {
    let mut counts = FxHashMap::<char, usize>::default();
    for span in map.chars.iter() {
        if let Target::Char(ch) = span.value {
            *counts.entry(ch).or_default() += 1;
        }
    }
    let most = counts.values().copied().max().unwrap_or_default();
    let told = map.chars.len();
    most * 2 > told && (told >= ENOUGH_TO_JUDGE || (most > 1 && counts.keys().all(|&ch| ch == ' ' || says_nothing(ch))))
}
