//! Encodings of simple fonts (ISO 32000-1, 9.6.6 and annex D): from one-byte codes to characters.

use encoding_rs::{MACINTOSH, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Object};
use read_fonts::ps::PredefinedEncoding;
use read_fonts::ps::agl;
use rustc_hash::FxHashMap;

use super::code::Chars;
use super::private::Family;
use super::program::name_chars;

/// The encoding that differences are made to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    WinAnsi,
    MacRoman,
    MacExpert,
    Standard,
    /// That of the font program.
    BuiltIn,
}

impl Base {
    fn named(name: &[u8]) -> Option<Base> {
        match name {
            b"WinAnsiEncoding" => Some(Base::WinAnsi),
            b"MacRomanEncoding" => Some(Base::MacRoman),
            b"MacExpertEncoding" => Some(Base::MacExpert),
            b"StandardEncoding" => Some(Base::Standard),
            _ => None,
        }
    }

    /// The character at a code.
    pub(super) fn char_at(self, code: u8) -> Option<char> {
        let by_name = |encoding: PredefinedEncoding| agl::name_to_char(encoding.name(code));
        match self {
            Base::WinAnsi => windows(code),
            Base::MacRoman => single(MACINTOSH, code),
            Base::MacExpert => by_name(PredefinedEncoding::Expert),
            Base::Standard => by_name(PredefinedEncoding::Standard),
            Base::BuiltIn => None,
        }
        .filter(|ch| !ch.is_control())
    }
}

/// Undefined codes of WinAnsi show a bullet, and its soft hyphen is an ordinary one.
fn windows(code: u8) -> Option<char> {
    match code {
        0xAD => Some('-'),
        0x7F | 0x81 | 0x8D | 0x8F | 0x90 | 0x9D => Some('•'),
        _ => single(WINDOWS_1252, code),
    }
}

fn single(encoding: &'static encoding_rs::Encoding, code: u8) -> Option<char> {
    let bytes = [code];
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    text.chars().next()
}

/// What a name in `Differences` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// These characters.
    Chars(Chars),
    /// Nothing but perhaps a glyph's number (`g123`, `cid45`, `glyph6`).
    Glyph(Option<u32>),
}

/// The encoding of a simple font.
#[derive(Debug, Default)]
pub(super) struct Encoding {
    /// The base, where the document names one.
    pub(super) base: Option<Base>,
    /// Codes that differ from it.
    pub(super) differences: FxHashMap<u8, Named>,
}

impl Encoding {
    /// That of a font dictionary.
    pub(super) fn of(font: &Dict<'_>, family: Family) -> Encoding {
        let mut encoding = Encoding::default();
        match font.get::<Object<'_>>(b"Encoding") {
            Some(Object::Name(name)) => encoding.base = Base::named(name.as_ref()),
            Some(Object::Dict(dict)) => {
                encoding.base = dict.get::<Name<'_>>(b"BaseEncoding").and_then(|name| Base::named(name.as_ref()));
                if let Some(list) = dict.get::<Array<'_>>(b"Differences") {
                    encoding.read_differences(&list, family);
                }
            }
            _ => {}
        }
        encoding
    }

    fn read_differences(&mut self, list: &Array<'_>, family: Family) {
        let mut code = 0_u32;
        for item in list.iter::<Object<'_>>() {
            match item {
                Object::Number(number) => code = u32::try_from(number.as_i64()).unwrap_or(256),
                Object::Name(name) => {
                    if let (Ok(code), Ok(name)) = (u8::try_from(code), std::str::from_utf8(name.as_ref())) {
                        self.differences.insert(code, meaning(name, family));
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }

    /// How many differing codes have names that say nothing.
    pub(super) fn nameless(&self) -> usize {
        self.differences.values().filter(|named| matches!(named, Named::Glyph(_))).count()
    }
}

fn meaning(name: &str, family: Family) -> Named {
    let chars = match family {
        Family::ZapfDingbats => agl::name_to_chars(name).collect(),
        _ => name_chars(name),
    };
    match chars.is_empty() {
        false => Named::Chars(chars),
        true => Named::Glyph(glyph_number(name)),
    }
}

fn glyph_number(name: &str) -> Option<u32> {
    let prefixes = ["glyph", "index", "gid", "cid", "g"];
    prefixes.iter().find_map(|prefix| name.strip_prefix(prefix)?.trim_start_matches(['-', '_', '.']).parse().ok())
}
