//! Does a page belong where an offset puts it? Text that one page hides must stand on the page that is
//! to show it there; what the two show must not lie on each other; rules should go on across the cut.

use biaodan_model::{Axis, BBox};

use super::part::{Found, Part, is_seen, is_unseen};
use super::votes::Offset;

/// How far two parts may lie on each other, in points: the thickness of the rule that both draw, and
/// rounding.
pub(super) const TOUCH: f32 = 3.0;
/// Glyphs that one page hides and the other has, for a proof. Three is one vote.
const PROOF: usize = 3;
/// Glyphs that need no rules that go on besides.
const ALONE: usize = 6;
/// The same for pages that do not touch: those of a title that runs over three pages.
const APART: usize = 10;
/// Of so many glyphs that agree, one may be missing.
const SLACK: usize = 6;
/// Glyphs more missing than found with which the rest need not be looked at.
const HOPELESS: usize = 12;
/// How far a rule may end from the cut, in points.
const REACH: f32 = 3.0;
/// How far two rules may lie apart and be one across the cut, in points.
const LEVEL: f32 = 1.2;

/// How well two pages fit at an offset.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fit {
    pub(super) offset: Offset,
    /// Glyphs that one page hides and the other has.
    pub(super) agree: usize,
    /// Glyphs that one page hides and that should stand on the other, and do not.
    pub(super) against: usize,
    /// Rules that go on across the cut, and those that do not.
    pub(super) rules: (usize, usize),
}

impl Fit {
    /// What speaks for the fit less what speaks against it.
    pub(super) fn score(&self) -> i64 {
        let n = |v: usize| v.min(1 << 20) as i64;
        n(self.agree) - 3 * n(self.against) + 2 * n(self.rules.0) - 2 * n(self.rules.1)
    }
}

/// How well the second page fits, or none where it does not. `areas` are the parts' boxes without
/// what is printed on each page.
pub(super) fn judge(parts: &[Part<'_>], areas: &[BBox], offset: Offset) -> Option<Fit> {
    let (a, b) = (parts.get(offset.first)?, parts.get(offset.second)?);
    let (area_a, area_b) = (areas.get(offset.first)?, areas.get(offset.second)?);
    let less = match overlap((a, area_a), (b, area_b), offset.dx, offset.dy) {
        Overlap::None => *area_b,
        Overlap::Repeated(less) => less,
        Overlap::Clash => return None,
    };
    let back = Offset { dx: -offset.dx, dy: -offset.dy, ..offset };
    let (to_b, against_b) = hidden_here(a, b, &less, &back);
    let (to_a, against_a) = hidden_here(b, a, area_a, &offset);
    let (agree, against) = (to_a + to_b, against_a + against_b);
    if agree < PROOF || against * SLACK > agree {
        return None;
    }
    let across = rules_across((a, area_a), (b, &less), offset.dx, offset.dy);
    let rules = across.unwrap_or_default();
    let proven = agree >= if across.is_some() { ALONE } else { APART };
    if !proven && (rules.0 < 2 || rules.0 < rules.1) {
        return None;
    }
    Some(Fit { offset, agree, against, rules })
}

/// Glyphs that `from` hides and that would be seen within `area` of `to`: how many `to` has there, and how many not.
fn hidden_here(from: &Part<'_>, to: &Part<'_>, area: &BBox, shift: &Offset) -> (usize, usize) {
    let (mut here, mut missing) = (0, 0);
    let hidden = from.runs.iter().filter(|r| r.unseen > 0).flat_map(|r| from.glyphs(r));
    for glyph in hidden.filter(|g| is_unseen(g) && !g.ch.is_whitespace()) {
        let place = glyph.bbox.shifted(shift.dx, shift.dy);
        match to.find(glyph.ch, place.x0, glyph.baseline + shift.dy) {
            Found::Seen => here += 1,
            Found::Nothing if area.holds(place.center()) => missing += 1,
            _ => {}
        }
        if missing > HOPELESS + here {
            break;
        }
    }
    (here, missing)
}

/// Where the second of two placed boxes lies, seen from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Right,
    Left,
    Below,
    Above,
}

/// On which side of `a` box `b` begins, where they touch and lie beside each other.
pub(super) fn side(a: &BBox, b: &BBox, reach: f32) -> Option<Side> {
    let beside = |a0: f32, a1: f32, b0: f32, b1: f32| a1.min(b1) - a0.max(b0) > 0.3 * (a1 - a0).min(b1 - b0);
    let rows = beside(a.y0, a.y1, b.y0, b.y1);
    let columns = beside(a.x0, a.x1, b.x0, b.x1);
    let near = |v: f32, w: f32| (v - w).abs() <= reach;
    match (rows, columns) {
        (true, false) if near(a.x1, b.x0) => Some(Side::Right),
        (true, false) if near(b.x1, a.x0) => Some(Side::Left),
        (false, true) if near(a.y1, b.y0) => Some(Side::Below),
        (false, true) if near(b.y1, a.y0) => Some(Side::Above),
        _ => None,
    }
}

