//! The outer edges of a sheet: a label cell that a cut leaves open there goes on on a page that is missing.

use biaodan_model::{Axis, BBox};

use super::extend::{Way, has_edges_of};
use super::part::Part;
use super::place::{Board, Group};

/// How far a rule may end from the edge, in points.
const REACH: f32 = 3.0;
/// Columns or rows narrower than this, in points, are double rules.
const NARROW: f32 = 6.0;

/// True where some cells at the lower or upper edge of the group are closed and others are open, and the
/// next or the last page of the document does not go on with them.
pub(super) fn is_open(board: &Board<'_, '_>, group: &Group) -> bool {
    let boxes: Vec<BBox> = group.places.iter().map(|p| board.placed(p)).collect();
    let (top, bottom) = boxes.iter().fold((f32::MAX, f32::MIN), |e, b| (e.0.min(b.y0), e.1.max(b.y1)));
    let last = group.places.iter().map(|p| p.part).max().unwrap_or(0);
    let first = group.places.iter().map(|p| p.part).min().unwrap_or(0);
    group.places.iter().zip(&boxes).any(|(place, b)| {
        let (Some(part), Some(area)) = (board.parts.get(place.part), board.areas.get(place.part)) else { return false };
        let goes_on = |page: Option<usize>| page.is_some_and(|p| has_edges_of(board, place.part, p, Way::Down));
        let below = || [last + 1, place.part + 1].iter().any(|&p| goes_on(Some(p).filter(|p| *p < board.parts.len())));
        let above = || goes_on(first.checked_sub(1)) || goes_on(place.part.checked_sub(1));
        (b.y1 >= bottom - REACH && is_partly_open(part, area, area.y1) && !below())
            || (b.y0 <= top + REACH && *area == part.body && is_partly_open(part, area, area.y0) && !above())
    })
}

/// True where some columns end at this height with a rule and others without.
fn is_partly_open(part: &Part<'_>, area: &BBox, edge: f32) -> bool {
    let reaching = part.rulings(Axis::Vertical).filter(|r| r.from <= edge + REACH && r.to >= edge - REACH);
    let mut x: Vec<f32> = reaching.map(|r| r.at).filter(|x| area.x0 - REACH <= *x && *x <= area.x1 + REACH).collect();
    x.sort_unstable_by(f32::total_cmp);
    let closing: Vec<(f32, f32)> =
        part.rulings(Axis::Horizontal).filter(|r| (r.at - edge).abs() <= REACH).map(|r| (r.from, r.to)).collect();
    let columns = x.iter().zip(x.iter().skip(1)).filter(|(a, b)| **b - **a > NARROW);
    let is_closed = |(a, b): (&f32, &f32)| {
        let middle = (a + b) / 2.0;
        closing.iter().any(|c| c.0 <= middle && middle <= c.1)
    };
    let (closed, open): (Vec<bool>, Vec<bool>) = columns.map(is_closed).partition(|c| *c);
    !closed.is_empty() && !open.is_empty()
}
