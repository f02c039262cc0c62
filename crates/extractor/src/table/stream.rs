//! Cells in reading order, with the second pass of a spreadsheet's drawing order.
//!
//! Two queues feed the cells of a table in row-major order: the `early` texts of its own place, and
//! the `late` texts that the spreadsheet drew afterwards. Each cell takes lines from the front of
//! one queue, or stays empty. The cheapest way to use up both is found exactly, as a shortest path
//! over (column, early used, late used). Of equal ways the first and the last are kept, and where the
//! two differ the order does not determine the cell.

use super::cost::{self, NEVER, UNPLACED};
use super::{Cell, Columns, Grid};
use crate::definition::Role;
use crate::work::Work;

/// States beyond which a table is not solved: it is no table of a form.
const MOST_STATES: usize = 2_000_000;

/// Lines of one cell at most.
const LONGEST_CELL: usize = 60;

/// Lines of a cell that is no running text at most.
const LONGEST_NAME: usize = 6;

/// Two texts of one line in different rows.
const ROW_BREAK_IN_LINE: u32 = 9;

/// The next line's first text in the row of this line, where lines are rows.
const ROW_OVER_LINES: u32 = 3;

/// A category label between two cells of one row: it stands before the row's other cells.
const CATEGORY_INSIDE: u32 = 6;

/// A cell of the second pass that the first one would have drawn.
const PLAIN_LATE: u32 = 12;

/// Costs up to which ways are followed, one after the other: most forms read clearly.
pub(crate) const BOUNDS: &[u32] = &[24, 120, NEVER];

/// Which of equally good ways is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Prefer {
    First,
    Last,
}

/// What a table is made from.
pub(crate) struct Queues<'q> {
    pub(crate) early: &'q [usize],
    pub(crate) late: &'q [usize],
    /// True for texts side by side: one row only.
    pub(crate) single_row: bool,
    /// True where the early texts are single lines, one row a line.
    pub(crate) two_passes: bool,
}

/// A solved table, for every number of late texts that may have been used before it.
pub(crate) struct Stream<'w, 'd> {
    work: &'w Work<'d>,
    columns: &'w Columns<'d>,
    queues: Queues<'w>,
    /// True where a line of early texts is a row.
    lines_are_rows: bool,
    /// Costs above this are not followed.
    bound: u32,
    cost: Vec<u32>,
    /// The first and the last of the equally good ways into each state.
    back: Vec<(u32, u32)>,
    /// Whether any state with so many texts of each queue used was reached; most never are.
    reached: Vec<bool>,
    early_runs: Runs,
    late_runs: Runs,
}

/// For each text of a queue and each column the cells it may start, as (lines, cost).
struct Runs {
    width: usize,
    cells: Vec<(usize, u32)>,
    /// Where each text's cells in each column end; they start where the ones before end.
    ends: Vec<usize>,
}

impl Runs {
    fn at(&self, text: usize, column: usize) -> &[(usize, u32)] {
        let nth = text * self.width + column;
        let Some(&end) = self.ends.get(nth) else { return &[] };
        let start = nth.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.cells.get(start..end).unwrap_or(&[])
    }
}

/// A state: the next column, whether its row has a text of either queue already, and how many texts
/// of each queue are used. The column after the last one is the state after the only row.
#[derive(Clone, Copy)]
struct State {
    column: usize,
    begun: bool,
    begun_late: bool,
    early: usize,
    late: usize,
}

