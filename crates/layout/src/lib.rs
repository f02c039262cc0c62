//! Lines of text become pieces, each the text of (part of) one cell.
//!
//! A text dump keeps cells apart by blanks only: one blank between Chinese cells or beside a
//! number, two and more in column-aligned dumps, none within Latin words' phrases. Positions are
//! columns of a character grid, one a character, as `pdftotext -layout` counts them; lines with long
//! texts drift to the right, so positions are evidence, not proof.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod grid;
mod pieces;

pub use grid::is_on_grid;
pub use pieces::{is_too_large, pieces, split_line};
