//! The cuts of a sheet: where one page's area ends and the next one's begins, and where a border at a cut
//! is a cell's own or only the edge of the paper.

use biaodan_model::{Axis, BBox, Page, Ruling};

use super::Plan;
use super::fit::{Side, TOUCH, side};
use super::part::is_unseen;
use super::place::Place;
use super::seam;

/// How far a rule may end from the cut and be taken to reach it, in points.
const REACH: f32 = 4.0;
/// Thickness of the zone around a cut in which a border is the cut's, in points.
const ON_CUT: f32 = 2.0;

/// A cut between two neighbours, in sheet coordinates.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    /// Vertical for pages side by side.
    pub(super) axis: Axis,
    /// x of a vertical cut, y of a horizontal one.
    pub(super) at: f32,
    /// Places in the plan: left or upper, right or lower.
    pub(super) sides: (usize, usize),
    /// The border at the cut on the later page is that of the titles printed on each page, and the page
    /// before has one of its own.
    behind_titles: bool,
    /// Where along the cut a cell goes on from one side to the other.
    pub(super) open: Vec<(f32, f32)>,
}

/// The cuts of a planned sheet.
pub(super) fn cuts(pages: &[&Page], plan: &Plan) -> Vec<Cut> {
    let boxes: Vec<BBox> = plan.places.iter().zip(&plan.areas).map(|(p, a)| a.shifted(p.dx, p.dy)).collect();
    let mut cuts = Vec::new();
    for (i, a) in boxes.iter().enumerate() {
        for (j, b) in boxes.iter().enumerate().filter(|(j, _)| *j != i) {
            let (axis, at) = match side(a, b, 2.0 * TOUCH) {
                Some(Side::Right) => (Axis::Vertical, (a.x1 + b.x0) / 2.0),
                Some(Side::Below) => (Axis::Horizontal, (a.y1 + b.y0) / 2.0),
                _ => continue,
            };
            let mut cut = Cut { axis, at, sides: (i, j), behind_titles: false, open: Vec::new() };
            cut.behind_titles = is_behind_titles(pages, plan, &cut);
            cut.open = open(pages, plan, &boxes, &cut);
            cuts.push(cut);
        }
    }
    cuts
}

fn is_behind_titles(pages: &[&Page], plan: &Plan, cut: &Cut) -> bool {
    let on_cut = |i: usize, beyond: f32| {
        let (Some(page), Some(place)) = (pages.get(i), plan.places.get(i)) else { return (false, false) };
        let rules = || page.drawing.rulings.iter().map(|r| in_sheet(r, place));
        let border = rules().any(|r| r.axis == cut.axis && (r.at - cut.at).abs() <= ON_CUT);
        (border, rules().any(|r| r.axis != cut.axis && r.from < cut.at - beyond && r.to >= cut.at - ON_CUT))
    };
    let (before, after) = (on_cut(cut.sides.0, 2.0 * REACH), on_cut(cut.sides.1, 2.0 * REACH));
    before.0 && after.0 && after.1
}

/// The stretches of a cut that a text crosses: from the rule above it to the rule below it.
fn open(pages: &[&Page], plan: &Plan, boxes: &[BBox], cut: &Cut) -> Vec<(f32, f32)> {
    let (one, two) = cut.sides;
    let rules = reaching(pages, plan, cut);
    let mut open: Vec<(f32, f32)> = Vec::new();
    for (own, other) in [(one, two), (two, one)] {
        let (Some(page), Some(place), Some(target)) = (pages.get(own), plan.places.get(own), boxes.get(other)) else { continue };
        for glyph in page.drawing.glyphs.iter().filter(|g| is_unseen(g) && !g.ch.is_whitespace()) {
            let (x, y) = glyph.bbox.shifted(place.dx, place.dy).center();
            let along = if cut.axis == Axis::Vertical { y } else { x };
            let known = open.iter().any(|o| o.0 <= along && along <= o.1);
            if !known && target.holds((x, y)) {
                open.extend(between(&rules, along));
            }
        }
    }
    let lines = if cut.axis == Axis::Vertical { lines(pages, plan, cut) } else { Vec::new() };
    open.extend(lines.iter().filter_map(|y| between(&rules, *y)));
    open
}

