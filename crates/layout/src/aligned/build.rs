//! Makes the table of a grid: rows of lines, cells of pieces.

use biaodan_model::{BBox, Borders, Cell, Table};

use super::grid::Grid;
use super::pieces::{Line, Piece};
use super::{heading, records};
use crate::marks::Marks;
use crate::ruled;
use crate::runs::Run;
use crate::text;

/// The table of a grid; marks with which its words start are noted as taken.
pub(super) fn table(marks: &Marks, grid: &Grid, taken: &mut [bool]) -> Table {
    let mut lines = grid.lines.clone();
    let across = (
        grid.columns.iter().map(|column| column.0).fold(f32::INFINITY, f32::min),
        grid.columns.iter().map(|column| column.1).fold(f32::NEG_INFINITY, f32::max),
    );
    let height = heading::height(&lines, grid.bars, across, &|piece| is_year(marks, piece));
    let (head, body) = lines.split_at_mut(height.min(grid.lines.len()));
    heading::recut(head, &grid.columns, &grid.separators);
    heading::span(head, &grid.columns, grid.bars);
    let ends: Vec<f32> = grid.columns.iter().map(|column| column.1).collect();
    let starts_new = |piece: &Piece| starts_with_capital(marks, piece);
    let context = records::Context { bars: grid.bars, x0: across.0, x1: across.1, ends: &ends, starts_new: &starts_new };
    let mut cells = Vec::new();
    let heads = heading::heads(head, grid.bars);
    let depth = heads.iter().map(|head| (head.level + head.height) as u32).max().unwrap_or(0);
    cells.extend(heads.iter().map(|own| Draft {
        row: own.level as u32,
        height: own.height as u32,
        first: own.first,
        last: own.last,
        runs: own.pieces.iter().filter_map(|(line, piece)| head.get(*line)?.pieces.get(*piece)).flat_map(Piece::runs).collect(),
    }));
    cells.sort_by_key(|cell| (cell.row, cell.first));
    for (row, record) in (depth..).zip(records::records(body, &context)) {
        add_row(body.get(record).unwrap_or(&[]), row, &mut cells);
    }
    for word in lines.iter().flat_map(|line| &line.pieces).flat_map(|piece| &piece.words) {
        if let Some(slot) = taken.get_mut(word.run.marks.start) {
            *slot = true;
        }
    }
    finish(marks, grid, cells)
}

/// A cell in the making.
struct Draft<'r> {
    row: u32,
    height: u32,
    first: usize,
    last: usize,
    runs: Vec<&'r Run>,
}

fn add_row<'r>(lines: &[Line<'r>], row: u32, cells: &mut Vec<Draft<'r>>) {
    let start = cells.len();
    for piece in lines.iter().flat_map(|line| &line.pieces) {
        let runs = piece.runs();
        let own = cells.get_mut(start..).unwrap_or(&mut []);
        match own.iter_mut().find(|cell| cell.first <= piece.last && piece.first <= cell.last) {
            Some(cell) => {
                cell.runs.extend(runs);
                (cell.first, cell.last) = (cell.first.min(piece.first), cell.last.max(piece.last));
            }
            None => cells.push(Draft { row, height: 1, first: piece.first, last: piece.last, runs: runs.collect() }),
        }
    }
    if let Some(own) = cells.get_mut(start..) {
        own.sort_by_key(|cell| cell.first);
    }
}

/// Takes away from cells what later ones stand on, so that no two cells cover one place. Cells only
/// shrink, so once through is enough.
fn untangled(mut cells: Vec<Draft>) -> Vec<Draft> {
    for at in 0..cells.len() {
        let Some((cell, later)) = cells.get_mut(at..).and_then(<[Draft]>::split_first_mut) else { continue };
        for other in later {
            if other.row >= cell.row + cell.height {
                break;
            }
            if cell.runs.is_empty() || other.runs.is_empty() || cell.first > other.last || other.first > cell.last {
                continue;
            }
            if cell.row < other.row {
                cell.height = other.row - cell.row;
            } else if cell.first < other.first {
                cell.last = other.first - 1;
            } else {
                cell.runs.append(&mut other.runs);
                cell.last = cell.last.min(other.last);
                cell.height = cell.height.min(other.height);
            }
        }
    }
    cells.retain(|cell| !cell.runs.is_empty());
    cells
}

fn finish(marks: &Marks, grid: &Grid, drafts: Vec<Draft>) -> Table {
    let mut bbox = BBox::EMPTY;
    let mut cells = Vec::with_capacity(drafts.len());
    for mut draft in untangled(drafts) {
        let lines = text::lines(marks, &mut draft.runs);
        let own = lines.iter().fold(BBox::EMPTY, |all, line| all.union(&line.bbox));
        bbox = bbox.union(&own);
        let page = draft.runs.first().and_then(|run| marks.all.get(run.marks.start)).map_or(0, |mark| mark.page);
        let (page, on_page) = marks.on_page(page, &own);
        let column_span = (draft.last - draft.first + 1) as u32;
        cells.push(Cell {
            row: draft.row,
            column: draft.first as u32,
            row_span: draft.height,
            column_span,
            bbox: own,
            page,
            on_page,
            lines,
        });
    }
    let mut table = ruled::finished(marks, bbox, Borders::Aligned, cells);
    table.columns = grid.separators.len() as u32 + 1;
    table
}

/// True for years and spans of years, which head columns.
fn is_year(marks: &Marks, piece: &Piece) -> bool {
    piece.words.iter().all(|word| {
        let members = marks.all.get(word.run.marks.clone()).unwrap_or(&[]);
        let year = members.iter().take(4).map(|mark| mark.ch).collect::<String>();
        matches!(year.parse(), Ok(1900..=2100)) && members.get(4).is_none_or(|mark| !matches!(mark.ch, '0'..='9' | ',' | '.'))
    })
}

fn starts_with_capital(marks: &Marks, piece: &Piece) -> bool {
    piece.words.first().and_then(|word| marks.all.get(word.run.marks.start)).is_some_and(|mark| mark.ch.is_uppercase())
}
