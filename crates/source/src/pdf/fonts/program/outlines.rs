//! CFF and Type 1 programs, whose glyphs have names or CIDs.

use read_fonts::FontRead;
use read_fonts::ps::Sid;
use read_fonts::ps::cff::CffFontRef;
use read_fonts::ps::cff::dict::{Entry, entries};
use read_fonts::ps::cff::v1::Cff;
use read_fonts::ps::type1::Type1Font;

use super::{MAX_GLYPHS, Program};
use crate::pdf::fonts::collection::Collection;

/// Reads a CFF program, bare or from an OpenType font.
pub(super) fn read_cff(data: &[u8]) -> Option<Program> {
    let font = CffFontRef::new_cff(data, 0, None).ok()?;
    let charset = font.charset()?;
    let mut program = Program::default();
    let glyphs = charset.iter().take(MAX_GLYPHS as usize);
    if font.is_cid() {
        program.collection = collection(data);
        program.cids = Some(glyphs.map(|(glyph, cid)| (u32::from(cid.to_u16()), glyph.to_u32())).collect());
        return Some(program);
    }
    for (glyph, sid) in glyphs {
        if let Some(name) = font.string(sid).and_then(|name| std::str::from_utf8(name).ok()) {
            program.note_name(glyph.to_u32(), name);
        }
    }
    if let Some(encoding) = font.encoding() {
        for (code, slot) in (0..=u8::MAX).zip(program.codes_mut()) {
            *slot = encoding.map(code).map_or(0, |glyph| glyph.to_u32());
        }
    }
    Some(program)
}

/// Whose CIDs a CID-keyed program uses, from its top dictionary.
fn collection(data: &[u8]) -> Option<Collection> {
    let cff = Cff::read(data.into()).ok()?;
    let top = cff.top_dicts().get(0)?;
    let mut found = entries(top, None).filter_map(Result::ok);
    let (registry, ordering) = found.find_map(|entry| match entry {
        Entry::Ros { registry, ordering, .. } => Some((registry, ordering)),
        _ => None,
    })?;
    let text = |sid: Sid| cff.string(sid);
    Collection::of(text(registry)?, text(ordering)?)
}

/// Reads a Type 1 program.
pub(super) fn read_type1(data: &[u8]) -> Option<Program> {
    let font = Type1Font::new(data).ok()?;
    let mut program = Program::default();
    for (glyph, name) in font.glyph_names().take(MAX_GLYPHS as usize) {
        program.note_name(glyph.to_u32(), name);
    }
    if let Some(encoding) = font.encoding() {
        for (code, slot) in (0..=u8::MAX).zip(program.codes_mut()) {
            *slot = encoding.map(code).map_or(0, |glyph| glyph.to_u32());
        }
    }
    Some(program)
}
