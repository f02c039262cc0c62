//! The search behind `visual`: hypotheses about rows and columns, extended line by line.

use biaodan_model::FieldType;

use super::columns::Places;
use super::cost::{self, NEVER, UNPLACED};
use super::visual::Lines;
use super::{Cell, Columns, Grid};
use crate::look::Look;
use crate::work::Work;

/// Hypotheses kept after each line.
const BEAM: usize = 14;

/// Hypotheses this much dearer than the best one are dropped.
const BEHIND: u32 = 14;

/// Ways to place one line's texts that are tried.
const MOST_WAYS: usize = 30;

/// Columns of a table, and texts of a line, at most.
const MOST_COLUMNS: usize = 12;

/// A row without its value or its name.
const NO_ANCHOR: u32 = 10;

/// Half-lines off the centre that still count, for each column.
const MOST_OFF: u32 = 4;

/// A line of a target after its first: targets are rarely wrapped.
const TARGET_GOES_ON: u32 = 2;

/// A name that goes on with a sentence.
const NAME_RUNS_ON: u32 = 6;

/// How the cells of a row stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Centre,
    Top,
}

/// A way to give a line's texts to columns.
#[derive(Debug, Clone)]
pub(crate) struct Way {
    columns: Vec<Option<usize>>,
    /// What it costs that the texts start cells there.
    pub(crate) cost: u32,
}

impl Way {
    /// The column of each text.
    pub(crate) fn columns(&self) -> impl Iterator<Item = Option<usize>> + '_ {
        self.columns.iter().copied()
    }
}

/// What a column of the open row holds. Small, since hypotheses are copied by the hundred.
#[derive(Clone, Copy, Default)]
struct Filled {
    /// The last text.
    last: u32,
    /// The widest line.
    widest: u32,
    /// First and last line.
    top: u16,
    bottom: u16,
    lines: u16,
    /// Brackets opened less brackets closed.
    brackets: i8,
}

#[derive(Clone, Copy)]
struct Hypothesis {
    cost: u32,
    /// Decides between equal costs, in opposite directions on the two runs.
    bias: u32,
    back: u32,
    start: u16,
    anchored: bool,
    columns: [Filled; MOST_COLUMNS],
}

/// One line's placing, as a link to the one before it.
struct Step {
    back: u32,
    new_row: bool,
    line: usize,
    way: usize,
}

struct Search<'s, 'd> {
    work: &'s Work<'d>,
    columns: &'s Columns<'d>,
    input: &'s Lines<'s>,
    align: Align,
    reverse: bool,
    has_figures: bool,
    has_values: bool,
    ways: &'s [Vec<Way>],
    steps: Vec<Step>,
}

/// The best reading; none where the table is empty or too large.
pub(crate) fn run(
    work: &Work<'_>,
    columns: &Columns<'_>,
    input: &Lines<'_>,
    ways: &[Vec<Way>],
    align: Align,
    reverse: bool,
) -> Option<Grid> {
    if columns.len() == 0 || columns.len() > MOST_COLUMNS || input.lines.is_empty() || input.lines.len() > usize::from(u16::MAX) {
        return None;
    }
    let has_figures = columns.of.iter().any(|(_, c)| matches!(c.field_type, FieldType::Amount | FieldType::Number));
    let has_values = has_figures || columns.of.iter().any(|(_, c)| c.field_type == FieldType::Target);
    Search { work, columns, input, align, reverse, has_figures, has_values, ways, steps: Vec::new() }.run()
}

impl Search<'_, '_> {
    fn run(mut self) -> Option<Grid> {
        let columns = [Filled::default(); MOST_COLUMNS];
        let mut beam = vec![Hypothesis { cost: 0, bias: 0, back: u32::MAX, start: 0, anchored: false, columns }];
        let mut next = Vec::new();
        for n in 0..self.input.lines.len() {
            next.clear();
            for hypothesis in &beam {
                self.extend(hypothesis, n, &mut next);
            }
            beam = best_of(&next);
        }
        let end = self.input.lines.len();
        let close = |h: &Hypothesis| h.cost.saturating_add(self.close(h, end));
        beam.iter().min_by_key(|h| (close(h), h.bias)).map(|h| self.trace(h.back, close(h)))
    }

    /// All continuations of a hypothesis by one line.
    fn extend(&mut self, from: &Hypothesis, n: usize, out: &mut Vec<Hypothesis>) {
        for new_row in [false, true] {
            if new_row && (n == 0 || self.input.single_row) {
                continue;
            }
            let mut base = *from;
            if new_row {
                base.cost = base.cost.saturating_add(self.close(from, n));
                base.start = u16::try_from(n).unwrap_or(u16::MAX);
                base.bias += self.turned(n, self.input.lines.len());
                base.anchored = false;
                base.columns = [Filled::default(); MOST_COLUMNS];
            }
            for way in 0..self.ways.get(n).map_or(0, Vec::len) {
                let Some(mut hypothesis) = self.place(&base, n, way) else { continue };
                hypothesis.back = u32::try_from(self.steps.len()).unwrap_or(u32::MAX);
                self.steps.push(Step { back: from.back, new_row: new_row || n == 0, line: n, way });
                out.push(hypothesis);
            }
        }
    }

