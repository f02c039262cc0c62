//! The picture of a page to what it draws: the same glyphs and ruling lines that a text layer gives.
//!
//! The ruling lines are found first. The cells that they enclose steer what is read: each line of text is read by
//! itself and never across a rule, and cells without ink cost nothing.

mod alike;
mod figure;
mod framed;
mod glyphs;
mod settle;
mod upright;

use std::io::Cursor;

use biaodan_model::{BBox, Drawing, Font, Rereading, Ruling, Trust, Upright};
use image::{DynamicImage, GrayImage, ImageFormat, RgbImage};

use super::prepare::{self, Prepared};
use super::recognise::{RecogniseError, Recogniser};
use super::{LineCrop, PageImage};
use settle::Settled;

/// Finds the boxes of the cells that ruling lines enclose: the knowledge of layout.
pub type CellsOf<'c> = dyn Fn(&[Ruling]) -> Vec<BBox> + Sync + 'c;

/// A page that was read from its picture. Everything lies on the page put upright.
#[derive(Debug, Clone)]
pub struct ReadPage {
    /// Its glyphs, ruling lines, and what else its lines could say.
    pub drawing: Drawing,
    /// Width and height of the upright page in points.
    pub size: (f32, f32),
    /// How it lies on the page as delivered.
    pub upright: Upright,
    /// The upright page, seals taken off, paper white.
    pub picture: GrayImage,
}

impl ReadPage {
    /// The upright page as PNG; empty where it cannot be written.
    #[must_use]
    pub fn png(&self) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        match self.picture.write_to(&mut out, ImageFormat::Png) {
            Ok(()) => out.into_inner(),
            Err(_) => Vec::new(),
        }
    }
}

/// How pages are read.
pub struct Read<'r> {
    /// What reads lines.
    pub recogniser: &'r dyn Recogniser,
    /// Finds cells.
    pub cells: &'r CellsOf<'r>,
}

impl Read<'_> {
    /// Reads a page from its picture. What lies under one of the boxes `known`, in points of the page as delivered,
    /// is left out.
    ///
    /// # Errors
    /// [`RecogniseError`] where the recogniser failed; never because the picture is hard to read.
    pub fn page(&self, page: &PageImage, known: &[BBox]) -> Result<ReadPage, RecogniseError> {
        let (prepared, lines) = self.upright(prepare::prepare(&page.image, page.dpi))?;
        let (size, to_page) = (prepared.size, prepared.to_page);
        let delivered = delivered(&page.image, page.dpi);
        let lines: Vec<LineCrop> = lines.into_iter().filter(|line| !lies_under(&to_page.bbox(&line.bbox), known)).collect();
        let settled = settle::lines(&lines, glyphs::em(&lines) / prepare::POINTS_PER_INCH * prepared.dpi(), self.recogniser)?;
        Ok(ReadPage {
            drawing: self.drawing(&prepared, &lines, &settled),
            size,
            upright: Upright { delivered, to_page },
            picture: prepared.picture(),
        })
    }

    fn drawing(&self, prepared: &Prepared, lines: &[LineCrop], settled: &[Settled]) -> Drawing {
        let em = glyphs::em(lines);
        let read = || lines.iter().zip(settled);
        let again = read().filter(|(_, settled)| !settled.others.is_empty());
        Drawing {
            glyphs: read().flat_map(|(line, settled)| glyphs::of_line(line, settled, em, prepared.dpi())).collect(),
            rulings: prepared.rulings.clone(),
            images: Vec::new(),
            fonts: vec![Font { name: self.recogniser.name().to_owned(), trust: Trust::Recognised }],
            rereadings: again.map(|(line, settled)| rereading(line, settled)).collect(),
        }
    }
}

fn rereading(line: &LineCrop, settled: &Settled) -> Rereading {
    Rereading { bbox: line.bbox, text: settled.text(), others: settled.others.clone() }
}

/// Width and height in points of the page as delivered.
fn delivered(image: &RgbImage, stated: Option<(f32, f32)>) -> (f32, f32) {
    let dpi = prepare::resolution((image.width(), image.height()), stated);
    (image.width() as f32 / dpi.0 * prepare::POINTS_PER_INCH, image.height() as f32 / dpi.1 * prepare::POINTS_PER_INCH)
}

/// True where most of a box lies under others.
fn lies_under(own: &BBox, known: &[BBox]) -> bool {
    let area = |bbox: &BBox| if bbox.is_empty() { 0.0 } else { bbox.width() * bbox.height() };
    let covered: f32 = known.iter().map(|other| area(&own.intersection(other))).sum();
    covered > 0.5 * area(own)
}

/// The picture of a line as recognisers take it.
fn rgb(line: &LineCrop) -> RgbImage {
    DynamicImage::ImageLuma8(line.image.clone()).into_rgb8()
}
