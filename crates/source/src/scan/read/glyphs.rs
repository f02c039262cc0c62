//! Characters that were read become glyphs with their places.

use biaodan_model::{BBox, Glyph, Turn, Visibility};

use super::settle::Settled;
use crate::scan::LineCrop;
use crate::scan::recognise::ReadChar;

/// Points of an inch.
const POINTS_PER_INCH: f32 = 72.0;

/// The size of characters in points where a page does not show it.
const USUAL_EM: f32 = 10.5;

/// How far below the baseline the ink of a line reaches, in ems.
const DESCENT: f32 = 0.1;

/// Ink lower and narrower than this, in points, is a speck and no text.
const SPECK: f32 = 1.4;

/// The size of a page's characters in points: the median height of the ink of its lines.
pub(super) fn em(lines: &[LineCrop]) -> f32 {
    let mut heights: Vec<f32> = lines.iter().map(|line| line.bbox.height()).collect();
    heights.sort_by(f32::total_cmp);
    heights.get(heights.len() / 2).copied().filter(|em| *em > 1.0).unwrap_or(USUAL_EM)
}

/// The glyphs of a line. Ink that reads as nothing is an unknown character: its cell is not empty.
pub(super) fn of_line(line: &LineCrop, settled: &Settled, em: f32, dpi: f32) -> Vec<Glyph> {
    let size = line.bbox.height().max(0.6 * em).min(1.6 * em);
    let glyph = |ch: char, x: (f32, f32), confidence: f32| Glyph {
        ch,
        bbox: BBox { x0: x.0, x1: x.1, ..line.bbox },
        baseline: line.bbox.y1 - DESCENT * size,
        size,
        font: 0,
        turn: Turn::Upright,
        visibility: Visibility::Visible,
        confidence,
    };
    if settled.chars.is_empty() {
        let is_speck = line.bbox.width() < SPECK && line.bbox.height() < SPECK;
        let unknown = glyph(char::REPLACEMENT_CHARACTER, (line.bbox.x0, line.bbox.x1), 0.0);
        return if is_speck { Vec::new() } else { vec![unknown] };
    }
    let points = POINTS_PER_INCH / dpi;
    let (left, width) = (line.pixels.x0 as f32 * points, line.image.width() as f32 * points);
    let borders = borders(&settled.chars);
    let x = |at: f32| (left + at * width).clamp(line.bbox.x0, line.bbox.x1);
    let spans = borders.iter().zip(borders.iter().skip(1)).map(|(from, to)| (x(*from), x(*to)));
    settled.chars.iter().zip(spans).map(|(own, span)| glyph(own.ch, span, own.confidence)).collect()
}

/// Where one character ends and the next begins: half way between what was seen of both, so that no gap is made up
/// within a line. Blanks that were read have a place of their own.
fn borders(chars: &[ReadChar]) -> Vec<f32> {
    let inner = chars.iter().zip(chars.iter().skip(1)).map(|(a, b)| f32::midpoint(a.to, b.from));
    let mut out: Vec<f32> = std::iter::once(0.0).chain(inner).chain(std::iter::once(1.0)).collect();
    // characters do not run backwards, whatever the recogniser says
    let mut last = 0.0;
    for at in &mut out {
        *at = at.max(last).min(1.0);
        last = *at;
    }
    out
}
