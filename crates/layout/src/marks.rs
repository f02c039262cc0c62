//! The visible characters of a sheet in sheet coordinates, in drawing order. Blanks are not among them:
//! each mark says whether one was drawn before it.

use biaodan_model::{BBox, Canvas, Glyph, PlacedPage, Trust, Turn, Visibility};

use crate::rules;

/// A character that leaves ink.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    /// The character.
    pub(crate) ch: char,
    /// In sheet coordinates.
    pub(crate) bbox: BBox,
    /// y of the baseline for upright text, x for text that runs up or down; in sheet coordinates.
    pub(crate) baseline: f32,
    /// Height of the em in points.
    pub(crate) size: f32,
    /// Number of its font on its page.
    pub(crate) font: u16,
    /// Which of the sheet's pages it stands on.
    pub(crate) page: u32,
    /// Its turn.
    pub(crate) turn: Turn,
    /// How surely it was recognised.
    pub(crate) confidence: f32,
    /// A blank was drawn since the mark before.
    pub(crate) after_blank: bool,
}

/// The marks of a sheet and what is needed to name their place.
pub(crate) struct Marks<'a> {
    /// In drawing order, page by page.
    pub(crate) all: Vec<Mark>,
    pages: &'a [PlacedPage],
    extents: Vec<BBox>,
}

impl<'a> Marks<'a> {
    /// What the pages keep.
    pub(crate) fn kept(canvas: &'a Canvas) -> Marks<'a> {
        Marks::of(canvas, |page| &page.drawing.glyphs)
    }

    /// What they show again.
    pub(crate) fn repeated(canvas: &'a Canvas) -> Marks<'a> {
        Marks::of(canvas, |page| &page.repeated)
    }

    fn of(canvas: &'a Canvas, glyphs: impl Fn(&PlacedPage) -> &Vec<Glyph>) -> Marks<'a> {
        let count = canvas.pages.iter().map(|page| glyphs(page).len()).sum();
        let mut all = Vec::with_capacity(count);
        let mut extents = Vec::with_capacity(canvas.pages.len());
        for (index, page) in (0_u32..).zip(&canvas.pages) {
            let mut after_blank = false;
            let mut extent = BBox::EMPTY;
            for glyph in glyphs(page).iter().filter(|g| g.visibility == Visibility::Visible && is_sound(g)) {
                if is_blank(glyph.ch) {
                    after_blank = true;
                    continue;
                }
                let mark = place(glyph, page, index, std::mem::take(&mut after_blank));
                extent = extent.union(&mark.bbox);
                all.push(mark);
            }
            extents.push(page.drawing.rulings.iter().fold(extent, |all, rule| all.union(&rules::bbox(rule, page))));
        }
        Marks { all, pages: &canvas.pages, extents }
    }

    /// The number of a page and its offset on the sheet.
    pub(crate) fn page(&self, index: u32) -> (u32, f32, f32) {
        self.pages.get(index as usize).map_or((0, 0.0, 0.0), |page| (page.number, page.dx, page.dy))
    }

    /// How far the characters of a font can be believed.
    pub(crate) fn trust(&self, page: u32, font: u16) -> Option<&'a Trust> {
        self.pages.get(page as usize)?.drawing.fonts.get(font as usize).map(|font| &font.trust)
    }

    /// The page whose content is nearest to a point of the sheet; of several the first.
    pub(crate) fn page_at(&self, x: f32, y: f32) -> u32 {
        if self.pages.len() < 2 {
            return 0;
        }
        let far = |b: &BBox| (b.x0 - x).max(x - b.x1).max(0.0) + (b.y0 - y).max(y - b.y1).max(0.0);
        let mut best = (0, f32::INFINITY);
        for (index, extent) in (0_u32..).zip(&self.extents) {
            let distance = far(extent);
            if distance < best.1 {
                best = (index, distance);
            }
        }
        best.0
    }

    /// A box of the sheet as it stands on a page: its number, and the box in its coordinates.
    pub(crate) fn on_page(&self, index: u32, bbox: &BBox) -> (u32, BBox) {
        let (number, dx, dy) = self.page(index);
        (number, bbox.shifted(-dx, -dy))
    }
}

fn place(glyph: &Glyph, page: &PlacedPage, index: u32, after_blank: bool) -> Mark {
    let across = matches!(glyph.turn, Turn::Left | Turn::Right);
    Mark {
        ch: glyph.ch,
        bbox: glyph.bbox.shifted(page.dx, page.dy),
        baseline: glyph.baseline + if across { page.dx } else { page.dy },
        size: glyph.size,
        font: glyph.font,
        page: index,
        turn: glyph.turn,
        confidence: glyph.confidence,
        after_blank,
    }
}

/// Control characters leave no ink either.
fn is_blank(ch: char) -> bool {
    ch <= ' '
        || ch.is_whitespace()
        || ('\u{7F}'..='\u{A0}').contains(&ch)
        || matches!(ch, '\u{200B}'..='\u{200F}' | '\u{FEFF}' | '\u{AD}')
}

fn is_sound(glyph: &Glyph) -> bool {
    let b = &glyph.bbox;
    [b.x0, b.y0, b.x1, b.y1, glyph.baseline, glyph.size].iter().all(|v| v.is_finite()) && glyph.size > 0.0
}
