//! Lines that were cut with their sheet: both halves are put together as pictures and read as one.
//!
//! The rules that reach the border of two pages say whether one goes on from the other, and by how much they are
//! shifted against each other; the lines that run on over the border prove it.

use biaodan_model::{BBox, Beside, Glyph, Rereading};
use image::{GrayImage, Luma, imageops};

use super::border::Border;
use super::page::{ReadLine, ReadPage};
use super::{PixelBox, Read};
use crate::scan::LineCrop;
use crate::scan::recognise::RecogniseError;

/// How many pages away the other half may be.
const NEAR: usize = 8;

/// By how much two scanned pages may be shifted against each other, in points.
const MOST_SHIFT: f32 = 40.0;

/// How far two rules may be apart to be one, in points.
const LEVEL: f32 = 1.5;

/// Rules that go on over a border, at least.
const LEAST_RULES: usize = 5;

/// How far from the border the text of a line may end, and both halves together, in points. The padding of cells is
/// more.
const AT_BORDER: f32 = 2.4;
const AT_BORDERS: f32 = 3.4;

/// What is read again on either side of the border, in ems.
const LEAST_AGAIN: f32 = 3.0;
const MOST_AGAIN: f32 = 8.0;

/// Space above and below the ink of a line, in ems.
const MARGIN: f32 = 0.12;

/// Paper is at least this light.
const PAPER: u8 = 190;

/// Two pages that were cut from one sheet.
struct Pair {
    left: usize,
    right: usize,
    /// Added to a y of the right page to get that of the left one.
    dy: f32,
    /// Lines that run on, by number on either page.
    lines: Vec<(usize, usize)>,
}

impl Read<'_> {
    /// Finds pages that were cut from one sheet side by side, and reads what the cut runs through once more. Pages come with
    /// their numbers; given are the right pages and where they belong.
    ///
    /// # Errors
    /// [`RecogniseError`] where the recogniser failed.
    pub fn mend(&self, pages: &mut [(u32, ReadPage)]) -> Result<Vec<(u32, Beside)>, RecogniseError> {
        let mut out = Vec::new();
        for pair in pairs(pages) {
            let Some(((number, left), right)) = both(pages, pair.left, pair.right) else { continue };
            let (Some(border), Some(other)) = (left.borders.right.clone(), right.1.borders.left.clone()) else { continue };
            let cut = Cut { border: &border, other: &other, dy: pair.dy };
            let mut heights = Vec::new();
            for &(a, b) in &pair.lines {
                let (Some(own), Some(rest)) = (left.lines.get_mut(a), right.1.lines.get_mut(b)) else { continue };
                heights.push(own.bbox.center().1);
                self.read_over(&cut, left.em, own, rest)?;
            }
            let dx = border.at - other.at;
            out.push((right.0, Beside { page: *number, dx, dy: pair.dy, lines: heights }));
        }
        Ok(out)
    }

    /// Reads what lies on either side of the cut as one picture, and gives each page its part.
    fn read_over(&self, cut: &Cut<'_>, em: f32, own: &mut ReadLine, rest: &mut ReadLine) -> Result<(), RecogniseError> {
        let crop = cut.picture(own, rest, em);
        let dpi = cut.border.scale * super::prepare::POINTS_PER_INCH;
        let Some(read) = self.lines_of(std::slice::from_ref(&crop), em, dpi)?.into_iter().next() else { return Ok(()) };
        let (before, after): (Vec<Glyph>, Vec<Glyph>) =
            read.glyphs.into_iter().partition(|glyph| glyph.bbox.center().0 <= cut.border.at);
        own.glyphs.retain(|glyph| glyph.bbox.center().0 < crop.bbox.x0);
        own.glyphs.extend(before);
        let end = cut.back(&crop.bbox).x1;
        let kept = rest.glyphs.iter().filter(|glyph| glyph.bbox.center().0 > end).copied();
        let dy = rest.bbox.y1 - own.bbox.y1;
        let moved = after.into_iter().map(|glyph| Glyph { bbox: cut.back(&glyph.bbox), baseline: glyph.baseline + dy, ..glyph });
        rest.glyphs = moved.chain(kept).collect();
        let back = |own: Rereading| Rereading { bbox: cut.back(&own.bbox), ..own };
        rest.rereading = read.rereading.clone().map(back).or(rest.rereading.take());
        own.rereading = read.rereading.or(own.rereading.take());
        Ok(())
    }
}

