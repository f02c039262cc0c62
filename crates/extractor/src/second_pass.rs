//! Gives the texts of the second pass to the holes that the first pass left.
//!
//! Both passes run over the form in the same order, so the late texts are handed out block by block:
//! each block takes some of them, and the way that costs least is taken. Of equal ways the first and
//! the last are compared; where they differ, the order does not determine the cell.

use biaodan_model::FieldType;

use crate::assemble::CLEAR;
use crate::definition::{Block, Column, TableKind};
use crate::found::{Found, Slot};
use crate::solve::{MOST_TEXTS, Order, note_too_large, put_rows};
use crate::table::cost::{NEVER, UNPLACED, cell};
use crate::table::stream::{BOUNDS, Prefer, Queues, Stream, agree, late_cost};
use crate::table::{Columns, Grid};
use crate::work::{Claim, Work};
use crate::zones::{PageTexts, Zones};

/// A label whose value is nowhere.
const MISSING: u32 = 9;

/// Lines of a running text at most.
const LONGEST: usize = 80;

/// One block's share of the late texts.
enum Share {
    Table(usize, Grid),
    Scalar(usize, Vec<usize>),
}

/// Hands out the late texts and takes over the tables.
pub(crate) fn fill(work: &mut Work<'_>, zones: &Zones, page: &PageTexts, found: &mut Found) {
    let texts = page.early.iter().map(Vec::len).sum::<usize>() + page.late.len();
    if texts > MOST_TEXTS {
        let tables = page.early.iter().zip(&work.definition.tables).filter(|(early, _)| !early.is_empty());
        let paths: Vec<String> = tables.map(|(_, table)| table.path.clone()).collect();
        paths.iter().for_each(|path| note_too_large(work, path, texts));
        return;
    }
    let Some((first, last)) = BOUNDS.iter().find_map(|&bound| hand_out(work, zones, page, found, bound)) else { return };
    for (share, other) in first.into_iter().zip(last) {
        match (share, other) {
            (Share::Table(t, grid), Share::Table(_, other)) => {
                let seen = zones.columns.get(t).map_or(&[][..], Vec::as_slice);
                let Some(table) = work.definition.tables.get(t) else { continue };
                let columns = Columns::printed(table, seen);
                put_rows(work, zones, t, &columns, agree(grid, &other), Order::Reading, found);
            }
            (Share::Scalar(i, items), Share::Scalar(_, other)) if !items.is_empty() => {
                work.claim(&items, &Claim::Label);
                let prose = work.definition.scalars.get(i).is_some_and(|s| s.prose);
                let clear = cell(work, &Column::text(prose), 0, &items) <= CLEAR;
                if let Some(slot) = found.scalars.get_mut(i) {
                    *slot = if items == other && clear { Slot::Read(items) } else { Slot::Unsure(items) };
                }
            }
            _ => {}
        }
    }
}

/// For each number of late texts used after a block, the number used before it, on the first and
/// the last of equally good ways.
type Back = Vec<(usize, usize)>;

/// A block with how it was entered.
enum Solved<'s, 'd> {
    Table(usize, Box<Stream<'s, 'd>>),
    Scalar(usize, Back),
    /// Late texts left over between blocks.
    Gap(Back),
}

