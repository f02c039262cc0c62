//! The grid under a group of rules: snapped grid lines, and which stretches of them are drawn.

use biaodan_model::{Axis, Ruling};

/// Rules nearer to each other are one grid line: the two strokes of a double line, borders of
/// neighbouring cells drawn each for itself. No cell that holds text is this narrow.
const SAME_LINE: f32 = 3.0;

/// Strokes of one grid line lie within this.
const THICKEST: f32 = 4.5;

/// How far rules must go on beyond the last one that crosses them to make a further column or row.
const OPEN: f32 = 8.0;

/// Ends of open rules that are as good as at one place.
const SAME_END: f32 = 6.0;

/// What may be missing of a stretch for it to be drawn, in points and as a share.
const MISSING: f32 = 4.5;
const MISSING_SHARE: f32 = 0.15;

/// Fields of a grid at most.
const MOST_FIELDS: usize = 1_000_000;

/// Steps over stretches at most.
const MOST_STEPS: usize = 8_000_000;

/// Grid lines and the walls between the fields of the grid.
pub(crate) struct Lattice {
    /// x of the vertical grid lines.
    pub(crate) xs: Vec<f32>,
    /// y of the horizontal grid lines.
    pub(crate) ys: Vec<f32>,
    /// Walls above the fields, row by row.
    above: Vec<bool>,
    /// Walls left of the fields, row by row.
    left: Vec<bool>,
}