impl<'w, 'd> Stream<'w, 'd> {
    /// Solves a table; `entry[j]` is what it costs to arrive with `j` late texts used. None where it
    /// is too large.
    pub(crate) fn solve(
        work: &'w Work<'d>,
        columns: &'w Columns<'d>,
        queues: Queues<'w>,
        entry: &[u32],
        bound: u32,
    ) -> Option<Stream<'w, 'd>> {
        let states = (4 * (columns.len() + 1)).checked_mul(queues.early.len() + 1)?.checked_mul(queues.late.len() + 1)?;
        if states > MOST_STATES || columns.len() == 0 {
            return None;
        }
        let lines_are_rows = queues.two_passes
            && queues.early.iter().zip(queues.early.iter().skip(1)).any(|(&a, &b)| work.line(a) == work.line(b));
        let early_runs = runs(work, columns, queues.early, queues.two_passes, false);
        let late_runs = runs(work, columns, queues.late, false, true);
        let (cost, back) = (vec![NEVER; states], vec![(u32::MAX, u32::MAX); states]);
        let reached = vec![false; (queues.early.len() + 1) * (queues.late.len() + 1)];
        let mut stream = Stream { work, columns, queues, lines_are_rows, bound, cost, back, reached, early_runs, late_runs };
        for (late, &cost) in entry.iter().enumerate() {
            let at = stream.index(State { column: 0, begun: false, begun_late: false, early: 0, late });
            if let (Some(slot), Some(reached)) = (stream.cost.get_mut(at), stream.reached.get_mut(late)) {
                *slot = cost;
                *reached = cost < NEVER;
            }
        }
        stream.run();
        Some(stream)
    }

    fn index(&self, s: State) -> usize {
        let layer = 4 * s.column + 2 * usize::from(s.begun) + usize::from(s.begun_late);
        (layer * (self.queues.early.len() + 1) + s.early) * (self.queues.late.len() + 1) + s.late
    }

    fn place(&self, index: usize) -> State {
        let (lates, earlies) = (self.queues.late.len() + 1, self.queues.early.len() + 1);
        let layer = index / lates / earlies;
        State {
            column: layer / 4,
            begun: layer & 2 != 0,
            begun_late: layer & 1 != 0,
            early: index / lates % earlies,
            late: index % lates,
        }
    }

    fn cost_at(&self, index: usize) -> u32 {
        self.cost.get(index).copied().unwrap_or(NEVER)
    }

    fn relax(&mut self, from: State, to: State, cost: u32) {
        let pair = to.early * (self.queues.late.len() + 1) + to.late;
        let (from, to) = (self.index(from), self.index(to));
        let cost = self.cost_at(from).saturating_add(cost);
        if cost > self.bound || cost >= NEVER {
            return;
        }
        if let Some(reached) = self.reached.get_mut(pair) {
            *reached = true;
        }
        let from = u32::try_from(from).unwrap_or(u32::MAX);
        if let (Some(old), Some(back)) = (self.cost.get_mut(to), self.back.get_mut(to)) {
            if cost < *old {
                (*old, *back) = (cost, (from, from));
            } else if cost == *old {
                back.1 = from;
            }
        }
    }

    fn run(&mut self) {
        for early in 0..=self.queues.early.len() {
            for late in 0..=self.queues.late.len() {
                if self.reached.get(early * (self.queues.late.len() + 1) + late) != Some(&true) {
                    continue;
                }
                // a row may end here, and the next one may start with empty cells
                for column in (1..self.columns.len()).chain([0]) {
                    for (begun, begun_late) in [(false, false), (false, true), (true, false), (true, true)] {
                        self.step(State { column, begun, begun_late, early, late });
                    }
                }
                for column in 1..self.columns.len() {
                    self.step_blank(State { column, begun: false, begun_late: false, early, late });
                }
            }
        }
    }

    /// The state after a cell.
    fn after(&self, s: State, early: usize, late: usize) -> State {
        let (begun, begun_late) = (s.begun || early > 0, s.begun_late || late > 0);
        let (early, late) = (s.early + early, s.late + late);
        match (s.column + 1 == self.columns.len(), self.queues.single_row) {
            (true, false) => State { column: 0, begun: false, begun_late: false, early, late },
            (true, true) => State { column: self.columns.len(), begun: false, begun_late: false, early, late },
            (false, _) => State { column: s.column + 1, begun, begun_late, early, late },
        }
    }

    fn step(&mut self, s: State) {
        if self.cost_at(self.index(s)) >= NEVER {
            return;
        }
        self.step_blank(s);
        let (row_cost, late_row_cost) = (self.row_cost(s), self.late_row_cost(s));
        for n in 0..self.early_runs.at(s.early, s.column).len() {
            if let Some(&(length, cost)) = self.early_runs.at(s.early, s.column).get(n) {
                self.relax(s, self.after(s, length, 0), cost + row_cost);
            }
        }
        for n in 0..self.late_runs.at(s.late, s.column).len() {
            if let Some(&(length, cost)) = self.late_runs.at(s.late, s.column).get(n) {
                self.relax(s, self.after(s, 0, length), cost + late_row_cost);
            }
        }
        if s.early < self.queues.early.len() {
            self.relax(s, State { early: s.early + 1, ..s }, UNPLACED);
        }
    }

