//! Forms on drawn pages: what stands in which cell is known, so labels and values meet by place.
//!
//! The text of a sheet becomes pieces (`pieces`) with tags (`tags`), forms are found among them
//! (`find`), and a form is read cell by cell (`grid`, `settle`, `scalars`, `header`, `tables`) into
//! the same [`Found`] that the readers of text dumps give.

mod find;
mod grid;
mod header;
mod headings;
mod pieces;
mod scalars;
mod settle;
mod tables;
#[cfg(test)]
mod tests;

use crate::found::Found;
use crate::work::Work;

pub use find::{SheetSearch, find_on_sheets};
pub(crate) use grid::Grids;
pub(crate) use pieces::DrawnPiece;

/// Reads a form by the cells it is drawn in; none where it has no cells.
pub(crate) fn read(work: &mut Work<'_>) -> Option<Found> {
    let grids = Grids::of(work);
    if grids.is_empty() {
        return None;
    }
    settle::settle(work, &grids);
    let scalars = scalars::read(work, &grids);
    headings::claim(work, &grids);
    let tables = (0..work.definition.tables.len()).map(|t| tables::read(work, &grids, t)).collect();
    Some(Found { scalars, tables })
}
