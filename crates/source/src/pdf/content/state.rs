//! The graphics state (ISO 32000-1, 8.4), as far as places and visibility depend on it.

use biaodan_model::BBox;

use super::color::{Ink, Space};
use crate::pdf::matrix::Matrix;

/// The graphics state. Lengths are in user space unless said otherwise.
#[derive(Debug, Clone, Copy)]
pub(crate) struct State {
    /// User space to the page: points from the top left after rotation and crop.
    pub(crate) ctm: Matrix,
    /// The box around the clip path, on the page.
    pub(crate) clip: BBox,
    /// Width of stroked lines.
    pub(crate) line_width: f64,
    /// Colour of fills.
    pub(crate) fill: Paint,
    /// Colour of strokes.
    pub(crate) stroke: Paint,
    /// How text is set.
    pub(crate) text: TextState,
}

/// A colour and how it covers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Paint {
    /// The colour space that components are given in.
    pub(crate) space: Space,
    /// Whether it looks like the paper.
    pub(crate) ink: Ink,
    /// 0 for nothing to 1 for all.
    pub(crate) alpha: f64,
}

/// The part of the state that is about text (9.3).
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextState {
    /// Number of the font on the page.
    pub(crate) font: Option<u16>,
    /// Size of the font.
    pub(crate) size: f64,
    /// Added after each glyph.
    pub(crate) character_spacing: f64,
    /// Added after each one-byte code 32.
    pub(crate) word_spacing: f64,
    /// Horizontal scaling; 1 for none.
    pub(crate) stretch: f64,
    /// Distance of lines.
    pub(crate) leading: f64,
    /// Above the baseline.
    pub(crate) rise: f64,
    /// Rendering mode, 0 to 7.
    pub(crate) mode: u8,
}

impl State {
    /// The state at the start of a page.
    pub(crate) fn new(ctm: Matrix, clip: BBox) -> State {
        let black = Paint { space: Space::Gray, ink: Ink::Visible, alpha: 1.0 };
        State {
            ctm,
            clip,
            line_width: 1.0,
            fill: black,
            stroke: black,
            text: TextState {
                font: None,
                size: 0.0,
                character_spacing: 0.0,
                word_spacing: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
        }
    }
}
