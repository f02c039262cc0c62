//! From the text of a CMap file to a [`CMap`].

use read_fonts::ps::agl;

use super::tokens::{Token, Tokens, code, nibbles};
use super::{CMap, CodeSpace, Ranges, Span, Target};
use crate::pdf::fonts::code::Chars;

/// Reads a CMap file. Never fails; a file that says nothing gives an empty CMap.
pub(in super::super) fn parse(data: &[u8]) -> CMap {
    let mut reader = Reader::default();
    let mut tokens = Tokens::new(data);
    let mut last = None;
    while let Some(token) = tokens.next() {
        match (token, last) {
            (Token::Word(b"begincodespacerange"), _) => reader.code_spaces(&mut tokens),
            (Token::Word(b"beginbfchar"), _) => reader.chars(&mut tokens),
            (Token::Word(b"beginbfrange"), _) => reader.char_ranges(&mut tokens),
            (Token::Word(b"begincidchar"), _) => reader.cids(&mut tokens, false),
            (Token::Word(b"begincidrange"), _) => reader.cids(&mut tokens, true),
            (Token::Word(b"usecmap"), Some(Token::Name(name))) => reader.map.base = Some(name.to_vec()),
            (Token::Int(mode), Some(Token::Name(b"WMode"))) => reader.map.vertical = Some(mode == 1),
            _ => {}
        }
        last = Some(token);
    }
    reader.map.cids = Ranges::new(reader.cids);
    reader.map.chars = Ranges::new(reader.chars);
    reader.map
}

#[derive(Default)]
struct Reader {
    map: CMap,
    cids: Vec<Span<u32>>,
    chars: Vec<Span<Target>>,
}

/// The next hexadecimal string of a section. Anything else ends the section and is left to be read: its
/// keyword may be missing.
fn hex<'a>(tokens: &mut Tokens<'a>) -> Option<&'a [u8]> {
    let mut ahead = tokens.clone();
    match ahead.next()? {
        Token::Hex(digits) => {
            *tokens = ahead;
            Some(digits)
        }
        _ => None,
    }
}

impl Reader {
    fn code_spaces(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(low) = hex(tokens)
            && let Some(high) = hex(tokens)
        {
            if let (Some((low, bytes)), Some((high, _))) = (code(low), code(high))
                && self.map.spaces.len() < 256
            {
                self.map.spaces.push(CodeSpace { bytes, low, high });
            }
        }
    }

    fn chars(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(source) = hex(tokens) {
            let target = match tokens.next() {
                Some(Token::Hex(digits)) => utf16(digits),
                Some(Token::Name(name)) => glyph_name(name),
                _ => return,
            };
            if let Some((first, _)) = code(source) {
                self.push(first, first, target);
            }
        }
    }

    fn char_ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(first) = hex(tokens)
            && let Some(last) = hex(tokens)
        {
            let ends = code(first).zip(code(last)).map(|((first, _), (last, _))| (first, last));
            match tokens.next() {
                Some(Token::Hex(digits)) => {
                    if let Some((first, last)) = ends {
                        self.push(first, last, utf16(digits));
                    }
                }
                Some(Token::Open) => self.list(tokens, ends),
                _ => return,
            }
        }
    }

    /// The targets of a range one by one. More of them than the range has codes are left out.
    fn list(&mut self, tokens: &mut Tokens<'_>, ends: Option<(u32, u32)>) {
        let mut next = ends.map(|(first, _)| first);
        for token in tokens {
            let target = match token {
                Token::Hex(digits) => utf16(digits),
                Token::Name(name) => glyph_name(name),
                Token::Close => return,
                _ => continue,
            };
            if let (Some(code), Some((_, last))) = (next, ends)
                && code <= last
            {
                self.push(code, code, target);
                next = code.checked_add(1);
            }
        }
    }

    fn cids(&mut self, tokens: &mut Tokens<'_>, ranges: bool) {
        while let Some(first) = hex(tokens) {
            let last = if ranges { hex(tokens) } else { Some(first) };
            let Some(Token::Int(cid)) = tokens.next() else { return };
            if let (Some((first, _)), Some((last, _)), Ok(value)) = (code(first), last.and_then(code), u32::try_from(cid)) {
                self.cids.push(Span { first, last, value });
            }
        }
    }

    fn push(&mut self, first: u32, last: u32, text: Chars) {
        let value = match (text.single(), u32::try_from(self.map.texts.len())) {
            (Some(ch), _) => Target::Char(ch),
            (None, Ok(at)) if !text.is_empty() => {
                self.map.texts.push(text);
                Target::Text(at)
            }
            _ => return,
        };
        self.chars.push(Span { first, last, value });
    }
}

/// Characters in UTF-16, big-endian; a single byte stands for itself. Lone surrogates are left out.
fn utf16(digits: &[u8]) -> Chars {
    let mut units = [0_u16; Chars::MAX * 2];
    let count = nibbles(digits).count();
    let missing = (4 - count % 4) % 4;
    let padded = std::iter::repeat_n(0, missing).chain(nibbles(digits));
    for (index, nibble) in padded.enumerate() {
        if let Some(unit) = units.get_mut(index / 4) {
            *unit = *unit << 4 | u16::from(nibble);
        }
    }
    let used = units.iter().copied().take((count + missing) / 4);
    char::decode_utf16(used).filter_map(Result::ok).collect()
}

fn glyph_name(name: &[u8]) -> Chars {
    std::str::from_utf8(name).map_or(Chars::NONE, |name| agl::name_to_chars(name).collect())
}
