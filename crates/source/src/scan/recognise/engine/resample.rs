//! Pictures to what the models take: planes of blue, green and red, from -1 to 1.
//!
//! Enlarged bilinearly with half-pixel centres; made smaller with the same triangle stretched over all pixels
//! that an output pixel covers, so that no stroke is skipped. Rows are worked on as they are needed: a picture
//! costs a few rows besides its planes.

use std::collections::VecDeque;

use image::RgbImage;

/// Channels of a picture.
pub(super) const CHANNELS: usize = 3;

/// Blue, green and red, each row by row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Planes {
    /// Values of a row, with what it was padded by.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
    /// `CHANNELS * height * width` values.
    pub(super) values: Vec<f32>,
}

/// The picture at `width` by `height`, its rows filled up to `padded` values with 0, which is grey.
pub(super) fn planes(picture: &RgbImage, width: usize, height: usize, padded: usize) -> Planes {
    let padded = padded.max(width);
    let mut values = vec![0.0; CHANNELS * height * padded];
    let columns = taps(picture.width() as usize, width);
    let rows = taps(picture.height() as usize, height);
    let mut source = Source { picture, columns: &columns, width, first: 0, rows: VecDeque::new() };
    let mut sum = vec![0.0; CHANNELS * width];
    for (y, tap) in rows.iter().enumerate() {
        source.sum(tap, &mut sum);
        for (plane, row) in sum.chunks_exact(width.max(1)).enumerate() {
            let at = (plane * height + y) * padded;
            for (value, grey) in values.iter_mut().skip(at).zip(row) {
                *value = grey / 127.5 - 1.0;
            }
        }
    }
    Planes { width: padded, height, values }
}

/// The pixels that make one output pixel.
struct Tap {
    first: usize,
    /// Sum to 1.
    weights: Vec<f32>,
}

fn taps(from: usize, to: usize) -> Vec<Tap> {
    if from == 0 {
        return Vec::new();
    }
    let step = from as f32 / to.max(1) as f32;
    let reach = step.max(1.0);
    (0..to)
        .map(|at| {
            let centre = (at as f32 + 0.5) * step;
            let first = ((centre - reach).floor().max(0.0) as usize).min(from - 1);
            let last = ((centre + reach).ceil() as usize).clamp(first + 1, from);
            let weight = |i: usize| (1.0 - (i as f32 + 0.5 - centre).abs() / reach).max(0.0);
            let sum: f32 = (first..last).map(weight).sum();
            if sum > 0.0 {
                Tap { first, weights: (first..last).map(|i| weight(i) / sum).collect() }
            } else {
                Tap { first, weights: vec![1.0] }
            }
        })
        .collect()
}

/// The rows of a picture at their output width, made when asked for.
struct Source<'a> {
    picture: &'a RgbImage,
    columns: &'a [Tap],
    width: usize,
    /// Which row the first of `rows` is.
    first: usize,
    rows: VecDeque<Vec<f32>>,
}

impl Source<'_> {
    /// The weighted sum of the rows of a tap. Taps come in ascending order.
    fn sum(&mut self, tap: &Tap, sum: &mut [f32]) {
        while self.first < tap.first {
            self.rows.pop_front();
            self.first += 1;
        }
        while self.rows.len() < tap.weights.len() {
            let next = self.first + self.rows.len();
            self.rows.push_back(self.row(next));
        }
        sum.fill(0.0);
        for (row, weight) in self.rows.iter().zip(&tap.weights) {
            for (value, part) in sum.iter_mut().zip(row) {
                *value += part * weight;
            }
        }
    }

    fn row(&self, y: usize) -> Vec<f32> {
        let bytes = self.picture.width() as usize * CHANNELS;
        let pixels = self.picture.as_raw().get(y * bytes..(y + 1) * bytes).unwrap_or_default();
        let mut row = vec![0.0; CHANNELS * self.width];
        let (blue, rest) = row.split_at_mut(self.width);
        let (green, red) = rest.split_at_mut(self.width);
        for (((blue, green), red), tap) in blue.iter_mut().zip(green).zip(red).zip(self.columns) {
            let covered = pixels.get(tap.first * CHANNELS..).unwrap_or_default();
            for (pixel, weight) in covered.chunks_exact(CHANNELS).zip(&tap.weights) {
                if let [r, g, b] = pixel {
                    *blue += f32::from(*b) * weight;
                    *green += f32::from(*g) * weight;
                    *red += f32::from(*r) * weight;
                }
            }
        }
        row
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    #[test]
    fn planes_are_blue_green_red_from_minus_one_to_one() {
        let picture = RgbImage::from_pixel(2, 1, Rgb([255, 0, 127]));
        let planes = planes(&picture, 2, 1, 3);
        assert_eq!(planes.values.len(), 9);
        let [blue, _, pad, green, _, _, red, ..] = planes.values[..] else { panic!("nine values") };
        assert!((blue + 0.004).abs() < 0.01 && pad == 0.0 && green == -1.0 && red == 1.0);
    }

    #[test]
    fn a_thin_stroke_does_not_vanish_when_made_smaller() {
        let mut picture = RgbImage::from_pixel(40, 40, Rgb([255; 3]));
        for y in 0..40 {
            picture.put_pixel(17, y, Rgb([0; 3]));
        }
        let planes = planes(&picture, 10, 10, 10);
        let darkest = planes.values.iter().copied().fold(1.0, f32::min);
        assert!(darkest < 0.7, "the stroke left {darkest}");
    }

    #[test]
    fn an_empty_picture_gives_grey() {
        assert_eq!(planes(&RgbImage::new(0, 0), 4, 4, 4).values, vec![0.0; 48]);
    }
}
