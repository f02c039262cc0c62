//! What a page shows at the left and the right border of its tables, kept to be held against other pages: a sheet that was cut
//! goes on there.

use biaodan_model::{Axis, BBox, Ruling};
use image::GrayImage;

use crate::scan::prepare::{POINTS_PER_INCH, Prepared};

/// Rules that reach a border at least.
const LEAST_RULES: usize = 4;

/// How far from the border a rule may end, in points.
const REACH: f32 = 2.5;

/// How wide the strip at a border is, in points: some ten characters.
const STRIP: f32 = 110.0;

/// Both borders; none where the page has no table.
#[derive(Debug, Clone, Default)]
pub(super) struct Borders {
    pub(super) left: Option<Border>,
    pub(super) right: Option<Border>,
}

/// A border of a page's tables.
#[derive(Debug, Clone)]
pub(super) struct Border {
    /// Its x in points.
    pub(super) at: f32,
    /// Heights of the rules that reach it, sorted, in points.
    pub(super) rules: Vec<f32>,
    /// The page's text beside it, without rules.
    pub(super) strip: GrayImage,
    /// x of the strip's left side, in points.
    pub(super) from: f32,
    /// Pixels of a point.
    pub(super) scale: f32,
}

impl Borders {
    pub(super) fn of(page: &Prepared) -> Borders {
        let horizontal: Vec<&Ruling> = page.rulings.iter().filter(|rule| rule.axis == Axis::Horizontal).collect();
        let left = horizontal.iter().map(|rule| rule.from).reduce(f32::min);
        let right = horizontal.iter().map(|rule| rule.to).reduce(f32::max);
        let border = |at: f32, is_left: bool| {
            let end = |rule: &Ruling| if is_left { rule.from } else { rule.to };
            let mut ends: Vec<f32> = horizontal.iter().map(|rule| end(rule)).filter(|end| (end - at).abs() <= REACH).collect();
            let mut rules: Vec<f32> =
                horizontal.iter().filter(|rule| (end(rule) - at).abs() <= REACH).map(|rule| rule.at).collect();
            rules.sort_by(f32::total_cmp);
            rules.dedup_by(|b, a| *b - *a < REACH);
            ends.sort_by(f32::total_cmp);
            let at = ends.get(ends.len() / 2).copied()?;
            (rules.len() >= LEAST_RULES).then(|| Border::of(page, at, rules, is_left))
        };
        Borders { left: left.and_then(|at| border(at, true)), right: right.and_then(|at| border(at, false)) }
    }
}

impl Border {
    fn of(page: &Prepared, at: f32, rules: Vec<f32>, is_left: bool) -> Border {
        let (x0, x1) = if is_left { (at, at + STRIP) } else { ((at - STRIP).max(0.0), at) };
        let strip = page.text(&BBox { x0, y0: 0.0, x1, y1: page.size.1 });
        Border { at, rules, strip, from: x0, scale: page.dpi() / POINTS_PER_INCH }
    }

    /// The column of the strip at this x in points.
    pub(super) fn column(&self, x: f32) -> u32 {
        (((x - self.from) * self.scale).round().max(0.0) as u32).min(self.strip.width())
    }
}
