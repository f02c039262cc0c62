//! Puts pages together to sheets: the best fits first, each page where no other one lies.

use std::collections::BTreeMap;

use biaodan_model::BBox;

use super::fit::{Fit, Overlap, overlap};
use super::part::Part;

/// Pages of one sheet. A sheet of more is a list, and is read as pages.
pub(super) const PAGES: usize = 256;
/// How far two ways to place a page may differ and be the same, in points.
const SAME: f32 = 3.0;
/// A fit with this part of another one's score is as good.
const AS_GOOD: (i64, i64) = (9, 10);

/// A page and what to add to its coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Place {
    pub(super) part: usize,
    pub(super) dx: f32,
    pub(super) dy: f32,
}

/// Pages that belong together.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    pub(super) places: Vec<Place>,
    /// Something else would be as good.
    pub(super) unsure: bool,
    /// Nothing that both draw proves it.
    pub(super) unproven: bool,
    /// A part is not among the pages.
    pub(super) lacking: bool,
}

/// The groups, the group of each part, and each part's own area in page coordinates.
pub(super) struct Board<'p, 'a> {
    pub(super) parts: &'p [Part<'a>],
    pub(super) areas: Vec<BBox>,
    pub(super) groups: Vec<Group>,
    of: Vec<usize>,
}

