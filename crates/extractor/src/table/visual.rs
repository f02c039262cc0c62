//! Lines in visual order: each line runs across the columns, and a cell of several lines is spread
//! over as many, centred (or at the top) beside its neighbours.
//!
//! The lines are read downwards with a few best hypotheses kept: each line goes on with the row
//! above or starts a new one, and each of its texts goes to a column. Types, full
//! lines, the centring of cells and, where they are known, positions decide.

use biaodan_model::FieldType;

use super::columns::Places;
use super::cost::{self, NEVER, UNPLACED};
use super::{Cell, Columns, Grid};
use crate::work::Work;

/// Columns of a table at most.
const MOST_COLUMNS: usize = 12;

/// Hypotheses this much dearer than the best one are dropped.
const BEHIND: u32 = 30;

/// Hypotheses kept after each line.
const BEAM: usize = 24;

/// Ways to place one line's texts that are tried.
const MOST_WAYS: usize = 30;

/// A row without any value that anchors it.
const NO_ANCHOR: u32 = 10;

/// Half-lines off the centre that still count, for each column.
const MOST_OFF: u32 = 4;

/// How the cells of a row stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Align {
    Centre,
    Top,
}

/// What is to be solved.
pub(crate) struct Lines<'l> {
    pub(crate) lines: Vec<Vec<usize>>,
    pub(crate) places: Option<&'l Places>,
    pub(crate) single_row: bool,
}

#[derive(Clone, Copy, Default)]
struct Filled {
    /// The last text.
    last: usize,
    count: u16,
    widest: u32,
    /// First and last line.
    top: usize,
    bottom: usize,
    /// Brackets opened less brackets closed.
    brackets: i8,
}

#[derive(Clone)]
struct Hypothesis {
    cost: u32,
    /// Decides between equal costs, in opposite directions on the two runs.
    bias: usize,
    back: usize,
    start: usize,
    anchor: Option<usize>,
    columns: [Filled; MOST_COLUMNS],
}

struct Step {
    back: usize,
    new_row: bool,
    placed: Vec<(usize, usize)>,
}

struct Solver<'s, 'd> {
    work: &'s Work<'d>,
    columns: &'s Columns<'d>,
    input: &'s Lines<'s>,
    align: Align,
    reverse: bool,
    has_figures: bool,
    has_values: bool,
    steps: Vec<Step>,
}

/// Solves a table in visual order; none where it has no lines or columns.
pub(crate) fn solve(work: &Work<'_>, columns: &Columns<'_>, input: &Lines<'_>) -> Option<Grid> {
    let (align, first) = aligned(work, columns, input)?;
    if first.strain(columns) == 0 && first.rows.len() == input.lines.len() && first.is_full(columns) {
        return Some(first); // one full row a line: nothing else costs as little
    }
    if !first.is_wrapped() {
        return Some(super::stream::agree(first, &run(work, columns, input, align, true)?));
    }
    let columns = &columns.measured(work, &first);
    let (align, best) = aligned(work, columns, input)?;
    Some(super::stream::agree(best, &run(work, columns, input, align, true)?))
}

/// The better of the two alignments.
fn aligned(work: &Work<'_>, columns: &Columns<'_>, input: &Lines<'_>) -> Option<(Align, Grid)> {
    let centre = run(work, columns, input, Align::Centre, false)?;
    let plain = centre.rows.len() == input.lines.len() || input.single_row;
    let top = if plain { None } else { run(work, columns, input, Align::Top, false) };
    Some(match top {
        Some(top) if top.cost < centre.cost => (Align::Top, top),
        _ => (Align::Centre, centre),
    })
}

fn run(work: &Work<'_>, columns: &Columns<'_>, input: &Lines<'_>, align: Align, reverse: bool) -> Option<Grid> {
    let figures = |c: &crate::definition::Column| matches!(c.field_type, FieldType::Amount | FieldType::Number);
    let has_figures = columns.of.iter().any(|(_, c)| figures(c));
    let has_values = has_figures || columns.of.iter().any(|(_, c)| c.field_type == FieldType::Target);
    Solver { work, columns, input, align, reverse, has_figures, has_values, steps: Vec::new() }.run()
}

