//! Which categories the rows of the indicator grid belong to.
//!
//! A merged category label stands once for several rows. In reading order it comes before its first
//! row; in visual order it stands in the middle of its rows. The standard categories also say which
//! first level a second level belongs to; where order and names disagree, nothing is claimed.

use crate::definition::Role;
use crate::table::Cell;
use crate::work::Work;
use crate::zones::CategoryMark;

/// The category labels of one row, as items; none where the text does not say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Categories {
    pub(crate) level1: Option<usize>,
    pub(crate) level2: Option<usize>,
}

/// A cost no assignment may have.
const NEVER: u32 = 1_000_000;

/// A second-level label without rows is usual, but rows beside it are likelier.
const NO_ROWS: u32 = 2;

/// Half-lines off the middle beyond which the order says something else than the assignment.
const MOST_OFF: u32 = 6;

/// Half-lines by which a dump rounds: the middle of two rows is printed on the line of either.
const ROUNDING: u32 = 1;

fn level(role: Role) -> u8 {
    if matches!(role, Role::Level1(_)) { 1 } else { 2 }
}

/// The first-level category a role is or belongs to.
fn parent(role: Role) -> Option<usize> {
    match role {
        Role::Level1(i) | Role::Level2(i, _) => Some(i),
        _ => None,
    }
}

/// One label after its translations and repetitions were folded into it.
#[derive(Debug, Clone, Copy)]
struct Mark {
    item: usize,
    last: usize,
    role: Role,
}

fn marks(all: &[CategoryMark], wanted: u8) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    for mark in all.iter().filter(|m| level(m.role) == wanted) {
        match out.last_mut() {
            Some(last) if last.role == mark.role => last.last = mark.item,
            _ => out.push(Mark { item: mark.item, last: mark.item, role: mark.role }),
        }
    }
    out
}

/// Category labels of a grid at most; the rows of one with more stay without categories.
const MOST_MARKS: usize = 4_000;

/// Categories in reading order.
pub(crate) fn in_reading_order(work: &Work<'_>, all: &[CategoryMark], rows: &[Vec<Cell>]) -> Vec<Categories> {
    if all.len() > MOST_MARKS {
        return vec![Categories::default(); rows.len()];
    }
    let is_late = |m: &&CategoryMark| work.items.get(m.item).is_some_and(|i| i.late);
    let late: Vec<CategoryMark> = all.iter().filter(is_late).copied().collect();
    let early: Vec<CategoryMark> = all.iter().filter(|m| !is_late(m)).copied().collect();
    let early = latest(&early);
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let items = row.iter().flat_map(|cell| cell.items.iter().copied());
        let first_pass = items.filter(|&i| work.items.get(i).is_some_and(|i| !i.late)).max();
        // a row drawn wholly in the second pass has no place among the labels
        let before = |at: usize| early.partition_point(|(item, _)| *item < at).checked_sub(1).and_then(|n| early.get(n));
        out.push(first_pass.and_then(before).map_or_else(Categories::default, |(_, categories)| *categories));
    }
    place_late(work, &late, &mut out);
    out.into_iter().map(|c| consistent(work, c)).collect()
}

/// For each label the categories of a row right after it.
fn latest(early: &[CategoryMark]) -> Vec<(usize, Categories)> {
    let (mut one, mut two): (Option<CategoryMark>, Option<CategoryMark>) = (None, None);
    let after = |mark: &CategoryMark| {
        *(if level(mark.role) == 1 { &mut one } else { &mut two }) = Some(*mark);
        // a new first-level category ends the second-level one
        let valid = two.filter(|two| one.is_none_or(|one| one.item < two.item || parent(one.role) == parent(two.role)));
        (mark.item, Categories { level1: one.map(|m| m.item), level2: valid.map(|m| m.item) })
    };
    early.iter().map(after).collect()
}

/// Labels that were wrapped come in the second pass: they fill what is empty, and where nothing is
/// empty they make the rows after the last printed label of their group uncertain.
fn place_late(work: &Work<'_>, late: &[CategoryMark], rows: &mut [Categories]) {
    let role_of = |item: usize| work.items.get(item).and_then(|i| i.role);
    for mark in late {
        let group = parent(mark.role);
        let in_group = |c: &Categories| c.level1.and_then(role_of).and_then(parent) == group;
        if level(mark.role) == 1 {
            continue;
        }
        let rivals = late.iter().filter(|m| level(m.role) == 2 && parent(m.role) == group && m.role != mark.role).count();
        let empty = rows.iter().filter(|c| in_group(c) && c.level2.is_none()).count();
        if empty > 0 && rivals == 0 {
            rows.iter_mut().filter(|c| in_group(c) && c.level2.is_none()).for_each(|c| c.level2 = Some(mark.item));
        } else if empty == 0 {
            let last = rows.iter().filter(|c| in_group(c)).filter_map(|c| c.level2).max();
            rows.iter_mut().filter(|c| in_group(c) && c.level2 == last).for_each(|c| c.level2 = None);
        }
    }
}

/// Nothing is claimed where the standard names contradict the order.
fn consistent(work: &Work<'_>, row: Categories) -> Categories {
    let group = |item: Option<usize>| item.and_then(|i| work.items.get(i)).and_then(|i| i.role).and_then(parent);
    match (group(row.level1), group(row.level2)) {
        (Some(one), Some(two)) if one != two => Categories::default(),
        _ => row,
    }
}

