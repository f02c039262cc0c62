//! Ruling lines: from what a page strokes and fills to straight lines along the axes.
//!
//! Borders are drawn as strokes, as thin filled boxes, as the sides of thin polygons or as stretched
//! pictures, whole or cell by cell or dash by dash. All of them become pieces first, and pieces that lie in
//! one line and touch become one ruling.

mod join;
mod pieces;

pub(crate) use join::join;
pub(crate) use pieces::{Pieces, Stroke};
