//! Composite fonts: codes of one to four bytes that stand for CIDs of a descendant font
//! (ISO 32000-1, 9.7).

use std::borrow::Cow;
use std::cell::OnceCell;

use biaodan_model::Trust;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::cid_codes::CidCodes;
use super::code::{Chars, RawCode, UNKNOWN, VerticalMetrics};
use super::collection::Collection;
use super::embedded::Embedded;
use super::predefined::Predefined;
use super::private::{self, Family};
use super::program::{Agreement, agreement};
use super::stream::decode;
use super::to_unicode::ToUnicode;
use super::trust::{self, WidthCheck};
use super::widths::CidWidths;

/// A composite font.
pub(super) struct Composite<'a> {
    codes: CidCodes,
    family: Family,
    to_unicode: Option<ToUnicode>,
    collection: Option<Collection>,
    widths: CidWidths,
    embedded: Embedded<'a>,
    descendant: Dict<'a>,
    /// `CIDToGIDMap`: two bytes a CID; nothing where CIDs are glyphs.
    glyphs: OnceCell<Option<Cow<'a, [u8]>>>,
}

/// Claims of a ToUnicode map that are compared with the font.
const SAMPLE: usize = 48;

/// A map of more bytes than two for each of 65,536 CIDs has nothing more to say.
const GLYPH_MAP: usize = 1 << 17;

/// CIDs of proportional and half-width Latin letters, in any of the collections.
const LATIN_CIDS: [(u32, u32); 5] = [(0, 95), (231, 325), (814, 939), (7712, 7716), (13_648, 13_742)];

/// The first descendant of a composite font.
pub(super) fn descendant<'a>(dict: &Dict<'a>) -> Dict<'a> {
    let listed = dict.get::<Array<'a>>(b"DescendantFonts").and_then(|list| list.iter::<Dict<'a>>().next());
    listed.or_else(|| dict.get::<Dict<'a>>(b"DescendantFonts")).unwrap_or_default()
}

