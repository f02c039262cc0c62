//! A picture of a page made ready for recognition: seals taken off, paper white, upright and straight, its ruling
//! lines found and erased, its text cut into lines.
//!
//! Two pages are told apart: the page *as delivered* and the *upright* page that everything here is found on.
//! Both are measured in points from the top left; [`Prepared::to_page`] leads from the second to the first.

mod background;
mod ink;
mod lines;
mod raster;
mod rules;
mod scale;
mod skew;
mod specks;
mod turn;
mod warp;

use biaodan_model::{Affine, BBox, Ruling};
use image::{GrayImage, RgbImage};

pub use lines::lines;
use raster::Raster;
use rules::{Lines, Thin};
pub(super) use scale::resolution;

/// Points of an inch.
pub(super) const POINTS_PER_INCH: f32 = 72.0;

/// Lines that slope less than this over a page's width are straight: half a pixel in a thousand.
const STRAIGHT: f32 = 0.0005;

/// How much clearer one axis must show the skew for the other one not to be asked.
const CLEARLY: f32 = 1.15;

/// How far the slopes of rows and columns may differ in a page that is merely sheared, not a photograph.
const MOST_SHEAR: f32 = 0.012;

/// A page ready for recognition.
#[derive(Debug, Clone)]
pub struct Prepared {
    /// Width and height of the upright page in points.
    pub size: (f32, f32),
    /// Quarter turns clockwise that put it upright, up to a half turn: see [`Prepared::turned_over`].
    pub quarter_turns: u8,
    /// By how many degrees the page as delivered was turned clockwise, besides quarter turns.
    pub skew: f32,
    /// The ruling lines, in points of the upright page.
    pub rulings: Vec<Ruling>,
    /// Leads from the upright page to the page as delivered.
    pub to_page: Affine,
    /// Pixels of a point.
    scale: f32,
    /// Without seals, on white, with ruling lines.
    clean: Raster,
    /// The same without ruling lines.
    text: Raster,
}

impl Prepared {
    /// The upright page, seals taken off, paper white.
    #[must_use]
    pub fn picture(&self) -> GrayImage {
        self.clean.clone().into_image()
    }

    /// A part of it, in points.
    #[must_use]
    pub fn crop(&self, part: &BBox) -> GrayImage {
        self.part_of(&self.clean, part)
    }

    /// The same without ruling lines.
    pub(in crate::scan) fn text(&self, part: &BBox) -> GrayImage {
        self.part_of(&self.text, part)
    }

    fn part_of(&self, raster: &Raster, part: &BBox) -> GrayImage {
        let [x0, y0, x1, y1] = [part.x0, part.y0, part.x1, part.y1].map(|v| (v * self.scale).max(0.0));
        raster.crop(x0.round() as usize, y0 as usize, x1.round() as usize, y1.ceil() as usize)
    }

    /// Pixels of an inch of the pictures.
    #[must_use]
    pub fn dpi(&self) -> f32 {
        self.scale * POINTS_PER_INCH
    }

    /// The page turned by 180°, for one whose text turns out to stand on its head.
    #[must_use]
    pub fn turned_over(self) -> Prepared {
        let (width, height) = self.size;
        let over = Affine { a: -1.0, b: 0.0, c: 0.0, d: -1.0, e: width, f: height };
        let turn = |ruling: &Ruling| {
            let (across, along) = match ruling.axis {
                biaodan_model::Axis::Horizontal => (height, width),
                biaodan_model::Axis::Vertical => (width, height),
            };
            Ruling { at: across - ruling.at, from: along - ruling.to, to: along - ruling.from, ..*ruling }
        };
        let mut rulings: Vec<Ruling> = self.rulings.iter().map(turn).collect();
        rulings.sort_by(|a, b| a.axis.cmp(&b.axis).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from)));
        Prepared {
            quarter_turns: (self.quarter_turns + 2) % 4,
            to_page: over.then(&self.to_page),
            clean: self.clean.turned_over(),
            text: self.text.turned_over(),
            rulings,
            ..self
        }
    }
}

