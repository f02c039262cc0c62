//! Embedded font programs, read backwards: from glyphs to the characters that their own tables name.

mod outlines;
mod sfnt;

use read_fonts::ps::agl;
use rustc_hash::FxHashMap;

use super::code::Chars;
use super::collection::Collection;

pub(super) use sfnt::{Agreement, agreement, extent, table_end};

/// What a font program says of its glyphs.
#[derive(Debug, Default)]
pub(super) struct Program {
    /// By glyph; NUL where it is not known.
    chars: Vec<char>,
    /// Glyphs with several characters.
    ligatures: FxHashMap<u32, Chars>,
    /// Glyphs by code, for simple fonts.
    codes: Option<Box<[u32; 256]>>,
    /// Glyphs by CID, for CID-keyed fonts.
    cids: Option<FxHashMap<u32, u32>>,
    /// Whose CIDs those are.
    pub(super) collection: Option<Collection>,
}

/// No font has more glyphs.
const MAX_GLYPHS: u32 = 1 << 16;

impl Program {
    /// Reads TrueType, OpenType, CFF and Type 1, told apart by their first bytes.
    pub(super) fn read(data: &[u8]) -> Option<Program> {
        match data.get(..4)? {
            [0, 1, 0, 0] | b"true" | b"OTTO" | b"ttcf" => sfnt::read(data),
            [1, 0, ..] => outlines::read_cff(data),
            _ => outlines::read_type1(data),
        }
    }

    /// The characters of a glyph.
    pub(super) fn glyph(&self, glyph: u32) -> Option<Chars> {
        let known = usize::try_from(glyph).ok().and_then(|index| self.chars.get(index)).copied();
        let single = known.filter(|&ch| ch != '\0').map(Chars::one);
        single.or_else(|| self.ligatures.get(&glyph).copied())
    }

    /// The characters at a code of its own encoding.
    pub(super) fn code(&self, code: u8) -> Option<Chars> {
        let glyph = *self.codes.as_ref()?.get(usize::from(code))?;
        (glyph != 0).then(|| self.glyph(glyph)).flatten()
    }

    /// The glyph of a CID, before any map of the document.
    pub(super) fn glyph_of_cid(&self, cid: u32) -> Option<u32> {
        match &self.cids {
            Some(cids) => cids.get(&cid).copied(),
            None => Some(cid),
        }
    }

    /// True where it knows no glyph.
    pub(super) fn is_silent(&self) -> bool {
        self.ligatures.is_empty() && self.chars.iter().all(|&ch| ch == '\0')
    }

    /// Notes a character of a glyph; of several the most ordinary one stays.
    fn note(&mut self, glyph: u32, ch: char) {
        if glyph == 0 || glyph >= MAX_GLYPHS || ch == '\0' {
            return;
        }
        let index = glyph as usize;
        if self.chars.len() <= index {
            self.chars.resize(index + 1, '\0');
        }
        if let Some(known) = self.chars.get_mut(index)
            && (*known == '\0' || (oddness(ch), ch) < (oddness(*known), *known))
        {
            *known = ch;
        }
    }

    /// Notes what a glyph's name says, where nothing better is known.
    fn note_name(&mut self, glyph: u32, name: &str) {
        if self.glyph(glyph).is_some() {
            return;
        }
        let chars = name_chars(name);
        match chars.single() {
            Some(ch) => self.note(glyph, ch),
            None if glyph < MAX_GLYPHS && !chars.is_empty() => drop(self.ligatures.insert(glyph, chars)),
            None => {}
        }
    }

    fn codes_mut(&mut self) -> &mut [u32; 256] {
        self.codes.get_or_insert_with(|| Box::new([0; 256]))
    }
}

/// The characters that a glyph's name stands for. Names of Zapf Dingbats (`a12`) are also what tools call
/// glyphs they know nothing of, and mean nothing here.
pub(super) fn name_chars(name: &str) -> Chars {
    let numbered = name.strip_prefix('a').is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    if numbered {
        return Chars::NONE;
    }
    let chars: Chars = agl::name_to_chars(name).map(ordinary).collect();
    if chars.iter().any(|ch| ch.is_control()) { Chars::NONE } else { chars }
}

/// Adobe gave old-style figures and variants of some signs private characters of its own, which no reader
/// knows and whose names are plain.
pub(super) fn ordinary(ch: char) -> char {
    match ch {
        '\u{F730}'..='\u{F739}' => char::from_u32(u32::from(ch) - 0xF700).unwrap_or(ch),
        '\u{F724}' => '$',
        '\u{F6DE}' => '—',
        '\u{F6D9}' | '\u{F8E9}' => '©',
        '\u{F6DA}' | '\u{F8E8}' => '®',
        '\u{F6DB}' | '\u{F8EA}' => '™',
        _ => ch,
    }
}

/// Glyphs shared by several characters are those of the ordinary one, not of a radical or a compatibility form.
fn oddness(ch: char) -> u8 {
    match ch {
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => 3,
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => 2,
        '\u{A0}' | '\u{AD}' | '\u{2000}'..='\u{200F}' | '\u{31C0}'..='\u{31EF}' => 1,
        _ => 0,
    }
}
