//! Label cells that cover rows on both sides of a page break. A producer prints the label once, in the
//! upper or the lower piece, or in both; the pieces are one cell.

use biaodan_model::{Cell, Line};

use super::rows::text;

/// A piece of a label, and the index of the cell above that it goes on from.
type Piece = (usize, Cell);

/// Takes the pieces of labels out of the cells of the later part. Only labels at the left are taken, from
/// the first column on, as far as each one goes on: an empty cell among the data is an empty cell.
pub(super) fn pieces(upper: &[Cell], bottom: &[usize], body: Vec<Cell>) -> (Vec<Piece>, Vec<Cell>) {
    let merged = merged_columns(upper, &body);
    let mut pieces = Vec::new();
    let mut rest = Vec::with_capacity(body.len());
    let mut labels = true;
    for cell in body {
        let goes_on = |i: &usize| upper.get(*i).is_some_and(|above| is_one(above, &cell, &merged));
        let above = if labels && cell.row == 0 { bottom.iter().copied().find(goes_on) } else { None };
        match above {
            Some(index) => pieces.push((index, cell)),
            None => {
                labels = false;
                rest.push(cell);
            }
        }
    }
    (pieces, rest)
}

/// Gives the cells above their lower pieces; `cut` where the first row of the later part is the last one
/// of the first part.
pub(super) fn join(upper: &mut [Cell], pieces: Vec<Piece>, cut: bool, repeats: &mut Vec<Line>) {
    for (index, piece) in pieces {
        let Some(above) = upper.get_mut(index) else { continue };
        above.row_span += piece.row_span - u32::from(cut).min(piece.row_span);
        above.bbox = above.bbox.union(&piece.bbox);
        if above.lines.is_empty() {
            above.lines = piece.lines;
        } else {
            repeats.extend(piece.lines);
        }
    }
}

/// Columns in which cells cover several rows, near the break.
fn merged_columns(upper: &[Cell], body: &[Cell]) -> Vec<(u32, u32)> {
    let recent = upper.iter().rev().take(body.len().max(NEAR));
    let covering = recent.chain(body).filter(|c| c.row_span > 1 && !c.lines.is_empty());
    let mut columns: Vec<(u32, u32)> = covering.map(|c| (c.column, c.column_span)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns
}

/// How many cells before the break are looked at for labels.
const NEAR: usize = 200;

/// True where two cells on either side of the break are pieces of one label.
fn is_one(above: &Cell, cell: &Cell, merged: &[(u32, u32)]) -> bool {
    if above.column != cell.column || above.column_span != cell.column_span {
        return false;
    }
    let covers_rows = above.row_span > 1 || cell.row_span > 1;
    match (above.lines.is_empty(), cell.lines.is_empty()) {
        (false, false) => covers_rows && text(above) == text(cell),
        (false, true) => covers_rows || merged.binary_search(&(cell.column, cell.column_span)).is_ok(),
        (true, _) => covers_rows,
    }
}
