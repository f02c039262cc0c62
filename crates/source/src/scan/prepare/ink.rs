//! Colour to grey: what is printed stays dark, what is stamped becomes light.
//!
//! Ink of a seal is transparent: where it covers print, the print is as dark as elsewhere. In its own colour's
//! channel a seal is almost as light as paper, so that channel is what is looked through. Only what is as
//! large as a seal is taken for one; a red figure is a figure.

use image::RgbImage;

use super::raster::{Raster, WHITE};

/// How much a colour's channel must exceed both others for the pixel to count as of that colour.
const COLOURED: u8 = 18;

/// Side of the squares that coloured pixels are counted in.
const SQUARE: usize = 8;

/// Coloured pixels that make a square coloured.
const FULL: u16 = 6;

/// The smallest stamp in points: name seals are 18 mm wide.
const SMALLEST: f32 = 32.0;

/// The largest stamp in points: official seals are up to 58 mm wide, and two may overlap.
const LARGEST: f32 = 360.0;

/// A stamp is at most this much longer than wide.
const LONGEST: f32 = 3.6;

/// A stamp leaves paper free; filled areas are shading.
const MOST_FILLED: f32 = 0.9;

/// A grey picture without seals.
pub(super) fn grey(image: &RgbImage, points_per_pixel: f32) -> Raster {
    let (width, height) = (image.width() as usize, image.height() as usize);
    let squares = Squares { across: width.div_ceil(SQUARE).max(1), down: height.div_ceil(SQUARE) };
    let mut red = vec![0u16; squares.across * squares.down];
    let mut blue = red.clone();
    let mut pixels = vec![WHITE; width * height];
    let rows = image.as_raw().chunks_exact((width * 3).max(1)).zip(pixels.chunks_exact_mut(width.max(1)));
    for (y, (row, out)) in rows.enumerate() {
        luminance(row, out);
        count(row, squares.row(&mut red, y), |r, g, b| r.saturating_sub(g.max(b)));
        count(row, squares.row(&mut blue, y), |r, g, b| b.saturating_sub(r.max(g)));
    }
    let mut grey = Raster { width, height, pixels };
    for (counts, channel) in [(red, Channel::Red), (blue, Channel::Blue)] {
        for stamp in squares.stamps(&counts, points_per_pixel) {
            look_through(image, &mut grey, &stamp, channel);
        }
    }
    grey
}

fn luminance(row: &[u8], out: &mut [u8]) {
    for (pixel, out) in row.chunks_exact(3).zip(out) {
        if let [r, g, b] = *pixel {
            *out = ((u32::from(r) * 77 + u32::from(g) * 150 + u32::from(b) * 29) >> 8) as u8;
        }
    }
}

/// Counts coloured pixels into the squares of a row.
fn count(row: &[u8], squares: &mut [u16], excess: impl Fn(u8, u8, u8) -> u8) {
    for (run, square) in row.chunks(SQUARE * 3).zip(squares) {
        let coloured = |pixel: &[u8]| matches!(*pixel, [r, g, b] if excess(r, g, b) > COLOURED);
        *square += run.chunks_exact(3).map(|pixel| u16::from(coloured(pixel))).sum::<u16>();
    }
}

#[derive(Debug, Clone, Copy)]
enum Channel {
    Red,
    Blue,
}

/// A group of coloured squares, in squares; the far sides are not part of it.
#[derive(Debug, Clone, Copy)]
struct Group {
    x0: usize,
    y0: usize,
    x1: usize,
    y1: usize,
    members: usize,
}

struct Squares {
    across: usize,
    down: usize,
}

impl Squares {
    fn row<'c>(&self, counts: &'c mut [u16], y: usize) -> &'c mut [u16] {
        let start = y / SQUARE * self.across;
        counts.get_mut(start..start + self.across).unwrap_or_default()
    }

    /// Groups of neighbouring coloured squares that are of a stamp's size and shape.
    fn stamps(&self, counts: &[u16], points_per_pixel: f32) -> Vec<Group> {
        let mut open: Vec<bool> = counts.iter().map(|count| *count >= FULL).collect();
        let points = |squares: usize| (squares * SQUARE) as f32 * points_per_pixel;
        let mut out = Vec::new();
        for start in 0..open.len() {
            let Some(group) = self.group(&mut open, start) else { continue };
            let (width, height) = (group.x1 - group.x0, group.y1 - group.y0);
            let (long, short) = (points(width.max(height)), points(width.min(height)));
            let filled = group.members as f32 / (width * height).max(1) as f32;
            if short >= SMALLEST && long <= LARGEST && long <= LONGEST * short && filled <= MOST_FILLED {
                out.push(group);
            }
        }
        out
    }

    /// The group around an open square, which is closed with all its neighbours.
    fn group(&self, open: &mut [bool], start: usize) -> Option<Group> {
        let first = open.get_mut(start).filter(|square| **square)?;
        *first = false;
        let mut stack = vec![start];
        let mut group = Group { x0: usize::MAX, y0: usize::MAX, x1: 0, y1: 0, members: 0 };
        while let Some(at) = stack.pop() {
            let (x, y) = (at % self.across, at / self.across);
            group.members += 1;
            (group.x0, group.y0) = (group.x0.min(x), group.y0.min(y));
            (group.x1, group.y1) = (group.x1.max(x + 1), group.y1.max(y + 1));
            // the strokes of a faded seal do not touch each other: squares next but one are neighbours too
            for near_y in y.saturating_sub(2)..(y + 3).min(self.down) {
                for near_x in x.saturating_sub(2)..(x + 3).min(self.across) {
                    let near = near_y * self.across + near_x;
                    if let Some(square) = open.get_mut(near).filter(|square| **square) {
                        *square = false;
                        stack.push(near);
                    }
                }
            }
        }
        Some(group)
    }
}

/// Replaces a stamp by what its own colour's channel shows; the stronger the colour, the lighter.
fn look_through(image: &RgbImage, grey: &mut Raster, stamp: &Group, channel: Channel) {
    let width = grey.width;
    let (x0, x1) = (stamp.x0.saturating_sub(1) * SQUARE, ((stamp.x1 + 1) * SQUARE).min(width));
    for y in stamp.y0.saturating_sub(1) * SQUARE..((stamp.y1 + 1) * SQUARE).min(grey.height) {
        let from = image.as_raw().get((y * width + x0) * 3..(y * width + x1) * 3).unwrap_or_default();
        let into = grey.row_mut(y).get_mut(x0..x1).unwrap_or_default();
        for (pixel, out) in from.chunks_exact(3).zip(into) {
            let [r, g, b] = *pixel else { continue };
            let (own, others) = match channel {
                Channel::Red => (r, g.max(b)),
                Channel::Blue => (b, r.max(g)),
            };
            let excess = own.saturating_sub(others);
            if excess > COLOURED / 2 {
                *out = own.saturating_add(excess);
            }
        }
    }
}
