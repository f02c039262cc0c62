//! The picture of a line as it is shown to the recogniser: with what stands before it where it is too small to be read alone.
//!
//! A recogniser is shown every line at the same height. A full stop alone on a line would fill it and read as a zero, and a
//! bracket alone says less than one behind the text that it closes.

use image::{GrayImage, Luma, RgbImage, imageops};

use crate::scan::LineCrop;
use crate::scan::recognise::{Hint, ReadChar, Reading};

/// A picture narrower than this, in ems, is shown behind the end of the line above, …
const SHORT: f32 = 2.2;

/// … of which so many ems are enough, …
const ENOUGH: f32 = 4.0;

/// … and more where there is no gap between characters to cut at.
const MOST: f32 = 6.0;

/// A picture lower than this, in ems, gets paper above it.
const LOW: f32 = 0.6;

/// Ink flatter than this, in ems, is a dash or a bar; how high it stands says nothing.
const FLAT: f32 = 0.2;

/// Paper is at least this light.
const PAPER: u8 = 190;

/// A line's picture and where the line begins and ends in it, as fractions of its width.
pub(super) struct Framed {
    picture: GrayImage,
    from: f32,
    to: f32,
}

impl Framed {
    /// The picture with what it needs around it. `em` is in pixels; `above` is the line before it.
    pub(super) fn of(line: &LineCrop, above: Option<&LineCrop>, em: f32) -> Framed {
        let (width, height) = line.image.dimensions();
        let is_short = (width as f32) < SHORT * em;
        let is_low = (height as f32) < LOW * em;
        let before = above.filter(|above| is_short && is_continued(above, line)).map(|above| tail(&above.image, em));
        if !(is_low || before.is_some()) || width == 0 || height == 0 {
            return Framed { picture: line.image.clone(), from: 0.0, to: 1.0 };
        }
        let (before_width, before_height) = before.as_ref().map_or((0, 0), GrayImage::dimensions);
        let least = if is_low { em.round() as u32 } else { 0 };
        let (left, high) = if before.is_some() { (before_width, before_height) } else { (paper(width, em), least) };
        let high = high.max(height);
        let wide = left + width + paper(width, em);
        let mut picture = GrayImage::from_pixel(wide, high, Luma([u8::MAX]));
        if let Some(before) = &before {
            imageops::overlay(&mut picture, before, 0, i64::from(high - before_height));
        }
        // small marks that end sentences stand at the foot of a line
        let top = if (height as f32) < FLAT * em { (high - height) / 2 } else { high - height };
        imageops::overlay(&mut picture, &line.image, i64::from(left), i64::from(top));
        Framed { picture, from: left as f32 / wide as f32, to: (left + width) as f32 / wide as f32 }
    }

    pub(super) fn picture(&self) -> RgbImage {
        image::DynamicImage::ImageLuma8(self.picture.clone()).into_rgb8()
    }

    /// A reading of the picture in fractions of the line itself, without what stands before it.
    pub(super) fn reading(&self, reading: Reading) -> Reading {
        let place = |at: f32| ((at - self.from) / (self.to - self.from).max(f32::EPSILON)).clamp(0.0, 1.0);
        let own = |c: ReadChar| ReadChar { from: place(c.from), to: place(c.to), ..c };
        Reading {
            chars: reading.chars.into_iter().filter(|c| f32::midpoint(c.from, c.to) >= self.from).map(own).collect(),
            hints: reading.hints.into_iter().filter(|h| h.at >= self.from).map(|h| Hint { at: place(h.at), ..h }).collect(),
        }
    }
}

/// The paper on either side of a picture so narrow that the recogniser would hardly see it.
fn paper(width: u32, em: f32) -> u32 {
    ((SHORT * em - width as f32) / 2.0).max(0.0) as u32
}

/// True where a line goes on with the text of the line above it.
fn is_continued(above: &LineCrop, line: &LineCrop) -> bool {
    above.cell.is_some() && above.cell == line.cell && above.bbox.y1 <= line.bbox.center().1
}

/// The end of a line, cut between two characters.
fn tail(line: &GrayImage, em: f32) -> GrayImage {
    let (width, height) = line.dimensions();
    let from = |ems: f32| width.saturating_sub((ems * em) as u32);
    let is_paper = |x: u32| (0..height).all(|y| line.get_pixel_checked(x, y).is_none_or(|pixel| pixel.0[0] >= PAPER));
    let at = (from(MOST)..from(ENOUGH)).rev().find(|x| is_paper(*x)).unwrap_or_else(|| from(MOST));
    imageops::crop_imm(line, at, 0, width - at, height).to_image()
}

#[cfg(test)]
mod tests {
    use biaodan_model::BBox;

    use super::*;

    fn line(cell: usize, y: f32, image: GrayImage) -> LineCrop {
        let bbox = BBox { x0: 0.0, y0: y, x1: image.width() as f32, y1: y + image.height() as f32 };
        LineCrop { cell: Some(cell), bbox, pixels: crate::scan::PixelBox::default(), image }
    }

    fn read(from: f32, to: f32) -> ReadChar {
        ReadChar { ch: '。', confidence: 0.9, from, to, alternatives: Vec::new() }
    }

    #[test]
    fn a_mark_alone_is_shown_behind_the_text_it_ends() {
        let text = line(3, 0.0, GrayImage::from_pixel(300, 30, Luma([0])));
        let mark = line(3, 40.0, GrayImage::from_pixel(10, 12, Luma([0])));
        let framed = Framed::of(&mark, Some(&text), 30.0);
        let wide = framed.picture.width() as f32;
        assert_eq!(framed.picture.height(), 30);
        assert_eq!(framed.picture.get_pixel(185, 29).0, [0]);
        assert_eq!(framed.picture.get_pixel(185, 5).0, [255]);
        let of_text = read(100.0 / wide, 130.0 / wide);
        let own = framed.reading(Reading { chars: vec![of_text, read(180.0 / wide, 190.0 / wide)], hints: Vec::new() });
        assert_eq!(own.chars.len(), 1, "what stands before it is not its text");
        assert!(own.chars[0].from.abs() < 0.01 && (own.chars[0].to - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_mark_of_another_cell_gets_paper_around_it_and_a_whole_line_stays() {
        let text = line(3, 0.0, GrayImage::from_pixel(300, 30, Luma([0])));
        let mark = line(4, 40.0, GrayImage::from_pixel(10, 12, Luma([0])));
        assert_eq!(Framed::of(&mark, Some(&text), 30.0).picture.dimensions(), (66, 30));
        assert_eq!(Framed::of(&text, None, 30.0).picture.dimensions(), (300, 30));
    }
}