/// A cut between two pages.
struct Cut<'c> {
    border: &'c Border,
    other: &'c Border,
    dy: f32,
}

impl Cut<'_> {
    /// A box on the left page as it lies on the right one.
    fn back(&self, bbox: &BBox) -> BBox {
        bbox.shifted(self.other.at - self.border.at, -self.dy)
    }

    /// The end of one line and the beginning of the other as one picture, in places of the left page.
    fn picture(&self, own: &ReadLine, rest: &ReadLine, em: f32) -> LineCrop {
        let beyond = rest.bbox.shifted(self.border.at - self.other.at, self.dy);
        let margin = MARGIN * em;
        let (y0, y1) = (own.bbox.y0.min(beyond.y0) - margin, own.bbox.y1.max(beyond.y1) + margin);
        let left = rows(self.border, y0, y1);
        let right = rows(self.other, y0 - self.dy, y1 - self.dy);
        let right = to_height(&right, left.height());
        let start = own.bbox.x0.max(self.border.from);
        let from = quiet(&left, self.border.column(start), left.width(), em * self.border.scale, true);
        let until = self.other.column(rest.bbox.x1);
        let to = quiet(&right, 0, until.min(right.width()), em * self.other.scale, false);
        let (width, height) = (left.width() - from + to, left.height());
        let mut image = GrayImage::from_pixel(width.max(1), height.max(1), Luma([u8::MAX]));
        imageops::overlay(&mut image, &left, -i64::from(from), 0);
        imageops::overlay(
            &mut image,
            &imageops::crop_imm(&right, 0, 0, to, height).to_image(),
            i64::from(left.width() - from),
            0,
        );
        let scale = self.border.scale;
        let x0 = self.border.from + from as f32 / scale;
        let bbox = BBox { x0, y0: y0 + margin, x1: x0 + width as f32 / scale, y1: y1 - margin };
        let pixels = PixelBox {
            x0: (x0 * scale).round() as u32,
            x1: (bbox.x1 * scale) as u32,
            y0: (y0.max(0.0) * scale) as u32,
            y1: (y1 * scale) as u32,
        };
        LineCrop { cell: None, bbox, pixels, image }
    }
}

/// The rows of a strip between two heights in points.
fn rows(border: &Border, y0: f32, y1: f32) -> GrayImage {
    let row = |y: f32| ((y * border.scale).round().max(0.0) as u32).min(border.strip.height());
    let (top, bottom) = (row(y0), row(y1));
    imageops::crop_imm(&border.strip, 0, top, border.strip.width(), bottom.saturating_sub(top)).to_image()
}

/// The picture at this height, where pages were scanned at other resolutions or rounded to another row.
fn to_height(picture: &GrayImage, height: u32) -> GrayImage {
    let own = picture.height();
    if own == height || own == 0 || own.abs_diff(height) <= 1 {
        return picture.clone();
    }
    let width = (f64::from(picture.width()) * f64::from(height) / f64::from(own)).round() as u32;
    imageops::resize(picture, width.max(1), height.max(1), imageops::FilterType::Triangle)
}

/// A column without ink at which what is read again begins, or ends: near the border, but some characters away. The end of
/// the text where there is none.
fn quiet(picture: &GrayImage, from: u32, to: u32, em: f32, is_left: bool) -> u32 {
    let is_paper = |x: &u32| (0..picture.height()).all(|y| picture.get_pixel_checked(*x, y).is_none_or(|p| p.0[0] >= PAPER));
    let (near, far) = ((LEAST_AGAIN * em) as u32, (MOST_AGAIN * em) as u32);
    if is_left {
        let range = to.saturating_sub(far).max(from)..to.saturating_sub(near);
        range.rev().find(is_paper).unwrap_or(from)
    } else {
        (from + near..(from + far).min(to)).find(is_paper).unwrap_or(to)
    }
}