impl<'p, 'a> Board<'p, 'a> {
    /// Every page by itself.
    pub(super) fn new(parts: &'p [Part<'a>]) -> Board<'p, 'a> {
        let alone = |part| Group { places: vec![Place { part, dx: 0.0, dy: 0.0 }], ..Group::default() };
        Board {
            parts,
            areas: parts.iter().map(|p| p.body).collect(),
            groups: (0..parts.len()).map(alone).collect(),
            of: (0..parts.len()).collect(),
        }
    }

    /// Joins what fits, the best first and, of equals, the nearest in the document.
    pub(super) fn join(&mut self, mut fits: Vec<Fit>) {
        let number = |part: usize| self.parts.get(part).map_or(0, |p| p.page.number);
        fits.sort_by_key(|f| {
            let (a, b) = (number(f.offset.first), number(f.offset.second));
            (std::cmp::Reverse(f.score()), b.abs_diff(a), a, b)
        });
        let mut refused = Vec::new();
        let mut taken: BTreeMap<usize, Vec<Fit>> = BTreeMap::new();
        for fit in fits {
            if self.attach(fit.offset.first, fit.offset.second, fit.offset.dx, fit.offset.dy) {
                taken.entry(fit.offset.first).or_default().push(fit);
                taken.entry(fit.offset.second).or_default().push(fit);
            } else {
                refused.push(fit);
            }
        }
        self.question(&taken, &refused);
    }

    /// Where a part lies in its group.
    pub(super) fn place(&self, part: usize) -> Option<(usize, Place)> {
        let group = *self.of.get(part)?;
        let places = &self.groups.get(group)?.places;
        places.iter().find(|p| p.part == part).map(|p| (group, *p))
    }

    /// The box of a placed part in its group's coordinates.
    pub(super) fn placed(&self, place: &Place) -> BBox {
        self.areas.get(place.part).map_or(BBox::EMPTY, |a| a.shifted(place.dx, place.dy))
    }

    /// Notes that nothing but their rules puts the pages of this part's group together.
    pub(super) fn doubt(&mut self, part: usize) {
        let group = self.of.get(part).copied();
        if let Some(group) = group.and_then(|g| self.groups.get_mut(g)) {
            group.unproven = true;
        }
    }

    /// Notes that only the order of the pages in the document says where this part's pages go.
    pub(super) fn doubt_order(&mut self, part: usize) {
        let group = self.of.get(part).copied();
        if let Some(group) = group.and_then(|g| self.groups.get_mut(g)) {
            group.unsure = true;
        }
    }

    /// Takes what is printed on each page off a part's area.
    pub(super) fn set_area(&mut self, part: usize, area: BBox) {
        if let Some(own) = self.areas.get_mut(part) {
            *own = area;
        }
    }

    /// Puts `second` at this offset from `first`, with the groups of both; false where that cannot be.
    pub(super) fn attach(&mut self, first: usize, second: usize, dx: f32, dy: f32) -> bool {
        let (Some((one, a)), Some((two, b))) = (self.place(first), self.place(second)) else { return false };
        let (shift_x, shift_y) = (a.dx + dx - b.dx, a.dy + dy - b.dy);
        if one == two {
            return shift_x.abs() <= SAME && shift_y.abs() <= SAME;
        }
        let moved: Vec<Place> = match self.groups.get(two) {
            Some(group) => group.places.iter().map(|p| Place { dx: p.dx + shift_x, dy: p.dy + shift_y, ..*p }).collect(),
            None => return false,
        };
        match self.fitting(one, &moved) {
            Some(areas) => self.merge(one, two, moved, areas),
            None => return false,
        }
        true
    }

    /// The areas that change when these places are added to a group; none where something would clash.
    fn fitting(&self, group: usize, moved: &[Place]) -> Option<Vec<(usize, BBox)>> {
        let here = &self.groups.get(group)?.places;
        if here.len() + moved.len() > PAGES {
            return None;
        }
        let mut changed: Vec<(usize, BBox)> = Vec::new();
        let area = |part: usize, changed: &[(usize, BBox)]| {
            let own = self.areas.get(part).copied().unwrap_or(BBox::EMPTY);
            changed.iter().rev().find(|c| c.0 == part).map_or(own, |c| c.1)
        };
        for a in here {
            for b in moved {
                let (early, late) = if b.dy + b.dx >= a.dy + a.dx { (a, b) } else { (b, a) };
                let (x, y) = (self.parts.get(early.part)?, self.parts.get(late.part)?);
                let (of_x, of_y) = (area(early.part, &changed), area(late.part, &changed));
                match overlap((x, &of_x), (y, &of_y), late.dx - early.dx, late.dy - early.dy) {
                    Overlap::None => {}
                    Overlap::Clash => return None,
                    Overlap::Repeated(less) => changed.push((late.part, less)),
                }
            }
        }
        Some(changed)
    }

    fn merge(&mut self, one: usize, two: usize, moved: Vec<Place>, areas: Vec<(usize, BBox)>) {
        for (part, area) in areas {
            if let Some(own) = self.areas.get_mut(part) {
                *own = area;
            }
        }
        for place in &moved {
            if let Some(of) = self.of.get_mut(place.part) {
                *of = one;
            }
        }
        let gone = self.groups.get_mut(two).map(std::mem::take).unwrap_or_default();
        if let Some(group) = self.groups.get_mut(one) {
            group.places.extend(moved);
            group.unsure |= gone.unsure;
            group.unproven |= gone.unproven;
        }
    }

    /// Where a fit that was refused is as good as the one that took its place, only the order of the
    /// pages spoke for that one; it does where the sheet's pages follow each other in the document.
    fn question(&mut self, taken: &BTreeMap<usize, Vec<Fit>>, refused: &[Fit]) {
        for fit in refused {
            for part in [fit.offset.first, fit.offset.second] {
                let Some((group, _)) = self.place(part) else { continue };
                let rivals = taken.get(&part).into_iter().flatten();
                let best = rivals.filter(|f| same_side(f, fit, part)).map(Fit::score).max();
                let as_good = best.is_some_and(|b| fit.score() * AS_GOOD.1 >= b * AS_GOOD.0);
                if as_good
                    && !self.in_a_row(group)
                    && let Some(group) = self.groups.get_mut(group)
                {
                    group.unsure = true;
                }
            }
        }
    }

    /// True where the group's pages follow each other in the document.
    pub(super) fn in_a_row(&self, group: usize) -> bool {
        let Some(group) = self.groups.get(group) else { return false };
        let numbers = || group.places.iter().filter_map(|p| self.parts.get(p.part)).map(|p| p.page.number);
        let (first, last) = (numbers().min().unwrap_or(0), numbers().max().unwrap_or(0));
        (last - first) as usize + 1 == group.places.len()
    }
}

/// True where two fits put a page's neighbour on the same side of it.
fn same_side(a: &Fit, b: &Fit, part: usize) -> bool {
    let toward = |f: &Fit| match f.offset.first == part {
        true => (f.offset.dx, f.offset.dy),
        false => (-f.offset.dx, -f.offset.dy),
    };
    let ((ax, ay), (bx, by)) = (toward(a), toward(b));
    ax * bx + ay * by > 0.5 * (ax * ax + ay * ay).min(bx * bx + by * by)
}
