//! Rows that ruled tables leave unruled: where only columns have rules, one ruled row holds figures of
//! many rows, one below the other. Such a row is cut into its lines.

use biaodan_model::Cell;

use crate::aligned::{Context, Line, Piece, records, rows, words};
use crate::marks::Marks;
use crate::runs::Run;
use crate::text;

/// Lines of figures in a single column of a row that make it several; in two columns two do.
const LINES: usize = 3;

/// What a cell leaves free beside a line that fills it, in ems: its margins and less than a letter.
const ROOM: f32 = 2.2;

/// Columns at most of tables that are looked at closely.
const MOST_COLUMNS: usize = 120;

/// The cells of a ruled table with the runs of each; ruled rows that hold several are cut.
pub(crate) fn cut(marks: &Marks, cells: Vec<(Cell, Vec<&Run>)>) -> Vec<Cell> {
    let rows = cells.iter().map(|(cell, _)| cell.row + cell.row_span).max().unwrap_or(0);
    let mut added = vec![0_u32; rows as usize + 1];
    let mut out: Vec<Cell> = Vec::with_capacity(cells.len());
    let mut wait: Vec<(Cell, Vec<&Run>)> = Vec::new();
    let mut offset = 0;
    let mut cells = cells.into_iter().peekable();
    while let Some((cell, runs)) = cells.next() {
        let row = cell.row;
        wait.push((cell, runs));
        if cells.peek().is_some_and(|(next, _)| next.row == row) {
            continue;
        }
        let count = cut_row(marks, std::mem::take(&mut wait), offset, &mut out);
        if let Some(slot) = added.get_mut(row as usize) {
            *slot = count - 1;
        }
        offset += count - 1;
    }
    if offset > 0 {
        stretch(&mut out, &added);
    }
    out
}

/// Cells that reach over a cut row, known by their old span, grow by what was added.
fn stretch(cells: &mut [Cell], added: &[u32]) {
    let mut total = 0;
    let starts: Vec<u32> = added
        .iter()
        .enumerate()
        .map(|(row, more)| {
            let start = row as u32 + total;
            total += more;
            start
        })
        .collect();
    for cell in cells.iter_mut().filter(|cell| cell.row_span > 1) {
        let Ok(row) = starts.binary_search(&cell.row) else { continue };
        cell.row_span += added.iter().skip(row).take(cell.row_span as usize).sum::<u32>();
    }
}

/// Puts out the cells that start in one ruled row; gives the number of rows it makes.
fn cut_row(marks: &Marks, cells: Vec<(Cell, Vec<&Run>)>, offset: u32, out: &mut Vec<Cell>) -> u32 {
    let own: Vec<Run> = if may_hold_several(&cells) { words_of(marks, &cells) } else { Vec::new() };
    let lines = lines(marks, &own, &cells);
    let groups = if is_stacked(marks, &lines, &cells) { grouped(&lines, &cells) } else { Vec::new() };
    let count = groups.len().max(1) as u32;
    for (mut cell, mut runs) in cells {
        cell.row += offset;
        if count == 1 || cell.row_span > 1 {
            cell.lines = text::lines(marks, &mut runs);
            out.push(cell);
        } else {
            out.extend(parts(marks, &cell, &groups));
        }
    }
    if count > 1 {
        out.sort_by_key(|cell| (cell.row, cell.column));
    }
    count
}

/// True where a cell holds text of several lines; most do not, and need no closer look.
fn may_hold_several(cells: &[(Cell, Vec<&Run>)]) -> bool {
    let spread = |runs: &[&Run]| {
        let downs = || runs.iter().map(|run| run.down);
        downs().fold(f32::NEG_INFINITY, f32::max) - downs().fold(f32::INFINITY, f32::min)
    };
    let tall = cells
        .iter()
        .filter(|(cell, runs)| cell.row_span == 1 && runs.len() > 1 && runs.first().is_some_and(|run| spread(runs) > run.size))
        .count();
    tall >= 2 && cells.len() <= MOST_COLUMNS
}

fn words_of(marks: &Marks, cells: &[(Cell, Vec<&Run>)]) -> Vec<Run> {
    let runs: Vec<&Run> =
        cells.iter().filter(|(cell, _)| cell.row_span == 1).flat_map(|(_, runs)| runs.iter().copied()).collect();
    words(marks, &runs)
}

/// The lines of a ruled row; columns are numbered by its cells.
fn lines<'w>(marks: &Marks, own: &'w [Run], cells: &[(Cell, Vec<&Run>)]) -> Vec<Line<'w>> {
    let separators: Vec<f32> =
        cells.iter().filter(|(cell, _)| cell.row_span == 1).skip(1).map(|(cell, _)| cell.bbox.x0).collect();
    rows(marks, own).iter().map(|row| Line::of_middles(row, &separators)).collect()
}

