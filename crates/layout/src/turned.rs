//! Sheets whose text runs up or down the page, as wide tables are often printed: they are read as if
//! the page lay on its side, and what is found is turned back.

use biaodan_model::{Axis, BBox, Canvas, Glyph, Line, PlacedPage, Ruling, SheetLayout, Turn, Visibility};

/// So many of a sheet's glyphs run one way for each that does not: page numbers and headers stay upright.
const MOST: usize = 9;

/// The sheet on its side, and how its text was turned; none for upright sheets.
pub(crate) fn on_its_side(canvas: &Canvas) -> Option<(Canvas, Turn)> {
    let turn = common_turn(canvas)?;
    let pages = canvas.pages.iter().map(|page| page_on_its_side(page, turn)).collect();
    Some((Canvas { pages, doubts: canvas.doubts.clone() }, turn))
}

fn common_turn(canvas: &Canvas) -> Option<Turn> {
    let (mut all, mut left, mut right) = (0_usize, 0, 0);
    let glyphs = canvas.pages.iter().flat_map(|page| &page.drawing.glyphs);
    for glyph in glyphs.filter(|glyph| glyph.visibility == Visibility::Visible) {
        all += 1;
        left += usize::from(glyph.turn == Turn::Left);
        right += usize::from(glyph.turn == Turn::Right);
    }
    let is_common = |count: usize| count > 0 && count * (MOST + 1) >= all * MOST;
    if is_common(left) {
        return Some(Turn::Left);
    }
    is_common(right).then_some(Turn::Right)
}

fn page_on_its_side(page: &PlacedPage, turn: Turn) -> PlacedPage {
    let (dx, dy) = if turn == Turn::Left { (-page.dy, page.dx) } else { (page.dy, -page.dx) };
    let mut drawing = page.drawing.clone();
    drawing.glyphs.iter_mut().for_each(|glyph| lay(glyph, turn));
    drawing.rulings.iter_mut().for_each(|rule| lay_rule(rule, turn));
    drawing.images.iter_mut().for_each(|image| image.bbox = laid(&image.bbox, turn));
    let mut repeated = page.repeated.clone();
    repeated.iter_mut().for_each(|glyph| lay(glyph, turn));
    PlacedPage { number: page.number, dx, dy, drawing, repeated }
}

/// A box on its side: upward text is turned to the right, downward text to the left.
fn laid(bbox: &BBox, turn: Turn) -> BBox {
    match turn {
        Turn::Left => BBox { x0: -bbox.y1, y0: bbox.x0, x1: -bbox.y0, y1: bbox.x1 },
        _ => BBox { x0: bbox.y0, y0: -bbox.x1, x1: bbox.y1, y1: -bbox.x0 },
    }
}

/// The box that was laid so.
fn raised(bbox: &BBox, turn: Turn) -> BBox {
    laid(bbox, if turn == Turn::Left { Turn::Right } else { Turn::Left })
}

fn lay(glyph: &mut Glyph, turn: Turn) {
    glyph.bbox = laid(&glyph.bbox, turn);
    let along = matches!(glyph.turn, Turn::Left | Turn::Right);
    if along == (turn == Turn::Right) {
        glyph.baseline = -glyph.baseline;
    }
    glyph.turn = if turn == Turn::Left { clockwise(glyph.turn) } else { counter_clockwise(glyph.turn) };
}

fn lay_rule(rule: &mut Ruling, turn: Turn) {
    // a place keeps its sign where x becomes y, and loses it where y becomes x, or the other way round
    let turns_sign = |axis: Axis| (axis == Axis::Vertical) == (turn == Turn::Left);
    if turns_sign(rule.axis) {
        (rule.from, rule.to) = (-rule.to, -rule.from);
    } else {
        rule.at = -rule.at;
    }
    rule.axis = if rule.axis == Axis::Horizontal { Axis::Vertical } else { Axis::Horizontal };
}

fn clockwise(turn: Turn) -> Turn {
    match turn {
        Turn::Upright => Turn::Right,
        Turn::Right => Turn::Over,
        Turn::Over => Turn::Left,
        Turn::Left => Turn::Upright,
        Turn::Slanted => Turn::Slanted,
    }
}

fn counter_clockwise(turn: Turn) -> Turn {
    clockwise(clockwise(clockwise(turn)))
}

/// Turns what was found on its side back to where it stands.
pub(crate) fn back(layout: &mut SheetLayout, turn: Turn) {
    let line = |line: &mut Line| {
        (line.bbox, line.on_page) = (raised(&line.bbox, turn), raised(&line.on_page, turn));
        line.turn = if turn == Turn::Left { counter_clockwise(line.turn) } else { clockwise(line.turn) };
    };
    layout.lines.iter_mut().chain(&mut layout.repeats).for_each(line);
    for table in &mut layout.tables {
        (table.bbox, table.on_page) = (raised(&table.bbox, turn), raised(&table.on_page, turn));
        for cell in &mut table.cells {
            (cell.bbox, cell.on_page) = (raised(&cell.bbox, turn), raised(&cell.on_page, turn));
            cell.lines.iter_mut().for_each(line);
        }
    }
}