    fn turned(&self, value: usize, most: usize) -> u32 {
        u32::try_from(if self.reverse { most.saturating_sub(value) } else { value }).unwrap_or(u32::MAX) & 0xFFFF
    }

    /// Puts a line's texts into their columns; none where that cannot be.
    fn place(&self, base: &Hypothesis, n: usize, way: usize) -> Option<Hypothesis> {
        let way = self.ways.get(n)?.get(way)?;
        let mut next = *base;
        let unplaced = way.columns.iter().filter(|c| c.is_none()).count();
        next.cost += UNPLACED * u32::try_from(unplaced).unwrap_or(1);
        for (&item, column) in self.input.lines.get(n)?.iter().zip(way.columns()) {
            let Some(c) = column else { continue };
            let look = self.work.look(item);
            let filled = next.columns.get_mut(c)?;
            next.cost += self.add(filled, c, item, look, n)? + self.input.places.map_or(0, |p| p.cost(self.work, item, c));
            next.bias += self.turned(c, self.columns.len());
            next.anchored |= self.anchors(c, look);
        }
        Some(next)
    }

    /// Adds a line to a cell, or starts it; the cost of believing that.
    fn add(&self, filled: &mut Filled, c: usize, item: usize, look: Look, n: usize) -> Option<u32> {
        let n = u16::try_from(n).ok()?;
        let started = filled.lines > 0;
        let cost = if started { self.goes_on(filled, c, look)? } else { starts(self.work, self.columns, c, item, look) };
        *filled = Filled {
            last: u32::try_from(item).ok()?,
            widest: filled.widest.max(look.width),
            top: if started { filled.top } else { n },
            bottom: n,
            lines: filled.lines + 1,
            brackets: filled.brackets.saturating_add(look.brackets),
        };
        (cost < NEVER).then_some(cost)
    }

    fn goes_on(&self, filled: &Filled, c: usize, look: Look) -> Option<u32> {
        let (_, spec) = self.columns.of.get(c)?;
        let above = self.work.look(filled.last as usize);
        if !matches!(spec.field_type, FieldType::Text | FieldType::Target) || look.figure() || above.figure() {
            return None;
        }
        let rare = match spec.field_type {
            FieldType::Target => TARGET_GOES_ON,
            _ if !spec.prose && !spec.sparse && (look.running || look.ends) => NAME_RUNS_ON,
            _ => 0,
        };
        let widest = filled.widest.max(self.columns.widths.get(c).copied().unwrap_or(0));
        Some(rare + cost::join(above, widest, look))
    }

    /// Whether a text is the value by which a row is told.
    fn anchors(&self, c: usize, look: Look) -> bool {
        match self.columns.of.get(c).map(|(_, spec)| spec.field_type) {
            Some(FieldType::Amount | FieldType::Number) => true,
            Some(FieldType::Target) => !self.has_figures && (look.target || look.qualitative || look.dash),
            _ => false,
        }
    }

    /// What a row costs when it is over before line `end`.
    fn close(&self, h: &Hypothesis, end: usize) -> u32 {
        let cells = h.columns.iter().zip(self.columns.of.iter().zip(&self.columns.widths));
        let closing: u32 = cells.map(|(f, ((_, c), width))| closing(c, *width, f, self.work.look(f.last as usize))).sum();
        if self.input.single_row {
            return closing;
        }
        let last = u32::try_from(end.saturating_sub(1)).unwrap_or(u32::MAX);
        // cells of odd and even height stand half a line apart
        let off = |f: &Filled| match self.align {
            Align::Centre => u32::from(f.top + f.bottom).abs_diff(u32::from(h.start) + last).saturating_sub(1),
            Align::Top => 2 * u32::from(f.top.abs_diff(h.start)),
        };
        let off: u32 = h.columns.iter().filter(|f| f.lines > 0).map(|f| off(f).min(MOST_OFF)).sum();
        let named = h.columns.first().is_some_and(|f| f.lines > 0);
        closing + off + if named && (h.anchored || !self.has_values) { 0 } else { NO_ANCHOR }
    }

    fn trace(&self, last: u32, cost: u32) -> Grid {
        let mut steps = Vec::new();
        let mut at = last;
        while let Some(step) = self.steps.get(at as usize) {
            steps.push(step);
            at = step.back;
        }
        let mut grid = Grid { rows: Vec::new(), cost };
        for step in steps.into_iter().rev() {
            if step.new_row || grid.rows.is_empty() {
                grid.rows.push(vec![Cell { items: Vec::new(), sure: true }; self.columns.len()]);
            }
            let Some(way) = self.ways.get(step.line).and_then(|ways| ways.get(step.way)) else { continue };
            let Some(line) = self.input.lines.get(step.line) else { continue };
            for (&item, column) in line.iter().zip(way.columns()) {
                let row = grid.rows.last_mut();
                if let Some(cell) = column.and_then(|c| row.and_then(|row| row.get_mut(c))) {
                    cell.items.push(item);
                }
            }
        }
        grid.rows.retain(|row| row.iter().any(|cell| !cell.items.is_empty()));
        grid
    }
}

