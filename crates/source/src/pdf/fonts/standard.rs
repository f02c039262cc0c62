//! The 14 standard fonts, whose metrics and special encodings no document states.

use std::sync::{Arc, LazyLock};

use hayro_cmap::{BfString, CMapName};
use hayro_font::{Font, FontCache, FontGlyph, FontQuery, FontResolverFn, StandardFont};
use hayro_syntax::object::{Dict, Stream};

use super::private::Family;
use super::stream::{CMAP_LIMIT, PROGRAM_LIMIT};
use crate::pdf::decode;

type CodeTable = [Option<char>; 256];

static SYMBOL: LazyLock<CodeTable> = LazyLock::new(|| built_in(StandardFont::Symbol));
static ZAPF_DINGBATS: LazyLock<CodeTable> = LazyLock::new(|| built_in(StandardFont::ZapfDingBats));

/// The character at a code of Symbol's or Zapf Dingbats' own encoding.
pub(super) fn symbol_char(family: Family, code: u8) -> Option<char> {
    let table = match family {
        Family::Symbol => &SYMBOL,
        Family::ZapfDingbats => &ZAPF_DINGBATS,
        _ => return None,
    };
    table.get(usize::from(code)).copied().flatten()
}

fn built_in(font: StandardFont) -> CodeTable {
    let mut table = [None; 256];
    let Some(font) = FontCache::new().standard_font(font, &programs()) else { return table };
    for (code, slot) in (0..=u32::from(u8::MAX)).zip(&mut table) {
        if let FontGlyph::Outline(glyph) = font.glyph(font.map_code(code), code)
            && let Some(BfString::Char(ch)) = glyph.as_unicode()
        {
            *slot = Some(super::program::ordinary(ch)).filter(|&ch| !super::private::is_private(ch));
        }
    }
    table
}

fn programs() -> FontResolverFn {
    Arc::new(|query: &FontQuery| match query {
        FontQuery::Standard(font) => Some(font.get_font_data()),
        FontQuery::Fallback(query) => Some(query.pick_standard_font().get_font_data()),
    })
}

/// True where the font's streams stay within their limits: the library that reads them knows none.
fn is_bounded(dict: &Dict<'_>) -> bool {
    let within = |dict: &Dict<'_>, key: &[u8], limit: usize| {
        dict.get::<Stream<'_>>(key).is_none_or(|stream| decode::stream(&stream, limit).is_ok())
    };
    let programs: [&[u8]; 3] = [b"FontFile", b"FontFile2", b"FontFile3"];
    let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
    within(dict, b"ToUnicode", CMAP_LIMIT) && programs.iter().all(|key| within(&descriptor, key, PROGRAM_LIMIT))
}

/// Widths of a simple font that states none.
pub(super) struct StandardWidths<'a>(Option<Font<'a>>);

impl<'a> StandardWidths<'a> {
    /// The standard font that is nearest to what a dictionary names.
    pub(super) fn of(dict: &Dict<'a>) -> StandardWidths<'a> {
        if !is_bounded(dict) {
            return StandardWidths(None);
        }
        let no_cmaps = Arc::new(|_: CMapName<'_>| -> Option<&'static [u8]> { None });
        StandardWidths(FontCache::new().font(dict, &programs(), &(no_cmaps as _)))
    }

    /// In em.
    pub(super) fn advance(&self, code: u8) -> Option<f32> {
        let advance = self.0.as_ref()?.code_advance(u32::from(code)).x as f32 / 1000.0;
        advance.is_finite().then_some(advance)
    }
}
