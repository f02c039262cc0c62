//! Grey pictures and the few operations on whole rows that the rest is made of. Black is 0.

use image::GrayImage;

/// A grey picture. Every access is checked; what lies outside is white.
#[derive(Debug, Clone)]
pub(super) struct Raster {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) pixels: Vec<u8>,
}

/// White.
pub(super) const WHITE: u8 = 255;

impl Raster {
    pub(super) fn white(width: usize, height: usize) -> Raster {
        Raster { width, height, pixels: vec![WHITE; width.saturating_mul(height)] }
    }

    pub(super) fn row(&self, y: usize) -> &[u8] {
        self.pixels.get(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    pub(super) fn row_mut(&mut self, y: usize) -> &mut [u8] {
        self.pixels.get_mut(y * self.width..(y + 1) * self.width).unwrap_or_default()
    }

    /// Part of a row; empty where it lies outside.
    pub(super) fn part(&self, y: usize, x0: usize, x1: usize) -> &[u8] {
        let row = self.row(y);
        row.get(x0.min(row.len())..x1.min(row.len())).unwrap_or_default()
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks_exact(self.width.max(1))
    }

    pub(super) fn at(&self, x: usize, y: usize) -> u8 {
        self.row(y).get(x).copied().unwrap_or(WHITE)
    }

    /// Rows become columns. Done in squares, so that both sides stay in the cache.
    pub(super) fn transposed(&self) -> Raster {
        const SIDE: usize = 32;
        let mut out = Raster::white(self.height, self.width);
        for top in (0..self.height).step_by(SIDE) {
            for left in (0..self.width).step_by(SIDE) {
                for x in left..(left + SIDE).min(self.width) {
                    let into = out.row_mut(x).iter_mut().enumerate().skip(top).take(SIDE);
                    for (y, pixel) in into {
                        *pixel = self.pixels.get(y * self.width + x).copied().unwrap_or(WHITE);
                    }
                }
            }
        }
        out
    }

    /// Turned by 180°.
    pub(super) fn turned_over(mut self) -> Raster {
        self.pixels.reverse();
        self
    }

    /// Turned clockwise by 90°.
    pub(super) fn turned_right(&self) -> Raster {
        let mut out = self.transposed();
        let width = out.width.max(1);
        out.pixels.chunks_exact_mut(width).for_each(<[u8]>::reverse);
        out
    }

    /// In each place how much darker it is than the lighter of what stands within `reach` rows above and
    /// below: what is thin from top to bottom stays, whatever the shading.
    pub(super) fn thin_in_height(&self, reach: usize) -> Raster {
        let mut closed = self.clone();
        closed.gather_below(reach, u8::max);
        closed.gather_below(reach, u8::min);
        let shift = (reach.saturating_sub(1) * self.width).min(self.pixels.len());
        let mut out = Raster { width: self.width, height: self.height, pixels: vec![0; self.pixels.len()] };
        let lower = out.pixels.iter_mut().zip(&self.pixels).skip(shift);
        for ((pixel, own), around) in lower.zip(&closed.pixels) {
            *pixel = around.saturating_sub(*own);
        }
        out
    }

    /// Each pixel joined with the `reach - 1` below it.
    fn gather_below(&mut self, reach: usize, join: fn(u8, u8) -> u8) {
        let mut span = 1;
        while span < reach {
            // rows are joined from the top, so that the lower partner is still what it was
            self.join_with_below(span.min(reach - span), join);
            span *= 2;
        }
    }

    fn join_with_below(&mut self, distance: usize, join: fn(u8, u8) -> u8) {
        let (width, height) = (self.width, self.height);
        for y in 0..height.saturating_sub(distance) {
            let Some((upper, lower)) = self.pixels.split_at_mut_checked((y + distance) * width) else { return };
            let upper = upper.get_mut(y * width..(y + 1) * width).unwrap_or_default();
            for (a, b) in upper.iter_mut().zip(lower.iter()) {
                *a = join(*a, *b);
            }
        }
    }

    /// A part as a picture of its own.
    pub(super) fn crop(&self, x0: usize, y0: usize, x1: usize, y1: usize) -> GrayImage {
        let (x1, y1) = (x1.min(self.width), y1.min(self.height));
        let mut pixels = Vec::with_capacity(x1.saturating_sub(x0) * y1.saturating_sub(y0));
        for y in y0..y1 {
            pixels.extend_from_slice(self.part(y, x0, x1));
        }
        picture(x1.saturating_sub(x0), y1.saturating_sub(y0), pixels)
    }

    /// Every pixel so many times as far from white.
    pub(super) fn darkened(&self, times: u8) -> Raster {
        let darker = |pixel: &u8| WHITE - (WHITE - pixel).saturating_mul(times);
        Raster { pixels: self.pixels.iter().map(darker).collect(), ..*self }
    }

    pub(super) fn into_image(self) -> GrayImage {
        picture(self.width, self.height, self.pixels)
    }

    /// Share of the pixels darker than `level`, in thousandths.
    pub(super) fn histogram(&self) -> [u32; 256] {
        let mut counts = [0u32; 256];
        for pixel in self.pixels.iter().step_by(3) {
            if let Some(count) = counts.get_mut(usize::from(*pixel)) {
                *count += 1;
            }
        }
        counts
    }
}

fn picture(width: usize, height: usize, pixels: Vec<u8>) -> GrayImage {
    let side = |v: usize| u32::try_from(v).unwrap_or_default();
    GrayImage::from_raw(side(width), side(height), pixels).unwrap_or_default()
}

/// The first level at which a histogram has passed a share of all.
pub(super) fn quantile(counts: &[u32; 256], share: f32) -> u8 {
    let all: u32 = counts.iter().sum();
    let wanted = (all as f32 * share) as u32;
    let mut passed = 0;
    let level = counts.iter().position(|count| {
        passed += count;
        passed > wanted
    });
    level.and_then(|level| u8::try_from(level).ok()).unwrap_or(WHITE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture_of(rows: &[&str]) -> Raster {
        let width = rows.first().map_or(0, |row| row.len());
        let pixels = rows.iter().flat_map(|row| row.bytes().map(|b| if b == b'#' { 0 } else { WHITE })).collect();
        Raster { width, height: rows.len(), pixels }
    }

    #[test]
    fn turning_four_times_changes_nothing() {
        let own = picture_of(&["#..", ".#.", "##."]);
        let turned = own.turned_right();
        assert_eq!(turned.pixels, picture_of(&["#.#", "##.", "..."]).pixels);
        assert_eq!(turned.turned_right().pixels, own.clone().turned_over().pixels);
        assert_eq!(turned.turned_right().turned_right().turned_right().pixels, own.pixels);
    }

    #[test]
    fn only_what_is_thin_stays() {
        let own = picture_of(&["....", "....", "####", "....", "....", "..##", "..##", "..##", "..##", "...."]);
        let thin = own.thin_in_height(3);
        assert_eq!(thin.row(2), [255; 4]);
        assert_eq!(thin.row(6), [0; 4]);
    }
}