/// The best hypotheses, in order.
fn best_of(all: &[Hypothesis]) -> Vec<Hypothesis> {
    let mut order: Vec<(u32, u32, usize)> = all.iter().enumerate().map(|(i, h)| (h.cost, h.bias, i)).collect();
    order.sort_unstable();
    let limit = order.first().map_or(0, |o| o.0).saturating_add(BEHIND);
    order.iter().take(BEAM).take_while(|o| o.0 <= limit).filter_map(|o| all.get(o.2).copied()).collect()
}

/// The cost of starting a cell with a text; what its end costs is known when the row is over.
fn starts(work: &Work<'_>, columns: &Columns<'_>, c: usize, item: usize, look: Look) -> u32 {
    let cost = columns.cell_cost(work, c, &[item]);
    let prose = columns.of.get(c).is_some_and(|(_, spec)| spec.prose);
    let unended = prose && !look.ends && look.width >= cost::LONG_LINE;
    let open = if look.brackets > 0 { cost::OPEN_BRACKET } else { 0 };
    if cost >= NEVER { NEVER } else { cost.saturating_sub(open + if unended { cost::UNENDED } else { 0 }) }
}

/// What the end of a cell costs.
fn closing(column: &crate::definition::Column, width: u32, filled: &Filled, last: Look) -> u32 {
    if filled.lines == 0 {
        return cost::blank(column);
    }
    let torn = (column.prose || column.sparse) && width > 0 && last.width + 1 >= width && !last.ends;
    let unended = column.prose && (filled.lines > 1 || filled.widest >= cost::LONG_LINE) && !last.ends;
    let open = filled.brackets > 0;
    u32::from(torn) * 2 + u32::from(unended) * 2 * cost::UNENDED + u32::from(open) * cost::OPEN_BRACKET
}

/// What the ends of a row's cells cost, where each is one line.
pub(crate) fn closing_cost(work: &Work<'_>, columns: &Columns<'_>, row: &[Cell]) -> u32 {
    let one = |(cell, (_, column)): (&Cell, &(usize, &crate::definition::Column))| {
        let Some(&item) = cell.items.first() else { return cost::blank(column) };
        let look = work.look(item);
        let filled = Filled { lines: 1, widest: look.width, brackets: look.brackets, ..Filled::default() };
        closing(column, 0, &filled, look)
    };
    row.iter().zip(&columns.of).map(one).sum()
}

/// For each line the ways to give its texts to columns. They do not depend on what is known of the
/// columns' widths, so all runs share them.
pub(crate) fn all_ways(work: &Work<'_>, columns: &Columns<'_>, input: &Lines<'_>) -> Vec<Vec<Way>> {
    input.lines.iter().map(|line| ways(work, columns, input.places, line)).collect()
}

/// The ways to give a line's texts to columns, from left to right.
fn ways(work: &Work<'_>, columns: &Columns<'_>, places: Option<&Places>, line: &[usize]) -> Vec<Way> {
    let fits: Vec<Vec<Option<u32>>> = line
        .iter()
        .map(|&item| {
            let cost = |c: usize| starts(work, columns, c, item, work.look(item)) + places.map_or(0, |p| p.cost(work, item, c));
            (0..columns.len()).map(|c| Some(cost(c)).filter(|&cost| cost < NEVER)).collect()
        })
        .collect();
    let mut out = Vec::new();
    let surplus = line.len().saturating_sub(columns.len());
    collect_ways(&fits, columns.len(), surplus, 0, &mut Way { columns: Vec::new(), cost: 0 }, &mut out);
    if out.is_empty() {
        out.push(Way { columns: vec![None; line.len()], cost: UNPLACED });
    }
    out
}

fn collect_ways(fits: &[Vec<Option<u32>>], width: usize, surplus: usize, from: usize, way: &mut Way, out: &mut Vec<Way>) {
    if out.len() >= MOST_WAYS {
        return;
    }
    let Some(costs) = fits.get(way.columns.len()) else {
        out.push(way.clone());
        return;
    };
    // the texts still to come need a column each, but for the surplus
    let rest = fits.len().saturating_sub(way.columns.len() + 1).saturating_sub(surplus);
    for c in from..width.saturating_sub(rest) {
        let Some(cost) = costs.get(c).copied().flatten() else { continue };
        way.columns.push(Some(c));
        way.cost += cost;
        collect_ways(fits, width, surplus, c + 1, way, out);
        way.cost -= cost;
        way.columns.pop();
    }
    if surplus > 0 {
        way.columns.push(None);
        collect_ways(fits, width, surplus - 1, from, way, out);
        way.columns.pop();
    }
}
