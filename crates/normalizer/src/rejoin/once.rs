//! Each glyph of a sheet once: on the page that shows it, on the first of several that do.

use biaodan_model::{BBox, Glyph, Page, Visibility};
use rustc_hash::FxHashMap;

use super::Plan;
use super::part::{SAME_PLACE, is_seen, is_unseen};
use super::place::Place;

/// What becomes of a glyph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    Keep,
    /// Another page of the sheet keeps it, or has its place: the title that is printed on each page, the
    /// page number at a cut.
    Repeat,
    Drop,
}

/// Glyphs by character and place in the sheet, in cells of one em at most.
#[derive(Default)]
struct Seen(FxHashMap<(char, i32, i32), Vec<Spot>>);

/// x, y and the page.
type Spot = (f32, f32, usize);

const CELL: f32 = 4.0;

impl Seen {
    /// The page that has this character here.
    fn page(&self, ch: char, x: f32, y: f32) -> Option<usize> {
        let near = |v: f32| [((v - SAME_PLACE) / CELL).floor() as i32, ((v + SAME_PLACE) / CELL).floor() as i32];
        let ([x0, x1], [y0, y1]) = (near(x), near(y));
        for cx in x0..=x1 {
            for cy in y0..=y1 {
                let here = self.0.get(&(ch, cx, cy)).into_iter().flatten();
                let same = here.into_iter().find(|p| (p.0 - x).abs() <= SAME_PLACE && (p.1 - y).abs() <= SAME_PLACE);
                if let Some(found) = same {
                    return Some(found.2);
                }
            }
        }
        None
    }

    fn note(&mut self, ch: char, x: f32, y: f32, page: usize) {
        let cell = (ch, (x / CELL).floor() as i32, (y / CELL).floor() as i32);
        self.0.entry(cell).or_default().push((x, y, page));
    }
}

/// What becomes of each glyph of each place.
pub(super) fn fates(pages: &[&Page], plan: &Plan) -> Vec<Vec<Fate>> {
    let boxes: Vec<BBox> = plan.places.iter().zip(&plan.areas).map(|(p, a)| a.shifted(p.dx, p.dy)).collect();
    let mut kept = Seen::default();
    let mut fates: Vec<Vec<Fate>> = Vec::new();
    for (i, (page, place)) in pages.iter().zip(&plan.places).enumerate() {
        fates.push(page.drawing.glyphs.iter().map(|g| shown(g, i, place, &boxes, &mut kept)).collect());
    }
    for (page, fates) in pages.iter().zip(fates.iter_mut()).skip(1) {
        repeat_headers(pages, page, plan, fates);
    }
    let mut waiting = Seen::default();
    for (i, (page, place)) in pages.iter().zip(&plan.places).enumerate() {
        for (glyph, fate) in page.drawing.glyphs.iter().zip(fates.get_mut(i).into_iter().flatten()) {
            if is_unseen(glyph) && in_the_gap(glyph, i, place, &boxes, &kept, &mut waiting) {
                *fate = Fate::Keep;
            }
        }
    }
    fates
}

/// Headers and footers: what stands at the same place of the sheet's first page, line by line.
fn repeat_headers(pages: &[&Page], page: &Page, plan: &Plan, fates: &mut [Fate]) {
    let (Some(first), Some(area)) = (pages.first(), plan.areas.first()) else { return };
    let outside = |g: &Glyph| is_seen(g) && !area.holds(g.bbox.center());
    let mut there = Seen::default();
    first.drawing.glyphs.iter().filter(|g| outside(g)).for_each(|g| there.note(g.ch, g.bbox.x0, g.baseline, 0));
    let again = |g: &Glyph| outside(g) && there.page(g.ch, g.bbox.x0, g.baseline).is_some();
    let mut from = 0;
    for line in page.drawing.glyphs.chunk_by(|a, b| (a.baseline - b.baseline).abs() < 0.5) {
        let fates = fates.iter_mut().skip(from).take(line.len());
        from += line.len();
        if line.iter().all(again) {
            fates.filter(|f| **f == Fate::Keep).for_each(|f| *f = Fate::Repeat);
        }
    }
}

/// The fate of a glyph by what can be seen.
fn shown(glyph: &Glyph, index: usize, place: &Place, boxes: &[BBox], kept: &mut Seen) -> Fate {
    if !is_seen(glyph) {
        return Fate::Drop;
    }
    let (x, y) = (glyph.bbox.x0 + place.dx, glyph.baseline + place.dy);
    let center = glyph.bbox.shifted(place.dx, place.dy).center();
    let own = boxes.get(index).is_some_and(|b| b.holds(center));
    let in_the_way = !own && boxes.iter().enumerate().any(|(i, b)| i != index && b.holds(center));
    if in_the_way || kept.page(glyph.ch, x, y).is_some_and(|p| p != index) {
        return Fate::Repeat;
    }
    kept.note(glyph.ch, x, y, index);
    Fate::Keep
}

/// True for a glyph that two pages hide in the gap between them, at its second sight.
fn in_the_gap(glyph: &Glyph, index: usize, place: &Place, boxes: &[BBox], kept: &Seen, waiting: &mut Seen) -> bool {
    let (x, y) = (glyph.bbox.x0 + place.dx, glyph.baseline + place.dy);
    let center = glyph.bbox.shifted(place.dx, place.dy).center();
    let near = |b: &BBox| {
        let em = glyph.size;
        BBox { x0: b.x0 - em, y0: b.y0 - em, x1: b.x1 + em, y1: b.y1 + em }.holds(center)
    };
    if boxes.iter().filter(|b| near(b)).count() < 2 || kept.page(glyph.ch, x, y).is_some() {
        return false;
    }
    match waiting.page(glyph.ch, x, y) {
        Some(page) if page != index => {
            waiting.note(glyph.ch, x, y, index);
            true
        }
        Some(_) => false,
        None => {
            waiting.note(glyph.ch, x, y, index);
            false
        }
    }
}

/// The glyph as the canvas has it.
pub(super) fn made_visible(glyph: &Glyph) -> Glyph {
    Glyph { visibility: Visibility::Visible, ..*glyph }
}