impl Solver<'_, '_> {
    fn run(mut self) -> Option<Grid> {
        let width = self.columns.len();
        if width == 0 || width > MOST_COLUMNS || self.input.lines.is_empty() {
            return None;
        }
        let fresh =
            Hypothesis { cost: 0, bias: 0, back: usize::MAX, start: 0, anchor: None, columns: [Filled::default(); MOST_COLUMNS] };
        let mut beam = vec![fresh];
        for (n, line) in self.input.lines.iter().enumerate() {
            let ways = self.ways(line);
            let mut next: Vec<Hypothesis> = Vec::with_capacity(beam.len() * ways.len() * 2);
            for hypothesis in &beam {
                self.extend(hypothesis, n, line, &ways, &mut next);
            }
            next.sort_by_key(|h| (h.cost, h.bias));
            let best = next.first().map_or(0, |h| h.cost);
            next.retain(|h| h.cost <= best + BEHIND);
            next.truncate(BEAM);
            beam = next;
        }
        let end = self.input.lines.len();
        let close = |h: &Hypothesis| h.cost.saturating_add(self.close(h, end));
        beam.iter().min_by_key(|h| (close(h), h.bias)).map(|h| self.trace(h.back, close(h)))
    }

    /// All continuations of a hypothesis by one line.
    fn extend(
        &mut self,
        from: &Hypothesis,
        n: usize,
        line: &[usize],
        ways: &[(Vec<Option<usize>>, u32)],
        out: &mut Vec<Hypothesis>,
    ) {
        for new_row in [false, true] {
            if new_row && (n == 0 || self.input.single_row) {
                continue;
            }
            let mut base = from.clone();
            if new_row {
                base.cost = base.cost.saturating_add(self.close(from, n));
                base.start = n;
                base.bias += self.turned(n, self.input.lines.len());
                base.anchor = None;
                base.columns.iter_mut().for_each(|c| c.count = 0);
            }
            for (way, cost) in ways {
                let Some(mut hypothesis) = self.place(&base, n, line, way) else { continue };
                hypothesis.cost = hypothesis.cost.saturating_add(*cost);
                let placed = line.iter().zip(way).filter_map(|(&item, column)| Some((item, (*column)?))).collect();
                self.steps.push(Step { back: from.back, new_row: new_row || n == 0, placed });
                hypothesis.back = self.steps.len() - 1;
                out.push(hypothesis);
            }
        }
    }

    fn turned(&self, value: usize, most: usize) -> usize {
        if self.reverse { most.saturating_sub(value) } else { value }
    }

    /// Puts a line's texts into their columns; none where that cannot be.
    fn place(&self, base: &Hypothesis, n: usize, line: &[usize], way: &[Option<usize>]) -> Option<Hypothesis> {
        let mut next = base.clone();
        for (&item, column) in line.iter().zip(way) {
            let Some(c) = *column else { continue };
            let (_, spec) = self.columns.of.get(c)?;
            let filled = next.columns.get_mut(c)?;
            let look = self.work.look(item);
            let cost = if filled.count == 0 {
                let open = if look.brackets > 0 { cost::OPEN_BRACKET } else { 0 };
                let cost = self.columns.cell_cost(self.work, c, &[item]).saturating_sub(open);
                if spec.prose && cost < NEVER && !look.ends && look.width >= cost::LONG_LINE { cost - cost::UNENDED.min(cost) } else { cost }
            } else if matches!(spec.field_type, FieldType::Text | FieldType::Target) && !look.figure() {
                let rare = match spec.field_type {
                    FieldType::Target => 2,
                    _ if !spec.prose && !spec.sparse && (look.running || look.ends) => 6,
                    _ => 0,
                };
                let width = self.columns.widths.get(c).copied().unwrap_or(0);
                filled.brackets += look.brackets;
                rare + cost::join(self.work.look(filled.last), filled.widest.max(width), look)
            } else {
                NEVER
            };
            if cost >= NEVER {
                return None;
            }
            next.cost += cost + self.input.places.map_or(0, |p| p.cost(self.work, item, c));
            filled.brackets = if filled.count == 0 { look.brackets } else { filled.brackets };
            filled.top = if filled.count == 0 { n } else { filled.top };
            filled.bottom = n;
            filled.widest = if filled.count == 0 { look.width } else { filled.widest.max(look.width) };
            next.bias += self.turned(c, self.columns.len());
            filled.last = item;
            filled.count += 1;
            let anchors = match spec.field_type {
                FieldType::Amount | FieldType::Number => true,
                FieldType::Target => !self.has_figures && (look.target || look.qualitative || look.dash),
                _ => false,
            };
            if anchors && next.anchor.is_none() {
                next.anchor = Some(n);
            }
        }
        Some(next)
    }