impl Lattice {
    /// The lattice of a group of rules, if it has a field.
    pub(crate) fn of(group: &[Ruling]) -> Option<Lattice> {
        let (horizontal, vertical) = group.split_at(group.partition_point(|rule| rule.axis == Axis::Horizontal));
        let (mut xs, mut ys) = (grid_lines(vertical, horizontal), grid_lines(horizontal, vertical));
        let (implied_xs, implied_ys) = (implied(horizontal, &xs), implied(vertical, &ys));
        insert(&mut xs, &implied_xs);
        insert(&mut ys, &implied_ys);
        let (columns, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
        let fits = columns.checked_mul(rows)? <= MOST_FIELDS && group.len().checked_mul(columns.max(rows))? <= MOST_STEPS;
        if columns == 0 || rows == 0 || !fits {
            return None;
        }
        let above_of = |line: usize, stretch: usize| (line < rows).then_some(line * columns + stretch);
        let left_of = |line: usize, stretch: usize| (line < columns).then_some(stretch * columns + line);
        let mut above = walls(horizontal, &ys, &xs, above_of, columns * rows);
        let mut left = walls(vertical, &xs, &ys, left_of, columns * rows);
        close(&mut above, &implied_ys, &ys, &xs, above_of);
        close(&mut left, &implied_xs, &xs, &ys, left_of);
        Some(Lattice { xs, ys, above, left })
    }

    pub(crate) fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    pub(crate) fn rows(&self) -> usize {
        self.ys.len().saturating_sub(1)
    }

    /// True where a rule is drawn above a field; the uppermost fields always have one.
    pub(crate) fn is_walled_above(&self, row: usize, column: usize) -> bool {
        row == 0 || self.above.get(row * self.columns() + column).copied().unwrap_or(true)
    }

    /// True where a rule is drawn left of a field; the leftmost fields always have one.
    pub(crate) fn is_walled_left(&self, row: usize, column: usize) -> bool {
        column == 0 || self.left.get(row * self.columns() + column).copied().unwrap_or(true)
    }
}

/// The places of rules, near ones taken as one, with a line at each side where the crossing rules run
/// on without being closed.
fn grid_lines(rules: &[Ruling], crossing: &[Ruling]) -> Vec<f32> {
    let mut out: Vec<f32> = Vec::with_capacity(rules.len() + 2);
    let mut strokes: Vec<&Ruling> = Vec::new();
    for rule in rules {
        let near = strokes.last().is_some_and(|last| rule.at - last.at <= SAME_LINE);
        let thin = strokes.first().is_some_and(|first| rule.at - first.at <= THICKEST);
        if !(near && thin) {
            out.extend(middle(&strokes));
            strokes.clear();
        }
        strokes.push(rule);
    }
    out.extend(middle(&strokes));
    let first = out.first().copied().unwrap_or(f32::INFINITY);
    let last = out.last().copied().unwrap_or(f32::NEG_INFINITY);
    if let Some(before) = open_end(crossing.iter().map(|rule| -rule.from).filter(|end| *end > OPEN - first).collect()) {
        out.insert(0, -before);
    }
    out.extend(open_end(crossing.iter().map(|rule| rule.to).filter(|end| *end > last + OPEN).collect()));
    out
}

/// Middle of the outermost strokes.
fn middle(strokes: &[&Ruling]) -> Option<f32> {
    Some((strokes.first()?.at + strokes.last()?.at) / 2.0)
}

/// The farthest end that two rules have.
fn open_end(mut ends: Vec<f32>) -> Option<f32> {
    ends.sort_by(f32::total_cmp);
    ends.windows(2).rev().find_map(|pair| match pair {
        [near, far] if far - near <= SAME_END => Some(*far),
        _ => None,
    })
}

/// Which stretches of grid lines the rules draw. `slot` says where the wall of a stretch is kept.
fn walls(
    rules: &[Ruling],
    lines: &[f32],
    stops: &[f32],
    slot: impl Fn(usize, usize) -> Option<usize>,
    count: usize,
) -> Vec<bool> {
    let mut missing = vec![f32::INFINITY; count];
    for rule in rules {
        let line = nearest(lines, rule.at);
        let first = stops.partition_point(|stop| *stop <= rule.from).saturating_sub(1);
        for (stretch, pair) in stops.windows(2).enumerate().skip(first) {
            let [start, end] = pair else { continue };
            if *start >= rule.to {
                break;
            }
            let Some(rest) = slot(line, stretch).and_then(|at| missing.get_mut(at)) else { continue };
            let drawn = rule.to.min(*end) - rule.from.max(*start);
            let allowed = MISSING.min((end - start) / 2.0).max(MISSING_SHARE * (end - start));
            *rest = if rest.is_finite() { *rest } else { end - start - allowed } - drawn;
        }
    }
    missing.iter().map(|rest| *rest <= 0.0).collect()
}

/// The number of the grid line nearest to a place.
pub(crate) fn nearest(lines: &[f32], at: f32) -> usize {
    let after = lines.partition_point(|line| *line < at);
    match (after.checked_sub(1).and_then(|before| lines.get(before)), lines.get(after)) {
        (Some(before), Some(next)) if at - before <= next - at => after - 1,
        (Some(_), None) => after - 1,
        _ => after,
    }
}

/// A grid line that nothing draws: rules of the other axis end there, all at one place.
struct Implied {
    at: f32,
    /// First and last of the rules that end there.
    from: f32,
    to: f32,
}

/// Where two or more rules end between grid lines, as column rules do above and below a row that runs
/// through without a rule of its own.
fn implied(rules: &[Ruling], lines: &[f32]) -> Vec<Implied> {
    let is_free = |end: f32| lines.get(nearest(lines, end)).is_some_and(|line| (line - end).abs() > OPEN);
    let inside = |end: f32| lines.first().is_some_and(|first| end > *first) && lines.last().is_some_and(|last| end < *last);
    let mut ends: Vec<(f32, f32)> = rules
        .iter()
        .flat_map(|rule| [(rule.from, rule.at), (rule.to, rule.at)])
        .filter(|end| inside(end.0) && is_free(end.0))
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let near = |a: &(f32, f32), b: &(f32, f32)| b.0 - a.0 <= MISSING;
    let line = |ends: &[(f32, f32)]| {
        let (from, to) = ends.iter().fold((f32::INFINITY, f32::NEG_INFINITY), |(from, to), end| (from.min(end.1), to.max(end.1)));
        (ends.len() >= 2 && to - from > MISSING).then(|| Some(Implied { at: ends.first()?.0, from, to }))?
    };
    ends.chunk_by(near).filter_map(line).collect()
}

fn insert(lines: &mut Vec<f32>, implied: &[Implied]) {
    lines.extend(implied.iter().map(|line| line.at));
    lines.sort_by(f32::total_cmp);
}

/// Draws implied grid lines from one side of the rules that end there to the other.
fn close(walls: &mut [bool], implied: &[Implied], lines: &[f32], stops: &[f32], slot: impl Fn(usize, usize) -> Option<usize>) {
    for own in implied {
        let line = nearest(lines, own.at);
        let (from, to) = (nearest(stops, own.from).saturating_sub(1), nearest(stops, own.to));
        for stretch in from..=to.min(stops.len().saturating_sub(2)) {
            if let Some(wall) = slot(line, stretch).and_then(|at| walls.get_mut(at)) {
                *wall = true;
            }
        }
    }
}
