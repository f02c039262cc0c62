//! A dash or a slash that stands alone, told by the shape of its ink.
//!
//! Forms say with them that nothing applies. The model was made for text and reads a lone dash as 一 and a lone
//! slash as 1, often with great certainty; what it read stays as the alternative.

use image::RgbImage;

use super::super::{ReadChar, Reading};

/// How sure a shape is taken to be: never as sure as a figure that was read.
const CONFIDENCE: f32 = 0.9;
/// The least difference between paper and ink, of 255.
const LEAST_CONTRAST: u8 = 60;
/// A dash is at least so many times as long as it is thick.
const DASH: usize = 3;
/// The most a dash may vary in thickness, as a part of the typical one: the 一 of most printed types ends thicker.
const EVEN: f32 = 1.6;
/// The most of its width that a slash inks in a row.
const THIN: f32 = 0.5;
/// The part of its width within which a slash begins on the right and ends on the left.
const CORNER: f32 = 0.3;
/// A slash of fewer rows or columns cannot be told from a stroke of something else.
const LEAST_SIDE: usize = 5;

/// Puts a dash or a slash in the place of a single character where the ink says so.
pub(super) fn settle(picture: &RgbImage, reading: &mut Reading) {
    let lone = match reading.chars.as_slice() {
        [] => None,
        [only] if "一-—–－_＿ー二十/／1Il|丨丿\"•■".contains(only.ch) => Some((only.ch, only.confidence)),
        _ => return,
    };
    let Some(ink) = Ink::of(picture) else { return };
    let Some(ch) = ink.mark() else { return };
    if lone.is_some_and(|(read, _)| read == ch) {
        return;
    }
    let all = picture.width().max(1) as f32;
    let (from, to) = (ink.left as f32 / all, (ink.left + ink.width) as f32 / all);
    reading.chars = vec![ReadChar { ch, confidence: CONFIDENCE, from, to, alternatives: lone.into_iter().collect() }];
}

/// The ink of a picture: for each row the columns that are dark, within the smallest box around all of them.
struct Ink {
    left: usize,
    width: usize,
    rows: Vec<Vec<bool>>,
}

impl Ink {
    fn of(picture: &RgbImage) -> Option<Ink> {
        let dark = without_specks(&dark(picture)?);
        let first = |row: &Vec<bool>| row.iter().position(|&d| d);
        let last = |row: &Vec<bool>| row.iter().rposition(|&d| d);
        let left = dark.iter().filter_map(first).min()?;
        let right = dark.iter().filter_map(last).max()?;
        let (top, bottom) = (dark.iter().position(|r| first(r).is_some())?, dark.iter().rposition(|r| first(r).is_some())?);
        let within = dark.into_iter().skip(top).take(bottom + 1 - top);
        let rows = within.map(|row| row.into_iter().skip(left).take(right + 1 - left).collect()).collect();
        Some(Ink { left, width: right + 1 - left, rows })
    }

    fn mark(&self) -> Option<char> {
        if self.is_dash() {
            Some('—')
        } else if self.is_slash() {
            Some('/')
        } else {
            None
        }
    }

    fn is_dash(&self) -> bool {
        let mut thickness = vec![0usize; self.width];
        for row in &self.rows {
            for (sum, dark) in thickness.iter_mut().zip(row) {
                *sum += usize::from(*dark);
            }
        }
        thickness.sort_unstable();
        let (Some(&typical), Some(&most)) = (thickness.get(self.width / 2), thickness.last()) else { return false };
        // Straight, too: all of its thickness lies in few rows.
        let is_flat = self.rows.len() <= most + most.div_ceil(2);
        is_flat && self.width >= DASH * self.rows.len() && most as f32 <= (typical as f32 * EVEN).max(typical as f32 + 1.0)
    }

    fn is_slash(&self) -> bool {
        let height = self.rows.len();
        if self.width < LEAST_SIDE || height < LEAST_SIDE.max(self.width) {
            return false;
        }
        let all = self.width as f32;
        let strokes: Option<Vec<(f32, f32)>> = self.rows.iter().map(|row| stroke(row)).collect();
        let Some(strokes) = strokes else { return false };
        let ends = (height / 8).max(1);
        let mean = |part: &[(f32, f32)]| part.iter().map(|(middle, _)| middle).sum::<f32>() / part.len().max(1) as f32 / all;
        let (begins, ends) =
            (mean(strokes.get(..ends).unwrap_or_default()), mean(strokes.get(height - ends..).unwrap_or_default()));
        let is_thin = strokes.iter().all(|(_, wide)| *wide <= (all * THIN).max(3.0));
        is_thin && begins >= 1.0 - CORNER && ends <= CORNER && is_straight(&strokes)
    }
}