    /// What a row costs when it is over before line `end`.
    fn close(&self, h: &Hypothesis, end: usize) -> u32 {
        let blanks: u32 =
            h.columns.iter().zip(&self.columns.of).filter(|(f, _)| f.count == 0).map(|(_, (_, c))| cost::blank(c)).sum();
        let torn = h.columns.iter().zip(self.columns.of.iter().zip(&self.columns.widths)).filter(|(f, ((_, c), width))| {
            let last = self.work.look(f.last);
            (c.prose || c.sparse) && f.count > 0 && **width > 0 && last.width + 1 >= **width && !last.ends
        });
        let blanks = blanks + 2 * u32::try_from(torn.count()).unwrap_or(0);
        let unended =
            h.columns.iter().zip(&self.columns.of).filter(|(f, (_, c))| c.prose && (f.count > 1 || f.widest >= cost::LONG_LINE) && f.count > 0 && !self.work.look(f.last).ends);
        let blanks = blanks + cost::UNENDED * 2 * u32::try_from(unended.count()).unwrap_or(0);
        let open = h.columns.iter().filter(|f| f.count > 0 && f.brackets > 0).count();
        let blanks = blanks + cost::OPEN_BRACKET * u32::try_from(open).unwrap_or(0);
        if self.input.single_row {
            return blanks;
        }
        // cells of odd and even height stand half a line apart
        let off = |f: &Filled| match self.align {
            Align::Centre => (f.top + f.bottom).abs_diff(h.start + end.saturating_sub(1)).saturating_sub(1),
            Align::Top => 2 * f.top.abs_diff(h.start),
        };
        let off: u32 =
            h.columns.iter().filter(|f| f.count > 0).map(|f| u32::try_from(off(f)).unwrap_or(MOST_OFF).min(MOST_OFF)).sum();
        // a row without its value, or without its name, is hardly a row
        let name = h.columns.first().is_some_and(|f| f.count > 0);
        let anchored = h.anchor.is_some() || !self.has_values;
        blanks + off + if anchored && name { 0 } else { NO_ANCHOR }
    }

    /// The ways to give a line's texts to columns, from left to right, with what each costs.
    fn ways(&self, line: &[usize]) -> Vec<(Vec<Option<usize>>, u32)> {
        let mut ways = Vec::new();
        self.ways_from(line, 0, &mut Vec::new(), 0, &mut ways);
        if ways.is_empty() {
            ways.push((vec![None; line.len()], UNPLACED * u32::try_from(line.len()).unwrap_or(1)));
        }
        ways
    }

    fn ways_from(
        &self,
        line: &[usize],
        column: usize,
        way: &mut Vec<Option<usize>>,
        cost: u32,
        out: &mut Vec<(Vec<Option<usize>>, u32)>,
    ) {
        if out.len() >= MOST_WAYS {
            return;
        }
        let Some(&item) = line.get(way.len()) else {
            out.push((way.clone(), cost));
            return;
        };
        for c in column..self.columns.len() {
            let fits = self.columns.cell_cost(self.work, c, &[item]) < NEVER;
            if fits {
                way.push(Some(c));
                self.ways_from(line, c + 1, way, cost, out);
                way.pop();
            }
        }
        if line.len() > self.columns.len() {
            way.push(None);
            self.ways_from(line, column, way, cost + UNPLACED, out);
            way.pop();
        }
    }

    fn trace(&self, last: usize, cost: u32) -> Grid {
        let mut way = Vec::new();
        let mut at = last;
        while let Some(step) = self.steps.get(at) {
            way.push(step);
            at = step.back;
        }
        let mut grid = Grid { rows: Vec::new(), cost };
        for step in way.into_iter().rev() {
            if step.new_row || grid.rows.is_empty() {
                grid.rows.push(vec![Cell::default(); self.columns.len()]);
            }
            for &(item, column) in &step.placed {
                if let Some(cell) = grid.rows.last_mut().and_then(|row| row.get_mut(column)) {
                    cell.items.push(item);
                    cell.sure = true;
                }
            }
        }
        grid.rows.retain(|row| row.iter().any(|cell| !cell.items.is_empty()));
        grid
    }
}
