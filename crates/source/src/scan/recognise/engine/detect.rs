//! A map of how likely each pixel belongs to text, to boxes around lines.
//!
//! The model marks the core of each line, shrunk so that neighbours do not touch. Cores are connected regions;
//! they are grown back by their area over their outline, which is how they were shrunk when it was trained.
//! Boxes are upright: pages are straightened before. They come by their upper edges; which of them stand in one
//! row is for the layout to say.

use crate::scan::PixelBox;

/// From which probability on a pixel is of a line.
const LEAST_PIXEL: f32 = 0.3;
/// The least mean probability within the box of a line.
const LEAST_MEAN: f32 = 0.5;
/// How far a core is grown, as a part of its area over its outline.
const GROWTH: f32 = 1.6;
/// Cores thinner than this many pixels of the map are noise.
const LEAST_SIDE: usize = 3;
/// The most lines of a page; the smallest of more are left. The densest forms have some hundreds.
const MOST_LINES: usize = 2_000;

/// The boxes of the lines of a page of `page` pixels, across and down, from its map of `width` values a row:
/// by their upper edges, then from left to right.
pub(super) fn boxes(map: &[f32], width: usize, page: (u32, u32)) -> Vec<PixelBox> {
    if width == 0 {
        return Vec::new();
    }
    let height = map.len() / width;
    let scale = (page.0 as f32 / width as f32, page.1 as f32 / height.max(1) as f32);
    let mut cores: Vec<Core> = cores(map, width);
    cores.retain(|core| core.width() >= LEAST_SIDE && core.height() >= LEAST_SIDE && mean(map, width, core) >= LEAST_MEAN);
    cores.sort_by_key(|core| std::cmp::Reverse(core.width() * core.height()));
    cores.truncate(MOST_LINES);
    let mut boxes: Vec<PixelBox> = cores.iter().map(|core| grown(core, scale, page)).collect();
    boxes.sort_by_key(|b| (b.y0, b.x0, b.y1, b.x1));
    boxes
}

/// A connected region of the map, by its outermost pixels.
#[derive(Debug, Clone, Copy)]
struct Core {
    left: usize,
    right: usize,
    top: usize,
    bottom: usize,
}

impl Core {
    fn width(&self) -> usize {
        self.right - self.left + 1
    }

    fn height(&self) -> usize {
        self.bottom - self.top + 1
    }

