//! Reads a block of rows as a table: its columns, its first and last row, and whether it is one.

use std::ops::Range;

use super::bars::{Bar, between};
use super::pieces::{Line, Piece};
use super::rows::Row;
use super::words::Kind;
use super::{prose, rivers};
use crate::marks::Marks;

/// How far above its first row with a gap a table may start, in ems.
const HEADING: f32 = 9.0;

/// Rows that may stand there.
const HEADING_ROWS: usize = 6;

/// Lines of one text are not farther apart than this, in ems.
const LEADING: f32 = 1.35;

/// One in so many rows has a text in a column, or it is none.
const FEW: usize = 6;

/// A table's lines and columns.
pub(super) struct Grid<'r, 'a> {
    /// Which of the rows it takes.
    pub(super) rows: Range<usize>,
    pub(super) lines: Vec<Line<'r>>,
    /// Left and right end of each column's text.
    pub(super) columns: Vec<(f32, f32)>,
    pub(super) separators: Vec<f32>,
    pub(super) bars: &'a [Bar],
}

/// What a block turned out to be.
pub(super) enum Reading<'r, 'a> {
    Table(Grid<'r, 'a>),
    /// Running text on one side of this x.
    Beside(f32),
    Nothing,
}

/// Reads the block of rows; `room` says which rows are free around it.
pub(super) fn read<'r, 'a>(
    marks: &Marks,
    rows: &[Row<'r>],
    room: Range<usize>,
    block: Range<usize>,
    bars: &'a [Bar],
) -> Reading<'r, 'a> {
    let own = rows.get(block.clone()).unwrap_or(&[]);
    let body = body(own);
    let separators = with_texts(&body, rivers::separators(&body));
    if separators.is_empty() {
        return Reading::Nothing;
    }
    let lines: Vec<Line> = own.iter().map(|row| Line::of(row, &separators)).collect();
    let count = separators.len() + 1;
    let (x0, x1) = extent(own);
    let inside = between(bars, own.first().map_or(0.0, Row::top), own.last().map_or(0.0, Row::bottom));
    let inner_bars = inside.iter().filter(|bar| bar.is_across(x0, x1)).count();
    let prose = if inner_bars < 3 { prose::prose_column(&lines, count) } else { None };
    if let Some(column) = prose {
        let beside = separators.get(column.saturating_sub(1));
        return beside.map_or(Reading::Nothing, |x| Reading::Beside(*x));
    }
    let rows_taken = extend(rows, room, trim(rows, block, &separators, bars, (x0, x1)), &separators, bars, (x0, x1));
    let lines: Vec<Line> = rows.get(rows_taken.clone()).unwrap_or(&[]).iter().map(|row| Line::of(row, &separators)).collect();
    let across = bars_around(bars, rows.get(rows_taken.clone()).unwrap_or(&[]), (x0, x1));
    if !is_table(marks, &lines, count, across) {
        return Reading::Nothing;
    }
    let columns = columns(&lines, count);
    Reading::Table(Grid { rows: rows_taken, lines, columns, separators, bars })
}

/// The rows that show the columns best: those with figures, where enough have some.
fn body<'b, 'r>(rows: &'b [Row<'r>]) -> Vec<&'b Row<'r>> {
    let gapped: Vec<&Row> = rows.iter().filter(|row| row.has_gap()).collect();
    let figures: Vec<&Row> = gapped.iter().filter(|row| row.numbers > 0).copied().collect();
    if figures.len() >= 2 && figures.len() * 2 >= gapped.len() { figures } else { gapped }
}

/// Separators without those that only part the ends of a few long texts from the rest.
fn with_texts(rows: &[&Row], mut separators: Vec<f32>) -> Vec<f32> {
    let few = rows.len() / FEW;
    loop {
        let mut texts = vec![0; separators.len() + 1];
        let mut figures = texts.clone();
        for piece in rows.iter().flat_map(|row| Line::of(row, &separators).pieces).filter(|piece| !piece.is_leader()) {
            if let (Some(texts), Some(figures)) = (texts.get_mut(piece.first), figures.get_mut(piece.first)) {
                *texts += 1;
                *figures += usize::from(piece.is_number());
            }
        }
        let is_poor = |(texts, figures): (&usize, &usize)| *texts == 0 || (*texts <= few && *figures == 0);
        match texts.iter().zip(&figures).position(is_poor) {
            Some(column) if !separators.is_empty() => {
                separators.remove(column.saturating_sub(1).min(separators.len() - 1));
            }
            _ => return separators,
        }
    }
}

