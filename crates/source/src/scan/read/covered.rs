//! Ink that no character accounts for: a character that the recogniser left out.

use image::GrayImage;

use crate::scan::recognise::ReadChar;

/// Ink is at least this dark.
const INK: u8 = 150;

/// Inked columns between two characters, in ems, that are a character of their own.
const LOST: f32 = 0.35;

/// The most confidence left to the characters beside it.
const DISPUTED: f32 = 0.5;

/// Puts characters in doubt beside which there is ink that none of them accounts for. `em` is in pixels.
pub(super) fn doubt_beside_ink(line: &GrayImage, chars: &mut [ReadChar], em: f32) {
    let width = line.width();
    let inked: Vec<bool> =
        (0..width).map(|x| (0..line.height()).any(|y| line.get_pixel_checked(x, y).is_some_and(|p| p.0[0] < INK))).collect();
    let column = |at: f32| (at * width as f32).round().clamp(0.0, width as f32) as usize;
    let ink = |from: usize, to: usize| inked.get(from..to).unwrap_or_default().iter().filter(|own| **own).count() as f32;
    let starts = chars.iter().map(|own| column(own.from)).chain([width as usize]);
    let ends = std::iter::once(0).chain(chars.iter().map(|own| column(own.to)));
    let lost: Vec<bool> = ends.zip(starts).map(|(from, to)| ink(from, to) >= LOST * em).collect();
    for (at, own) in chars.iter_mut().enumerate() {
        let beside = lost.get(at).copied().unwrap_or(false) || lost.get(at + 1).copied().unwrap_or(false);
        if beside {
            own.confidence = own.confidence.min(DISPUTED);
        }
    }
}

#[cfg(test)]
mod tests {
    use image::Luma;

    use super::*;

    /// Three characters of 20 pixels with gaps of 4.
    fn line() -> GrayImage {
        GrayImage::from_fn(72, 24, |x, _| Luma([if x % 24 < 20 { 0 } else { 255 }]))
    }

    fn read(number: u32) -> ReadChar {
        let from = (number * 24) as f32 / 72.0;
        ReadChar { ch: '市', confidence: 0.99, from, to: from + 20.0 / 72.0, alternatives: Vec::new() }
    }

    #[test]
    fn a_character_that_was_left_out_shows_by_its_ink() {
        let mut all = [read(0), read(1), read(2)];
        doubt_beside_ink(&line(), &mut all, 22.0);
        assert!(all.iter().all(|own| own.confidence > 0.9));
        let mut without = [read(0), read(2)];
        doubt_beside_ink(&line(), &mut without, 22.0);
        assert!(without.iter().all(|own| own.confidence <= 0.5));
        let mut cut_off = [read(0), read(1)];
        doubt_beside_ink(&line(), &mut cut_off, 22.0);
        assert!(cut_off[0].confidence > 0.9 && cut_off[1].confidence <= 0.5);
    }
}