impl<'a> Composite<'a> {
    /// Reads a font dictionary and its descendant.
    pub(super) fn of(dict: &Dict<'a>, descendant: Dict<'a>, descriptor: &Dict<'a>, name: &str) -> Composite<'a> {
        let codes = CidCodes::of(dict.get::<Object<'a>>(b"Encoding"));
        let info = descendant.get::<Dict<'_>>(b"CIDSystemInfo");
        let mut font = Composite {
            family: Family::of(name),
            to_unicode: ToUnicode::of(dict),
            collection: codes.collection().or_else(|| info.and_then(|info| Collection::of_info(&info))),
            widths: CidWidths::of(&descendant, codes.is_vertical()),
            embedded: Embedded::of(descriptor),
            glyphs: OnceCell::new(),
            descendant,
            codes,
        };
        font.drop_blind_map();
        font
    }

    /// Leaves out a map that calls codes characters by their numbers where the font knows better.
    fn drop_blind_map(&mut self) {
        let blind = self.to_unicode.as_ref().filter(|map| map.blind_shift().is_some());
        if let Some(seen) = blind.and_then(|map| self.compare(map))
            && seen.other > seen.same
        {
            self.to_unicode = None;
        }
    }

    /// It writes from top to bottom.
    pub(super) fn is_vertical(&self) -> bool {
        self.codes.is_vertical()
    }

    /// The code at the head of a string.
    pub(super) fn cut(&self, string: &[u8]) -> Option<RawCode> {
        self.codes.cut(string)
    }

    /// The characters of a code; none where they are not known.
    pub(super) fn chars(&self, code: RawCode) -> Option<Chars> {
        let mut private = None;
        for source in [Self::stated, Self::encoded, Self::drawn, Self::collected] {
            let Some(chars) = source(self, code) else { continue };
            let settled = private::settle(chars, self.family);
            if !settled.iter().any(|ch| ch == UNKNOWN) {
                return Some(settled);
            }
            private = private.or(Some(settled));
        }
        private
    }

    fn stated(&self, code: RawCode) -> Option<Chars> {
        self.to_unicode.as_ref()?.chars(code.value)
    }

    fn encoded(&self, code: RawCode) -> Option<Chars> {
        self.codes.chars(code)
    }

    /// What the embedded font says of the glyph.
    fn drawn(&self, code: RawCode) -> Option<Chars> {
        if !self.embedded.exists() {
            return None;
        }
        self.embedded.program()?.glyph(self.glyph(self.codes.cid(code)?)?)
    }

    fn collected(&self, code: RawCode) -> Option<Chars> {
        let own = || self.embedded.exists().then(|| self.embedded.program()?.collection).flatten();
        self.collection.or_else(own)?.chars(self.codes.cid(code)?)
    }

    fn glyph(&self, cid: u32) -> Option<u32> {
        match self.glyph_map() {
            Some(map) => {
                let pair = map.get(usize::try_from(cid).ok()?.checked_mul(2)?..)?.first_chunk::<2>()?;
                Some(u32::from(u16::from_be_bytes(*pair)))
            }
            None => self.embedded.program()?.glyph_of_cid(cid),
        }
    }

    fn glyph_map(&self) -> Option<&[u8]> {
        let read = || decode(&self.descendant.get::<Stream<'a>>(b"CIDToGIDMap")?, GLYPH_MAP);
        self.glyphs.get_or_init(read).as_deref()
    }

    /// The advance of a code in em.
    pub(super) fn advance(&self, code: RawCode) -> f32 {
        if let CidCodes::Predefined(_) = self.codes {
            if self.widths.is_silent && !self.embedded.exists() && Predefined::is_latin(code) {
                return 0.5;
            }
            // Only the widths of Latin letters are listed: the CMap need not be opened for Chinese ones.
            if !Predefined::is_latin(code) && self.widths.lists_only(&LATIN_CIDS) {
                return self.widths.default();
            }
        }
        self.codes.cid(code).map_or(self.widths.default(), |cid| self.widths.advance(cid))
    }

    /// How a code is set in vertical writing.
    pub(super) fn vertical(&self, code: RawCode) -> VerticalMetrics {
        let default = || self.widths.default_vertical(self.widths.default());
        self.codes.cid(code).map_or_else(default, |cid| self.widths.vertical(cid))
    }

    /// How far its characters can be believed.
    pub(super) fn trust(&self) -> Trust {
        if let Some(map) = &self.to_unicode {
            return self.trust_in_map(map);
        }
        if let CidCodes::Predefined(_) = self.codes {
            return Trust::Stated;
        }
        let Some(program) = self.embedded.program() else {
            return if self.collection.is_some() { Trust::Stated } else { doubt("nothing says which characters its codes are") };
        };
        match self.collection.or(program.collection) {
            _ if !program.is_silent() => Trust::Concluded,
            Some(_) if self.embedded.is_truetype && self.glyph_map().is_none() => {
                doubt("its codes are numbers of glyphs, read as those of its character collection")
            }
            Some(_) => Trust::Concluded,
            None => doubt("nothing says which characters its codes are"),
        }
    }

    fn trust_in_map(&self, map: &ToUnicode) -> Trust {
        let codes = map.private_codes();
        let bytes = |code: u32| if code > 0xFFFF { 4 } else { 2 };
        let is_unknown = |code: RawCode| self.chars(code).is_none_or(|chars| chars.iter().any(|ch| ch == UNKNOWN));
        let unknown = codes.iter().filter(|&&value| is_unknown(RawCode { value, bytes: bytes(value) })).count();
        if unknown > 0 {
            return trust::private(unknown);
        }
        let controls = map.control_codes();
        if controls > 0 {
            return doubt(&format!("its map was damaged by a tool: {controls} of its characters are control characters"));
        }
        match self.compare_widths(map).trust() {
            Trust::Stated => {
                let seen = self.compare(map).unwrap_or_default();
                trust::compared(seen.same, seen.other)
            }
            doubtful => doubtful,
        }
    }

    fn compare_widths(&self, map: &ToUnicode) -> WidthCheck {
        let mut check = WidthCheck::default();
        if self.widths.is_silent {
            return check;
        }
        for (value, chars) in map.samples() {
            if let (Some(ch), Some(cid)) = (chars.single(), self.codes.cid(RawCode { value, bytes: 2 })) {
                check.add(ch, self.widths.advance(cid));
            }
        }
        check
    }

    /// Compares a sample of the map with the font's own table of characters, which few subsets keep. Only
    /// the head of the program is looked at.
    fn compare(&self, map: &ToUnicode) -> Option<Agreement> {
        if !self.embedded.exists() {
            return None;
        }
        let head = self.embedded.head(&[b"cmap"])?;
        let step = (map.len() / SAMPLE).max(1);
        let samples = map.samples().step_by(step).take(SAMPLE);
        let glyphs = samples.filter_map(|(value, chars)| {
            let cid = self.codes.cid(RawCode { value, bytes: 2 })?;
            let glyph = match self.glyph_map() {
                Some(_) => self.glyph(cid)?,
                None => cid,
            };
            Some((glyph, chars))
        });
        agreement(&head, glyphs)
    }
}

fn doubt(reason: &str) -> Trust {
    Trust::Doubtful(reason.to_owned())
}

/// The name of the font, which may stand with the descendant only.
pub(super) fn name<'a>(dict: &Dict<'a>, descendant: &Dict<'a>) -> Option<Name<'a>> {
    dict.get(b"BaseFont").or_else(|| descendant.get(b"BaseFont"))
}
