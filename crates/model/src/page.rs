//! Pages as every source delivers them, before anything is known of forms.

use serde::{Deserialize, Serialize};

use crate::affine::Affine;
use crate::drawing::Drawing;
use crate::field::Origin;
use crate::finding::Message;

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

/// What a page is, told by its pictures and by whether its text is seen and plausible.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Its text can be read as it is.
    #[default]
    Text,
    /// It is a picture; what text it has is not to be believed.
    Scan(GradeReason),
    /// It shows text of its own, and a picture that may hold more.
    Hybrid(GradeReason),
}

/// Why a page is not simply text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GradeReason {
    /// The document is a picture.
    Picture,
    /// A picture covers the page, and there is no text.
    NoText,
    /// All text on the picture is invisible: a reading that a scanner left.
    InvisibleText,
    /// Only a few characters stand on the picture: page numbers, stamps.
    FewCharacters,
    /// Most characters are unknown.
    UnknownCharacters,
    /// A picture as large as a table stands beside text.
    PictureBesideText,
    /// Text is drawn over a picture of the whole page.
    TextOnPicture,
    /// Recognition was asked for, whatever the page is.
    Asked,
}

impl GradeReason {
    /// The reason in words.
    #[must_use]
    pub fn in_words(self) -> Message {
        let (zh, en) = match self {
            GradeReason::Picture => ("文件是图片", "the document is a picture"),
            GradeReason::NoText => ("页面是图片，没有文字层", "the page is a picture without text"),
            GradeReason::InvisibleText => {
                ("页面是图片，其文字层不可见（扫描软件自行识别）", "all text on the picture is invisible, as a scanner leaves it")
            }
            GradeReason::FewCharacters => ("页面是图片，只有少量可见字符", "only a few characters stand on the picture"),
            GradeReason::UnknownCharacters => ("文字层多为无法识别的字符", "most characters of the text are unknown"),
            GradeReason::PictureBesideText => ("文字之外有较大的图片", "a large picture stands beside the text"),
            GradeReason::TextOnPicture => ("文字叠印在整页图片上", "text is drawn over a picture of the page"),
            GradeReason::Asked => ("按要求识别（--ocr always）", "recognition was asked for (--ocr always)"),
        };
        Message::new(zh, en)
    }
}

/// How the drawing of a page that was put upright lies on the page as delivered.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Upright {
    /// Width and height in points of the page as delivered.
    pub delivered: (f32, f32),
    /// Leads from the upright page to the page as delivered.
    pub to_page: Affine,
}

/// Where a page belongs that was cut from the same sheet as another one, as the pictures of both show.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Beside {
    /// The page to the left of it.
    pub page: u32,
    /// Added to a place on the page to get that on the other one, in points.
    pub dx: f32,
    /// Likewise.
    pub dy: f32,
    /// Heights, on the other page, of the lines that run on over the cut.
    pub lines: Vec<f32>,
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
    /// What the page is.
    #[serde(default)]
    pub grade: Grade,
    /// How its drawing, width and height lie on the page as delivered, where the page was put upright.
    #[serde(default)]
    pub upright: Option<Upright>,
    /// The page of the same sheet to the left of it, where its picture says so.
    #[serde(default)]
    pub beside: Option<Beside>,
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
