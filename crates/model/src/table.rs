//! Tables and the text around them, as layout finds them on a sheet.

use serde::{Deserialize, Serialize};

use crate::certainty::Certainty;
use crate::drawing::{Trust, Turn};
use crate::geometry::BBox;

/// What stands on a sheet: tables, and lines of text outside of them, both from top to bottom.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetLayout {
    /// The tables.
    pub tables: Vec<Table>,
    /// The text outside tables.
    pub lines: Vec<Line>,
    /// Text that is printed again on another page of the sheet, to be accounted for as duplicates.
    pub repeats: Vec<Line>,
}

/// A line of text, or the part of one that stands in a cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Its characters; blanks where the gap between two glyphs is one.
    pub text: String,
    /// In sheet coordinates.
    pub bbox: BBox,
    /// 1-based page it stands on.
    pub page: u32,
    /// In coordinates of that page.
    pub on_page: BBox,
    /// Height of the em in points.
    pub size: f32,
    /// How the text is turned.
    pub turn: Turn,
    /// The least trust that its fonts deserve.
    pub trust: Trust,
    /// How surely it was recognised.
    pub certainty: Certainty,
}

/// How a table's borders were known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Borders {
    /// Ruling lines enclose its cells.
    #[default]
    Ruled,
    /// Its columns stand apart by white space.
    Aligned,
}

/// A table: cells on a grid of rows and columns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// In sheet coordinates.
    pub bbox: BBox,
    /// The pages it stands on, in order.
    pub pages: Vec<u32>,
    /// Its box on the first of them, in page coordinates.
    pub on_page: BBox,
    /// How its borders were known.
    pub borders: Borders,
    /// How many rows it has.
    pub rows: u32,
    /// How many columns it has.
    pub columns: u32,
    /// Its cells by row, then column. Cells without text are among them.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// 0-based row of its upper edge.
    pub row: u32,
    /// 0-based column of its left edge.
    pub column: u32,
    /// Rows it covers.
    pub row_span: u32,
    /// Columns it covers.
    pub column_span: u32,
    /// In sheet coordinates.
    pub bbox: BBox,
    /// 1-based page of its upper edge.
    pub page: u32,
    /// In coordinates of that page.
    pub on_page: BBox,
    /// Its text, top to bottom.
    pub lines: Vec<Line>,
}
