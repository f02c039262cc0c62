//! From a PDF font dictionary to characters and metrics (ISO 32000-1, 9.5 to 9.10).
//!
//! A string shown in a font is cut into codes; each code has characters and an advance. Lengths are in
//! em: 1.0 is the height of the em, whatever units the font program uses. What a code means is looked
//! up once a font; font programs and predefined CMaps are opened only where nothing else answers.

mod cid_codes;
mod cmap;
mod code;
mod collection;
mod composite;
mod embedded;
mod encoding;
mod extent;
mod font_name;
mod gbk_pairs;
mod predefined;
mod private;
mod program;
mod simple;
mod standard;
mod stream;
mod to_unicode;
mod trust;
mod widths;

use std::cell::RefCell;
use std::rc::Rc;

use biaodan_model::Trust;
use hayro_syntax::object::{Dict, Name};
use rustc_hash::FxHashMap;

use code::RawCode;
pub(crate) use code::{Chars, Code, UNKNOWN};
use composite::Composite;
use simple::{Kind, Simple};

/// Codes that are remembered a font. No font has more glyphs; only a hostile one more codes.
const MAX_KNOWN: usize = 1 << 17;

/// A font ready for reading strings.
pub(crate) struct LoadedFont<'a> {
    /// Its name, subset prefix aside.
    pub(crate) name: String,
    /// How far its characters can be believed.
    pub(crate) trust: Trust,
    /// It writes from top to bottom.
    pub(crate) vertical: bool,
    /// How far it reaches above the baseline, in em.
    pub(crate) ascent: f32,
    /// How far it reaches below the baseline, in em; negative.
    pub(crate) descent: f32,
    /// The font matrix of a Type 3 font. Advances have it applied already.
    pub(crate) matrix: Option<[f32; 6]>,
    reading: Reading<'a>,
    known: RefCell<FxHashMap<RawCode, Code>>,
}

/// How the codes of a font are read.
enum Reading<'a> {
    Simple(Box<Simple<'a>>),
    Composite(Box<Composite<'a>>),
}

impl<'a> LoadedFont<'a> {
    fn of(dict: &Dict<'a>) -> LoadedFont<'a> {
        let name_of = |name: Option<Name<'_>>| name.map(|name| font_name::readable(name.as_ref())).unwrap_or_default();
        let is_composite = dict.contains_key(b"DescendantFonts");
        let descendant = if is_composite { composite::descendant(dict) } else { dict.clone() };
        let descriptor = descendant.get::<Dict<'a>>(b"FontDescriptor").unwrap_or_default();
        if is_composite {
            let name = name_of(composite::name(dict, &descendant));
            let (ascent, descent) = extent::of(&descriptor, &embedded::Embedded::of(&descriptor));
            let font = Composite::of(dict, descendant, &descriptor, &name);
            return LoadedFont {
                name,
                trust: font.trust(),
                vertical: font.is_vertical(),
                ascent,
                descent,
                matrix: None,
                reading: Reading::Composite(Box::new(font)),
                known: RefCell::default(),
            };
        }
        let kind = match dict.get::<Name<'_>>(b"Subtype").as_ref().map(AsRef::<[u8]>::as_ref) {
            Some(b"Type3") => Kind::Type3,
            Some(b"TrueType" | b"OpenType" | b"CIDFontType2") => Kind::TrueType,
            _ => Kind::Type1,
        };
        LoadedFont::simple(dict, &descriptor, kind, &name_of)
    }

    fn simple(
        dict: &Dict<'a>,
        descriptor: &Dict<'a>,
        kind: Kind,
        name_of: &dyn Fn(Option<Name<'_>>) -> String,
    ) -> LoadedFont<'a> {
        let name = name_of(dict.get(b"BaseFont").or_else(|| descriptor.get(b"FontName")).or_else(|| dict.get(b"Name")));
        let matrix =
            (kind == Kind::Type3).then(|| dict.get::<[f32; 6]>(b"FontMatrix").unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]));
        let scale = matrix.map_or(0.001, |matrix| if matrix[0] == 0.0 { matrix[1].abs() } else { matrix[0] });
        let font = Simple::of(dict, descriptor, kind, &name, scale);
        let (ascent, descent) = match &matrix {
            Some(matrix) => extent::of_type3(dict, matrix),
            None => extent::of(descriptor, &embedded::Embedded::of(descriptor)),
        };
        LoadedFont {
            name,
            trust: font.trust(),
            vertical: false,
            ascent,
            descent,
            matrix,
            reading: Reading::Simple(Box::new(font)),
            known: RefCell::default(),
        }
    }

    /// The first code of a string; none for an empty one.
    pub(crate) fn next(&self, string: &[u8]) -> Option<Code> {
        let raw = match &self.reading {
            Reading::Simple(font) => font.cut(string),
            Reading::Composite(font) => font.cut(string),
        }?;
        if let Some(code) = self.known.borrow().get(&raw) {
            return Some(*code);
        }
        let code = self.read(raw);
        let mut known = self.known.borrow_mut();
        if known.len() < MAX_KNOWN {
            known.insert(raw, code);
        }
        Some(code)
    }

    fn read(&self, raw: RawCode) -> Code {
        let (text, advance) = match &self.reading {
            Reading::Simple(font) => (font.chars(raw), font.advance(raw)),
            Reading::Composite(font) => (font.chars(raw), font.advance(raw)),
        };
        let vertical = match &self.reading {
            Reading::Composite(font) if self.vertical => Some(font.vertical(raw)),
            _ => None,
        };
        Code {
            bytes: usize::from(raw.bytes),
            text: text.unwrap_or(Chars::one(UNKNOWN)),
            advance,
            vertical,
            is_space_code: raw.bytes == 1 && raw.value == 32,
        }
    }
}

/// The fonts of a document, each loaded once.
#[derive(Default)]
pub(crate) struct Fonts<'a> {
    /// By where the dictionary stands in the document: dictionaries within one object share its number.
    loaded: FxHashMap<usize, Rc<LoadedFont<'a>>>,
}

impl<'a> Fonts<'a> {
    /// The font of a dictionary. Never fails: a font that cannot be used gives U+FFFD for every code.
    pub(crate) fn load(&mut self, dict: &Dict<'a>) -> Rc<LoadedFont<'a>> {
        let key = dict.data().as_ptr() as usize;
        Rc::clone(self.loaded.entry(key).or_insert_with(|| Rc::new(LoadedFont::of(dict))))
    }
}

#[cfg(test)]
mod tests;
