//! The picture of a line at the size a model takes, and long lines in parts.

use image::{RgbImage, imageops};

/// The height of a line's picture as the model takes it, in pixels.
pub(super) const HEIGHT: usize = 48;

/// The least width; a narrower picture gives the model too few steps to see a character between two blanks.
const LEAST_WIDTH: usize = 24;

/// The widest picture that is read in one go, in heights of it. What the model writes out for each step is
/// large; a line of an A3 sheet has about 60 heights, and memory is to stay bounded for any picture.
const LONGEST: u32 = 40;

/// The part of the longest piece, from its end, in which the best place to cut is looked for.
const CUT_WITHIN: u32 = 8;

/// The width for the model of a line's picture.
pub(super) fn width_for(picture: &RgbImage) -> usize {
    let width = (HEIGHT as f32 * picture.width() as f32 / picture.height().max(1) as f32).round();
    (width as usize).max(LEAST_WIDTH)
}

/// The columns at which a line's picture is parted, ascending, its beginning and its end included. Parts are
/// cut where there is least ink, which is between characters.
pub(super) fn cuts(picture: &RgbImage) -> Vec<u32> {
    let most = picture.height().max(1).saturating_mul(LONGEST);
    let mut cuts = vec![0];
    let mut at = 0;
    while picture.width() - at > most {
        let end = at + most;
        let within = picture.height().max(1).saturating_mul(CUT_WITHIN);
        at = quietest(picture, end.saturating_sub(within).max(at + 1), end);
        cuts.push(at);
    }
    cuts.push(picture.width());
    cuts
}

/// A part of a line's picture.
pub(super) fn part(picture: &RgbImage, from: u32, to: u32) -> RgbImage {
    imageops::crop_imm(picture, from, 0, to - from, picture.height()).to_image()
}

/// The column that differs least from top to bottom.
fn quietest(picture: &RgbImage, from: u32, to: u32) -> u32 {
    (from..to).min_by_key(|&x| unrest(picture, x)).unwrap_or(to)
}

fn unrest(picture: &RgbImage, x: u32) -> u32 {
    let greens = (0..picture.height()).filter_map(|y| picture.get_pixel_checked(x, y)).map(|pixel| u32::from(pixel.0[1]));
    let (mut least, mut most) = (u32::MAX, 0);
    for green in greens {
        least = least.min(green);
        most = most.max(green);
    }
    most.saturating_sub(least)
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    #[test]
    fn a_long_line_is_cut_between_characters() {
        let mut picture = RgbImage::from_pixel(1_000, 10, Rgb([255; 3]));
        for x in (0..1_000).filter(|x| x % 10 != 3) {
            picture.put_pixel(x, 5, Rgb([0; 3]));
        }
        let cuts = cuts(&picture);
        assert_eq!((cuts[0], *cuts.last().unwrap()), (0, 1_000));
        assert!(cuts.len() >= 4 && cuts.windows(2).all(|pair| pair[1] - pair[0] <= 400));
        assert!(cuts[1..cuts.len() - 1].iter().all(|x| x % 10 == 3), "{cuts:?}");
    }

    #[test]
    fn odd_pictures_are_no_trouble() {
        assert_eq!(cuts(&RgbImage::new(0, 0)), [0, 0]);
        assert_eq!(width_for(&RgbImage::new(0, 0)), LEAST_WIDTH);
        assert_eq!(cuts(&RgbImage::new(100, 1)).len(), 4);
        assert_eq!(width_for(&RgbImage::new(300, 60)), 240);
    }
}
