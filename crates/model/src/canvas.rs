//! A sheet as drawn: one page, or the pages that one wide or tall sheet was cut into, each put where
//! it was before the cut.

use serde::{Deserialize, Serialize};

use crate::drawing::{Drawing, Glyph};

/// A sheet as drawn. Sheet coordinates are those of its first page's upper left corner.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Canvas {
    /// Its pages; for a sheet that was not cut there is one.
    pub pages: Vec<PlacedPage>,
    /// Why it is not certain that these pages make one sheet, or that none is missing.
    pub doubts: Vec<Doubt>,
}

/// A page on a sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PlacedPage {
    /// 1-based page.
    pub number: u32,
    /// Added to the page's x to get the sheet's.
    pub dx: f32,
    /// Added to the page's y to get the sheet's.
    pub dy: f32,
    /// What it draws, in page coordinates, without what another page of the sheet draws as well and
    /// without what cannot be seen.
    pub drawing: Drawing,
    /// Glyphs, in page coordinates, that can be seen here and that another page of the sheet keeps: they
    /// are accounted for as duplicates.
    pub repeated: Vec<Glyph>,
}

/// A doubt about a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// A part of the sheet is not among the pages.
    PartMissing,
    /// Another way to put the parts together is as good.
    OrderUnsure,
    /// The pages fit, but nothing that both draw proves that they belong together.
    Unproven,
}
