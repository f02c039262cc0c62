//! The rows and columns of a group of placed pages, and the pages for places that are still empty: a
//! page that no text crosses, as the lower right of four often is, goes where its rules go on from
//! both neighbours.

use biaodan_model::BBox;

use super::fit::{TOUCH, rules_across};
use super::place::{Board, Place};

/// How far from the group's pages, in pages of the document, a page for an empty place is looked for.
const NEAR: u32 = 12;
/// Rules that have to go on from the neighbours.
const RULES: usize = 3;

/// Placed pages by row and column.
#[derive(Debug, Clone, Default)]
pub(super) struct Grid {
    /// The extent of each row of pages in y, from top to bottom.
    rows: Vec<(f32, f32)>,
    /// The extent of each column of pages in x, from left to right.
    columns: Vec<(f32, f32)>,
}

impl Grid {
    pub(super) fn of(boxes: &[BBox]) -> Grid {
        Grid { rows: bands(boxes.iter().map(|b| (b.y0, b.y1))), columns: bands(boxes.iter().map(|b| (b.x0, b.x1))) }
    }

    /// The row and column of a box.
    pub(super) fn cell(&self, b: &BBox) -> (usize, usize) {
        (band(&self.rows, (b.y0, b.y1)), band(&self.columns, (b.x0, b.x1)))
    }

    /// The places where no box lies, row by row.
    pub(super) fn holes(&self, boxes: &[BBox]) -> Vec<(usize, usize)> {
        let taken: Vec<(usize, usize)> = boxes.iter().map(|b| self.cell(b)).collect();
        let all = (0..self.rows.len()).flat_map(|r| (0..self.columns.len()).map(move |c| (r, c)));
        all.filter(|cell| !taken.contains(cell)).collect()
    }
}

/// Extents that lie on each other for more than half become one band.
fn bands(extents: impl Iterator<Item = (f32, f32)>) -> Vec<(f32, f32)> {
    let mut sorted: Vec<(f32, f32)> = extents.collect();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut bands: Vec<(f32, f32)> = Vec::new();
    for extent in sorted {
        match bands.iter_mut().find(|b| common(**b, extent) > 0.5) {
            Some(band) => *band = (band.0.min(extent.0), band.1.max(extent.1)),
            None => bands.push(extent),
        }
    }
    bands
}

/// Which part of the shorter of two extents lies on the other.
fn common(a: (f32, f32), b: (f32, f32)) -> f32 {
    (a.1.min(b.1) - a.0.max(b.0)) / (a.1 - a.0).min(b.1 - b.0).max(0.1)
}

fn band(bands: &[(f32, f32)], extent: (f32, f32)) -> usize {
    let best = bands.iter().enumerate().max_by(|a, b| common(*a.1, extent).total_cmp(&common(*b.1, extent)));
    best.map_or(0, |b| b.0)
}

/// Fills the empty places of all groups.
pub(super) fn fill(board: &mut Board<'_, '_>) {
    for group in 0..board.groups.len() {
        while let Some((beside, part, dx, dy)) = missing(board, group) {
            if !board.attach(beside, part, dx, dy) {
                break;
            }
        }
    }
}

/// Says of which groups a page is missing within the grid.
pub(super) fn note_holes(board: &mut Board<'_, '_>) {
    for group in 0..board.groups.len() {
        let boxes = boxes(board, group);
        let lacking = boxes.len() > 1 && !Grid::of(&boxes).holes(&boxes).is_empty();
        if let Some(group) = board.groups.get_mut(group) {
            group.lacking |= lacking;
        }
    }
}

pub(super) fn boxes(board: &Board<'_, '_>, group: usize) -> Vec<BBox> {
    board.groups.get(group).map(|g| g.places.iter().map(|p| board.placed(p)).collect()).unwrap_or_default()
}

/// A page for the first empty place that one fits in: its neighbour, the page, and its offset from the neighbour.
fn missing(board: &Board<'_, '_>, group: usize) -> Option<(usize, usize, f32, f32)> {
    let places = &board.groups.get(group)?.places;
    if places.len() < 3 {
        return None;
    }
    let boxes = boxes(board, group);
    let grid = Grid::of(&boxes);
    let candidates = candidates(board, group);
    for (row, column) in grid.holes(&boxes) {
        let in_row = places.iter().zip(&boxes).find(|(_, b)| grid.cell(b).0 == row);
        let in_column = places.iter().zip(&boxes).find(|(_, b)| grid.cell(b).1 == column);
        let (Some((beside, _)), Some((above, _))) = (in_row, in_column) else { continue };
        let ranked = candidates.iter().filter_map(|&part| {
            let place = Place { part, dx: above.dx, dy: beside.dy };
            continuity(board, places, &place).map(|score| (score, part))
        });
        let best = ranked.max_by_key(|&(score, part)| (score, std::cmp::Reverse(part)));
        if let Some((_, part)) = best {
            return Some((beside.part, part, above.dx - beside.dx, 0.0));
        }
    }
    None
}

/// Pages of other groups that stand near in the document.
fn candidates(board: &Board<'_, '_>, group: usize) -> Vec<usize> {
    let places = board.groups.get(group).map_or(&[][..], |g| &g.places);
    let first = places.iter().map(|p| p.part).min().unwrap_or(0);
    let last = places.iter().map(|p| p.part).max().unwrap_or(0);
    let (from, to) = (first.saturating_sub(NEAR as usize), (last + NEAR as usize).min(board.parts.len().saturating_sub(1)));
    let other = |part: &usize| !places.iter().any(|p| p.part == *part);
    (from..=to).filter(other).filter(|&p| board.areas.get(p).is_some_and(|a| !a.is_empty())).collect()
}

/// How many more rules go on from this place to its neighbours than end there; none where too few do.
fn continuity(board: &Board<'_, '_>, places: &[Place], at: &Place) -> Option<i64> {
    let (mut on, mut end) = (0, 0);
    let own = board.areas.get(at.part)?;
    for place in places {
        let (a, b) = (board.parts.get(place.part)?, board.parts.get(at.part)?);
        let area = board.areas.get(place.part)?;
        let across = rules_across((a, area), (b, own), at.dx - place.dx, at.dy - place.dy);
        let (matched, unmatched) = across.unwrap_or_default();
        on += matched;
        end += unmatched;
        let common = board.placed(place).intersection(&own.shifted(at.dx, at.dy));
        if !common.is_empty() && common.width() > TOUCH && common.height() > TOUCH && across.is_some() {
            return None;
        }
    }
    (on >= RULES && end * 2 <= on).then(|| on as i64 - end as i64)
}