/// True where columns that hold nothing but figures have several lines of them. A column that breaks a
/// long figure over two lines says that the lines are of one row.
fn is_stacked(marks: &Marks, lines: &[Line], cells: &[(Cell, Vec<&Run>)]) -> bool {
    let widths: Vec<f32> = cells.iter().filter(|(cell, _)| cell.row_span == 1).map(|(cell, _)| cell.bbox.width()).collect();
    let columns = lines.iter().flat_map(|line| &line.pieces).map(|piece| piece.last + 1).max().unwrap_or(0);
    let mut stacked = 0;
    let mut most = 0;
    for column in 1..columns {
        let own = || lines.iter().filter_map(|line| line.at(column));
        let figures = own().filter(|piece| piece.is_number()).count();
        if figures >= 2 && figures * 5 >= own().count() * 4 {
            let wide = widths.get(column).copied().unwrap_or(f32::INFINITY);
            if own().zip(own().skip(1)).any(|(above, below)| is_broken(marks, above, below, wide)) {
                return false;
            }
            stacked += 1;
            most = most.max(figures);
        }
    }
    stacked >= 2 || most >= LINES
}

/// True where a line fills its cell and the next one holds the rest of its figure, which is none of the
/// same form: `10,466,944.1` above `9`.
fn is_broken(marks: &Marks, above: &Piece, below: &Piece, wide: f32) -> bool {
    let em = above.runs().map(|run| run.size).fold(0.0, f32::max);
    let fills = above.x1() - above.x0() + ROOM * em >= wide;
    let drawn = |run: &Run| marks.all.get(run.marks.clone()).unwrap_or(&[]).iter().map(|mark| mark.ch);
    let text = |piece: &Piece| -> String { piece.runs().flat_map(drawn).collect() };
    if !fills || below.x1() - below.x0() > above.x1() - above.x0() {
        return false;
    }
    let (above, below) = (text(above), text(below));
    let decimals = |text: &str| text.trim_end_matches('%').split_once('.').map(|(_, after)| after.len());
    let groups = |text: &str| text.split('.').next().is_some_and(|whole| whole.split(',').skip(1).all(|group| group.len() == 3));
    decimals(&above) != decimals(&below) || !groups(&above) || !groups(&below)
}

/// The lines of each row.
fn grouped<'l, 'w>(lines: &'l [Line<'w>], cells: &[(Cell, Vec<&Run>)]) -> Vec<&'l [Line<'w>]> {
    let own = || cells.iter().filter(|(cell, _)| cell.row_span == 1);
    let ends: Vec<f32> = (0..own().count())
        .map(|column| lines.iter().filter_map(|line| line.at(column)).map(|piece| piece.x1()).fold(f32::NEG_INFINITY, f32::max))
        .collect();
    let (x0, x1) =
        own().fold((f32::INFINITY, f32::NEG_INFINITY), |(x0, x1), (cell, _)| (x0.min(cell.bbox.x0), x1.max(cell.bbox.x1)));
    let context = Context { bars: &[], x0, x1, ends: &ends, starts_new: &|_| true };
    records(lines, &context).into_iter().filter_map(|range| lines.get(range)).collect()
}

/// One cell of each of a row's lines, from a cell of the ruled row.
fn parts(marks: &Marks, cell: &Cell, groups: &[&[Line]]) -> Vec<Cell> {
    let mut top = cell.bbox.y0;
    let mut out = Vec::with_capacity(groups.len());
    for (number, group) in (0_u32..).zip(groups) {
        let end = |lines: &[Line]| lines.last().map(|line| line.y + 0.3 * line.em);
        let bottom = if groups.len() as u32 == number + 1 { cell.bbox.y1 } else { end(group).unwrap_or(top) };
        let mut runs: Vec<&Run> = group
            .iter()
            .flat_map(|line| &line.pieces)
            .flat_map(|piece| &piece.words)
            .map(|word| word.run)
            .filter(|run| (cell.bbox.x0..cell.bbox.x1).contains(&run.middle().0))
            .collect();
        let mut part = cell.clone();
        part.row += number;
        (part.bbox.y0, part.bbox.y1) = (top, bottom);
        let shift = cell.on_page.y0 - cell.bbox.y0;
        (part.on_page.y0, part.on_page.y1) = (top + shift, bottom + shift);
        part.lines = text::lines(marks, &mut runs);
        out.push(part);
        top = bottom;
    }
    out
}
