//! Rows and columns of pages that no text ties to their sheet: a table that ends a page on a row's edge
//! leaves nothing for both pages to draw. Where a whole row of pages follows in the document's order, goes
//! on in its own rules from page to page and has the edges of the row above, it is the sheet's next row.

use biaodan_model::{Axis, BBox, Glyph};

use super::fit::{printed_on, rules_across};
use super::grid::{Grid, boxes};
use super::part::{Part, Run, is_seen};
use super::place::{Board, Place};

/// Rules that have to go on between two pages of the new row.
const RULES: usize = 3;
/// How far, in pages of the document, the next row may be.
const NEAR: usize = 6;
/// How far the edges of two pages above each other may be apart, in points.
const EDGE: f32 = 2.0;
/// How far two scanned pages may be shifted against each other, in points.
const MOST_SLIP: f32 = 40.0;
/// Part of a page that a row or column which did not fit may leave empty.
const ROOM: f32 = 0.2;
/// Part of the next page's height that a page has at least: a row that did not fit may leave some room.
const FULL: f32 = 0.4;

/// Which way a sheet grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Down,
    Right,
}

/// Adds rows and columns of pages to each group as long as there are some.
pub(super) fn extend(board: &mut Board<'_, '_>) {
    for group in 0..board.groups.len() {
        while [Way::Down, Way::Right].into_iter().any(|way| grow(board, group, way)) {}
    }
}

/// Adds one row or column; false where there is none.
fn grow(board: &mut Board<'_, '_>, group: usize, way: Way) -> bool {
    let Some(edge) = edge(board, group, way) else { return false };
    let Some(found) = next(board, group, &edge, way) else { return false };
    let mut grown = false;
    let sure = is_in_order(board, &edge, &found, way);
    for (before, next) in edge.iter().zip(found) {
        let (Some(own), Some(whole)) = (board.areas.get(before.part).copied(), board.areas.get(next.part).copied()) else {
            continue;
        };
        let slip = slip(board, before.part, next.part, way);
        board.set_area(next.part, next.area);
        let (dx, dy) = match way {
            Way::Down => (slip, own.y1 - next.area.y0),
            Way::Right => (own.x1 - next.area.x0, slip),
        };
        let joined = board.attach(before.part, next.part, dx, dy);
        if !joined {
            board.set_area(next.part, whole);
        }
        grown |= joined;
        if joined && !sure {
            board.doubt_order(before.part);
        }
    }
    grown
}

/// True where the order of the pages can be relied on: both rows are in order, and the first one is as full as a
/// page that is not the last.
fn is_in_order(board: &Board<'_, '_>, edge: &[Place], found: &[Next], way: Way) -> bool {
    let ascends = |parts: &mut dyn Iterator<Item = usize>| {
        let parts: Vec<usize> = parts.collect();
        parts.iter().zip(parts.iter().skip(1)).all(|(a, b)| a < b)
    };
    let end = |b: &BBox| if way == Way::Down { b.y1 } else { b.x1 };
    let is_full = edge.iter().zip(found).all(|(before, next)| {
        let (Some(area), Some(part)) = (board.areas.get(before.part), board.parts.get(before.part)) else { return false };
        let (width, height) = (part.page.width.unwrap_or(0.0) as f32, part.page.height.unwrap_or(0.0) as f32);
        end(area) >= end(&next.area) - ROOM * if way == Way::Down { height } else { width }
    });
    is_full && ascends(&mut edge.iter().map(|p| p.part)) && ascends(&mut found.iter().map(|n| n.part))
}

/// A page of the next row, and its area without what is printed on each page.
#[derive(Debug, Clone, Copy)]
struct Next {
    part: usize,
    area: BBox,
}

/// The last row or column of a group whose grid is full, in order; none where it has one page only.
fn edge(board: &Board<'_, '_>, group: usize, way: Way) -> Option<Vec<Place>> {
    let places = &board.groups.get(group)?.places;
    if places.len() < 2 {
        return None;
    }
    let boxes = boxes(board, group);
    let grid = Grid::of(&boxes);
    if !grid.holes(&boxes).is_empty() {
        return None;
    }
    let key = |b: &BBox| match way {
        Way::Down => grid.cell(b),
        Way::Right => (grid.cell(b).1, grid.cell(b).0),
    };
    let last = boxes.iter().map(key).map(|k| k.0).max()?;
    let mut edge: Vec<(usize, Place)> =
        places.iter().zip(&boxes).map(|(p, b)| (key(b), *p)).filter(|(k, _)| k.0 == last).map(|(k, p)| (k.1, p)).collect();
    edge.sort_by_key(|e| e.0);
    (edge.len() > 1).then(|| edge.into_iter().map(|e| e.1).collect())
}