/// The two rules on either side of a place along the cut.
fn between(rules: &[f32], along: f32) -> Option<(f32, f32)> {
    let next = rules.partition_point(|r| *r < along);
    let before = next.checked_sub(1).and_then(|i| rules.get(i));
    before.zip(rules.get(next)).map(|(from, to)| (*from, *to))
}

/// Heights of the lines of text that go on from the left page to the right one.
fn lines(pages: &[&Page], plan: &Plan, cut: &Cut) -> Vec<f32> {
    let side = |i: usize| Some((pages.get(i)?, plan.places.get(i)?, plan.areas.get(i)?));
    let (Some((a, at, area)), Some((b, to, beside))) = (side(cut.sides.0), side(cut.sides.1)) else { return Vec::new() };
    if let Some(beside) = b.beside.as_ref().filter(|beside| beside.page == a.number) {
        return beside.lines.iter().map(|y| y + at.dy).collect();
    }
    let (left, right) = ((&a.drawing.glyphs[..], area.x1), (&b.drawing.glyphs[..], beside.x0));
    let crossing = seam::crossing(left, right, to.dx - at.dx, to.dy - at.dy);
    crossing.into_iter().map(|y| y + at.dy).collect()
}

/// Where the rules that reach the cut from either side meet it, sorted.
fn reaching(pages: &[&Page], plan: &Plan, cut: &Cut) -> Vec<f32> {
    let mut at = Vec::new();
    for i in [cut.sides.0, cut.sides.1] {
        let (Some(page), Some(place)) = (pages.get(i), plan.places.get(i)) else { continue };
        let rules = page.drawing.rulings.iter().map(|r| in_sheet(r, place)).filter(|r| r.axis != cut.axis);
        at.extend(rules.filter(|r| (r.from - cut.at).abs() <= REACH || (r.to - cut.at).abs() <= REACH).map(|r| r.at));
    }
    at.sort_unstable_by(f32::total_cmp);
    at
}

fn in_sheet(rule: &Ruling, place: &Place) -> Ruling {
    match rule.axis {
        Axis::Horizontal => Ruling { at: rule.at + place.dy, from: rule.from + place.dx, to: rule.to + place.dx, ..*rule },
        Axis::Vertical => Ruling { at: rule.at + place.dx, from: rule.from + place.dy, to: rule.to + place.dy, ..*rule },
    }
}

fn on_page(rule: &Ruling, place: &Place) -> Ruling {
    in_sheet(rule, &Place { dx: -place.dx, dy: -place.dy, ..*place })
}

/// A page's rules as the sheet has them: ended at the cuts, drawn on to them where they end just before,
/// and without the borders that a cell which goes on has at the cut.
pub(super) fn trim(rulings: &[Ruling], index: usize, place: &Place, cuts: &[Cut]) -> Vec<Ruling> {
    let mut left: Vec<Ruling> = rulings.iter().map(|r| in_sheet(r, place)).collect();
    for cut in cuts.iter().filter(|c| c.sides.0 == index || c.sides.1 == index) {
        let before = cut.sides.0 == index;
        if !before && cut.behind_titles {
            left.retain(|r| r.axis != cut.axis || (r.at - cut.at).abs() > ON_CUT);
        }
        left =
            left.iter().flat_map(|r| if r.axis == cut.axis { along(r, cut, before) } else { across(r, cut, before) }).collect();
    }
    left.iter().map(|r| on_page(r, place)).collect()
}

/// A rule that runs across the cut ends at it.
fn across(rule: &Ruling, cut: &Cut, before: bool) -> Vec<Ruling> {
    let mut rule = *rule;
    match before {
        true if rule.to > cut.at - REACH => rule.to = cut.at,
        false if rule.from < cut.at + REACH => rule.from = cut.at,
        _ => {}
    }
    if rule.from < rule.to { vec![rule] } else { Vec::new() }
}

/// A rule that runs along the cut: left out beyond it, and where a cell goes on over it.
fn along(rule: &Ruling, cut: &Cut, before: bool) -> Vec<Ruling> {
    let off = rule.at - cut.at;
    if off.abs() > ON_CUT {
        return if (off < 0.0) == before { vec![*rule] } else { Vec::new() };
    }
    let mut left = vec![*rule];
    for &(from, to) in &cut.open {
        left = left
            .iter()
            .flat_map(|r| [Ruling { to: r.to.min(from), ..*r }, Ruling { from: r.from.max(to), ..*r }])
            .filter(|r| r.from < r.to)
            .collect();
    }
    left
}
