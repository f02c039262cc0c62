//! A page that was read, line by line.

use std::io::Cursor;

use biaodan_model::{BBox, Drawing, Font, Glyph, Rereading, Ruling, Trust, Upright};
use image::{GrayImage, ImageFormat};

use super::border::Borders;

/// A page that was read from its picture. Everything lies on the page put upright.
#[derive(Debug, Clone)]
pub struct ReadPage {
    pub(super) lines: Vec<ReadLine>,
    /// Size of its characters in points.
    pub(super) em: f32,
    pub(super) rulings: Vec<Ruling>,
    /// What read it.
    pub(super) recogniser: String,
    pub(super) borders: Borders,
    pub(super) picture: GrayImage,
    /// Width and height of the upright page in points.
    pub size: (f32, f32),
    /// How it lies on the page as delivered.
    pub upright: Upright,
}

/// A line of a page that was read.
#[derive(Debug, Clone)]
pub(super) struct ReadLine {
    pub(super) bbox: BBox,
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rereading: Option<Rereading>,
}

impl ReadPage {
    /// The upright page, seals taken off, paper white, as PNG; empty where it cannot be written.
    #[must_use]
    pub fn png(&self) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        match self.picture.write_to(&mut out, ImageFormat::Png) {
            Ok(()) => out.into_inner(),
            Err(_) => Vec::new(),
        }
    }

    /// Gives up its picture, which is no longer needed once it was shown.
    pub fn forget_picture(&mut self) {
        self.picture = GrayImage::default();
    }

    /// Its glyphs, ruling lines, and what else its lines could say.
    #[must_use]
    pub fn into_drawing(self) -> Drawing {
        let mut drawing = Drawing {
            rulings: self.rulings,
            fonts: vec![Font { name: self.recogniser, trust: Trust::Recognised }],
            ..Drawing::default()
        };
        for line in self.lines {
            drawing.glyphs.extend(line.glyphs);
            drawing.rereadings.extend(line.rereading);
        }
        drawing
    }
}