/// The pages that come next in the document, if they are the next row or column: next after the whole
/// group, or each next after the one before it.
fn next(board: &Board<'_, '_>, group: usize, edge: &[Place], way: Way) -> Option<Vec<Next>> {
    let last = board.groups.get(group)?.places.iter().map(|p| p.part).max()?;
    let after_all = following(board, group, edge, way, |_| last);
    let after_each = following(board, group, edge, way, |p| p.part);
    [after_all, after_each].iter().find_map(|found| next_of(board, group, edge, found, way))
}

/// The first page after another one, for each of these, that has its edges; there may be pages between them.
fn following(board: &Board<'_, '_>, group: usize, edge: &[Place], way: Way, after: impl Fn(&Place) -> usize) -> Vec<usize> {
    let mut row: Vec<usize> = Vec::new();
    let is_other = |part: usize| board.place(part).is_some_and(|(g, _)| g != group);
    for before in edge {
        let mut near = after(before) + 1..=after(before) + edge.len() + NEAR;
        let first = near.find(|q| !row.contains(q) && is_other(*q) && has_edges_of(board, before.part, *q, way));
        row.extend(first);
    }
    row
}

fn next_of(board: &Board<'_, '_>, group: usize, edge: &[Place], found: &[usize], way: Way) -> Option<Vec<Next>> {
    let places = &board.groups.get(group)?.places;
    if found.len() != edge.len() {
        return None;
    }
    let mut next: Vec<(f32, Next)> = Vec::new();
    for (before, &part) in edge.iter().zip(found) {
        let is_other = board.place(part).is_some_and(|(g, _)| g != group);
        if !is_other || !has_edges_of(board, before.part, part, way) {
            return None;
        }
        let first = places.iter().filter(|p| in_line(p, before, way)).min_by(|a, b| (a.dx + a.dy).total_cmp(&(b.dx + b.dy)))?;
        let area = area_behind_titles(board, first.part, part, way)?;
        let slip = slip(board, before.part, part, way);
        next.push((slip + if way == Way::Down { before.dx } else { before.dy }, Next { part, area }));
    }
    let is_scanned = next.iter().any(|(_, n)| is_scanned(board, n.part));
    if !is_scanned {
        share_titles(&mut next, way);
    }
    let goes_on = next.iter().zip(next.iter().skip(1)).all(|((at, a), (beside, b))| {
        // scanned sheets lie on the glass a little higher or lower
        let off = if !is_scanned {
            0.0
        } else if way == Way::Down {
            a.area.y0 - b.area.y0
        } else {
            a.area.x0 - b.area.x0
        };
        let shift = if way == Way::Down { (beside - at, off) } else { (off, beside - at) };
        let (Some(x), Some(y)) = (board.parts.get(a.part), board.parts.get(b.part)) else { return false };
        let (on, end) = rules_across((x, &a.area), (y, &b.area), shift.0, shift.1).unwrap_or_default();
        on >= RULES && end * 2 <= on
    });
    goes_on.then(|| next.into_iter().map(|n| n.1).collect())
}

/// Titles are as high on each page of the row; on some pages they may have no text.
fn share_titles(next: &mut [(f32, Next)], way: Way) {
    let start = |n: &Next| if way == Way::Down { n.area.y0 } else { n.area.x0 };
    let highest = next.iter().map(|n| start(&n.1)).fold(f32::NEG_INFINITY, f32::max);
    for (_, page) in next {
        match way {
            Way::Down => page.area.y0 = highest,
            Way::Right => page.area.x0 = highest,
        }
    }
}

fn in_line(a: &Place, b: &Place, way: Way) -> bool {
    match way {
        Way::Down => (a.dx - b.dx).abs() <= EDGE,
        Way::Right => (a.dy - b.dy).abs() <= EDGE,
    }
}

/// How far two scanned pages above or beside each other are shifted, as sheets of paper are on the glass; 0 for others.
fn slip(board: &Board<'_, '_>, before: usize, part: usize, way: Way) -> f32 {
    if !is_scanned(board, before) || !is_scanned(board, part) {
        return 0.0;
    }
    let (Some(a), Some(b)) = (board.areas.get(before), board.areas.get(part)) else { return 0.0 };
    let slip = if way == Way::Down { a.x0 - b.x0 } else { a.y0 - b.y0 };
    if slip.abs() <= MOST_SLIP { slip } else { 0.0 }
}

