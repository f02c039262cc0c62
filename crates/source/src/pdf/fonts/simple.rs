//! Simple fonts: Type 1, TrueType and Type 3, whose codes are bytes (ISO 32000-1, 9.6).

use std::cell::OnceCell;

use biaodan_model::Trust;
use hayro_syntax::object::Dict;

use super::code::{Chars, RawCode, UNKNOWN};
use super::embedded::Embedded;
use super::encoding::{Base, Encoding, Named};
use super::gbk_pairs;
use super::private::{self, Family};
use super::standard::StandardWidths;
use super::to_unicode::ToUnicode;
use super::widths::SimpleWidths;

/// Which kind of simple font.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Type1,
    TrueType,
    Type3,
}

/// A simple font.
pub(super) struct Simple<'a> {
    kind: Kind,
    family: Family,
    dict: Dict<'a>,
    to_unicode: Option<ToUnicode>,
    encoding: Encoding,
    widths: SimpleWidths,
    standard_widths: OnceCell<StandardWidths<'a>>,
    embedded: Embedded<'a>,
    /// Two bytes in a row may be one character of GBK.
    has_pairs: bool,
}

/// The bit of `Flags` for fonts with characters outside Latin.
const SYMBOLIC: u32 = 1 << 2;

impl<'a> Simple<'a> {
    /// Reads a font dictionary. `scale` turns its widths into em.
    pub(super) fn of(dict: &Dict<'a>, descriptor: &Dict<'a>, kind: Kind, name: &str, scale: f32) -> Simple<'a> {
        let family = Family::of(name);
        let to_unicode = ToUnicode::of(dict);
        // Glyphs of Type 3 fonts are named by tools; where there is a map, their names say nothing more.
        let named = kind != Kind::Type3 || to_unicode.is_none();
        let encoding = if named { Encoding::of(dict, family) } else { Encoding::default() };
        let embedded = Embedded::of(descriptor);
        let is_latin = kind == Kind::Type3 || embedded.exists() || to_unicode.is_some() || !encoding.differences.is_empty();
        Simple {
            kind,
            family,
            dict: dict.clone(),
            to_unicode,
            encoding: with_base(encoding, kind, family, descriptor, &embedded),
            widths: SimpleWidths::of(dict, descriptor, scale),
            standard_widths: OnceCell::new(),
            embedded,
            has_pairs: !is_latin && gbk_pairs::is_chinese_name(name),
        }
    }

    /// The code at the head of a string.
    pub(super) fn cut(&self, string: &[u8]) -> Option<RawCode> {
        let pair = if self.has_pairs { gbk_pairs::pair(string, &self.widths) } else { None };
        pair.or_else(|| RawCode::of(string, 1))
    }

    /// The characters of a code; none where they are not known.
    pub(super) fn chars(&self, code: RawCode) -> Option<Chars> {
        if code.bytes == 2 {
            return gbk_pairs::chars(code);
        }
        let byte = u8::try_from(code.value).ok()?;
        let stated = self.to_unicode.as_ref().and_then(|map| map.chars(code.value));
        let mut private = None;
        for chars in [stated, self.encoded(byte)].into_iter().flatten() {
            let settled = private::settle(chars, self.family);
            if settled == chars || !settled.iter().any(|ch| ch == UNKNOWN) {
                return Some(settled);
            }
            private = private.or(Some(settled));
        }
        private.or_else(|| self.guessed(byte))
    }

    /// By encoding, glyph names and the font program.
    fn encoded(&self, code: u8) -> Option<Chars> {
        match self.encoding.differences.get(&code) {
            Some(Named::Chars(chars)) => return Some(*chars),
            Some(Named::Glyph(number)) => {
                let program = self.embedded.program();
                let numbered = number.and_then(|number| program.and_then(|program| program.glyph(number)));
                return numbered.or_else(|| program.and_then(|program| program.code(code)));
            }
            None => {}
        }
        if self.family != Family::Other && self.kind != Kind::Type3 {
            return self.family.char_at(code).or_else(|| Base::Standard.char_at(code).filter(|ch| *ch == ' ')).map(Chars::one);
        }
        match self.encoding.base {
            Some(Base::BuiltIn) | None => self.embedded.program()?.code(code),
            Some(base) => base.char_at(code).map(Chars::one),
        }
    }

    /// The code itself, where the font's codes look like ASCII. The font is doubtful then.
    fn guessed(&self, code: u8) -> Option<Chars> {
        let first = self.dict.get::<u32>(b"FirstChar").unwrap_or(32);
        let numbered = first < 32 && self.to_unicode.is_none();
        (!numbered && self.family == Family::Other && (0x20..0x7F).contains(&code)).then(|| Chars::one(char::from(code)))
    }

    /// The advance of a code in em.
    pub(super) fn advance(&self, code: RawCode) -> f32 {
        let (bytes, start) = code.to_bytes();
        let bytes = bytes.get(start..).unwrap_or_default();
        bytes.iter().map(|&byte| self.byte_advance(byte, code.bytes)).sum()
    }

    fn byte_advance(&self, byte: u8, together: u8) -> f32 {
        if together == 2 {
            return self.widths.listed(byte).filter(|width| *width > 0.0).unwrap_or(0.5);
        }
        let standard = || self.standard_widths.get_or_init(|| StandardWidths::of(&self.dict)).advance(byte);
        let stated = self.widths.advance(byte);
        match (stated, self.kind) {
            (Some(width), _) => width,
            (None, Kind::Type3) => 0.0,
            (None, _) => standard().unwrap_or(0.5),
        }
    }

    /// How far its characters can be believed.
    pub(super) fn trust(&self) -> Trust {
        if let Some(map) = &self.to_unicode {
            return self.trust_in_map(map);
        }
        if self.has_pairs {
            return Trust::Concluded;
        }
        let nameless = self.encoding.nameless();
        let unknown = self.unknown_codes();
        if unknown > 0 {
            return Trust::Doubtful(format!("nothing says which characters {unknown} of its codes are"));
        }
        let stated = nameless == 0 && (self.encoding.base != Some(Base::BuiltIn) || self.family != Family::Other);
        if stated { Trust::Stated } else { Trust::Concluded }
    }

    fn trust_in_map(&self, map: &ToUnicode) -> Trust {
        let codes = map.private_codes();
        let codes = codes.iter().filter(|&&code| code < 256);
        let unknown = codes.filter(|&&code| !self.is_known(RawCode { value: code, bytes: 1 })).count();
        if unknown > 0 {
            return super::trust::private(unknown);
        }
        let (mut same, mut other) = (0, 0);
        for (&code, named) in &self.encoding.differences {
            if let (Named::Chars(named), Some(told)) = (named, map.chars(u32::from(code))) {
                if super::trust::alike(*named, told) { same += 1 } else { other += 1 }
            }
        }
        super::trust::compared(same, other)
    }

    fn is_known(&self, code: RawCode) -> bool {
        self.chars(code).is_some_and(|chars| !chars.iter().any(|ch| ch == UNKNOWN))
    }

    /// Codes in use whose characters neither names nor the program tell. A font whose codes are all known by
    /// a standard encoding is not opened.
    fn unknown_codes(&self) -> usize {
        let in_use = |code: u8| match self.encoding.differences.get(&code) {
            Some(Named::Glyph(_)) => true,
            Some(Named::Chars(_)) => false,
            None => self.encoding.base == Some(Base::BuiltIn) && self.widths.listed(code).is_some_and(|width| width > 0.0),
        };
        let is_told = |code: u8| {
            let chars = self.encoded(code).map(|chars| private::settle(chars, self.family));
            chars.is_some_and(|chars| !chars.iter().any(|ch| ch == UNKNOWN))
        };
        (0..=u8::MAX).filter(|&code| in_use(code) && !is_told(code)).count()
    }
}

/// The base encoding that holds where the document names none.
fn with_base(mut encoding: Encoding, kind: Kind, family: Family, descriptor: &Dict<'_>, embedded: &Embedded<'_>) -> Encoding {
    let symbolic = descriptor.get::<u32>(b"Flags").unwrap_or_default() & SYMBOLIC != 0;
    let implied = match kind {
        Kind::Type3 => Base::Standard,
        _ if family != Family::Other => Base::BuiltIn,
        Kind::TrueType if embedded.exists() && (symbolic || encoding.differences.is_empty()) => Base::BuiltIn,
        Kind::TrueType => Base::WinAnsi,
        Kind::Type1 if embedded.exists() => Base::BuiltIn,
        Kind::Type1 => Base::Standard,
    };
    encoding.base = encoding.base.or(Some(implied));
    encoding
}
