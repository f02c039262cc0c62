//! Ruling lines on a bitmap: long thin runs of ink, linked to lines, joined over breaks, and believed where
//! they are long or end at lines that are.

mod anchor;
mod erase;
mod join;
mod segments;

use biaodan_model::{Axis, Ruling};

use super::raster::{Raster, quantile};
pub(super) use erase::erase;

/// The thickest rule in points; thicker ink is a bar.
const THICKEST: f32 = 3.2;

/// A line found: in pixels, along its axis and across it. Vertical lines are found on the transposed picture.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    /// Its first end along the axis.
    pub(super) from: f32,
    /// Its other end.
    pub(super) to: f32,
    /// How much of that is inked.
    pub(super) inked: f32,
    /// Ink in square pixels.
    pub(super) area: f32,
    /// What its middle line is fitted from.
    pub(super) fit: Fit,
}

/// Sums over the runs of a line, each weighted by the square of its length.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fit {
    weight: f64,
    x: f64,
    y: f64,
    xx: f64,
    xy: f64,
}

/// Lines this much steeper than the page are none of it.
const STEEPEST: f64 = 0.012;

impl Fit {
    fn add(&mut self, x: f64, y: f64, length: f64) {
        let weight = length * length;
        self.weight += weight;
        self.x += weight * x;
        self.y += weight * y;
        self.xx += weight * (x * x + length * length / 12.0);
        self.xy += weight * x * y;
    }

    fn joined(&self, other: &Fit) -> Fit {
        Fit {
            weight: self.weight + other.weight,
            x: self.x + other.x,
            y: self.y + other.y,
            xx: self.xx + other.xx,
            xy: self.xy + other.xy,
        }
    }

    /// Where the line stands across its axis at this place along it.
    fn at(&self, along: f32) -> f32 {
        let (x, y) = (self.x / self.weight, self.y / self.weight);
        let spread = self.xx / self.weight - x * x;
        let slope = (self.xy / self.weight - x * y) / spread.max(1.0);
        (y + slope.clamp(-STEEPEST, STEEPEST) * (f64::from(along) - x)) as f32
    }
}

impl Line {
    pub(super) fn length(&self) -> f32 {
        self.to - self.from
    }

    pub(super) fn at(&self, along: f32) -> f32 {
        self.fit.at(along)
    }

    pub(super) fn middle(&self) -> f32 {
        self.at((self.from + self.to) / 2.0)
    }

    pub(super) fn thickness(&self) -> f32 {
        (self.area / self.inked.max(1.0)).max(1.0)
    }
}

/// The lines of both axes, in pixels.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines {
    pub(super) horizontal: Vec<Line>,
    pub(super) vertical: Vec<Line>,
}

/// What is thin across an axis, and how dark it must be to count.
pub(super) struct Thin<'r> {
    pub(super) picture: Raster,
    /// The picture it is of.
    whole: &'r Raster,
    strong: u8,
    weak: u8,
}

