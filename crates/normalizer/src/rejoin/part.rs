//! What a page shows of a sheet: its runs of text, seen and unseen, the box of what belongs to the
//! sheet, and an index of its glyphs by character and place. Page coordinates, points.

use std::cell::OnceCell;
use std::ops::Range;

use biaodan_model::{Axis, BBox, Glyph, Page, Ruling, Visibility};

/// How far the same glyph may stand from where it is expected, in points: producers round to tenths.
pub(super) const SAME_PLACE: f32 = 0.8;

/// A page with fewer ruling lines than this is not framed by them.
const FRAME: usize = 4;

/// A page seen as a possible part of a sheet.
pub(super) struct Part<'a> {
    pub(super) page: &'a Page,
    /// Runs of glyphs in drawing order; only of pages that may be parts.
    pub(super) runs: Vec<Run>,
    /// What belongs to the sheet, without page numbers and headers.
    pub(super) body: BBox,
    /// How many glyphs the clip or the page's edge hides.
    pub(super) hidden: usize,
    spots: OnceCell<Vec<Spot>>,
}

/// Glyphs drawn one after the other on one line.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// Which glyphs of the drawing.
    pub(super) glyphs: Range<usize>,
    /// How many of them are seen.
    pub(super) seen: u32,
    /// How many the clip or the page's edge hides.
    pub(super) unseen: u32,
}

impl Run {
    /// True where some of its glyphs are seen and others are not.
    pub(super) fn is_cut(&self) -> bool {
        self.seen > 0 && self.unseen > 0
    }
}

/// A character and where its pen starts.
#[derive(Debug, Clone, Copy)]
struct Spot {
    ch: char,
    x: f32,
    y: f32,
    seen: bool,
}

/// What stands at a place of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    Unseen,
    Seen,
}

impl<'a> Part<'a> {
    pub(super) fn of(page: &'a Page) -> Part<'a> {
        let hidden = page.drawing.glyphs.iter().filter(|g| is_unseen(g)).count();
        let body = body(page, &[]);
        Part { page, runs: Vec::new(), body, hidden, spots: OnceCell::new() }
    }

    /// True where ruling lines frame what the page shows.
    pub(super) fn is_framed(&self) -> bool {
        self.page.drawing.rulings.len() >= FRAME
    }

    /// Finds the runs of text, and with them the body; left out where no page hides any text.
    pub(super) fn look_closer(&mut self) {
        self.runs = runs(&self.page.drawing.glyphs);
        self.body = body(self.page, &self.runs);
    }

    pub(super) fn glyphs(&self, run: &Run) -> &'a [Glyph] {
        self.page.drawing.glyphs.get(run.glyphs.clone()).unwrap_or_default()
    }

    /// Whether this character is drawn at this place.
    pub(super) fn find(&self, ch: char, x: f32, y: f32) -> Found {
        let spots = self.spots.get_or_init(|| spots(&self.page.drawing.glyphs));
        let from = spots.partition_point(|s| (s.ch, s.x) < (ch, x - SAME_PLACE));
        let near = spots.iter().skip(from).take_while(|s| s.ch == ch && s.x <= x + SAME_PLACE);
        let mut found = Found::Nothing;
        for spot in near.filter(|s| (s.y - y).abs() <= SAME_PLACE) {
            match spot.seen {
                true => return Found::Seen,
                false => found = Found::Unseen,
            }
        }
        found
    }

    /// Ruling lines of this direction.
    pub(super) fn rulings(&self, axis: Axis) -> impl Iterator<Item = &'a Ruling> {
        self.page.drawing.rulings.iter().filter(move |r| r.axis == axis)
    }
}

/// True for what the clip or the page's edge hides; text without ink and switched-off layers are no
/// evidence of a cut.
pub(super) fn is_unseen(glyph: &Glyph) -> bool {
    matches!(glyph.visibility, Visibility::Clipped | Visibility::OffPage)
}

pub(super) fn is_seen(glyph: &Glyph) -> bool {
    glyph.visibility == Visibility::Visible
}

fn spots(glyphs: &[Glyph]) -> Vec<Spot> {
    let drawn = glyphs.iter().filter(|g| (is_seen(g) || is_unseen(g)) && g.bbox.x0.is_finite() && g.baseline.is_finite());
    let mut spots: Vec<Spot> = drawn.map(|g| Spot { ch: g.ch, x: g.bbox.x0, y: g.baseline, seen: is_seen(g) }).collect();
    spots.sort_unstable_by(|a, b| a.ch.cmp(&b.ch).then(a.x.total_cmp(&b.x)).then(a.y.total_cmp(&b.y)));
    spots
}

fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for (i, glyph) in glyphs.iter().enumerate() {
        let goes_on = last.is_some_and(|l| follows(l, glyph));
        last = Some(glyph);
        let (seen, unseen) = (u32::from(is_seen(glyph)), u32::from(is_unseen(glyph)));
        match runs.last_mut().filter(|_| goes_on) {
            Some(run) => {
                run.glyphs.end = i + 1;
                run.seen += seen;
                run.unseen += unseen;
            }
            None => runs.push(Run { glyphs: i..i + 1, seen, unseen }),
        }
    }
    runs
}

/// True where `next` goes on with the line of `last`.
fn follows(last: &Glyph, next: &Glyph) -> bool {
    let em = last.size.max(1.0);
    let gap = next.bbox.x0 - last.bbox.x1;
    last.turn == next.turn
        && (last.size - next.size).abs() < 0.1 * em
        && (last.baseline - next.baseline).abs() < 0.15 * em
        && (-0.6 * em..1.5 * em).contains(&gap)
}

/// The box of what belongs to the sheet: ruling lines and the texts that a border cuts, or without
/// lines all text that is not a page's header or footer.
fn body(page: &Page, runs: &[Run]) -> BBox {
    let sheet = BBox { x0: 0.0, y0: 0.0, x1: page.width.unwrap_or(0.0) as f32, y1: page.height.unwrap_or(0.0) as f32 };
    let lines = page.drawing.rulings.iter().map(|r| match r.axis {
        Axis::Horizontal => BBox { x0: r.from, y0: r.at, x1: r.to, y1: r.at },
        Axis::Vertical => BBox { x0: r.at, y0: r.from, x1: r.at, y1: r.to },
    });
    let framed = page.drawing.rulings.len() >= FRAME;
    let of_run = |run: &Run| {
        let glyphs = page.drawing.glyphs.get(run.glyphs.clone()).unwrap_or_default();
        glyphs
            .iter()
            .filter(|g| is_seen(g))
            .fold(BBox::EMPTY, |b, g| b.union(&BBox::of((middle(g), middle(g)), (g.bbox.y0, g.bbox.y1))))
    };
    let texts = runs.iter().filter(|r| r.seen > 0 && (!framed || r.is_cut())).map(|r| (of_run(r), r.seen));
    let texts = texts.filter(|(b, seen)| framed || !is_furniture(b, *seen, &sheet)).map(|(b, _)| b);
    lines.chain(texts).fold(BBox::EMPTY, |all, b| all.union(&b)).intersection(&sheet)
}

/// True for a short text in the outer tenth of the page's height.
fn is_furniture(text: &BBox, glyphs: u32, page: &BBox) -> bool {
    let margin = 0.08 * page.height();
    glyphs <= 24 && (text.y1 < page.y0 + margin || text.y0 > page.y1 - margin)
}

fn middle(glyph: &Glyph) -> f32 {
    glyph.bbox.center().0
}