    fn step_blank(&mut self, s: State) {
        let Some((_, spec)) = self.columns.of.get(s.column) else { return };
        // an empty row is no row
        if self.cost_at(self.index(s)) < NEVER && (self.columns.len() > 1 || self.queues.single_row) {
            self.relax(s, self.after(s, 0, 0), cost::blank(spec));
        }
    }

    /// What the line ends, and labels between the texts, say about rows.
    fn row_cost(&self, s: State) -> u32 {
        let Some((&before, &at)) =
            s.early.checked_sub(1).and_then(|b| self.queues.early.get(b)).zip(self.queues.early.get(s.early))
        else {
            return 0;
        };
        let same_line = self.work.line(before) == self.work.line(at);
        let parted = self.work.items.get(before + 1..at).is_some_and(|between| between.iter().any(|i| is_category(i.role)));
        match (s.begun, same_line) {
            (false, true) => ROW_BREAK_IN_LINE,
            (false, false) => 0,
            (true, _) if parted => CATEGORY_INSIDE,
            (true, false) if self.lines_are_rows => ROW_OVER_LINES,
            (true, _) => 0,
        }
    }

    /// Two late texts of one line are of one row.
    fn late_row_cost(&self, s: State) -> u32 {
        let pair = s.late.checked_sub(1).and_then(|b| self.queues.late.get(b)).zip(self.queues.late.get(s.late));
        let same_line = pair.is_some_and(|(&a, &b)| self.work.line(a) == self.work.line(b));
        if same_line && !s.begun_late { ROW_BREAK_IN_LINE } else { 0 }
    }

    /// What it costs to have used all early texts and `j` late ones, for every `j`.
    pub(crate) fn exit(&self) -> Vec<u32> {
        let all = self.queues.early.len();
        (0..=self.queues.late.len()).map(|j| self.end(all, j).1).collect()
    }

    /// The last state with all early and `late` texts used, and its cost.
    fn end(&self, early: usize, late: usize) -> (usize, u32) {
        let open = self.index(State { column: 0, begun: false, begun_late: false, early, late });
        let done = self.index(State { column: self.columns.len(), begun: false, begun_late: false, early, late });
        if self.queues.single_row && self.cost_at(done) < NEVER { (done, self.cost_at(done)) } else { (open, self.cost_at(open)) }
    }

    /// The rows on the way to `late` texts used, and how many had been used before the table.
    pub(crate) fn trace(&self, late: usize, prefer: Prefer) -> (Grid, usize) {
        let (mut at, cost) = self.end(self.queues.early.len(), late);
        let mut steps = Vec::new();
        while let Some(&(first, last)) = self.back.get(at).filter(|b| b.0 != u32::MAX) {
            let before = if prefer == Prefer::First { first } else { last } as usize;
            steps.push((before, at));
            at = before;
        }
        let entry = self.place(at).late;
        let mut grid = Grid { rows: Vec::new(), cost: cost.saturating_sub(self.cost_at(at)) };
        for &(from, to) in steps.iter().rev() {
            self.replay(from, to, &mut grid);
        }
        grid.rows.retain(|row| row.iter().any(|cell| !cell.items.is_empty()));
        (grid, entry)
    }

    fn replay(&self, from: usize, to: usize, grid: &mut Grid) {
        let (before, after) = (self.place(from), self.place(to));
        if before.column == after.column && self.columns.len() > 1 {
            return; // a text left unplaced
        }
        let early = self.queues.early.get(before.early..after.early).unwrap_or(&[]);
        let late = self.queues.late.get(before.late..after.late).unwrap_or(&[]);
        if before.column == 0 {
            grid.rows.push(vec![Cell::default(); self.columns.len()]);
        }
        let items = early.iter().chain(late).copied().collect();
        if let Some(cell) = grid.rows.last_mut().and_then(|row| row.get_mut(before.column)) {
            *cell = Cell { items, sure: true };
        }
    }
}