/// Category labels that stand in a column apart from their rows: where there are as many as rows,
/// and no name speaks against it, they are taken in step.
pub(crate) fn apart(work: &Work<'_>, all: &[CategoryMark], rows: &[Vec<Cell>]) -> Vec<Categories> {
    let (ones, twos) = (marks(all, 1), marks(all, 2));
    if twos.len() != rows.len() || all.len() > MOST_MARKS {
        return vec![Categories::default(); rows.len()];
    }
    let above = |two: &Mark| ones.iter().find(|one| parent(one.role) == parent(two.role)).map(|one| one.item);
    twos.iter().map(|two| Categories { level1: above(two), level2: Some(two.item) }).map(|c| consistent(work, c)).collect()
}

/// Categories in visual order, each label in the middle of its rows.
pub(crate) fn in_visual_order(work: &Work<'_>, all: &[CategoryMark], rows: &[Vec<Cell>]) -> Vec<Categories> {
    let spans: Vec<(u32, u32)> = rows.iter().map(|row| span(work, row)).collect();
    let seconds = marks(all, 2);
    let two = partition(work, &seconds, &spans, &|_, _| true);
    let parents: Vec<Option<usize>> = two.iter().map(|m| m.and_then(|m| parent(m.role))).collect();
    let agrees = |mark: &Mark, row: usize| {
        let own = parents.get(row).copied().flatten();
        own.is_none() || own == parent(mark.role)
    };
    let one = partition(work, &marks(all, 1), &spans, &agrees);
    let pair =
        |(one, two): (&Option<Mark>, &Option<Mark>)| Categories { level1: one.map(|m| m.item), level2: two.map(|m| m.item) };
    one.iter().zip(&two).map(pair).map(|c| consistent(work, c)).collect()
}

fn span(work: &Work<'_>, row: &[Cell]) -> (u32, u32) {
    let lines = || row.iter().flat_map(|cell| &cell.items).map(|&i| work.line(i));
    (lines().min().unwrap_or(0), lines().max().unwrap_or(0))
}

/// Divides the rows among the labels, in order; none for rows that two equally good divisions give
/// to different labels.
fn partition(work: &Work<'_>, marks: &[Mark], rows: &[(u32, u32)], agrees: &dyn Fn(&Mark, usize) -> bool) -> Vec<Option<Mark>> {
    let solve = |reverse| divide(work, marks, rows, agrees, reverse);
    match (solve(false), solve(true)) {
        (Some(a), Some(b)) => a.iter().zip(&b).map(|(x, y)| if x == y { marks.get(*x).copied() } else { None }).collect(),
        _ => vec![None; rows.len()],
    }
}

fn divide(
    work: &Work<'_>,
    marks: &[Mark],
    rows: &[(u32, u32)],
    agrees: &dyn Fn(&Mark, usize) -> bool,
    reverse: bool,
) -> Option<Vec<usize>> {
    let width = rows.len() + 1;
    if marks.is_empty() || marks.len() * width * width > 4_000_000 {
        return None;
    }
    let mut best = vec![vec![(NEVER, 0_usize); width]; marks.len() + 1];
    *best.first_mut()?.first_mut()? = (0, 0);
    for (m, mark) in marks.iter().enumerate() {
        let beside = beside(work, mark, rows);
        for from in 0..width {
            let base = best.get(m)?.get(from)?.0;
            if base >= NEVER {
                continue;
            }
            for to in from..width {
                if to > from && !agrees(mark, to - 1) {
                    break;
                }
                let cost = base.saturating_add(group_cost(work, mark, rows, &beside, from, to));
                let slot = best.get_mut(m + 1)?.get_mut(to)?;
                if cost < slot.0 || (reverse && cost == slot.0 && cost < NEVER) {
                    *slot = (cost, from);
                }
            }
        }
    }
    let mut owner = vec![0; rows.len()];
    let mut to = rows.len();
    (best.last()?.get(to)?.0 < NEVER).then_some(())?;
    for m in (0..marks.len()).rev() {
        let from = best.get(m + 1)?.get(to)?.1;
        owner.iter_mut().take(to).skip(from).for_each(|o| *o = m);
        to = from;
    }
    Some(owner)
}

/// For each number of rows, how many of so many first ones stand on the lines of a label.
fn beside(work: &Work<'_>, mark: &Mark, rows: &[(u32, u32)]) -> Vec<usize> {
    let (first, last) = (work.line(mark.item), work.line(mark.last));
    let count = |sum: &mut usize, &(top, bottom): &(u32, u32)| {
        *sum += usize::from(top <= last && first <= bottom);
        Some(*sum)
    };
    std::iter::once(0).chain(rows.iter().scan(0, count)).collect()
}

/// How far a label stands from the middle of rows `from..to`, in half-lines.
fn group_cost(work: &Work<'_>, mark: &Mark, rows: &[(u32, u32)], beside: &[usize], from: usize, to: usize) -> u32 {
    let (first, last) = (work.line(mark.item), work.line(mark.last));
    let inside = rows.get(from..to).unwrap_or(&[]);
    let count = |n: usize| beside.get(n).copied().unwrap_or(0);
    let (within, all) = (count(to) - count(from), count(rows.len()));
    if all > within && within == 0 {
        return NEVER; // a label on the line of a row belongs to that row
    }
    let (Some(top), Some(bottom)) = (inside.first(), inside.last()) else { return NO_ROWS };
    if last < top.0 || bottom.1 < first {
        return NEVER; // the middle of its rows is among its rows
    }
    let off = (first + last).abs_diff(top.0 + bottom.1).saturating_sub(ROUNDING);
    off.min(MOST_OFF) + off / 4
}
