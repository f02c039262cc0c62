//! Lines of text outside of cells: titles, captions, notes. Ink is gathered in small squares, squares near to each
//! other in a row make a run, and runs that overlap in height make a line.

use biaodan_model::BBox;

use super::{Area, INK, cut, rows};
use crate::scan::prepare::raster::Raster;

/// Sides of a square as a share of the em.
const SQUARE: f32 = 0.2;

/// Gaps within a run, in ems.
const GAP: f32 = 1.1;

/// Text outside of cells is at most this high, in points; what is higher is a picture.
const HIGHEST: f32 = 60.0;

/// Distance from a cell within which ink is its wall's, in points.
const WALL: f32 = 1.6;

/// Runs outside of cells at most.
const MOST_RUNS: usize = 20_000;

struct Squares {
    side: usize,
    across: usize,
    inked: Vec<bool>,
}

/// The boxes around the ink of the lines outside of cells, from top to bottom.
pub(super) fn lines(text: &Raster, cells: &[BBox], scale: f32, em: f32) -> Vec<Area> {
    let squares = Squares::of(text, cells, scale, em);
    let runs = squares.runs((GAP * em / squares.side as f32).ceil() as usize);
    let mut out = Vec::new();
    for block in blocks(&runs) {
        let side = squares.side;
        let area = Area {
            x0: block.x0 * side,
            y0: block.y0 * side,
            x1: (block.x1 * side).min(text.width),
            y1: (block.y1 * side).min(text.height),
        };
        let is_edge = area.x0 == 0 || area.y0 == 0 || area.x1 >= text.width || area.y1 >= text.height;
        if area.height() as f32 > HIGHEST * scale && (is_edge || area.width() < 2 * area.height()) {
            continue;
        }
        // titles are larger than the text of cells
        let inked = rows::inked(text, &area);
        let highest = inked.iter().map(|(first, last)| last - first).max().unwrap_or_default() as f32;
        let own_em = if highest <= 3.0 * em { em.max(highest) } else { em };
        for band in rows::bands(text, &area, &inked, own_em) {
            out.extend(cut::pieces(text, &Area { y0: band.0, y1: band.1, ..area }, own_em));
        }
    }
    out.sort_by_key(|line| (line.y0, line.x0));
    out
}

impl Squares {
    fn of(text: &Raster, cells: &[BBox], scale: f32, em: f32) -> Squares {
        let side = ((SQUARE * em) as usize).max(2);
        let (across, down) = (text.width.div_ceil(side).max(1), text.height.div_ceil(side));
        let mut inked = vec![false; across * down];
        for (y, row) in text.rows().enumerate() {
            let squares = inked.get_mut(y / side * across..(y / side + 1) * across).unwrap_or_default();
            for (square, pixels) in squares.iter_mut().zip(row.chunks(side)) {
                *square |= pixels.iter().copied().min().is_some_and(|darkest| darkest < INK);
            }
        }
        let mut squares = Squares { side, across, inked };
        for cell in cells {
            squares.clear(cell, scale);
        }
        squares
    }

    fn clear(&mut self, cell: &BBox, scale: f32) {
        let square = |v: f32| (v * scale / self.side as f32).max(0.0);
        let (x0, x1) = (square(cell.x0 - WALL).floor() as usize, square(cell.x1 + WALL).ceil() as usize);
        let (y0, y1) = (square(cell.y0 - WALL).floor() as usize, square(cell.y1 + WALL).ceil() as usize);
        let across = self.across;
        for row in self.inked.chunks_mut(across).take(y1).skip(y0) {
            row.get_mut(x0.min(across)..x1.min(across)).unwrap_or_default().fill(false);
        }
    }

    /// Squares of a row with at most `gap` blank ones between them.
    fn runs(&self, gap: usize) -> Vec<Area> {
        let mut out: Vec<Area> = Vec::new();
        for (y, row) in self.inked.chunks(self.across).enumerate() {
            let first = out.len();
            for (x, _) in row.iter().enumerate().filter(|(_, inked)| **inked) {
                match out.last_mut().filter(|last| last.y0 == y) {
                    Some(last) if x <= last.x1 + gap => last.x1 = x + 1,
                    _ => out.push(Area { x0: x, y0: y, x1: x + 1, y1: y + 1 }),
                }
            }
            if first > MOST_RUNS {
                break;
            }
        }
        out
    }
}

/// Runs that touch from row to row, as the boxes around them.
fn blocks(runs: &[Area]) -> Vec<Area> {
    let mut done: Vec<Area> = Vec::new();
    let mut open: Vec<Area> = Vec::new();
    for run in runs {
        let (near, rest): (Vec<Area>, Vec<Area>) = open.drain(..).partition(|block| touches(block, run));
        open = rest;
        let all = near.iter().fold(*run, |all, block| Area {
            x0: all.x0.min(block.x0),
            y0: all.y0.min(block.y0),
            x1: all.x1.max(block.x1),
            y1: all.y1.max(block.y1),
        });
        let (ended, still): (Vec<Area>, Vec<Area>) = open.drain(..).partition(|block| block.y1 < run.y0);
        done.extend(ended);
        open = still;
        open.push(all);
    }
    done.extend(open);
    done
}

fn touches(block: &Area, run: &Area) -> bool {
    block.y1 >= run.y0 && block.x0 <= run.x1 && run.x0 <= block.x1
}
