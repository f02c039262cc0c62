//! Text that a page's border cuts and that goes on on no other page of its sheet: a part is missing.

use biaodan_model::{BBox, Glyph};

use super::fit::TOUCH;
use super::part::{Found, Part, Run, is_unseen};
use super::place::{Board, Group};

/// Characters beyond the border that make a text cut; fewer may be the end of a text that is too long for its cell.
const BEYOND: usize = 3;
/// Texts cut at the border of a page that stands alone. One may be too long for its cell.
const ALONE: usize = 2;
/// Characters beyond the border with which one text is enough.
const FAR: usize = 6;

/// True where pages of this group hide text that would stand beyond all of them.
pub(super) fn is_lacking(board: &Board<'_, '_>, group: &Group) -> bool {
    let boxes: Vec<BBox> = group.places.iter().map(|p| grown(&board.placed(p))).collect();
    let mut cut = 0;
    for place in &group.places {
        let (Some(part), Some(area)) = (board.parts.get(place.part), board.areas.get(place.part)) else { continue };
        let beyond = |g: &Glyph| {
            let place_of = g.bbox.shifted(place.dx, place.dy);
            !boxes.iter().any(|b| b.holds(place_of.center())) && !shown(board, group, g.ch, place_of.x0, g.baseline + place.dy)
        };
        // Of a title column that is printed on each page the hidden text has no place in the sheet.
        let off_too = *area == part.body;
        cut += part.runs.iter().map(|r| cut_off(part, r, area, off_too, &beyond)).sum::<usize>();
    }
    cut >= if group.places.len() > 1 { 1 } else { ALONE }
}

/// How much it tells of a missing part that the page's border cuts this run, or, with `off_too`, that the run lies beyond it.
fn cut_off(part: &Part<'_>, run: &Run, area: &BBox, off_too: bool, beyond: &dyn Fn(&Glyph) -> bool) -> usize {
    if run.unseen == 0 || !(run.is_cut() || off_too) {
        return 0;
    }
    let glyphs = part.glyphs(run);
    let off = glyphs.iter().filter(|g| is_unseen(g) && !g.ch.is_whitespace() && beyond(g)).count();
    let belongs = match run.is_cut() {
        true => glyphs.iter().all(|g| is_unseen(g) || grown(area).holds(g.bbox.center())),
        false => glyphs.iter().all(|g| is_level(area, g)),
    };
    match off {
        0..BEYOND => 0,
        _ if !belongs => 0,
        BEYOND..FAR if run.is_cut() => 1,
        _ => ALONE,
    }
}

/// True for what stands above, below or beside the page's table.
fn is_level(area: &BBox, glyph: &Glyph) -> bool {
    let (x, y) = glyph.bbox.center();
    (area.x0 <= x && x <= area.x1) || (area.y0 <= y && y <= area.y1)
}

/// True where a page of the group shows this character at this place of the sheet.
fn shown(board: &Board<'_, '_>, group: &Group, ch: char, x: f32, y: f32) -> bool {
    let parts = group.places.iter().filter_map(|p| board.parts.get(p.part).map(|part| (p, part)));
    parts.into_iter().any(|(p, part)| part.find(ch, x - p.dx, y - p.dy) == Found::Seen)
}

fn grown(b: &BBox) -> BBox {
    BBox { x0: b.x0 - TOUCH, y0: b.y0 - TOUCH, x1: b.x1 + TOUCH, y1: b.y1 + TOUCH }
}
