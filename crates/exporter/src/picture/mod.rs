//! Pictures of what the program saw: marks over a page, or over a sheet put together from pages.
//!
//! A [`Picture`] is data, in points with the origin at the page's (the sheet's) top left; [`Picture::svg`]
//! writes it. Whoever draws it otherwise finds everything in its fields. Its pages may have a
//! background; the marks do not need one.

mod base64;
mod cells;
mod fields;
mod glyphs;
#[cfg(feature = "png")]
mod lettering;
#[cfg(feature = "png")]
mod png;
mod rules;
mod sheet;
mod svg;
mod value;

use biaodan_model::BBox;

pub use self::cells::cells;
pub use self::fields::fields;
pub use self::glyphs::glyphs;
pub use self::rules::rules;
pub use self::sheet::sheet;
pub use self::value::value;

/// Marks over one page or several.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// What it shows, in words.
    pub title: String,
    /// What can be seen of it.
    pub view: BBox,
    /// The pages below the marks.
    pub pages: Vec<PictureOfPage>,
    /// The marks, the lowest first.
    pub marks: Vec<Mark>,
    /// What the inks that occur mean, in the order to list them.
    pub legend: Vec<(Ink, &'static str)>,
}

/// A page of a picture.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureOfPage {
    /// 1-based.
    pub number: u32,
    /// Where it stands.
    pub bbox: BBox,
    /// What it looks like, as PNG.
    pub png: Option<Vec<u8>>,
}

/// A mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where.
    pub shape: Shape,
    /// How.
    pub ink: Ink,
    /// What is to be known of it, shown when one points at it.
    pub tooltip: String,
    /// What is written beside it.
    pub label: Option<Label>,
}

/// A few words of ASCII beside a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words.
    pub text: String,
    /// True where they stand on the mark, false where they stand within it; both at its upper left.
    pub is_above: bool,
}

/// What a mark looks like.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// A frame, lightly filled.
    Box(BBox),
    /// A frame alone.
    Frame(BBox),
    /// A line as thick as the one it stands for.
    Line {
        /// Where it starts, x then y.
        from: (f32, f32),
        /// Where it ends.
        to: (f32, f32),
        /// In points.
        thickness: f32,
    },
}

/// The colour of a mark; each has one meaning within a picture. The colours are told apart by the
/// colour-blind too (after Okabe and Ito).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ink {
    /// As it should be.
    Blue,
    /// As it should be, of another sort.
    Green,
    /// Known with less certainty.
    Orange,
    /// Wrong or lost.
    Red,
    /// Not seen by a reader of the page.
    Purple,
    /// Of no consequence.
    Grey,
}

impl Ink {
    /// Red, green, blue.
    #[must_use]
    pub fn rgb(self) -> [u8; 3] {
        match self {
            Ink::Blue => [0x00, 0x72, 0xB2],
            Ink::Green => [0x00, 0x9E, 0x73],
            Ink::Orange => [0xE6, 0x9F, 0x00],
            Ink::Red => [0xD5, 0x2B, 0x00],
            Ink::Purple => [0xAA, 0x4F, 0x9A],
            Ink::Grey => [0x80, 0x80, 0x80],
        }
    }
}

/// How much of what is below a filled frame it hides, of 1.
pub const FILL_OPACITY: f32 = 0.12;

/// Thickness of frames in points.
pub const FRAME: f32 = 0.6;

/// Height of labels in points.
pub const LABEL: f32 = 5.0;

/// Space around the pages in points, and the height of a line of the legend below them.
pub const MARGIN: f32 = 12.0;

impl Mark {
    fn new(shape: Shape, ink: Ink, tooltip: String) -> Mark {
        Mark { shape, ink, tooltip, label: None }
    }

    /// Its label, and where that starts: x, and y of its foot.
    #[must_use]
    pub fn placed_label(&self) -> Option<(&str, f32, f32)> {
        let label = self.label.as_ref()?;
        let bbox = self.shape.bbox();
        let foot = if label.is_above { bbox.y0 - FRAME } else { bbox.y0 + LABEL };
        Some((&label.text, bbox.x0 + FRAME, foot))
    }

    fn with_label_within(self, text: String) -> Mark {
        Mark { label: Some(Label { text, is_above: false }), ..self }
    }