/// Which pixels are ink: darker than the paper of their column by half of the greatest difference. Paper may be
/// shaded from one end to the other.
fn dark(picture: &RgbImage) -> Option<Vec<Vec<bool>>> {
    let mut paper = vec![0u8; picture.width() as usize];
    let mut contrast = 0;
    for row in picture.rows() {
        for (paper, pixel) in paper.iter_mut().zip(row) {
            *paper = (*paper).max(pixel.0[1]);
        }
    }
    for row in picture.rows() {
        contrast = row.zip(&paper).map(|(pixel, paper)| paper - pixel.0[1]).fold(contrast, u8::max);
    }
    let is_dark = |(pixel, paper): (&image::Rgb<u8>, &u8)| paper - pixel.0[1] > contrast / 2;
    (contrast >= LEAST_CONTRAST).then(|| picture.rows().map(|row| row.zip(&paper).map(is_dark).collect()).collect())
}

/// Ink that has other ink around it.
fn without_specks(dark: &[Vec<bool>]) -> Vec<Vec<bool>> {
    let is_dark = |x: usize, y: usize| dark.get(y).and_then(|row| row.get(x)).copied().unwrap_or(false);
    let around = |x: usize, y: usize| {
        let places = (y.saturating_sub(1)..=y + 1).flat_map(|y| (x.saturating_sub(1)..=x + 1).map(move |x| (x, y)));
        places.filter(|&(x, y)| is_dark(x, y)).count()
    };
    let kept = |(y, row): (usize, &Vec<bool>)| row.iter().enumerate().map(|(x, &d)| d && around(x, y) > 2).collect();
    dark.iter().enumerate().map(kept).collect()
}

/// The middle and the extent of the ink of a row.
fn stroke(row: &[bool]) -> Option<(f32, f32)> {
    let first = row.iter().position(|&dark| dark)? as f32;
    let last = row.iter().rposition(|&dark| dark)? as f32;
    Some((f32::midpoint(first, last + 1.0), last + 1.0 - first))
}

/// True where the middles of rows lie on one line, but for a tenth of its extent across.
fn is_straight(strokes: &[(f32, f32)]) -> bool {
    let (Some((first, _)), Some((last, _))) = (strokes.first(), strokes.last()) else { return false };
    let steps = (strokes.len() - 1).max(1) as f32;
    let slack = ((first - last).abs() / 10.0).max(1.5);
    strokes.iter().enumerate().all(|(at, (middle, _))| (first + (last - first) * at as f32 / steps - middle).abs() <= slack)
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    fn picture(is_ink: impl Fn(i32, i32) -> bool) -> RgbImage {
        RgbImage::from_fn(40, 40, |x, y| Rgb([if is_ink(x as i32, y as i32) { 20 } else { 240 }; 3]))
    }

    fn read_as(ch: char) -> Reading {
        let only = ReadChar { ch, confidence: 0.97, from: 0.2, to: 0.8, alternatives: Vec::new() };
        Reading { chars: vec![only], hints: Vec::new() }
    }

    #[test]
    fn a_lone_dash_is_no_one_and_keeps_it_as_the_alternative() {
        let mut reading = read_as('一');
        settle(&picture(|x, y| (8..32).contains(&x) && (19..22).contains(&y)), &mut reading);
        assert_eq!(reading.text(), "—");
        assert_eq!(reading.chars[0].alternatives, [('一', 0.97)]);
        assert!((reading.chars[0].from - 0.2).abs() < 0.01 && (reading.chars[0].to - 0.8).abs() < 0.01);
    }

    #[test]
    fn a_lone_slash_is_no_figure() {
        let mut reading = read_as('1');
        settle(&picture(|x, y| (6..34).contains(&y) && (x - (28 - (y - 6) / 2)).abs() <= 1), &mut reading);
        assert_eq!(reading.text(), "/");
    }

    #[test]
    fn figures_and_characters_stay_what_they_were_read_as() {
        let one = picture(|x, y| (6..34).contains(&y) && (19..22).contains(&x) || y < 14 && y > 6 && x - 19 == 6 - y);
        let seven = picture(|x, y| {
            (6..9).contains(&y) && (10..30).contains(&x) || (9..34).contains(&y) && (x - (28 - (y - 6) / 2)).abs() <= 1
        });
        let serif =
            picture(|x, y| (6..34).contains(&x) && (19..21).contains(&y) || (28..34).contains(&x) && (15..21).contains(&y));
        for (picture, ch) in [(one, '1'), (seven, '1'), (serif, '一')] {
            let mut reading = read_as(ch);
            settle(&picture, &mut reading);
            assert_eq!(reading, read_as(ch));
        }
    }

    #[test]
    fn blank_and_empty_pictures_give_nothing() {
        let mut reading = Reading::default();
        settle(&picture(|_, _| false), &mut reading);
        settle(&RgbImage::new(0, 0), &mut reading);
        assert_eq!(reading, Reading::default());
    }
}