/// The shares of all blocks, on the first and the last of equally good ways; none where that costs
/// more than the bound.
fn hand_out(work: &Work<'_>, zones: &Zones, page: &PageTexts, found: &Found, bound: u32) -> Option<(Vec<Share>, Vec<Share>)> {
    let late = page.late.as_slice();
    let columns: Vec<Columns<'_>> = work
        .definition
        .tables
        .iter()
        .enumerate()
        .map(|(t, table)| Columns::printed(table, zones.columns.get(t).map_or(&[][..], Vec::as_slice)))
        .collect();
    let mut costs = vec![NEVER; late.len() + 1];
    *costs.first_mut()? = 0;
    let mut solved = Vec::new();
    for block in &work.definition.order {
        solved.push(Solved::Gap(gap(&mut costs)));
        match *block {
            Block::Scalar(i) if found.scalars.get(i).is_some_and(Slot::is_open) => {
                let (next, back) = scalar(work, i, late, &costs)?;
                costs = next;
                solved.push(Solved::Scalar(i, back));
            }
            Block::Table(t) => {
                let (Some(table), Some(columns)) = (work.definition.tables.get(t), columns.get(t)) else { continue };
                if table.kind == TableKind::Matrix || columns.len() == 0 {
                    continue;
                }
                let early = page.early.get(t)?;
                let queues = Queues { early, late, single_row: table.kind == TableKind::Beside, two_passes: true };
                let stream = Stream::solve(work, columns, queues, &costs, bound)?;
                costs = stream.exit();
                solved.push(Solved::Table(t, Box::new(stream)));
            }
            Block::Scalar(_) => {}
        }
    }
    solved.push(Solved::Gap(gap(&mut costs)));
    (costs.last().is_some_and(|&cost| cost < NEVER))
        .then(|| (trace(&solved, late, Prefer::First), trace(&solved, late, Prefer::Last)))
}

/// Late texts that no block takes.
fn gap(costs: &mut [u32]) -> Back {
    let mut back: Back = (0..costs.len()).map(|j| (j, j)).collect();
    for j in 1..costs.len() {
        let before = costs.get(j - 1).copied().unwrap_or(NEVER).saturating_add(UNPLACED);
        if let (Some(cost), Some(&from)) = (costs.get_mut(j), back.get(j - 1))
            && before < *cost
            && before < NEVER
        {
            *cost = before;
            if let Some(slot) = back.get_mut(j) {
                *slot = from;
            }
        }
    }
    back
}

fn scalar(work: &Work<'_>, i: usize, late: &[usize], entry: &[u32]) -> Option<(Vec<u32>, Back)> {
    let spec = work.definition.scalars.get(i)?;
    let column = Column::text(spec.prose);
    let longest = if spec.prose { LONGEST } else { 3 };
    let mut costs: Vec<u32> = entry.iter().map(|c| c.saturating_add(MISSING).min(NEVER)).collect();
    let mut back: Back = (0..entry.len()).map(|j| (j, j)).collect();
    if spec.field_type != FieldType::Text {
        return Some((costs, back));
    }
    for (from, &base) in entry.iter().enumerate().filter(|(_, c)| **c < NEVER) {
        for to in from + 1..=(from + longest).min(late.len()) {
            let items = late.get(from..to)?;
            let cost = base.saturating_add(cell(work, &column, 0, items) + late_cost(work, items));
            let (slot, ways) = (costs.get_mut(to)?, back.get_mut(to)?);
            if cost < *slot {
                (*slot, *ways) = (cost, (from, from));
            } else if cost == *slot {
                ways.1 = from;
            }
            if cost > base + 2 * UNPLACED {
                break;
            }
        }
    }
    Some((costs, back))
}

fn trace(solved: &[Solved<'_, '_>], late: &[usize], prefer: Prefer) -> Vec<Share> {
    let mut used = late.len();
    let mut shares = Vec::new();
    let step = |back: &Back, used: usize| match (back.get(used), prefer) {
        (Some(&(first, _)), Prefer::First) => first,
        (Some(&(_, last)), Prefer::Last) => last,
        (None, _) => used,
    };
    for block in solved.iter().rev() {
        match block {
            Solved::Gap(back) => used = step(back, used),
            Solved::Scalar(i, back) => {
                let from = step(back, used);
                shares.push(Share::Scalar(*i, late.get(from..used).unwrap_or(&[]).to_vec()));
                used = from;
            }
            Solved::Table(t, stream) => {
                let (grid, from) = stream.trace(used, prefer);
                shares.push(Share::Table(*t, grid));
                used = from;
            }
        }
    }
    shares.reverse();
    shares
}