impl<'r> Thin<'r> {
    /// Of the horizontal lines of a picture.
    pub(super) fn of(own: &'r Raster, pixels_per_point: f32) -> Thin<'r> {
        let picture = own.thin_in_height((THICKEST * pixels_per_point) as usize + 3);
        let noise = quantile(&picture.histogram(), 0.5);
        let strong = (u16::from(noise) * 3 + 12).clamp(30, 80) as u8;
        Thin { picture, whole: own, strong, weak: strong / 2 }
    }

    /// Share of a stretch where there is ink and none on both sides of it. Rows of text have ink on either side of
    /// their densest row.
    fn alone(&self, (from, to): (f32, f32), across: impl Fn(f32) -> f32, thickness: f32, pixels_per_point: f32) -> f32 {
        let is_inked = |x: usize, y: f32, level: u8| {
            let pixel = (y >= 0.0).then(|| self.picture.row(y as usize).get(x)).flatten();
            pixel.is_some_and(|pixel| *pixel >= level)
        };
        let sides = BESIDE.map(|points| thickness / 2.0 + 1.0 + points * pixels_per_point);
        let (first, last) = (from.max(0.0) as usize, to.max(0.0) as usize);
        let alone = (first..last).filter(|x| {
            let middle = across(*x as f32 + 0.5);
            let has_ink = [-0.8, 0.0, 0.8].iter().any(|off| is_inked(*x, middle + off, self.weak));
            has_ink && !sides.iter().any(|off| is_inked(*x, middle - off, self.strong) || is_inked(*x, middle + off, self.strong))
        });
        alone.count() as f32 / last.saturating_sub(first).max(1) as f32
    }

    /// True for a line that stands alone for most of its length. A stroke that reaches from rule to rule, as that of 水
    /// does in a low row, has the others of its character on it.
    fn is_alone(&self, line: &Line, pixels_per_point: f32) -> bool {
        if self.alone((line.from, line.to), |x| line.at(x), line.thickness(), pixels_per_point) < ALONE {
            return false;
        }
        line.length() >= SHORT * pixels_per_point || self.touched(line, pixels_per_point) <= TOUCHED
    }

    /// Share of a line, its ends left out, where ink touches it from a side.
    fn touched(&self, line: &Line, pixels_per_point: f32) -> f32 {
        let ends = END * line.length();
        let (first, last) = ((line.from + ends).max(0.0) as usize, (line.to - ends).max(0.0) as usize);
        let near = line.thickness() / 2.0 + 1.0 + TOUCHING * pixels_per_point;
        let is_inked = |x: usize, y: f32| {
            let pixel = (y >= 0.0).then(|| self.whole.row(y as usize).get(x)).flatten();
            pixel.is_some_and(|pixel| *pixel < TOUCHING_INK)
        };
        let touched = (first..last).filter(|x| {
            let middle = line.at(*x as f32 + 0.5);
            is_inked(*x, middle - near) || is_inked(*x, middle + near)
        });
        touched.count() as f32 / last.saturating_sub(first).max(1) as f32
    }
}

/// Where ink is looked for beside a line, in points from its edge.
const BESIDE: [f32; 2] = [0.5, 1.5];

/// Share of a rule's length where nothing stands beside it; text may stand close on one side.
const ALONE: f32 = 0.36;

/// What is no longer than this, in points, may be a stroke of a character, …
const SHORT: f32 = 26.0;

/// … and is no rule where more than this share of it is touched, at this distance from its edge in points, …
const TOUCHED: f32 = 0.05;
const TOUCHING: f32 = 0.5;

/// … by ink at least this dark, but for this share of it at either end, where other rules are.
const TOUCHING_INK: u8 = 150;
const END: f32 = 0.15;

/// The lines of an upright page. `across` is what is thin in height on the transposed page.
pub(super) fn find(own: &Thin<'_>, across: &Thin<'_>, pixels_per_point: f32) -> Lines {
    let lines = |thin: &Thin<'_>| {
        let mut lines = join::join(segments::segments(thin, pixels_per_point), thin, pixels_per_point);
        lines.retain(|line| thin.is_alone(line, pixels_per_point));
        lines
    };
    anchor::believed(lines(own), lines(across), pixels_per_point)
}

impl Lines {
    /// As rules in points, horizontal ones first, each kind from top or left.
    pub(super) fn rulings(&self, points: f32) -> Vec<Ruling> {
        let of = |lines: &[Line], axis: Axis| {
            let ruling = |line: &Line| Ruling {
                axis,
                at: line.middle() * points,
                from: line.from * points,
                to: line.to * points,
                thickness: line.thickness() * points,
            };
            let mut rulings: Vec<Ruling> = lines.iter().map(ruling).collect();
            rulings.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
            rulings
        };
        let mut out = of(&self.horizontal, Axis::Horizontal);
        out.extend(of(&self.vertical, Axis::Vertical));
        out
    }
}

/// The rules of a page of this height after it was turned clockwise by 90°.
pub(super) fn turned_right(own: &[Ruling], height: f32) -> Vec<Ruling> {
    let turn = |rule: &Ruling| match rule.axis {
        Axis::Horizontal => Ruling { axis: Axis::Vertical, at: height - rule.at, ..*rule },
        Axis::Vertical => Ruling { axis: Axis::Horizontal, from: height - rule.to, to: height - rule.from, ..*rule },
    };
    let mut turned: Vec<Ruling> = own.iter().map(turn).collect();
    turned.sort_by(|a, b| a.axis.cmp(&b.axis).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from)));
    turned
}