/// Makes a picture ready. `dpi` is its resolution, across and down; without one, or with one that no form has, the
/// page is taken for A4.
#[must_use]
pub fn prepare(image: &RgbImage, dpi: Option<(f32, f32)>) -> Prepared {
    let dpi = scale::resolution((image.width(), image.height()), dpi);
    let mut grey = ink::grey(image, POINTS_PER_INCH / dpi.0);
    let is_bilevel = specks::is_bilevel(&grey);
    if is_bilevel {
        specks::remove(&mut grey);
    }
    let (mut clean, scale) = scale::to_working_size(grey, dpi);
    if !is_bilevel {
        background::flatten(&mut clean, scale);
    }
    let prepared = Straight::of(clean, scale).finish(scale);
    if turn::is_turned(&prepared.text, scale) { turn::turned_right(&prepared) } else { prepared }
}

/// A page whose lines run along its sides.
struct Straight {
    clean: Raster,
    text: Raster,
    lines: Lines,
    skew: f32,
    /// From its pixels to those before.
    back: Affine,
}

impl Straight {
    fn of(clean: Raster, scale: f32) -> Straight {
        let turned = clean.transposed();
        let (own, across) = (Thin::of(&clean, scale), Thin::of(&turned, scale));
        let (slope, lean) = slopes(skew::measure(&own.picture, scale), skew::measure(&across.picture, scale));
        let (clean, back, lines) = if slope.abs().max(lean.abs()) < STRAIGHT {
            let lines = rules::find(&own, &across, scale);
            (clean, Affine::IDENTITY, lines)
        } else {
            let (width, height, map) = straightening(&clean, slope, lean);
            let clean = warp::warp(&clean, width, height, &map);
            let turned = clean.transposed();
            let (own, across) = (Thin::of(&clean, scale), Thin::of(&turned, scale));
            let lines = rules::find(&own, &across, scale);
            (clean, map, lines)
        };
        let mut text = clean.clone();
        rules::erase(&mut text, &lines);
        Straight { clean, text, lines, skew: slope.atan().to_degrees(), back }
    }

    fn finish(self, scale: f32) -> Prepared {
        let points = scale.recip();
        Prepared {
            size: (self.clean.width as f32 * points, self.clean.height as f32 * points),
            quarter_turns: 0,
            skew: self.skew,
            rulings: self.lines.rulings(points),
            to_page: Affine { e: self.back.e * points, f: self.back.f * points, ..self.back },
            scale,
            clean: self.clean,
            text: self.text,
        }
    }
}

/// The slopes of rows and of columns: how far a row falls to the right, and how far a column leans to the
/// right downwards. Where only one is clear, a page is turned and not sheared.
fn slopes(rows: skew::Skew, columns: skew::Skew) -> (f32, f32) {
    let (slope, lean) = (rows.slope, columns.slope);
    if (slope + lean).abs() <= MOST_SHEAR && rows.clearness.min(columns.clearness) > 2.0 * CLEARLY {
        (slope, lean)
    } else if rows.clearness * CLEARLY >= columns.clearness {
        (slope, -slope)
    } else {
        (-lean, lean)
    }
}

/// Size of the straight picture, and where its pixels come from. No corner is lost.
fn straightening(own: &Raster, slope: f32, lean: f32) -> (usize, usize, Affine) {
    let (row, column) = ((1.0 + slope * slope).sqrt().recip(), (1.0 + lean * lean).sqrt().recip());
    let axes = Affine { a: row, b: slope * row, c: lean * column, d: column, e: 0.0, f: 0.0 };
    let (width, height) = (own.width as f32, own.height as f32);
    let determinant = axes.a * axes.d - axes.b * axes.c;
    let inverse = |(x, y): (f32, f32)| ((axes.d * x - axes.c * y) / determinant, (axes.a * y - axes.b * x) / determinant);
    let corners = [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)].map(inverse);
    let around = corners.iter().fold(BBox::EMPTY, |all, (x, y)| all.union(&BBox { x0: *x, y0: *y, x1: *x, y1: *y }));
    let (e, f) = axes.point((around.x0, around.y0));
    (around.width().ceil() as usize, around.height().ceil() as usize, Affine { e, f, ..axes })
}

#[cfg(test)]
mod tests;
