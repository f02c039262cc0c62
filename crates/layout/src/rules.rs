//! Ruling lines of a sheet, cleaned: pieces of one line joined, and lines that cross or touch gathered
//! into groups. Lengths in points, sheet coordinates.

use biaodan_model::{Axis, BBox, Canvas, PlacedPage, Ruling};

/// More rules than a sheet of tables has: a drawing, or an attack. Its text is read without them.
const MOST_RULES: usize = 20_000;

/// More pairs of rules near each other than a sheet of tables has.
const MOST_PAIRS: usize = 4_000_000;

/// Pieces of one rule differ by this in their place …
const SAME_PLACE: f32 = 0.8;

/// … and leave gaps of this at most; dots and dashes leave less.
const GAP: f32 = 3.2;

/// A rule that is shorter is a dot, a dash or part of a character.
const SHORTEST: f32 = 3.0;

/// Rules that miss each other by this touch: rules that end early, borders drawn cell by cell.
const TOUCH: f32 = 3.2;

/// The box of a page's rule in sheet coordinates.
pub(crate) fn bbox(rule: &Ruling, page: &PlacedPage) -> BBox {
    let (along, at) = ((rule.from, rule.to), (rule.at, rule.at));
    match rule.axis {
        Axis::Horizontal => BBox::of(along, at),
        Axis::Vertical => BBox::of(at, along),
    }
    .shifted(page.dx, page.dy)
}

/// The rules of a sheet, pieces joined: horizontal ones, then vertical ones, each by place.
pub(crate) fn rules(canvas: &Canvas) -> Vec<Ruling> {
    let count: usize = canvas.pages.iter().map(|page| page.drawing.rulings.len()).sum();
    if count > MOST_RULES {
        return Vec::new();
    }
    let mut all = Vec::with_capacity(count);
    for page in &canvas.pages {
        all.extend(page.drawing.rulings.iter().filter_map(|rule| placed(rule, page)));
    }
    joined(all)
}

fn placed(rule: &Ruling, page: &PlacedPage) -> Option<Ruling> {
    let (along, across) = match rule.axis {
        Axis::Horizontal => (page.dx, page.dy),
        Axis::Vertical => (page.dy, page.dx),
    };
    let moved = Ruling {
        axis: rule.axis,
        at: rule.at + across,
        from: rule.from.min(rule.to) + along,
        to: rule.from.max(rule.to) + along,
        thickness: rule.thickness.max(0.0),
    };
    [moved.at, moved.from, moved.to, moved.thickness].iter().all(|v| v.is_finite()).then_some(moved)
}

/// Joins pieces: rules are sorted into places, and within a place by their start.
fn joined(mut all: Vec<Ruling>) -> Vec<Ruling> {
    all.sort_by(|a, b| a.axis.cmp(&b.axis).then(a.at.total_cmp(&b.at)));
    let mut out: Vec<Ruling> = Vec::with_capacity(all.len());
    for place in all.chunk_by_mut(|a, b| a.axis == b.axis && b.at - a.at <= SAME_PLACE) {
        place.sort_by(|a, b| a.from.total_cmp(&b.from));
        let start = out.len();
        for rule in place.iter() {
            match out.get_mut(start..).and_then(<[Ruling]>::last_mut) {
                Some(last) if rule.from <= last.to + GAP && (rule.at - last.at).abs() <= 2.0 * SAME_PLACE => {
                    last.to = last.to.max(rule.to);
                    last.thickness = last.thickness.max(rule.thickness);
                }
                _ => out.push(*rule),
            }
        }
    }
    out.retain(|rule| rule.to - rule.from >= SHORTEST);
    out.sort_by(|a, b| a.axis.cmp(&b.axis).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from)));
    out
}

/// Rules that cross or touch each other, directly or by way of others; groups of one axis only are
/// left out. In order of their first rule.
pub(crate) fn groups(rules: &[Ruling]) -> Vec<Vec<Ruling>> {
    let (horizontal, vertical) = rules.split_at(rules.partition_point(|rule| rule.axis == Axis::Horizontal));
    let mut sets = Sets::new(rules.len());
    let mut pairs = 0;
    for (i, h) in horizontal.iter().enumerate() {
        let reach = TOUCH + h.thickness / 2.0;
        let start = vertical.partition_point(|v| v.at < h.from - reach);
        for (j, v) in vertical.iter().enumerate().skip(start).take_while(|(_, v)| v.at <= h.to + reach) {
            pairs += 1;
            if v.from - reach <= h.at && h.at <= v.to + reach {
                sets.join(i, horizontal.len() + j);
            }
        }
        if pairs > MOST_PAIRS {
            return Vec::new();
        }
    }
    sets.gather(rules)
}

/// Disjoint sets of numbers.
struct Sets(Vec<usize>);

impl Sets {
    fn new(count: usize) -> Sets {
        Sets((0..count).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while let Some(&up) = self.0.get(at) {
            if up == at {
                break;
            }
            let above = self.0.get(up).copied().unwrap_or(up);
            if let Some(slot) = self.0.get_mut(at) {
                *slot = above;
            }
            at = above;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }

    fn gather(mut self, rules: &[Ruling]) -> Vec<Vec<Ruling>> {
        let mut number = vec![usize::MAX; rules.len()];
        let mut out: Vec<Vec<Ruling>> = Vec::new();
        for (at, rule) in rules.iter().enumerate() {
            let root = self.root(at);
            let Some(group) = number.get_mut(root) else { continue };
            if *group == usize::MAX {
                *group = out.len();
                out.push(Vec::new());
            }
            if let Some(group) = out.get_mut(*group) {
                group.push(*rule);
            }
        }
        let (mut out, mut strays): (Vec<_>, Vec<_>) = out.into_iter().partition(|group| has_both_axes(group));
        strays.retain(|group| group.len() == 1);
        take_in(&mut out, &strays);
        out
    }
}

fn has_both_axes(group: &[Ruling]) -> bool {
    group.first().map(|rule| rule.axis) != group.last().map(|rule| rule.axis)
}

/// Adds rules that touch no other to the group in which they go on with a rule: column rules broken by
/// a row that runs through.
fn take_in(groups: &mut [Vec<Ruling>], strays: &[Vec<Ruling>]) {
    if groups.len().saturating_mul(strays.len()) > MOST_PAIRS {
        return;
    }
    for group in groups {
        let reach = |axis: Axis| {
            let own = group.iter().filter(move |rule| rule.axis == axis);
            own.fold((f32::INFINITY, f32::NEG_INFINITY), |(from, to), rule| (from.min(rule.from), to.max(rule.to)))
        };
        let (across, down) = (reach(Axis::Horizontal), reach(Axis::Vertical));
        let inside = |rule: &Ruling| {
            let (along, at) = if rule.axis == Axis::Horizontal { (across, down) } else { (down, across) };
            along.0 <= rule.from && rule.to <= along.1 && at.0 <= rule.at && rule.at <= at.1
        };
        let goes_on = |rule: &Ruling| group.iter().any(|own| own.axis == rule.axis && (own.at - rule.at).abs() <= SAME_PLACE);
        let own: Vec<Ruling> = strays.iter().flatten().filter(|rule| inside(rule) && goes_on(rule)).copied().collect();
        if !own.is_empty() {
            group.extend(own);
            group.sort_by(|a, b| a.axis.cmp(&b.axis).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from)));
        }
    }
}