    fn joined(self, other: Core) -> Core {
        Core {
            left: self.left.min(other.left),
            right: self.right.max(other.right),
            top: self.top.min(other.top),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

/// Pixels of a row that belong together, and the region they are of.
#[derive(Clone, Copy)]
struct Stretch {
    first: usize,
    last: usize,
    region: usize,
}

fn cores(map: &[f32], width: usize) -> Vec<Core> {
    let mut regions = Regions::default();
    let mut above: Vec<Stretch> = Vec::new();
    for (y, row) in map.chunks_exact(width).enumerate() {
        let mut here = Vec::new();
        let mut next_above = 0;
        for (first, last) in stretches(row) {
            let region = regions.add(Core { left: first, right: last, top: y, bottom: y });
            // Those above that end before this one begins can touch no later one either.
            while above.get(next_above).is_some_and(|s| s.last + 1 < first) {
                next_above += 1;
            }
            let touching = above.iter().skip(next_above).take_while(|s| s.first <= last + 1);
            for stretch in touching {
                regions.join(stretch.region, region);
            }
            here.push(Stretch { first, last, region });
        }
        above = here;
    }
    regions.into_cores()
}

fn stretches(row: &[f32]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (x, _) in row.iter().enumerate().filter(|&(_, &p)| p > LEAST_PIXEL) {
        match found.last_mut() {
            Some((_, last)) if *last + 1 == x => *last = x,
            _ => found.push((x, x)),
        }
    }
    found
}

/// Regions that grow together: each points to one it was joined to, or to itself.
#[derive(Default)]
struct Regions {
    parent: Vec<usize>,
    cores: Vec<Core>,
}

impl Regions {
    fn add(&mut self, core: Core) -> usize {
        let region = self.parent.len();
        self.parent.push(region);
        self.cores.push(core);
        region
    }

    fn root(&mut self, mut region: usize) -> usize {
        while let Some(&parent) = self.parent.get(region)
            && parent != region
        {
            let grandparent = self.parent.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parent.get_mut(region) {
                *slot = grandparent;
            }
            region = grandparent;
        }
        region
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (kept, gone) = (a.min(b), a.max(b));
        let Some(&other) = self.cores.get(gone) else { return };
        if kept != gone
            && let (Some(core), Some(parent)) = (self.cores.get_mut(kept), self.parent.get_mut(gone))
        {
            *core = core.joined(other);
            *parent = kept;
        }
    }

    fn into_cores(self) -> Vec<Core> {
        let roots = self.parent.iter().enumerate().map(|(region, &parent)| region == parent);
        self.cores.into_iter().zip(roots).filter_map(|(core, is_root)| is_root.then_some(core)).collect()
    }
}

fn mean(map: &[f32], width: usize, core: &Core) -> f32 {
    let rows = map.chunks_exact(width).skip(core.top).take(core.height());
    let sum: f32 = rows.filter_map(|row| row.get(core.left..=core.right)).flatten().sum();
    sum / (core.width() * core.height()) as f32
}

fn grown(core: &Core, scale: (f32, f32), page: (u32, u32)) -> PixelBox {
    let (width, height) = (core.width() as f32, core.height() as f32);
    let by = width * height * GROWTH / (2.0 * (width + height));
    let low = |at: usize, scale: f32| ((at as f32 - by) * scale).round().max(0.0) as u32;
    let high = |at: usize, scale: f32, most: u32| ((((at + 1) as f32 + by) * scale).round() as u32).min(most);
    PixelBox {
        x0: low(core.left, scale.0),
        y0: low(core.top, scale.1),
        x1: high(core.right, scale.0, page.0),
        y1: high(core.bottom, scale.1, page.1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: usize = 40;

    fn map_with(blocks: &[(std::ops::Range<usize>, std::ops::Range<usize>, f32)]) -> Vec<f32> {
        let mut map = vec![0.0; WIDTH * 30];
        for (xs, ys, p) in blocks {
            for y in ys.clone() {
                for x in xs.clone() {
                    map[y * WIDTH + x] = *p;
                }
            }
        }
        map
    }

    #[test]
    fn a_core_is_grown_to_its_line_in_pixels_of_the_page() {
        let map = map_with(&[(10..30, 10..14, 0.9)]);
        let [found] = boxes(&map, WIDTH, (80, 60))[..] else { panic!("one line") };
        // 20 by 4 grows by 80 * 1.6 / 48, and the page is twice the map.
        assert_eq!(found, PixelBox { x0: 15, y0: 15, x1: 65, y1: 33 });
    }

    #[test]
    fn lines_come_in_reading_order_and_weak_or_thin_ones_not_at_all() {
        let map = map_with(&[
            (22..36, 20..24, 0.9),
            (2..16, 4..8, 0.8),
            (22..36, 4..8, 0.8),
            (2..16, 20..24, 0.4),
            (2..16, 13..15, 0.9),
        ]);
        let found = boxes(&map, WIDTH, (40, 30));
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].x1 <= 20 && found[1].x0 >= 18 && found[1].y0 == found[0].y0 && found[2].y0 > found[1].y1);
    }

    #[test]
    fn what_touches_by_a_corner_or_below_is_one_line() {
        let map = map_with(&[(2..10, 4..10, 0.9), (10..18, 6..12, 0.9), (14..18, 4..6, 0.9)]);
        assert_eq!(boxes(&map, WIDTH, (40, 30)).len(), 1);
    }

    #[test]
    fn boxes_stay_on_the_page() {
        let map = vec![1.0; WIDTH * 30];
        assert_eq!(boxes(&map, WIDTH, (33, 31)), [PixelBox { x0: 0, y0: 0, x1: 33, y1: 31 }]);
        assert!(boxes(&[], 0, (10, 10)).is_empty() && boxes(&[], 5, (0, 0)).is_empty());
    }
}