/// Pages that go on from one another, each page taken once on either side.
fn pairs(pages: &[(u32, ReadPage)]) -> Vec<Pair> {
    let mut found: Vec<Pair> = Vec::new();
    for left in 0..pages.len() {
        let near = left.saturating_sub(NEAR)..(left + NEAR + 1).min(pages.len());
        found.extend(near.filter(|right| *right != left).filter_map(|right| pair(pages, left, right)));
    }
    found.sort_by_key(|pair| (std::cmp::Reverse(pair.lines.len()), pair.left.abs_diff(pair.right), pair.left, pair.right));
    let mut out: Vec<Pair> = Vec::new();
    for pair in found {
        if !out.iter().any(|taken| taken.left == pair.left || taken.right == pair.right) {
            out.push(pair);
        }
    }
    out
}

fn pair(pages: &[(u32, ReadPage)], left: usize, right: usize) -> Option<Pair> {
    let ((_, a), (_, b)) = (pages.get(left)?, pages.get(right)?);
    let (border, other) = (a.borders.right.as_ref()?, b.borders.left.as_ref()?);
    let dy = shift(&border.rules, &other.rules)?;
    let mut lines = Vec::new();
    for (i, own) in a.lines.iter().enumerate().filter(|(_, line)| (border.at - line.bbox.x1).abs() <= AT_BORDER) {
        let room = AT_BORDERS - (border.at - own.bbox.x1).max(0.0);
        let goes_on = |line: &ReadLine| {
            let off = (line.bbox.x0 - other.at).max(0.0);
            let near = off <= AT_BORDER && off <= room && (line.bbox.x0 - other.at) > -AT_BORDER;
            let overlap = (own.bbox.y1.min(line.bbox.y1 + dy) - own.bbox.y0.max(line.bbox.y0 + dy)).max(0.0);
            near && overlap > 0.5 * own.bbox.height().min(line.bbox.height())
        };
        lines.extend(b.lines.iter().position(goes_on).map(|j| (i, j)));
    }
    (!lines.is_empty()).then_some(Pair { left, right, dy, lines })
}

/// By how much the rules of one page have to be moved to meet those of the other; none where too few do.
fn shift(left: &[f32], right: &[f32]) -> Option<f32> {
    let mut shifts: Vec<f32> = left.iter().flat_map(|a| right.iter().map(move |b| a - b)).collect();
    shifts.retain(|shift| shift.abs() <= MOST_SHIFT);
    shifts.sort_by(f32::total_cmp);
    let groups = shifts.iter().enumerate().map(|(at, first)| {
        let near: Vec<f32> = shifts.iter().skip(at).take_while(|shift| *shift - first <= LEVEL).copied().collect();
        (near.len(), near.iter().sum::<f32>() / near.len().max(1) as f32)
    });
    let (count, shift) = groups.max_by(|a, b| a.0.cmp(&b.0).then(b.1.abs().total_cmp(&a.1.abs())))?;
    let enough = count >= LEAST_RULES && count * 10 >= left.len().min(right.len()) * 7;
    enough.then_some(shift)
}

/// A page and another one, to be changed.
#[allow(clippy::type_complexity)]
fn both(pages: &mut [(u32, ReadPage)], one: usize, two: usize) -> Option<((&u32, &mut ReadPage), &mut (u32, ReadPage))> {
    let (low, high) = (one.min(two), one.max(two));
    let (before, after) = pages.split_at_mut_checked(high)?;
    let (first, second) = (before.get_mut(low)?, after.first_mut()?);
    let (own, other) = if one < two { (first, second) } else { (second, first) };
    Some(((&own.0, &mut own.1), other))
}
