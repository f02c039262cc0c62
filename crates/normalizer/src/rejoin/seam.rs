//! Pages side by side whose text was really cut at the border, as printers do it: nothing is drawn on
//! both, or one character at most. What is left of a line on one page ends where the rest begins on the
//! other, on all lines by the same offset; and rules go on across the cut.

use biaodan_model::{Axis, BBox, Glyph, Turn};

use super::extend::has_title;
use super::fit::{across, ends_at, printed_on, starts_at};
use super::part::{Part, is_seen, is_unseen};
use super::place::Board;

/// How many pages away the other half may be.
const NEAR: usize = 8;
/// The same if nothing but rules says that it is one.
const NEAR_ALONE: usize = 1;
/// How far from the border, in ems, a cut line may end: half a character is left out or juts out.
const ZONE: f32 = 0.75;
/// How far a character has to jut out over the border, in points, to be cut by it.
const OUT: f32 = 0.5;
/// How far the offset of a line may be from that of the borders, in points. The padding of two cells side
/// by side is more.
const SNUG: f32 = 1.3;
/// How far the lines' offsets may differ, in points.
const SAME: f32 = 0.7;
/// How far the two pieces of a line may be apart in height, in points.
const LEVEL: f32 = 0.8;
/// Rules that prove a cut if a single line goes on over it.
const RULES: usize = 3;
/// Rules that make a cut likely without any text.
const RULES_ALONE: usize = 5;
/// Most characters at a border that are looked at.
const ENDS: usize = 400;

/// A character at a border.
#[derive(Debug, Clone, Copy)]
struct End {
    ch: char,
    x0: f32,
    x1: f32,
    baseline: f32,
    size: f32,
    juts_out: bool,
}

/// What reaches the left or the right border of a page's table.
struct Seam {
    part: usize,
    area: BBox,
    ends: [Vec<End>; 2],
    rules: [Vec<f32>; 2],
}

/// A pair of pages, left and right, and how far apart they are.
pub(super) struct Pair {
    left: usize,
    right: usize,
    dx: f32,
    score: usize,
    proven: bool,
}

/// Joins pages side by side by their cut lines; gives back the pairs that only their rules put together.
pub(super) fn join(board: &mut Board<'_, '_>) -> Vec<Pair> {
    let seams: Vec<Seam> = (0..board.parts.len()).filter_map(|part| Seam::of(board, part)).collect();
    let mut pairs: Vec<Pair> = Vec::new();
    for (i, left) in seams.iter().enumerate() {
        let near = seams.iter().skip(i.saturating_sub(NEAR)).take(2 * NEAR + 1);
        pairs.extend(near.filter(|right| right.part != left.part).filter_map(|right| judge(board, left, right)));
    }
    pairs.sort_by_key(|p| (std::cmp::Reverse(p.score), p.left.abs_diff(p.right), p.left, p.right));
    let (proven, likely): (Vec<Pair>, Vec<Pair>) = pairs.into_iter().partition(|p| p.proven);
    for pair in proven {
        board.attach(pair.left, pair.right, pair.dx, 0.0);
    }
    likely
}

/// Joins pages of which nothing but rules says that they belong together; true where there are any.
pub(super) fn join_likely(board: &mut Board<'_, '_>, likely: &[Pair]) -> bool {
    let mut joined = false;
    for pair in likely {
        let apart = board.place(pair.left).map(|p| p.0) != board.place(pair.right).map(|p| p.0);
        if apart && board.attach(pair.left, pair.right, pair.dx, 0.0) {
            board.doubt(pair.left);
            joined = true;
        }
    }
    joined
}

impl Seam {
    /// None for a page without a table.
    fn of(board: &Board<'_, '_>, part: usize) -> Option<Seam> {
        let (page, area) = (board.parts.get(part)?, *board.areas.get(part)?);
        if area.is_empty() || !page.is_framed() {
            return None;
        }
        let rules = [starts_at(page, Axis::Horizontal, area.x0, 0.0), ends_at(page, Axis::Horizontal, area.x1, 0.0)];
        let glyphs = &page.page.drawing.glyphs;
        let ends = [ends(glyphs, area.x0, false), ends(glyphs, area.x1, true)];
        Some(Seam { part, area, ends, rules })
    }
}

/// Characters at the left or the right border.
fn ends(glyphs: &[Glyph], border: f32, right: bool) -> Vec<End> {
    let edge = |g: &Glyph| if right { g.bbox.x1 } else { g.bbox.x0 };
    let near = |g: &&Glyph| {
        (edge(g) - border).abs() <= ZONE * g.size
            && g.turn == Turn::Upright
            && (is_seen(g) || is_unseen(g))
            && !g.ch.is_whitespace()
    };
    let end = |g: &Glyph| End {
        ch: g.ch,
        x0: g.bbox.x0,
        x1: g.bbox.x1,
        baseline: g.baseline,
        size: g.size,
        juts_out: g.bbox.x0 < border - OUT && g.bbox.x1 > border + OUT,
    };
    glyphs.iter().filter(near).take(ENDS).map(end).collect()
}

