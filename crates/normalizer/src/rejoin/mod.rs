//! Pages that were cut from one sheet become that sheet again.
//!
//! A spreadsheet prints a wide or tall sheet as a row, a column or a grid of pages, and draws each cell
//! that crosses a cut in full on every page it touches, clipped. What one page hides and another one
//! shows gives the offset between them; rules that go on across the cut confirm it, and place the pages
//! that no text crosses. Pages may come in any order, with others between them. All lengths in points.

mod build;
mod cut;
mod extend;
mod fit;
mod frame;
mod grid;
mod lack;
mod once;
mod part;
mod place;
mod seam;
#[cfg(test)]
mod tests;
mod votes;

use biaodan_model::{BBox, Canvas, Doubt, Page};

use part::Part;
use place::{Board, Group, Place};

/// A sheet as planned: which pages, where, and what is doubtful.
#[derive(Debug, Clone, Default)]
struct Plan {
    /// Row by row, from the left.
    places: Vec<Place>,
    /// What each place shows of the sheet, in page coordinates.
    areas: Vec<BBox>,
    doubts: Vec<Doubt>,
}

/// Puts pages that are parts of one sheet together; every other page is a sheet of its own. The sheets
/// come in the order of their lowest page numbers. What cannot be seen is left out.
#[must_use]
pub fn rejoin(pages: Vec<Page>) -> Vec<Canvas> {
    let plans = plans(&pages);
    build::canvases(pages, plans)
}

/// The sheets of more than one page, and those with doubts.
fn plans(pages: &[Page]) -> Vec<Plan> {
    let mut parts: Vec<Part<'_>> = pages.iter().map(Part::of).collect();
    if parts.iter().any(|p| p.hidden > 0) {
        parts.iter_mut().for_each(Part::look_closer);
    }
    let mut board = Board::new(&parts);
    attach_known(&mut board);
    let fits = votes::offsets(&parts).into_iter().filter_map(|o| fit::judge(&parts, &board.areas, o)).collect();
    board.join(fits);
    let likely = seam::join(&mut board);
    extend::extend(&mut board);
    grid::fill(&mut board);
    if seam::join_likely(&mut board, &likely) {
        extend::extend(&mut board);
        grid::fill(&mut board);
    }
    grid::note_holes(&mut board);
    (0..board.groups.len()).filter_map(|g| plan(&board, g)).collect()
}

/// Joins pages whose pictures say where they belong.
fn attach_known(board: &mut Board<'_, '_>) {
    for right in 0..board.parts.len() {
        let Some(beside) = board.parts.get(right).and_then(|part| part.page.beside.as_ref()) else { continue };
        if let Some(left) = board.parts.iter().position(|part| part.page.number == beside.page) {
            board.attach(left, right, beside.dx, beside.dy);
        }
    }
}

fn plan(board: &Board<'_, '_>, group: usize) -> Option<Plan> {
    let found = board.groups.get(group).filter(|g| !g.places.is_empty())?;
    let doubts = doubts(board, found);
    if found.places.len() < 2 && doubts.is_empty() {
        return None;
    }
    let boxes = grid::boxes(board, group);
    let grid = grid::Grid::of(&boxes);
    let mut order: Vec<(&Place, &BBox)> = found.places.iter().zip(&boxes).collect();
    order.sort_by_key(|(place, b)| (grid.cell(b), place.part));
    let (dx, dy) = order.first().map(|(p, _)| (p.dx, p.dy))?;
    let places: Vec<Place> = order.iter().map(|(p, _)| Place { dx: p.dx - dx, dy: p.dy - dy, ..**p }).collect();
    let areas = places.iter().map(|p| board.areas.get(p.part).copied().unwrap_or_default()).collect();
    Some(Plan { places, areas, doubts })
}

/// True where the sheet's frame is open. Pages without any sign of a cut may have any frame.
fn is_open(board: &Board<'_, '_>, group: &Group) -> bool {
    let hides = |p: &Place| board.parts.get(p.part).is_some_and(|p| p.hidden > 0);
    (group.places.len() > 1 || group.places.iter().any(hides)) && frame::is_open(board, group)
}

fn doubts(board: &Board<'_, '_>, group: &Group) -> Vec<Doubt> {
    let found = [
        (group.lacking || lack::is_lacking(board, group) || is_open(board, group), Doubt::PartMissing),
        (group.unsure, Doubt::OrderUnsure),
        (group.unproven, Doubt::Unproven),
    ];
    found.into_iter().filter(|f| f.0).map(|f| f.1).collect()
}
