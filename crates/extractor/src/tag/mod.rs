//! Finds the labels of a kind among the pieces of a page.
//!
//! Three passes: pieces that are a label, or hold one beside a value (`split`); labels that were
//! wrapped over lines (`wrapped`); titles, years and page numbers (`furniture`).

mod furniture;
mod split;
mod wrapped;

use biaodan_model::{Piece, Tag, Tagged};

use crate::definition::Definition;

pub(crate) use furniture::{year_in, year_of_title};

/// Bytes of a piece beyond which it can only be running text.
const LONGEST_LABEL: usize = 120;

/// Tags the pieces of one page.
pub(crate) fn tag_page(definition: &Definition, pieces: &[Piece], on_grid: bool) -> Vec<Tagged> {
    let mut tagged = Vec::with_capacity(pieces.len() + 8);
    for piece in pieces {
        split::tag_piece(definition, piece, &mut tagged);
    }
    split::cut_glued(definition, &mut tagged);
    furniture::tag_furniture(definition, &mut tagged);
    wrapped::join_wrapped(definition, &mut tagged, on_grid);
    tagged
}

/// How many of a page's pieces are labels of the kind.
pub(crate) fn label_count(tagged: &[Tagged]) -> usize {
    tagged.iter().filter(|t| matches!(t.tag, Tag::Label(_))).count()
}
