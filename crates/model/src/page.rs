//! Pages as every source delivers them, before anything is known of forms.

use serde::{Deserialize, Serialize};

use crate::drawing::Drawing;
use crate::field::Origin;

/// What became of a page; none is ever dropped in silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PageStatus {
    /// Its text was read.
    Extracted,
    /// It holds no text at all.
    Empty,
    /// It could not be read; the reason says why.
    Skipped,
}

/// One page of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// 1-based, in document order.
    pub number: u32,
    /// What a viewer calls it (`iv`, `A-3`), where that is not its number.
    pub label: Option<String>,
    /// Width in points; none for a text dump.
    pub width: Option<f64>,
    /// Height in points; none for a text dump.
    pub height: Option<f64>,
    /// Where the text comes from.
    pub text_from: Origin,
    /// What became of the page.
    pub status: PageStatus,
    /// Why, where the status needs a reason.
    pub reason: Option<String>,
    /// The text lines in the order of the source; blank lines are counted in `blank_before`.
    pub lines: Vec<TextLine>,
    /// What the page draws; nothing for a text dump.
    #[serde(default)]
    pub drawing: Drawing,
}

/// One line of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextLine {
    /// 1-based line number in the file.
    pub number: u32,
    /// How many blank lines stand before it on its page.
    pub blank_before: u32,
    /// The characters, without the line end, blanks kept.
    pub text: String,
}
