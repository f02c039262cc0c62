//! What a page draws: glyphs, ruling lines and images, before anything is known of cells or forms.
//! The text layer of a PDF and the recognised text of a scan both arrive as this.

use serde::{Deserialize, Serialize};

use crate::geometry::BBox;

/// Everything drawn on one page, in drawing order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Drawing {
    /// The glyphs; those that cannot be seen are among them and say so.
    pub glyphs: Vec<Glyph>,
    /// Horizontal and vertical ruling lines, clipped to what is visible, joined.
    pub rulings: Vec<Ruling>,
    /// Pictures and where they stand.
    pub images: Vec<PlacedImage>,
    /// The fonts that `Glyph::font` counts. What recognised the glyphs of a picture is one of them.
    pub fonts: Vec<Font>,
    /// Other readings of recognised lines.
    #[serde(default)]
    pub rereadings: Vec<Rereading>,
}

/// A recognised line that could be read otherwise.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Rereading {
    /// Where the line stands.
    pub bbox: BBox,
    /// What it was taken to say.
    pub text: String,
    /// What else it could say, most probable first.
    pub others: Vec<String>,
}

/// One character and its place. A ligature comes as one glyph a character, side by side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Glyph {
    /// The character; U+FFFD where the font does not say which.
    pub ch: char,
    /// From the pen's position to its next one, from the font's descent to its ascent.
    pub bbox: BBox,
    /// y of the baseline for upright text (x for text that runs up or down).
    pub baseline: f32,
    /// Height of the em in points, as drawn.
    pub size: f32,
    /// Number of its font in [`Drawing::fonts`].
    pub font: u16,
    /// Where its foot points.
    pub turn: Turn,
    /// Whether a reader of the page sees it.
    pub visibility: Visibility,
    /// How surely it was recognised, 0 to 1; 1 where the document itself says which character it is.
    pub confidence: f32,
}

/// How a glyph is turned, clockwise from upright.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// Not turned (within a few degrees).
    #[default]
    Upright,
    /// By 90° clockwise: the text runs downwards.
    Right,
    /// By 180°.
    Over,
    /// By 90° counter-clockwise: the text runs upwards.
    Left,
    /// By some other angle, as watermarks are.
    Slanted,
}

/// Whether a glyph can be seen. What cannot be seen is evidence for rejoining pages and never a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Visibility {
    /// It can.
    #[default]
    Visible,
    /// Drawn without ink (text rendering mode 3), as a scanner's text layer is.
    Invisible,
    /// Its middle lies outside the clip path.
    Clipped,
    /// Its middle lies outside the page.
    OffPage,
    /// It belongs to optional content that is switched off.
    Hidden,
}

/// A font as far as reading depends on it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Font {
    /// Its name in the document, subset prefix aside.
    pub name: String,
    /// How far its characters can be believed.
    pub trust: Trust,
}

/// How a font's characters were learnt.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Trust {
    /// The document says which they are.
    #[default]
    Stated,
    /// Concluded from the font's own tables or glyph names.
    Concluded,
    /// Recognised in a picture: each glyph says how surely.
    Recognised,
    /// Some or all of them are not known or contradict each other; the text says how.
    Doubtful(String),
}

/// Which way a ruling line runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Axis {
    /// Left to right.
    Horizontal,
    /// Top to bottom.
    Vertical,
}

/// A ruling line: a straight line along an axis, however it was drawn.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Ruling {
    /// Which way it runs.
    pub axis: Axis,
    /// y of a horizontal line's middle, x of a vertical one's.
    pub at: f32,
    /// Its left or upper end.
    pub from: f32,
    /// Its right or lower end.
    pub to: f32,
    /// Thickness in points.
    pub thickness: f32,
}

impl Ruling {
    /// The box that it inks.
    #[must_use]
    pub fn bbox(&self) -> BBox {
        let half = self.thickness / 2.0;
        let across = (self.at - half, self.at + half);
        match self.axis {
            Axis::Horizontal => BBox::of((self.from, self.to), across),
            Axis::Vertical => BBox::of(across, (self.from, self.to)),
        }
    }

    /// The line that runs through the middle of a box.
    #[must_use]
    pub fn along(axis: Axis, bbox: &BBox, thickness: f32) -> Ruling {
        let (x, y) = bbox.center();
        match axis {
            Axis::Horizontal => Ruling { axis, at: y, from: bbox.x0, to: bbox.x1, thickness },
            Axis::Vertical => Ruling { axis, at: x, from: bbox.y0, to: bbox.y1, thickness },
        }
    }
}

/// A picture on the page.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct PlacedImage {
    /// The part of it that can be seen.
    pub bbox: BBox,
    /// Width and height in pixels.
    pub pixels: (u32, u32),
    /// Its data end before the picture does.
    #[serde(default)]
    pub is_cut_off: bool,
}
