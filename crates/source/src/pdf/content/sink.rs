//! What a page has drawn so far.

use biaodan_model::{BBox, Glyph, PlacedImage, Visibility};

use super::doubles::Doubles;
use crate::pdf::limits;
use crate::pdf::rules::Pieces;

/// What a page has drawn so far.
#[derive(Debug, Default)]
pub(crate) struct Sink {
    /// The visible part of the page.
    pub(crate) page: BBox,
    /// Glyphs in drawing order, those drawn twice once.
    pub(crate) glyphs: Vec<Glyph>,
    /// Pieces of ruling lines.
    pub(crate) pieces: Pieces,
    /// Pictures.
    pub(crate) images: Vec<PlacedImage>,
    /// Painted areas in drawing order, and whether they are white.
    grounds: Vec<(BBox, bool)>,
    doubles: Doubles,
    overflown: bool,
}

impl Sink {
    /// Nothing drawn on a page of this extent.
    pub(crate) fn new(page: BBox) -> Sink {
        Sink { page, pieces: Pieces::new(page), ..Sink::default() }
    }

    /// Notes that there is more than is read.
    pub(crate) fn overflow(&mut self) {
        self.overflown = true;
    }

    /// True where something was left out because there was too much of it.
    pub(crate) fn is_overflown(&self) -> bool {
        self.overflown || self.pieces.overflown
    }

    /// Adds a glyph, unless it is drawn again to look bold or to cast a shadow.
    pub(crate) fn glyph(&mut self, glyph: Glyph) {
        if self.glyphs.len() >= limits::GLYPHS {
            self.overflown = true;
            return;
        }
        match self.doubles.find(&glyph, &self.glyphs).and_then(|earlier| self.glyphs.get_mut(earlier)) {
            Some(earlier) => {
                if glyph.visibility == Visibility::Visible && earlier.visibility != Visibility::Visible {
                    *earlier = glyph;
                }
            }
            None => {
                self.doubles.add(&glyph, &self.glyphs);
                self.glyphs.push(glyph);
            }
        }
    }

    /// Puts these glyphs in the place of all from this number on.
    pub(crate) fn restart(&mut self, first: usize, glyphs: Vec<Glyph>) {
        self.glyphs.truncate(first);
        self.doubles.truncate(first);
        for glyph in glyphs {
            self.doubles.add(&glyph, &self.glyphs);
            self.glyphs.push(glyph);
        }
    }

    /// Adds a picture; `bbox` is the part of it within the clip path.
    pub(crate) fn image(&mut self, bbox: BBox, pixels: (u32, u32), is_cut_off: bool) {
        let bbox = bbox.intersection(&self.page);
        if bbox.is_empty() {
            return;
        }
        self.ground(bbox, false);
        if self.pieces.add_filled(bbox, true) {
            return;
        }
        if self.images.len() < limits::IMAGES {
            self.images.push(PlacedImage { bbox, pixels, is_cut_off });
        } else {
            self.overflown = true;
        }
    }

    /// Remembers a painted area.
    pub(crate) fn ground(&mut self, bbox: BBox, is_white: bool) {
        if self.grounds.len() < limits::FILLS && bbox.width() > 1.0 && bbox.height() > 1.0 {
            self.grounds.push((bbox, is_white));
        }
    }

    /// True where white can be seen.
    pub(crate) fn is_dark(&self, at: (f32, f32)) -> bool {
        let topmost = self.grounds.iter().rev().find(|(ground, _)| ground.holds(at));
        self.grounds.len() >= limits::FILLS || topmost.is_some_and(|(_, is_white)| !is_white)
    }
}
