//! Pieces: words of a row that stand in one column, or that run across several.

use super::rows::Row;
use super::words::{Kind, Word};
use crate::runs::Run;

/// A gap at a column's edge that parts two words, in ems.
const EDGE_GAP: f32 = 0.32;

/// Words of a row that belong together.
#[derive(Debug, Clone)]
pub(crate) struct Piece<'r> {
    /// First column it stands in.
    pub(crate) first: usize,
    /// Last column it stands in.
    pub(crate) last: usize,
    pub(crate) words: Vec<Word<'r>>,
}

impl<'r> Piece<'r> {
    pub(crate) fn runs(&self) -> impl Iterator<Item = &'r Run> {
        self.words.iter().map(|word| word.run)
    }

    pub(crate) fn x0(&self) -> f32 {
        self.words.first().map_or(0.0, Word::x0)
    }

    pub(crate) fn x1(&self) -> f32 {
        self.words.iter().map(Word::x1).fold(f32::NEG_INFINITY, f32::max)
    }

    pub(crate) fn weight(&self) -> f32 {
        self.words.iter().map(|word| word.weight).sum()
    }

    /// Figures, apart from leaders.
    pub(crate) fn is_number(&self) -> bool {
        let mut solid = self.words.iter().filter(|word| word.kind != Kind::Leader).peekable();
        solid.peek().is_some() && solid.all(|word| word.kind == Kind::Number)
    }

    pub(crate) fn is_leader(&self) -> bool {
        self.words.iter().all(|word| word.kind == Kind::Leader)
    }
}

/// A line of a table: its pieces, left to right.
#[derive(Debug, Clone)]
pub(crate) struct Line<'r> {
    pub(crate) pieces: Vec<Piece<'r>>,
    pub(crate) y: f32,
    pub(crate) em: f32,
}

impl<'r> Line<'r> {
    /// Cuts a row at the separators of columns.
    pub(crate) fn of(row: &Row<'r>, separators: &[f32]) -> Line<'r> {
        let column = |x: f32| separators.partition_point(|separator| *separator <= x);
        let slack = 0.1 * row.em;
        let mut pieces: Vec<Piece> = Vec::with_capacity(separators.len() + 1);
        for word in &row.words {
            let (first, last) = (column(word.x0() + slack), column(word.x1() - slack).max(column(word.x0() + slack)));
            match pieces.last_mut() {
                Some(piece) if goes_on(piece, word, first, row.em) => {
                    piece.words.push(*word);
                    if word.kind != Kind::Leader {
                        piece.last = piece.last.max(last);
                    }
                }
                _ => pieces.push(Piece { first, last: if word.kind == Kind::Leader { first } else { last }, words: vec![*word] }),
            }
        }
        Line { pieces, y: row.y, em: row.em }
    }

    /// Puts each word into the column that its middle stands in.
    pub(crate) fn of_middles(row: &Row<'r>, separators: &[f32]) -> Line<'r> {
        let mut pieces: Vec<Piece> = Vec::with_capacity(separators.len() + 1);
        for word in &row.words {
            let column = separators.partition_point(|separator| *separator <= word.middle());
            match pieces.last_mut() {
                Some(piece) if piece.last == column => piece.words.push(*word),
                _ => pieces.push(Piece { first: column, last: column, words: vec![*word] }),
            }
        }
        Line { pieces, y: row.y, em: row.em }
    }

    /// The piece that covers a column.
    pub(crate) fn at(&self, column: usize) -> Option<&Piece<'r>> {
        self.pieces.iter().find(|piece| piece.first <= column && column <= piece.last)
    }

    /// True where figures stand in a column other than the first.
    pub(crate) fn has_figures(&self) -> bool {
        self.pieces.iter().any(|piece| piece.first > 0 && piece.is_number())
    }
}

fn goes_on(piece: &Piece, word: &Word, column: usize, em: f32) -> bool {
    if word.kind == Kind::Leader || column <= piece.last {
        return true;
    }
    let Some(before) = piece.words.last() else { return false };
    let figures = before.kind == Kind::Number && word.kind == Kind::Number;
    !figures && before.kind != Kind::Leader && word.x0() - piece.x1() < EDGE_GAP * em
}
