//! `ActualText` (ISO 32000-1, 14.9.4): the text that some glyphs stand for, put in their place.

use biaodan_model::{BBox, Glyph, Turn};

use super::interpreter::Interpreter;
use super::marks::Replacement;

impl Interpreter<'_, '_> {
    /// Gives the glyphs since the mark was opened the characters that they stand for.
    pub(super) fn replace(&mut self, replacement: &Replacement) {
        let Some(drawn) = self.sink.glyphs.get_mut(replacement.first..) else { return };
        let text: Vec<char> = replacement.text.chars().filter(|ch| !is_left_out(*ch)).collect();
        if drawn.is_empty() || says(drawn, &text) {
            return;
        }
        if drawn.len() == text.len() {
            for (glyph, ch) in drawn.iter_mut().zip(text) {
                glyph.ch = ch;
            }
            return;
        }
        if !is_one_line(drawn) {
            // a whole paragraph: which line holds which character is not said
            return;
        }
        let glyphs = spread(drawn, &text);
        self.sink.restart(replacement.first, glyphs);
    }
}

/// Soft hyphens and marks of direction are no text.
fn is_left_out(ch: char) -> bool {
    matches!(ch, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}') || ch.is_control()
}

fn says(drawn: &[Glyph], text: &[char]) -> bool {
    let drawn = drawn.iter().map(|g| g.ch).filter(|ch| !ch.is_whitespace());
    drawn.eq(text.iter().copied().filter(|ch| !ch.is_whitespace()))
}

fn is_one_line(drawn: &[Glyph]) -> bool {
    let Some(first) = drawn.first() else { return false };
    drawn.iter().all(|g| (g.baseline - first.baseline).abs() < 0.5 * first.size.max(1.0) && g.turn == first.turn)
}

/// The text over the extent of the glyphs, each character as wide as the next.
fn spread(drawn: &[Glyph], text: &[char]) -> Vec<Glyph> {
    let Some(first) = drawn.first() else { return Vec::new() };
    let extent = drawn.iter().fold(BBox::EMPTY, |extent, glyph| extent.union(&glyph.bbox));
    let count = text.len().max(1) as f32;
    let part = |number: usize, from: f32, to: f32| {
        let step = (to - from) / count;
        (from + step * number as f32, from + step * (number + 1) as f32)
    };
    let place = |number: usize| match first.turn {
        Turn::Right => {
            let (y0, y1) = part(number, extent.y0, extent.y1);
            BBox { y0, y1, ..extent }
        }
        Turn::Left => {
            let (y1, y0) = part(number, extent.y1, extent.y0);
            BBox { y0, y1, ..extent }
        }
        Turn::Over => {
            let (x1, x0) = part(number, extent.x1, extent.x0);
            BBox { x0, x1, ..extent }
        }
        Turn::Upright | Turn::Slanted => {
            let (x0, x1) = part(number, extent.x0, extent.x1);
            BBox { x0, x1, ..extent }
        }
    };
    text.iter().enumerate().map(|(number, ch)| Glyph { ch: *ch, bbox: place(number), ..*first }).collect()
}