fn extent(rows: &[Row]) -> (f32, f32) {
    rows.iter()
        .filter(|row| row.has_gap())
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(x0, x1), row| (x0.min(row.x0()), x1.max(row.x1())))
}

/// True where most columns have a text of their own.
fn is_regular(row: &Row, separators: &[f32]) -> bool {
    let line = Line::of(row, separators);
    let single = line.pieces.iter().filter(|piece| piece.first == piece.last).count();
    single == line.pieces.len() && single >= 2 && single * 2 > separators.len()
}

/// Cuts off rows above the uppermost bar and below the lowest one that have not the table's columns:
/// its title, its unit, its notes.
fn trim(rows: &[Row], block: Range<usize>, separators: &[f32], bars: &[Bar], (x0, x1): (f32, f32)) -> Range<usize> {
    let own = rows.get(block.clone()).unwrap_or(&[]);
    let (top, bottom) = (own.first().map_or(0.0, Row::top), own.last().map_or(0.0, Row::bottom));
    let across: Vec<f32> = between(bars, top, bottom).iter().filter(|bar| bar.is_across(x0, x1)).map(|bar| bar.y).collect();
    let mut out = block;
    if let Some(first) = across.first() {
        let above = own.iter().take_while(|row| row.y < first + 1.0).count();
        let heading = across.get(1).map_or(&[][..], |next| rows_between(own, *first, *next));
        let is_headed = !heading.is_empty() && heading.len() <= HEADING_ROWS && heading.iter().all(|row| row.numbers == 0);
        if above <= 3 && own.iter().take(above).all(|row| (is_headed && row.numbers == 0) || !is_regular(row, separators)) {
            out.start += above;
        }
    }
    if let Some(last) = across.last() {
        let below = own.iter().rev().take_while(|row| row.y > last + 1.0).count();
        if below <= 6 && own.iter().rev().take(below).all(|row| !is_regular(row, separators)) {
            out.end -= below;
        }
    }
    out
}

fn rows_between<'b, 'r>(rows: &'b [Row<'r>], top: f32, bottom: f32) -> &'b [Row<'r>] {
    let (from, to) = (rows.partition_point(|row| row.y < top), rows.partition_point(|row| row.y < bottom));
    rows.get(from..to).unwrap_or(&[])
}

/// Adds the rows of the heading that have no gap: those below a bar across the table, or those that
/// stand over other columns than the first.
fn extend(
    rows: &[Row],
    room: Range<usize>,
    block: Range<usize>,
    separators: &[f32],
    bars: &[Bar],
    across: (f32, f32),
) -> Range<usize> {
    let Some(first) = rows.get(block.start) else { return block };
    let top = between(bars, first.y - HEADING * first.em, first.y - 0.5 * first.em)
        .iter()
        .find(|bar| bar.is_across(across.0, across.1))
        .map(|bar| bar.y);
    let edge = separators.first().copied().unwrap_or(across.0);
    let mut start = block.start;
    let mut below = first;
    while start > room.start && block.start - start < HEADING_ROWS {
        let Some(row) = rows.get(start - 1) else { break };
        let under_bar = top.is_some_and(|top| row.y > top);
        let over_columns = row.x0() > edge && row.x1() < across.1 + 2.0 * row.em && row.weight() < 12.0;
        let is_line_above = below.y - row.y <= LEADING * row.em && row.weight() <= 6.0 && row.em <= 1.05 * below.em;
        let in_column = separators.iter().all(|x| row.x1() < *x || *x < row.x0());
        let fits = under_bar || (top.is_none() && (over_columns || (is_line_above && in_column)));
        if below.y - row.y > 2.2 * row.em.max(below.em) || !fits {
            break;
        }
        start -= 1;
        below = row;
    }
    start..block.end
}

