//! CMaps that a document carries: from codes to CIDs, and from codes to characters (ToUnicode).
//! Read leniently: what makes no sense is left out, the rest counts.

mod parse;
mod ranges;
mod tokens;

pub(super) use parse::parse;
pub(super) use ranges::{Ranges, Span};

use super::code::{Chars, RawCode};

/// The characters of the first code of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    /// One character; that of the n-th code is n further on.
    Char(char),
    /// Several, at this place in [`CMap::texts`]; the last one counts on.
    Text(u32),
}

/// Byte strings of one length that are codes: each byte lies between those of the ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CodeSpace {
    /// How many bytes, 1 to 4.
    pub(super) bytes: u8,
    /// The lowest value of each byte, as a big-endian number.
    pub(super) low: u32,
    /// The highest ones.
    pub(super) high: u32,
}

impl CodeSpace {
    fn holds(&self, code: RawCode) -> bool {
        self.bytes == code.bytes
            && (0..u32::from(self.bytes.min(4))).all(|index| {
                let byte = |value: u32| value >> (8 * index) & 0xFF;
                (byte(self.low)..=byte(self.high)).contains(&byte(code.value))
            })
    }
}

/// A CMap as its file says.
#[derive(Debug, Clone, Default)]
pub(super) struct CMap {
    /// How strings are cut into codes.
    pub(super) spaces: Vec<CodeSpace>,
    /// CIDs of the first codes of ranges.
    pub(super) cids: Ranges<u32>,
    /// Characters.
    pub(super) chars: Ranges<Target>,
    /// Texts of several characters.
    pub(super) texts: Vec<Chars>,
    /// The name of the CMap it builds on.
    pub(super) base: Option<Vec<u8>>,
    /// It says that it writes from top to bottom, or that it does not.
    pub(super) vertical: Option<bool>,
}

impl CMap {
    /// The characters of a code. NUL is what producers write where they do not know.
    pub(super) fn chars(&self, code: u32) -> Option<Chars> {
        self.any_chars(code).filter(|chars| !chars.iter().any(|ch| ch == '\0'))
    }

    fn any_chars(&self, code: u32) -> Option<Chars> {
        let span = self.chars.find(code)?;
        let offset = code.checked_sub(span.first)?;
        match span.value {
            Target::Char(ch) => char::from_u32(u32::from(ch).checked_add(offset)?).map(Chars::one),
            Target::Text(at) => {
                let text = self.texts.get(usize::try_from(at).ok()?)?;
                let last = text.as_slice().len().checked_sub(1)?;
                let moved = |(index, ch): (usize, char)| match index == last {
                    true => char::from_u32(u32::from(ch).checked_add(offset)?),
                    false => Some(ch),
                };
                text.iter().enumerate().map(moved).collect::<Option<Chars>>()
            }
        }
    }

    /// The CID of a code, where this file itself says.
    pub(super) fn cid(&self, code: u32) -> Option<u32> {
        let span = self.cids.find(code)?;
        span.value.checked_add(code.checked_sub(span.first)?)
    }

    /// The code at the head of a string: the shortest that lies in a code space. Where none does, as
    /// many bytes as the shortest code has.
    pub(super) fn cut(&self, string: &[u8]) -> Option<RawCode> {
        let fits = |bytes: usize| {
            let code = RawCode::of(string, bytes)?;
            self.spaces.iter().any(|space| space.holds(code)).then_some(code)
        };
        (1..=4).find_map(fits).or_else(|| {
            let shortest = self.spaces.iter().map(|space| space.bytes).min().unwrap_or(2);
            RawCode::of(string, usize::from(shortest))
        })
    }
}

#[cfg(test)]
mod tests;