fn is_scanned(board: &Board<'_, '_>, part: usize) -> bool {
    board.parts.get(part).is_some_and(|part| part.page.upright.is_some())
}

/// True where a page's table begins and ends where that of the page before it does.
pub(super) fn has_edges_of(board: &Board<'_, '_>, before: usize, part: usize, way: Way) -> bool {
    let (Some(a), Some(b)) = (board.areas.get(before), board.areas.get(part)) else { return false };
    let slip = slip(board, before, part, way);
    let near = |v: f32, w: f32| (v - w - slip).abs() <= EDGE;
    match way {
        // Every page but the last is full.
        Way::Down => near(a.x0, b.x0) && near(a.x1, b.x1) && a.height() >= FULL * b.height(),
        Way::Right => near(a.y0, b.y0) && near(a.y1, b.y1),
    }
}

/// A page's area without the rows or columns that the first page of the sheet has at the same place. None
/// where the page begins another sheet: it has a title of its own, or goes on like the first page.
fn area_behind_titles(board: &Board<'_, '_>, first: usize, part: usize, way: Way) -> Option<BBox> {
    let (top, own, area) = (board.parts.get(first)?, board.parts.get(part)?, board.areas.get(part)?);
    let (first_rule, ends) = breaks(own, area, way)?;
    let mut start = first_rule;
    let before = match way {
        Way::Down => BBox { y1: start, ..WHOLE },
        Way::Right => BBox { x1: start, ..WHOLE },
    };
    let (_, other) = printed_on(top, own, &before);
    if other > PAGE_NUMBER {
        return None;
    }
    let strip = |from: f32, to: f32| match way {
        Way::Down => BBox { y0: from, y1: to, ..*area },
        Way::Right => BBox { x0: from, x1: to, ..*area },
    };
    let titles = ends.iter().take_while(|end| {
        let (same, other) = printed_on(top, own, &strip(start, **end));
        let is_title = same + other == 0 || other * 10 <= same;
        start = if is_title && same > 0 { **end } else { start };
        is_title
    });
    titles.for_each(drop);
    let after = ends.iter().filter(|end| **end > start);
    if start == first_rule && has_title(own, &before) {
        return None;
    }
    // Labels that stand where those of the first page do make a form like the first one.
    let (same, other) =
        after.clone().nth(LIKE).or(after.clone().next_back()).map(|to| printed_on(top, own, &strip(start, *to)))?;
    let far = if way == Way::Down { area.y1 } else { area.x1 };
    (same * 5 <= other).then_some(strip(start, far))
}

/// Rows after the titles in which a form would show its labels.
const LIKE: usize = 4;
const WHOLE: BBox = BBox { x0: f32::NEG_INFINITY, y0: f32::NEG_INFINITY, x1: f32::INFINITY, y1: f32::INFINITY };
/// Most rows that are looked at for titles.
const TITLES: usize = 12;

/// Digits of a page number that differ between two headers.
const PAGE_NUMBER: usize = 4;
/// How much larger than most of a page's text a title is.
const LARGER: f32 = 1.15;

/// True where a text before the table is a title: larger than the others, or cut by the border.
pub(super) fn has_title(part: &Part<'_>, before: &BBox) -> bool {
    let mut sizes: Vec<f32> = part.page.drawing.glyphs.iter().filter(|g| is_seen(g)).map(|g| g.size).collect();
    sizes.sort_unstable_by(f32::total_cmp);
    let usual = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    let here = |g: &&Glyph| is_seen(g) && before.holds(g.bbox.center());
    let is_cut = |run: &Run| run.is_cut() && part.glyphs(run).iter().any(|g| here(&g));
    part.page.drawing.glyphs.iter().filter(here).any(|g| g.size > LARGER * usual) || part.runs.iter().any(is_cut)
}

/// Where a page's table begins, and where its rows or columns end, in order.
fn breaks(part: &Part<'_>, area: &BBox, way: Way) -> Option<(f32, Vec<f32>)> {
    let (axis, from) = match way {
        Way::Down => (Axis::Horizontal, area.y0),
        Way::Right => (Axis::Vertical, area.x0),
    };
    let mut at: Vec<f32> = part.rulings(axis).map(|r| r.at).filter(|v| *v > from - EDGE).collect();
    at.sort_unstable_by(f32::total_cmp);
    at.dedup_by(|b, a| (*b - *a).abs() <= EDGE);
    at.truncate(TITLES);
    let ends = at.split_off(1.min(at.len()));
    at.first().map(|start| (*start, ends))
}
