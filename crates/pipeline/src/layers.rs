//! What every stage made of a drawn document, for looking and for tables.

use std::collections::BTreeMap;

use biaodan_model::{Canvas, Finding, Page, SheetLayout};

/// The stages of a document from its pages to its tables, each kept.
#[derive(Debug, Clone, Default)]
pub struct Layers {
    /// The pages with what they draw.
    pub pages: Vec<Page>,
    /// The sheets that the pages make.
    pub canvases: Vec<Canvas>,
    /// What stands on each sheet; a table that runs on stands on its first one.
    pub sheets: Vec<SheetLayout>,
    /// The pages that were recognised, put upright, as PNG: what their drawings lie on.
    pub upright: BTreeMap<u32, Vec<u8>>,
    /// What is to be said about the document.
    pub findings: Vec<Finding>,
}
