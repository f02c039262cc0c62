//! TrueType and OpenType programs.

use read_fonts::tables::cmap::{Cmap, CmapSubtable, PlatformId};
use read_fonts::types::Tag;
use read_fonts::{FontRef, TableProvider};

use super::{MAX_GLYPHS, Program, outlines};
use crate::pdf::fonts::code::Chars;

/// More mappings than a font can have characters are not read.
const MAX_MAPPINGS: usize = 1 << 18;

/// Reads the tables that name characters.
pub(super) fn read(data: &[u8]) -> Option<Program> {
    let font = FontRef::from_index(data, 0).ok()?;
    let mut program = match font.table_data(Tag::new(b"CFF ")) {
        Some(cff) => outlines::read_cff(cff.as_bytes()).unwrap_or_default(),
        None => Program::default(),
    };
    if let Ok(cmap) = font.cmap() {
        read_cmap(&cmap, &mut program);
    }
    read_names(&font, &mut program);
    Some(program)
}

/// What a subtable's codes are, in the order in which simple fonts ask them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Codes {
    Symbol,
    Roman,
    Unicode,
}

fn subtables<'a>(cmap: &Cmap<'a>) -> Vec<(Codes, CmapSubtable<'a>)> {
    let kind = |platform, encoding| match (platform, encoding) {
        (PlatformId::Unicode, 0..=4 | 6) | (PlatformId::Windows, 1 | 10) => Some(Codes::Unicode),
        (PlatformId::Windows, 0) => Some(Codes::Symbol),
        (PlatformId::Macintosh, 0) => Some(Codes::Roman),
        _ => None,
    };
    let records = cmap.encoding_records().iter().take(16);
    records
        .filter_map(|record| {
            let kind = kind(record.platform_id(), record.encoding_id())?;
            Some((kind, record.subtable(cmap.offset_data()).ok()?))
        })
        .collect()
}

fn read_cmap(cmap: &Cmap<'_>, program: &mut Program) {
    let mut subtables = subtables(cmap);
    subtables.sort_by_key(|(codes, _)| *codes);
    for (codes, subtable) in subtables {
        for (code, glyph) in subtable.iter().take(MAX_MAPPINGS) {
            let glyph = glyph.to_u32();
            note_code(program, code, glyph);
            // Some Chinese fonts have all of Unicode in what they call a symbol table.
            let is_unicode = codes == Codes::Unicode || (codes == Codes::Symbol && !is_own_code(code));
            if let Some(ch) = char::from_u32(code).filter(|_| is_unicode) {
                program.note(glyph, ch);
            }
        }
    }
}

/// Codes of symbol fonts, which mean nothing outside the font.
fn is_own_code(code: u32) -> bool {
    matches!(code, 0..=0xFF | 0xF000..=0xF0FF)
}

fn note_code(program: &mut Program, code: u32, glyph: u32) {
    if !is_own_code(code) {
        return;
    }
    if let Some(slot) = program.codes_mut().get_mut((code & 0xFF) as usize)
        && *slot == 0
    {
        *slot = glyph;
    }
}

/// Names of the `post` table; those of its first version are a fixed list that subsets do not keep to.
fn read_names(font: &FontRef<'_>, program: &mut Program) {
    let Ok(post) = font.post() else { return };
    if post.version().to_major_minor() != (2, 0) {
        return;
    }
    for (glyph, name) in post.glyph_names().take(MAX_GLYPHS as usize) {
        program.note_name(glyph.to_u32(), name);
    }
}

/// Where a table ends, counted from the start of a program whose directory of tables this is.
pub(in super::super) fn table_end(directory: &[u8], table: &[u8; 4]) -> Option<usize> {
    let font = FontRef::from_index(directory, 0).ok()?;
    let records = font.table_directory().table_records();
    let record = records.iter().find(|record| record.tag() == Tag::new(table))?;
    usize::try_from(record.offset()).ok()?.checked_add(usize::try_from(record.length()).ok()?)
}

/// Ascent and descent in em of a program whose head this is.
pub(in super::super) fn extent(head: &[u8]) -> Option<(f32, f32)> {
    let font = FontRef::from_index(head, 0).ok()?;
    let hhea = font.hhea().ok()?;
    let em = f32::from(font.head().ok()?.units_per_em());
    (em > 0.0).then(|| (f32::from(hhea.ascender().to_i16()) / em, f32::from(hhea.descender().to_i16()) / em))
}

/// How a font's own table of characters compares with what a document claims.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct Agreement {
    /// Glyphs that both give the same character.
    pub(in super::super) same: usize,
    /// Glyphs that show another character than the claimed one.
    pub(in super::super) other: usize,
}

/// Compares claims (glyph, characters) with the font's table, which must lie in the part of the program
/// that `head` is.
pub(in super::super) fn agreement(head: &[u8], claims: impl Iterator<Item = (u32, Chars)>) -> Option<Agreement> {
    let font = FontRef::from_index(head, 0).ok()?;
    let cmap = font.cmap().ok()?;
    let unicode = subtables(&cmap).into_iter().filter(|(codes, _)| *codes == Codes::Unicode).map(|(_, table)| table);
    let tables: Vec<_> = unicode.collect();
    let mut seen = Agreement::default();
    for (glyph, chars) in claims {
        let Some(ch) = chars.single() else { continue };
        match tables.iter().find_map(|table| table.map_codepoint(ch)).map(|id| id.to_u32()) {
            Some(own) if own == glyph => seen.same += 1,
            Some(own) if own != 0 => seen.other += 1,
            _ => {}
        }
    }
    Some(seen)
}
