//! From what a page shows to the texts of its cells.
//!
//! [`sheet`] reads what a PDF or a recognised scan draws: glyphs and ruling lines become tables of cells
//! and lines of text. [`pieces`] reads text dumps: lines become pieces, each the text of (part of) one cell.
//!
//! A text dump keeps cells apart by blanks only: one blank between Chinese cells or beside a
//! number, two and more in column-aligned dumps, none within Latin words' phrases. Positions are
//! columns of a character grid, one a character, as `pdftotext -layout` counts them; lines with long
//! texts drift to the right, so positions are evidence, not proof.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod aligned;
mod assign;
mod cells;
mod grid;
mod lattice;
mod marks;
mod outside;
mod pieces;
mod ruled;
mod rules;
mod runs;
mod sheet;
mod stacked;
mod text;
mod turned;

#[cfg(test)]
mod tests;

pub use grid::is_on_grid;
pub use pieces::{is_too_large, pieces, split_line};
pub use ruled::cell_boxes;
pub use sheet::sheet;
