//! What stands in columns and is no table: running text beside other text, lists, tables of contents.

use super::pieces::{Line, Piece};
use super::words::Kind;

/// Words that a line of running text has at least.
const WORDS: f32 = 4.5;

/// How much of their column the lines of running text fill.
const FILLED: f32 = 0.82;

/// Lines that are enough to know running text by, …
const LINES: usize = 5;

/// … and where they have this many words.
const FEW_LINES: usize = 3;
const MANY_WORDS: f32 = 7.5;

/// The first column of running text.
pub(super) fn prose_column(lines: &[Line], columns: usize) -> Option<usize> {
    (0..columns).find(|column| is_prose(lines, *column))
}

fn is_prose(lines: &[Line], column: usize) -> bool {
    let own: Vec<&Piece> =
        lines.iter().filter_map(|line| line.at(column)).filter(|piece| piece.first == column && piece.last == column).collect();
    if own.len() < FEW_LINES {
        return false;
    }
    let x0 = own.iter().map(|piece| piece.x0()).fold(f32::INFINITY, f32::min);
    let x1 = own.iter().map(|piece| piece.x1()).fold(f32::NEG_INFINITY, f32::max);
    let weight: f32 = own.iter().map(|piece| piece.weight()).sum::<f32>() / own.len() as f32;
    let filled: f32 = own.iter().map(|piece| (piece.x1() - x0) / (x1 - x0).max(1.0)).sum::<f32>() / own.len() as f32;
    let enough = weight >= MANY_WORDS || own.len() >= LINES;
    enough && weight >= WORDS && filled >= FILLED
}

/// True for lists: marks or numbers of items, then their text.
pub(super) fn is_list(lines: &[Line], columns: usize) -> bool {
    let full: Vec<&Line> = lines.iter().filter(|line| line.pieces.len() >= 2).collect();
    let items = full.iter().filter(|line| line.pieces.first().is_some_and(is_item)).count();
    let texts = full.iter().filter(|line| line.at(1).is_some_and(|piece| !piece.is_number())).count();
    columns == 2 && items * 10 >= full.len() * 7 && texts * 10 >= full.len() * 7
}

/// True for a bullet, a number, or a letter in brackets.
fn is_item(piece: &Piece) -> bool {
    piece.words.len() == 1
        && piece
            .words
            .first()
            .is_some_and(|word| word.run.marks.len() <= 5 && (word.kind == Kind::Number || word.run.marks.len() <= 3))
}

/// True for tables of contents: page numbers, none smaller than the one before, led to by dots or
/// standing alone after texts.
pub(super) fn is_contents(lines: &[Line], columns: usize, number: impl Fn(&Piece) -> Option<u32>) -> bool {
    let leaders = lines
        .iter()
        .filter(|line| line.pieces.iter().any(|piece| piece.words.iter().any(|word| word.kind == Kind::Leader)))
        .count();
    let pages: Vec<u32> =
        lines.iter().filter_map(|line| line.pieces.last().filter(|piece| piece.first > 0).and_then(&number)).collect();
    let ascends = pages.windows(2).all(|pair| matches!(pair, [a, b] if a <= b));
    let led = leaders * 2 >= lines.len();
    let others =
        lines.iter().filter(|line| line.pieces.iter().filter(|piece| piece.first > 0 && piece.is_number()).count() > 1).count();
    ascends && others == 0 && pages.len() >= 3 && (led || (columns <= 3 && pages.len() >= 5))
}
