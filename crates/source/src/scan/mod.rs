//! Scans: which pages are pictures, the pictures themselves, and how they are made ready to be recognised.
//!
//! [`grade()`] tells from a page's drawing whether its text can be believed. The other parts come with the
//! feature `scan`: pictures are read ([`images`]), taken out of PDFs ([`page_image`]) and prepared
//! ([`prepare`]): put upright, cleaned, their ruling lines and lines of text found.

mod grade;
#[cfg(feature = "scan")]
pub mod images;
#[cfg(feature = "scan")]
pub mod page_image;
#[cfg(feature = "scan")]
pub mod prepare;
#[cfg(feature = "scan")]
pub mod read;
#[cfg(feature = "scan")]
pub mod recognise;

pub use grade::grade;

/// The picture of a page as it was delivered.
#[cfg(feature = "scan")]
#[derive(Debug, Clone)]
pub struct PageImage {
    /// Its pixels, on white.
    pub image: image::RgbImage,
    /// Pixels of an inch, across and down; none where nothing states it.
    pub dpi: Option<(f32, f32)>,
}

#[cfg(feature = "scan")]
impl PageImage {
    /// The picture as PNG; none where it cannot be written.
    #[must_use]
    pub fn png(&self) -> Option<Vec<u8>> {
        let mut out = std::io::Cursor::new(Vec::new());
        self.image.write_to(&mut out, image::ImageFormat::Png).ok().map(|()| out.into_inner())
    }
}

/// A rectangle in pixels, origin at the upper left corner of the picture; `x1` and `y1` are the first column
/// and row outside of it.
#[cfg(feature = "scan")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct PixelBox {
    /// Left edge.
    pub x0: u32,
    /// Upper edge.
    pub y0: u32,
    /// Right edge, outside.
    pub x1: u32,
    /// Lower edge, outside.
    pub y1: u32,
}

/// A line of text cut out of a prepared page, to be recognised. The picture is grey: seals are taken off, paper is
/// white, ruling lines are erased.
#[cfg(feature = "scan")]
#[derive(Debug, Clone)]
pub struct LineCrop {
    /// Number of the cell it stands in; none for text outside of cells.
    pub cell: Option<usize>,
    /// Where it stands, in points of the upright page.
    pub bbox: biaodan_model::BBox,
    /// The same in pixels of the prepared picture.
    pub pixels: PixelBox,
    /// Its pixels, with a small margin around the ink.
    pub image: image::GrayImage,
}