    fn with_label_above(self, text: String) -> Mark {
        Mark { label: Some(Label { text, is_above: true }), ..self }
    }
}

impl Picture {
    /// A picture of pages that are there already, with as much around them as the marks need, up to
    /// the size of the pages themselves.
    fn new(title: String, pages: Vec<PictureOfPage>, mut marks: Vec<Mark>, meanings: &[(Ink, &'static str)]) -> Picture {
        marks.retain(|mark| mark.shape.is_finite());
        let paper = pages.iter().fold(BBox::EMPTY, |all, page| all.union(&page.bbox));
        let paper = if paper.is_empty() { BBox::default() } else { paper };
        let (dx, dy) = (paper.width(), paper.height());
        let limit = BBox { x0: paper.x0 - dx, y0: paper.y0 - dy, x1: paper.x1 + dx, y1: paper.y1 + dy };
        let marked = marks.iter().map(|mark| mark.shape.bbox().intersection(&limit)).filter(|bbox| !bbox.is_empty());
        let seen = marked.fold(paper, |all, bbox| all.union(&bbox));
        let legend: Vec<(Ink, &str)> =
            meanings.iter().copied().filter(|(ink, _)| marks.iter().any(|mark| mark.ink == *ink)).collect();
        let foot = MARGIN * (legend.len() + 1) as f32;
        let view = BBox { x0: seen.x0 - MARGIN, y0: seen.y0 - MARGIN, x1: seen.x1 + MARGIN, y1: seen.y1 + foot };
        Picture { title, view, pages, marks, legend }
    }

    /// Where the lines of the legend start: x and the y of each one's foot.
    pub fn legend_lines(&self) -> impl Iterator<Item = (f32, f32, Ink, &'static str)> {
        let top = self.view.y1 - MARGIN * self.legend.len() as f32;
        let lines = self.legend.iter().enumerate();
        lines.map(move |(i, &(ink, text))| (self.view.x0 + MARGIN, top + MARGIN * (i as f32 + 0.5), ink, text))
    }

    /// The picture as PNG with so many pixels a point, fewer where it would be too large; none where it
    /// cannot be encoded.
    #[cfg(feature = "png")]
    #[must_use]
    pub fn png(&self, pixels_per_point: f32) -> Option<Vec<u8>> {
        png::write(self, pixels_per_point)
    }

    /// The same picture with no more of its pages than is seen, so many pixels a point: the picture of a value does
    /// not carry its whole page.
    #[cfg(feature = "png")]
    #[must_use]
    pub fn cut(self, pixels_per_point: f32) -> Picture {
        let number = self.pages.first().map_or(0, |page| page.number);
        let unmarked = Picture { marks: Vec::new(), legend: Vec::new(), ..self.clone() };
        match unmarked.png(pixels_per_point) {
            Some(png) => Picture { pages: vec![PictureOfPage { number, bbox: self.view, png: Some(png) }], ..self },
            None => self,
        }
    }

    /// The picture as an SVG document.
    #[must_use]
    pub fn svg(&self) -> String {
        svg::write(self)
    }
}

impl Shape {
    /// Nothing can be drawn at a place that is no number.
    fn is_finite(&self) -> bool {
        let bbox = self.bbox();
        [bbox.x0, bbox.y0, bbox.x1, bbox.y1].iter().all(|corner| corner.is_finite())
    }

    /// What it covers.
    #[must_use]
    pub fn bbox(&self) -> BBox {
        match *self {
            Shape::Box(bbox) | Shape::Frame(bbox) => bbox,
            Shape::Line { from, to, thickness } => {
                let line = BBox::of((from.0, to.0), (from.1, to.1));
                let half = thickness / 2.0;
                BBox { x0: line.x0 - half, y0: line.y0 - half, x1: line.x1 + half, y1: line.y1 + half }
            }
        }
    }
}

/// A page of a document by itself, its corner at the origin.
fn page_alone(page: &biaodan_model::Page, png: Option<Vec<u8>>) -> PictureOfPage {
    let length = |points: Option<f64>| points.unwrap_or(0.0) as f32;
    let bbox = BBox { x0: 0.0, y0: 0.0, x1: length(page.width), y1: length(page.height) };
    PictureOfPage { number: page.number, bbox, png }
}