/// Rules that go on across the cut between two pages, and those that end at it. None where the pages do
/// not touch.
pub(super) fn rules_across(a: (&Part<'_>, &BBox), b: (&Part<'_>, &BBox), dx: f32, dy: f32) -> Option<(usize, usize)> {
    let side = side(a.1, &b.1.shifted(dx, dy), 2.0 * TOUCH)?;
    let (of_a, of_b) = match side {
        Side::Right => (ends_at(a.0, Axis::Horizontal, a.1.x1, 0.0), starts_at(b.0, Axis::Horizontal, b.1.x0, dy)),
        Side::Left => (starts_at(a.0, Axis::Horizontal, a.1.x0, 0.0), ends_at(b.0, Axis::Horizontal, b.1.x1, dy)),
        Side::Below => (ends_at(a.0, Axis::Vertical, a.1.y1, 0.0), starts_at(b.0, Axis::Vertical, b.1.y0, dx)),
        Side::Above => (starts_at(a.0, Axis::Vertical, a.1.y0, 0.0), ends_at(b.0, Axis::Vertical, b.1.y1, dx)),
    };
    Some(across(&of_a, &of_b))
}

/// How many of these places are in both lists, and how many in one only. Both are sorted.
pub(super) fn across(a: &[f32], b: &[f32]) -> (usize, usize) {
    let in_other = |v: &f32, other: &[f32]| {
        let from = other.partition_point(|w| *w < v - LEVEL);
        other.get(from).is_some_and(|w| *w <= v + LEVEL)
    };
    let matched = a.iter().filter(|v| in_other(v, b)).count();
    let back = b.iter().filter(|v| in_other(v, a)).count();
    (matched, a.len() - matched + b.len() - back)
}

/// Most rules at a cut that are looked at.
const RULES: usize = 400;

/// Where the rules that reach the cut from before it lie across it.
pub(super) fn ends_at(part: &Part<'_>, axis: Axis, cut: f32, shift: f32) -> Vec<f32> {
    levels(part.rulings(axis).filter(|r| r.to >= cut - REACH && r.from < cut - REACH).map(|r| r.at + shift))
}

/// Where the rules that reach the cut from behind it lie across it.
pub(super) fn starts_at(part: &Part<'_>, axis: Axis, cut: f32, shift: f32) -> Vec<f32> {
    levels(part.rulings(axis).filter(|r| r.from <= cut + REACH && r.to > cut + REACH).map(|r| r.at + shift))
}

/// Each place once, sorted.
fn levels(at: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut at: Vec<f32> = at.filter(|v| v.is_finite()).collect();
    at.sort_unstable_by(f32::total_cmp);
    at.dedup_by(|b, a| (*b - *a).abs() <= LEVEL);
    at.truncate(RULES);
    at
}

/// What two pages that would lie on each other come to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Overlap {
    /// They do not.
    None,
    /// They do, and show different things there.
    Clash,
    /// Both show what is printed on each page; the second page's area without it.
    Repeated(BBox),
}

/// Whether `b` would lie on `a`. Rows and columns that are printed on each page of a sheet (print titles)
/// stand at the same place of both pages, and are taken off the later part's area.
pub(super) fn overlap(a: (&Part<'_>, &BBox), b: (&Part<'_>, &BBox), dx: f32, dy: f32) -> Overlap {
    let placed = b.1.shifted(dx, dy);
    let common = a.1.intersection(&placed);
    if common.is_empty() || common.width() <= TOUCH || common.height() <= TOUCH {
        return Overlap::None;
    }
    let strip = common.shifted(-dx, -dy);
    let rows = dy > 0.0 && common.height() < 0.8 * placed.height() && common.width() > 0.8 * placed.width().min(a.1.width());
    let columns = dx > 0.0 && common.width() < 0.8 * placed.width() && common.height() > 0.8 * placed.height().min(a.1.height());
    match (rows, columns) {
        (true, _) if is_printed_on(a.0, b.0, &BBox { x0: b.1.x0, x1: b.1.x1, ..strip }) => {
            Overlap::Repeated(BBox { y0: strip.y1, ..*b.1 })
        }
        (_, true) if is_printed_on(a.0, b.0, &BBox { y0: b.1.y0, y1: b.1.y1, ..strip }) => {
            Overlap::Repeated(BBox { x0: strip.x1, ..*b.1 })
        }
        (false, false) if dx > 0.0 && dy > 0.0 && is_printed_on(a.0, b.0, &strip) => Overlap::Repeated(*b.1),
        _ => Overlap::Clash,
    }
}

/// True where page `a` shows at the same place what page `b` shows in this strip; it may show nothing.
fn is_printed_on(a: &Part<'_>, b: &Part<'_>, strip: &BBox) -> bool {
    let (same, other) = printed_on(a, b, strip);
    other * 10 <= same
}

/// How many of the glyphs that `b` shows in this strip `a` has at the same place, and how many not.
pub(super) fn printed_on(a: &Part<'_>, b: &Part<'_>, strip: &BBox) -> (usize, usize) {
    let shown = b.page.drawing.glyphs.iter().filter(|g| is_seen(g) && !g.ch.is_whitespace() && strip.holds(g.bbox.center()));
    let (mut same, mut other) = (0, 0);
    for glyph in shown {
        match a.find(glyph.ch, glyph.bbox.x0, glyph.baseline) {
            Found::Nothing => other += 1,
            _ => same += 1,
        }
    }
    (same, other)
}
