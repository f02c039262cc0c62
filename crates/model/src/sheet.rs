//! Pieces of text, what they were recognised as, and the sheets they stand on.

use serde::{Deserialize, Serialize};

use crate::field::{Origin, Provenance, Region};
use crate::geometry::BBox;

/// A run of text that belongs to one cell: what stands between gaps on one line.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Piece {
    /// 1-based page.
    pub page: u32,
    /// 1-based line of the file; on drawn pages the line of text or the cell, counted in reading order.
    pub line: u32,
    /// Blank lines before the piece's line.
    pub blank_before: u32,
    /// First column on the character grid, one column a character, 0-based.
    pub x0: u32,
    /// Column after the last one.
    pub x1: u32,
    /// The text as printed; of a cell's text, lines are parted by `\n`.
    pub text: String,
    /// Where it is drawn; none for a text dump.
    pub drawn: Option<Box<Drawn>>,
}

/// Where a piece of a drawn page stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// In coordinates of its page.
    pub bbox: BBox,
    /// What was read there.
    pub from: Origin,
    /// The cell it stands in; none outside tables.
    pub cell: Option<CellPlace>,
    /// How far its characters can be believed, 0 to 1.
    pub confidence: f32,
}

/// A cell of some table of the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct CellPlace {
    /// Number of the table in the document.
    pub table: u32,
    /// 0-based row of its upper edge.
    pub row: u32,
    /// 0-based column of its left edge.
    pub column: u32,
    /// Rows it covers.
    pub row_span: u32,
    /// Columns it covers.
    pub column_span: u32,
    /// True where ruling lines enclose it; false where white space alone parts it from others.
    pub ruled: bool,
}

impl Piece {
    /// Where the piece stands.
    #[must_use]
    pub fn provenance(&self) -> Provenance {
        match &self.drawn {
            Some(drawn) => Provenance { page: self.page, region: Region::Box(drawn.bbox.rounded()), from: drawn.from },
            None => Provenance::line(self.page, self.line),
        }
    }

    /// Width on the character grid.
    #[must_use]
    pub fn width(&self) -> u32 {
        self.x1.saturating_sub(self.x0)
    }
}

/// What a piece was recognised as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tag {
    /// Nothing known: the text of some cell.
    Text,
    /// The form's title, or a part of it.
    Title,
    /// A year, page number or note beside the form.
    Furniture,
    /// A label of the kind's vocabulary, by its number there.
    Label(u16),
    /// A further line of the label that was wrapped before it.
    LabelRest(u16),
    /// Text that another page of the sheet prints as well.
    Repeated,
}

/// A piece and what it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tagged {
    /// The text and its place.
    pub piece: Piece,
    /// What it was recognised as.
    pub tag: Tag,
}

/// The pages of one half of a sheet, or of a sheet that was not cut.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// The pages, top to bottom.
    pub pages: Vec<u32>,
    /// Their text in the order of the source.
    pub pieces: Vec<Tagged>,
    /// True where `x0` and `x1` are positions on a character grid and compare across lines.
    pub on_grid: bool,
}

/// One sheet: the parts it was printed as, left to right.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// One part, or the left and the right half.
    pub parts: Vec<Part>,
}
