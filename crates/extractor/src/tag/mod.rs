//! Finds the labels of a kind among the pieces of a page.
//!
//! Three passes: pieces that are a label, or hold one beside a value (`split`); labels that were
//! wrapped over lines (`wrapped`); titles, years and page numbers (`furniture`).

mod drawn;
mod furniture;
mod split;
mod wrapped;

use biaodan_model::{Piece, Tag, Tagged, match_key};

use crate::definition::Definition;

pub(crate) use drawn::{keys, labels_among, tag_drawn};
pub(crate) use furniture::{year_in, year_of_title};

/// Bytes of a piece beyond which it can only be running text.
const LONGEST_LABEL: usize = 120;

/// A piece with its key, which every pass compares.
struct Draft {
    piece: Piece,
    tag: Tag,
    /// The folded text; empty for pieces that are too long for a label.
    key: String,
}

impl Draft {
    fn new(piece: Piece) -> Draft {
        let key = if piece.text.len() <= LONGEST_LABEL { match_key(&piece.text) } else { String::new() };
        Draft { piece, tag: Tag::Text, key }
    }
}

/// Tags the pieces of one page.
pub(crate) fn tag_page(definition: &Definition, pieces: Vec<Piece>, on_grid: bool) -> Vec<Tagged> {
    let mut drafts = Vec::with_capacity(pieces.len() + 8);
    for piece in pieces {
        split::tag_piece(definition, Draft::new(piece), &mut drafts);
    }
    split::cut_glued(definition, &mut drafts);
    furniture::tag_furniture(definition, &mut drafts);
    wrapped::join_wrapped(definition, &mut drafts, on_grid);
    drafts.into_iter().map(|draft| Tagged { piece: draft.piece, tag: draft.tag }).collect()
}

/// How many of a page's pieces are labels of the kind.
pub(crate) fn label_count(tagged: &[Tagged]) -> usize {
    tagged.iter().filter(|t| matches!(t.tag, Tag::Label(_))).count()
}
