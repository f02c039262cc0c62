//! The picture of a page to what it draws: the same glyphs and ruling lines that a text layer gives.
//!
//! The ruling lines are found first. The cells that they enclose steer what is read: each line of text is read by
//! itself and never across a rule, and cells without ink cost nothing.

mod alike;
mod border;
mod covered;
mod figure;
mod framed;
mod glyphs;
mod mend;
mod page;
mod settle;
mod upright;

use biaodan_model::{BBox, Rereading, Ruling, Upright};
use image::{DynamicImage, RgbImage};

use super::prepare;
use super::recognise::{RecogniseError, Recogniser};
use super::{LineCrop, PageImage, PixelBox};
use border::Borders;
use page::ReadLine;
pub use page::ReadPage;
use settle::Settled;

/// Finds the boxes of the cells that ruling lines enclose: the knowledge of layout.
pub type CellsOf<'c> = dyn Fn(&[Ruling]) -> Vec<BBox> + Sync + 'c;

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
        let crops: Vec<LineCrop> = lines.into_iter().filter(|line| !lies_under(&to_page.bbox(&line.bbox), known)).collect();
        let em = glyphs::em(&crops);
        let lines = self.lines_of(&crops, em, prepared.dpi())?;
        Ok(ReadPage {
            lines,
            em,
            rulings: prepared.rulings.clone(),
            recogniser: self.recogniser.name().to_owned(),
            size,
            upright: Upright { delivered, to_page },
            borders: Borders::of(&prepared),
            picture: prepared.picture(),
        })
    }

    /// Reads lines. `em` is the size of the page's characters in points.
    fn lines_of(&self, crops: &[LineCrop], em: f32, dpi: f32) -> Result<Vec<ReadLine>, RecogniseError> {
        let settled = settle::lines(crops, em / prepare::POINTS_PER_INCH * dpi, self.recogniser)?;
        let lines = crops.iter().zip(settled);
        Ok(lines
            .map(|(crop, settled)| ReadLine {
                glyphs: glyphs::of_line(crop, &settled, em, dpi),
                rereading: rereading(crop, settled),
                bbox: crop.bbox,
            })
            .collect())
    }
}

fn rereading(line: &LineCrop, settled: Settled) -> Option<Rereading> {
    let text = settled.text();
    (!settled.others.is_empty()).then_some(Rereading { bbox: line.bbox, text, others: settled.others })
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