fn is_category(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Level1(_) | Role::Level2(..)))
}

/// The cells that each text of a queue may start in each column.
fn runs(work: &Work<'_>, columns: &Columns<'_>, queue: &[usize], single: bool, late: bool) -> Runs {
    let width = columns.len();
    let mut runs = Runs { width, cells: Vec::with_capacity(queue.len() * width), ends: Vec::with_capacity(queue.len() * width) };
    for at in 0..queue.len() {
        for column in 0..width {
            let longest = if single { 1 } else { longest_cell(columns, column) };
            runs_from(work, columns, queue, (at, column), longest, late, &mut runs.cells);
            runs.ends.push(runs.cells.len());
        }
    }
    runs
}

fn longest_cell(columns: &Columns<'_>, column: usize) -> usize {
    let prose = columns.of.get(column).is_some_and(|(_, spec)| spec.prose);
    if prose { LONGEST_CELL } else { LONGEST_NAME }
}

fn runs_from(
    work: &Work<'_>,
    columns: &Columns<'_>,
    queue: &[usize],
    (at, column): (usize, usize),
    longest: usize,
    late: bool,
    runs: &mut Vec<(usize, u32)>,
) {
    let prose = columns.of.get(column).is_some_and(|(_, spec)| spec.prose);
    let before = at.checked_sub(1).and_then(|b| queue.get(b)).zip(queue.get(at));
    let split = before.map_or(0, |(&a, &b)| cost::split(work, a, b));
    for length in 1..=longest {
        let Some(items) = queue.get(at..at + length) else { break };
        if !stack(work, items, prose) {
            break;
        }
        let cost = columns.cell_cost(work, column, items);
        if cost >= NEVER {
            break;
        }
        runs.push((length, cost + split + if late { late_cost(work, items) } else { 0 }));
        if cost > 2 * UNPLACED {
            break;
        }
    }
}

/// Whether the last text may stand in one cell with the one before it.
fn stack(work: &Work<'_>, items: &[usize], prose: bool) -> bool {
    let [.., above, below] = items else { return true };
    prose || work.line(*above) != work.line(*below)
}

/// The second pass draws cells of several lines or of mixed script, so one plain line is no cell.
pub(crate) fn late_cost(work: &Work<'_>, items: &[usize]) -> u32 {
    match items {
        [only] if !work.look(*only).mixed => PLAIN_LATE,
        _ => 0,
    }
}

/// A table of early texts alone.
pub(crate) fn solve_early(work: &Work<'_>, columns: &Columns<'_>, early: &[usize], single_row: bool) -> Option<Grid> {
    let once = |columns: &Columns<'_>| {
        BOUNDS.iter().find_map(|&bound| {
            let queues = Queues { early, late: &[], single_row, two_passes: false };
            let stream = Stream::solve(work, columns, queues, &[0], bound)?;
            let solved = stream.exit().first().is_some_and(|&cost| cost < NEVER);
            solved.then(|| agree(stream.trace(0, Prefer::First).0, &stream.trace(0, Prefer::Last).0))
        })
    };
    let first = once(columns)?;
    if first.is_wrapped() { once(&columns.measured(work, &first)) } else { Some(first) }
}

/// Marks the cells that two equally good readings fill differently. Rows are told by their texts:
/// the other reading may have more or fewer of them.
pub(crate) fn agree(mut first: Grid, last: &Grid) -> Grid {
    let mut place = std::collections::HashMap::new();
    for (r, row) in last.rows.iter().enumerate() {
        for (c, cell) in row.iter().enumerate() {
            place.extend(cell.items.iter().map(|&item| (item, (r, c))));
        }
    }
    for row in &mut first.rows {
        let same = |c: usize, cell: &Cell| {
            let (r, column) = place.get(cell.items.first()?)?;
            (*column == c && last.rows.get(*r)?.get(c)?.items == cell.items).then_some(*r)
        };
        let partner = row.iter().enumerate().find_map(|(c, cell)| same(c, cell)).and_then(|r| last.rows.get(r));
        for (c, cell) in row.iter_mut().enumerate() {
            let other = partner.and_then(|row| row.get(c));
            cell.sure = other.is_some_and(|other| other.items == cell.items);
        }
    }
    first
}