/// Whether two pages lie side by side.
fn judge(board: &Board<'_, '_>, left: &Seam, right: &Seam) -> Option<Pair> {
    let ([_, rules_a], [rules_b, _]) = (&left.rules, &right.rules);
    let (on, end) = across(rules_a, rules_b);
    let touch = left.area.x1 - right.area.x0;
    let (lines, offset, juts_out) = lines(&left.ends[1], &right.ends[0], touch);
    let by_text = juts_out && (lines >= 2 || (lines == 1 && on >= RULES)) && end * 2 <= on;
    let pair = |dx, proven| Pair { left: left.part, right: right.part, dx, score: 4 * lines + on, proven };
    if by_text {
        return Some(pair(offset, true));
    }
    let alone = on >= RULES_ALONE && end * 10 <= on && right.part > left.part && right.part - left.part <= NEAR_ALONE;
    (alone && is_likely(board, left, right)).then(|| pair(touch, false))
}

/// How many lines go on from one page to the other by the same offset, that offset, and whether one of
/// them is cut within a character.
fn lines(left: &[End], right: &[End], touch: f32) -> (usize, f32, bool) {
    let mut offsets: Vec<(f32, bool)> = Vec::new();
    for a in left {
        let level = |b: &&End| (a.baseline - b.baseline).abs() <= LEVEL && (a.size - b.size).abs() <= 0.1 * a.size;
        for b in right.iter().filter(level) {
            let on = (a.x1 - b.x0, a.juts_out || b.juts_out);
            let same = (a.x0 - b.x0, a.ch == b.ch && (a.juts_out || b.juts_out));
            offsets.extend([on, same].iter().filter(|o| (o.0 - touch).abs() <= SNUG && (o.1 || *o == &on)));
        }
    }
    offsets.sort_by(|a, b| a.0.total_cmp(&b.0));
    let groups = offsets.iter().enumerate().map(|(i, first)| {
        let near: Vec<&(f32, bool)> = offsets.iter().skip(i).take_while(|o| o.0 - first.0 <= SAME).collect();
        let mean = near.iter().map(|o| o.0).sum::<f32>() / near.len().max(1) as f32;
        (near.len(), mean, near.iter().any(|o| o.1))
    });
    groups.max_by_key(|g| (g.2, g.0)).unwrap_or((0, touch, false))
}

/// True where two pages that agree in their rules may be halves: as high as each other, with other columns and other
/// texts, and no title over the right one. Pages of one form agree in their columns, too.
fn is_likely(board: &Board<'_, '_>, left: &Seam, right: &Seam) -> bool {
    let (Some(a), Some(b)) = (board.parts.get(left.part), board.parts.get(right.part)) else { return false };
    let near = |v: f32, w: f32| (v - w).abs() <= 2.0;
    let first_rule = right.rules[0].first().copied().unwrap_or(right.area.y0);
    let above = BBox { y1: first_rule, x0: f32::NEG_INFINITY, x1: f32::INFINITY, y0: f32::NEG_INFINITY };
    // Two statements of one body have the same rows under titles that differ in a word.
    let (_, other_title) = printed_on(a, b, &above);
    near(left.area.y0, right.area.y0)
        && near(left.area.y1, right.area.y1)
        && other_title == 0
        && !same_texts(a, b)
        && !has_title(b, &above)
        && !same_columns(a, b)
}

/// True where much of what a page says stands on the other one, too, as with two statements by the same items.
fn same_texts(a: &Part<'_>, b: &Part<'_>) -> bool {
    let triples = |p: &Part<'_>| {
        let glyphs: Vec<char> = p.page.drawing.glyphs.iter().filter(|g| is_seen(g)).map(|g| g.ch).collect();
        let mut triples: Vec<[char; 3]> = glyphs.windows(3).filter_map(|w| w.try_into().ok()).collect();
        triples.retain(|t: &[char; 3]| t.iter().all(|c| c.is_alphabetic()));
        triples.sort_unstable();
        triples.dedup();
        triples
    };
    let (x, y) = (triples(a), triples(b));
    let same = y.iter().filter(|t| x.binary_search(t).is_ok()).count();
    same * 3 > x.len().min(y.len())
}

/// True where most columns of two pages begin at the same x.
fn same_columns(a: &Part<'_>, b: &Part<'_>) -> bool {
    let columns = |p: &Part<'_>| {
        let mut x: Vec<f32> = p.rulings(Axis::Vertical).map(|r| r.at).filter(|x| x.is_finite()).collect();
        x.sort_unstable_by(f32::total_cmp);
        x.dedup_by(|b, a| (*b - *a).abs() <= 2.0);
        x
    };
    let (x, y) = (columns(a), columns(b));
    let (same, _) = across(&x, &y);
    same * 5 > x.len().min(y.len()) * 3
}

/// Heights, on the left page, of the lines that go on from one placed page to the other.
pub(super) fn crossing(left: (&[Glyph], f32), right: (&[Glyph], f32), dx: f32, dy: f32) -> Vec<f32> {
    let (a, b) = (ends(left.0, left.1, true), ends(right.0, right.1, false));
    let on = |a: &End| {
        b.iter().any(|b| {
            let level = (a.baseline - b.baseline - dy).abs() <= LEVEL && (a.size - b.size).abs() <= 0.1 * a.size;
            let same = a.ch == b.ch && (a.x0 - b.x0 - dx).abs() <= SAME;
            level && (a.juts_out || b.juts_out) && (same || (a.x1 - b.x0 - dx).abs() <= SAME)
        })
    };
    a.iter().filter(|a| on(a)).map(|a| a.baseline - 0.35 * a.size).collect()
}
