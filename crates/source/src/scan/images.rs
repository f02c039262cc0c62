//! Pictures as documents: PNG, JPEG, BMP and WebP of one page, TIFF of many. Every page is decoded for itself, within
//! limits that are checked before anything is decoded, turned as its EXIF orientation says, and laid on white.

mod density;
mod tiff_pages;

use std::io::Cursor;

use biaodan_model::FindingCode;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbImage};

use super::PageImage;
use crate::{MediaKind, SourceError, jpeg};

/// Pixels of a page at most: A3 at 600 dpi is 70 million.
pub(super) const MOST_PIXELS: u64 = 120_000_000;

/// Bytes that decoding a page may take.
const MOST_BYTES: u64 = 4 * MOST_PIXELS + 64 * 1024 * 1024;

/// The shortest side of a page in pixels, and how many times longer the other one may be.
const SHORTEST: u32 = 16;
const LONGEST: u32 = 40;

/// Pages of a file at most.
const MOST_PAGES: usize = 5_000;

/// A file of pictures, each a page.
pub struct Pictures<'b> {
    bytes: &'b [u8],
    format: Format,
    pages: usize,
}

#[derive(Debug, Clone, Copy)]
enum Format {
    Single(ImageFormat),
    Tiff,
}

impl<'b> Pictures<'b> {
    /// Opens a file of one of the picture kinds.
    ///
    /// # Errors
    /// Where it is of another kind, damaged at its start, or has too many pages.
    pub fn open(bytes: &'b [u8], kind: MediaKind) -> Result<Pictures<'b>, SourceError> {
        let format = match kind {
            MediaKind::Png => Format::Single(ImageFormat::Png),
            MediaKind::Jpeg => Format::Single(ImageFormat::Jpeg),
            MediaKind::Bmp => Format::Single(ImageFormat::Bmp),
            MediaKind::WebP => Format::Single(ImageFormat::WebP),
            MediaKind::Tiff => Format::Tiff,
            _ => return Err(damaged("不是支持的图片格式", "is no picture of a kind that is read")),
        };
        let pages = match format {
            Format::Single(_) => 1,
            Format::Tiff => tiff_pages::count(bytes, MOST_PAGES)?,
        };
        Ok(Pictures { bytes, format, pages })
    }

    /// How many pages it has.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.pages
    }

    /// The picture of a page, from 1.
    ///
    /// # Errors
    /// Where its size is not that of a page, or its data are damaged or cut off.
    pub fn page(&self, number: usize) -> Result<PageImage, SourceError> {
        match self.format {
            Format::Single(_) if number != 1 => Err(damaged("没有这一页", "has no such page")),
            Format::Single(format) => single(self.bytes, format),
            Format::Tiff => tiff_pages::page(self.bytes, number),
        }
    }
}

fn single(bytes: &[u8], format: ImageFormat) -> Result<PageImage, SourceError> {
    if format == ImageFormat::Jpeg && !jpeg::ends(bytes) {
        return Err(damaged("JPEG 数据不完整（文件被截断）", "is a JPEG picture that breaks off before its end"));
    }
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| unreadable(&error))?;
    check_size(decoder.dimensions())?;
    if decoder.total_bytes() > MOST_BYTES {
        return Err(too_large(decoder.dimensions()));
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| unreadable(&error))?;
    picture.apply_orientation(orientation);
    let dpi = density::of(bytes, format).map(|dpi| oriented(dpi, orientation));
    Ok(PageImage { image: on_white(picture), dpi })
}

/// Resolutions across and down after turning.
fn oriented((x, y): (f32, f32), orientation: Orientation) -> (f32, f32) {
    use Orientation::{Rotate90, Rotate90FlipH, Rotate270, Rotate270FlipH};
    if matches!(orientation, Rotate90 | Rotate90FlipH | Rotate270 | Rotate270FlipH) { (y, x) } else { (x, y) }
}

/// Transparent pixels show white paper.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut out = RgbImage::new(picture.width(), picture.height());
    for (from, to) in picture.pixels().zip(out.pixels_mut()) {
        let image::Rgba([r, g, b, a]) = *from;
        let alpha = u16::from(a);
        to.0 = [r, g, b].map(|v| ((u16::from(v) * alpha + 255 * (255 - alpha)) / 255) as u8);
    }
    out
}

fn check_size((width, height): (u32, u32)) -> Result<(), SourceError> {
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(too_large((width, height)));
    }
    let (long, short) = (width.max(height), width.min(height));
    if short < SHORTEST || long / short.max(1) > LONGEST {
        return Err(damaged(
            &format!("图片大小为 {width}×{height} 像素，不是表单页面"),
            &format!("is {width} by {height} pixels, which is no page of a form"),
        ));
    }
    Ok(())
}

fn too_large((width, height): (u32, u32)) -> SourceError {
    damaged(
        &format!("图片过大（{width}×{height} 像素），未读取；请缩小到 {} 百万像素以内", MOST_PIXELS / 1_000_000),
        &format!("is {width} by {height} pixels and was not read; bring it below {} million pixels", MOST_PIXELS / 1_000_000),
    )
}

fn unreadable(error: &dyn std::fmt::Display) -> SourceError {
    damaged(
        &format!("图片已损坏或不完整，无法解码（{error}）"),
        &format!("is damaged or incomplete and cannot be decoded ({error})"),
    )
}

fn damaged(zh: &str, en: &str) -> SourceError {
    SourceError::new(FindingCode::DocumentUnreadable, zh, en)
}

#[cfg(test)]
mod tests;