fn bars_around(bars: &[Bar], rows: &[Row], (x0, x1): (f32, f32)) -> usize {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return 0 };
    between(bars, first.top() - first.em, last.bottom() + last.em).iter().filter(|bar| bar.is_across(x0, x1)).count()
}

/// Weighs what speaks for a table; bars across it count for much.
fn is_table(marks: &Marks, lines: &[Line], columns: usize, bars: usize) -> bool {
    let full: Vec<&Line> = lines.iter().filter(|line| line.pieces.len() >= 2).collect();
    let pieces: Vec<&Piece> =
        full.iter().flat_map(|line| line.pieces.iter().filter(|piece| piece.first > 0 && !piece.is_leader())).collect();
    let figures = pieces.iter().filter(|piece| piece.is_number()).count();
    let weight = pieces.iter().map(|piece| piece.weight()).sum::<f32>() / pieces.len().max(1) as f32;
    let filled = full.iter().map(|line| line.pieces.len()).sum::<usize>() as f32 / (full.len().max(1) * columns) as f32;
    if prose::is_list(lines, columns) || prose::is_contents(lines, columns, |piece| page_number(marks, piece)) {
        return false;
    }
    // lines across columns are headings, and few; most lines of prose run across
    let crossing = lines.iter().filter(|line| line.pieces.iter().any(|piece| piece.first < piece.last)).count();
    if crossing * if bars >= 2 { 2 } else { 3 } > lines.len() {
        return false;
    }
    let (mostly, partly) = (figures * 10 >= pieces.len() * 6, figures * 10 >= pieces.len() * 3);
    match (columns, bars >= 2) {
        (2, true) => full.len() >= 2 && (mostly || full.len() >= 3),
        (2, false) => full.len() >= 3 && mostly,
        (_, true) => filled > 0.3 && (full.len() >= 3 || (full.len() == 2 && partly)),
        (_, false) => {
            full.len() >= 3
                && filled > 0.35
                && (partly || (full.len() >= 4 && weight <= 4.0 && filled > 0.55 && is_straight(lines, columns)))
        }
    }
}

/// Edges of texts in one column are this near to each other, in ems.
const STRAIGHT: f32 = 0.5;

/// True where the texts of most columns start, end or are centred at one place.
fn is_straight(lines: &[Line], columns: usize) -> bool {
    let straight = |column: usize| {
        let own = || {
            lines
                .iter()
                .filter_map(move |line| line.at(column).filter(|piece| piece.first == column).map(|piece| (piece, line.em)))
        };
        let count = own().count();
        let near = |edge: &dyn Fn(&Piece) -> f32| {
            let mut places: Vec<f32> = own().map(|(piece, _)| edge(piece)).collect();
            places.sort_by(f32::total_cmp);
            let usual = places.get(places.len() / 2).copied().unwrap_or(0.0);
            own().filter(|(piece, em)| (edge(piece) - usual).abs() <= STRAIGHT * em).count()
        };
        let best = near(&|piece| piece.x0()).max(near(&|piece| piece.x1())).max(near(&|piece| (piece.x0() + piece.x1()) / 2.0));
        best * 3 >= count * 2
    };
    (0..columns).filter(|column| straight(*column)).count() * 4 >= columns * 3
}

/// The number that a piece is, where it is a plain whole one.
fn page_number(marks: &Marks, piece: &Piece) -> Option<u32> {
    let last = piece.words.last().filter(|word| word.kind == Kind::Number)?;
    let text: String = marks.all.get(last.run.marks.clone())?.iter().map(|mark| mark.ch).collect();
    if text.len() <= 4 { text.parse().ok() } else { None }
}

/// Left and right end of each column's text, of lines that have it alone.
fn columns(lines: &[Line], count: usize) -> Vec<(f32, f32)> {
    let mut out = vec![(f32::INFINITY, f32::NEG_INFINITY); count];
    for figures_only in [true, false] {
        for line in lines.iter().filter(|line| !figures_only || line.has_figures()) {
            for piece in line.pieces.iter().filter(|piece| piece.first == piece.last) {
                if let Some(column) =
                    out.get_mut(piece.first).filter(|column| figures_only || column.0 > column.1 || piece.first == 0)
                {
                    *column = (column.0.min(piece.x0()), column.1.max(piece.x1()));
                }
            }
        }
    }
    out
}
