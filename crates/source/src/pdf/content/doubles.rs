//! Glyphs that are drawn twice, a hair's breadth apart, to look bold or to cast a shadow.

use biaodan_model::{Glyph, Turn};

/// Two copies of a glyph are no further apart than this part of the em. Text set that tight could not be read.
const APART: f32 = 0.12;

/// Buckets to begin with: enough for most pages. There are never fewer than glyphs.
const BUCKETS: usize = 4096;
const NONE: u32 = u32::MAX;

/// Finds earlier copies of a glyph by character and place.
#[derive(Debug, Default)]
pub(crate) struct Doubles {
    heads: Vec<u32>,
    next: Vec<u32>,
}

/// Glyphs looked at for one; more in one bucket means that the page stacks glyphs without end.
const MAX_CHAIN: usize = 64;

impl Doubles {
    /// The glyph that this one repeats.
    pub(crate) fn find(&self, glyph: &Glyph, glyphs: &[Glyph]) -> Option<usize> {
        if self.heads.is_empty() || glyph.ch == ' ' || glyph.turn == Turn::Slanted {
            return None;
        }
        let (x, y) = place(glyph);
        // in type as large as 30 pt copies are no further apart than a cell
        let reach = (APART * glyph.size).min(CELL);
        let cells = |v: f32| index(v - reach)..=index(v + reach);
        let mut buckets = cells(x).flat_map(|column| cells(y).map(move |row| (column, row)));
        buckets.find_map(|(column, row)| self.in_bucket(self.bucket(glyph.ch, column, row), glyph, glyphs))
    }

    fn in_bucket(&self, bucket: usize, glyph: &Glyph, glyphs: &[Glyph]) -> Option<usize> {
        let mut entry = *self.heads.get(bucket)?;
        for _ in 0..MAX_CHAIN {
            let number = entry as usize;
            let earlier = glyphs.get(number)?;
            if is_copy(glyph, earlier) {
                return Some(number);
            }
            entry = *self.next.get(number)?;
        }
        None
    }

    /// Forgets the glyphs from this number on, and more where that is simpler.
    pub(crate) fn truncate(&mut self, count: usize) {
        self.next.truncate(count);
        let gone = u32::try_from(count).unwrap_or(NONE);
        for head in self.heads.iter_mut().filter(|head| **head >= gone) {
            *head = NONE;
        }
    }

    /// Notes a glyph that comes after these.
    pub(crate) fn add(&mut self, glyph: &Glyph, before: &[Glyph]) {
        if before.len() >= self.heads.len() {
            let size = (before.len() * 2).max(BUCKETS).next_power_of_two();
            self.heads.clear();
            self.heads.resize(size, NONE);
            self.next.clear();
            for (number, glyph) in before.iter().enumerate() {
                self.link(glyph, number);
            }
        }
        self.link(glyph, before.len());
    }

    fn link(&mut self, glyph: &Glyph, number: usize) {
        let (x, y) = place(glyph);
        let bucket = self.bucket(glyph.ch, index(x), index(y));
        let number = u32::try_from(number).unwrap_or(NONE);
        self.next.push(self.heads.get_mut(bucket).map_or(NONE, |head| std::mem::replace(head, number)));
    }

    /// The bucket of a character in a cell of the page.
    fn bucket(&self, ch: char, column: i32, row: i32) -> usize {
        let mixed = (ch as u32).wrapping_mul(0x9E37_79B1)
            ^ (column as u32).wrapping_mul(0x85EB_CA6B)
            ^ (row as u32).wrapping_mul(0xC2B2_AE35);
        (mixed ^ mixed >> 15) as usize & self.heads.len().wrapping_sub(1)
    }
}

fn place(glyph: &Glyph) -> (f32, f32) {
    (glyph.bbox.x0, glyph.bbox.y1)
}

/// Side of a cell in points; wider than copies are apart in all but the largest type.
const CELL: f32 = 4.0;

/// The cell of a coordinate.
fn index(v: f32) -> i32 {
    // rounding down by hand: this is done several times a glyph
    let cell = v / CELL;
    let whole = cell as i32;
    whole.wrapping_sub(i32::from(whole as f32 > cell))
}

fn is_copy(a: &Glyph, b: &Glyph) -> bool {
    let extent = a.bbox.width().max(a.bbox.height()).min(a.size);
    let reach = (APART * extent).min(CELL);
    let near = |a: f32, b: f32| (a - b).abs() <= reach;
    a.ch == b.ch && a.turn == b.turn && near(a.bbox.x0, b.bbox.x0) && near(a.bbox.y1, b.bbox.y1) && near(a.size, b.size)
}

#[cfg(test)]
mod tests {
    use super::*;
    use biaodan_model::BBox;

    fn glyph(ch: char, x: f32, y: f32) -> Glyph {
        Glyph {
            ch,
            bbox: BBox { x0: x, y0: y - 10.0, x1: x + 5.0, y1: y },
            baseline: y - 2.0,
            size: 10.0,
            font: 0,
            turn: Turn::Upright,
            visibility: biaodan_model::Visibility::Visible,
            confidence: 1.0,
        }
    }

    #[test]
    fn only_the_same_character_at_nearly_the_same_place_is_a_copy() {
        let (mut doubles, mut glyphs) = (Doubles::default(), Vec::new());
        for g in [glyph('1', 3.9, 8.1), glyph('1', 9.0, 8.1), glyph('l', 30.0, 8.0)] {
            assert_eq!(doubles.find(&g, &glyphs), None);
            doubles.add(&g, &glyphs);
            glyphs.push(g);
        }
        assert_eq!(doubles.find(&glyph('1', 4.3, 7.9), &glyphs), Some(0));
        assert_eq!(doubles.find(&glyph('1', 8.6, 8.1), &glyphs), Some(1));
        assert_eq!(doubles.find(&glyph('2', 9.0, 8.1), &glyphs), None);
        assert_eq!(doubles.find(&glyph('l', 32.0, 8.0), &glyphs), None);
    }
}
