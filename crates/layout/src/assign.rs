//! Hands runs out to the cells of ruled tables. A run goes to one cell as a whole, also where it is
//! drawn across a rule; it is cut at rules only where it leaves a gap for them.

use biaodan_model::{BBox, Turn};

use crate::marks::{Mark, Marks};
use crate::ruled::Frame;
use crate::runs::{Run, along};

/// How far a run may reach over its cell's border before anything else than its place counts, in ems.
const OVERHANG: f32 = 0.25;

/// Middle of a text and middle of its cell where it is centred, in points.
const CENTRED: f32 = 1.5;

/// A text that starts at its cell's border starts within this, in ems.
const MARGIN: f32 = 0.7;

/// A gap at which a run is cut where only some of the rules it crosses stand in gaps, in ems.
const WIDE: f32 = 0.75;

/// A gap at which a run is cut where all rules that it crosses stand in gaps, in ems: the narrow margins
/// of a right-aligned figure and of the text in the next cell.
const NARROW: f32 = 0.1;

/// How far two texts run into each other where the end of one cell's and the start of the next one's
/// collide at the border, in ems; letters of one text do so less, unless all are set as tight.
const COLLISION: f32 = 0.15;

/// Height of the bands by which the tables at a place are looked up, in points.
const BAND: f32 = 64.0;

/// What stands in the cells, table by table, and what stands outside of tables.
pub(crate) struct Assigned<'r> {
    pub(crate) inside: Vec<Vec<Vec<&'r Run>>>,
    pub(crate) outside: Vec<&'r Run>,
}

/// Cuts runs where a rule stands in one of their gaps.
pub(crate) fn cut(marks: &Marks, frames: &[Frame], runs: Vec<Run>) -> Vec<Run> {
    let index = Index::new(frames);
    let mut out = Vec::with_capacity(runs.len() + 16);
    for run in runs {
        match index.frame_at(frames, run.middle()) {
            Some((_, frame)) if run.turn == Turn::Upright && crosses(frame, &run) => cut_run(marks, frame, run, &mut out),
            _ => out.push(run),
        }
    }
    out
}

/// Hands out the runs.
pub(crate) fn assign<'r>(frames: &[Frame], runs: &'r [Run]) -> Assigned<'r> {
    let index = Index::new(frames);
    let mut inside: Vec<Vec<Vec<&Run>>> = frames.iter().map(|frame| vec![Vec::new(); frame.cells.spans.len()]).collect();
    let mut outside = Vec::new();
    for run in runs {
        let found = match run.turn {
            Turn::Slanted => None,
            _ => index.frame_at(frames, run.middle()).and_then(|(number, frame)| Some((number, cell_of(frame, run)?))),
        };
        match found.and_then(|(table, cell)| inside.get_mut(table)?.get_mut(cell)) {
            Some(cell) => cell.push(run),
            None => outside.push(run),
        }
    }
    Assigned { inside, outside }
}

/// True where a vertical grid line stands between the ends of a run.
fn crosses(frame: &Frame, run: &Run) -> bool {
    let xs = &frame.lattice.xs;
    let first = xs.partition_point(|x| *x <= run.bbox.x0);
    xs.get(first).is_some_and(|x| *x < run.bbox.x1)
}

/// The cell that a run stands in.
fn cell_of(frame: &Frame, run: &Run) -> Option<usize> {
    let (x, y) = run.middle();
    let at_middle = frame.cell_at((x, y));
    if run.turn != Turn::Upright || !crosses(frame, run) {
        return at_middle;
    }
    let slack = OVERHANG * run.size;
    let here = at_middle.and_then(|number| frame.cell_box(number));
    if here.is_some_and(|cell| fits(&cell, run, slack) || is_centred(&cell, run)) {
        return at_middle;
    }
    let (start, end) = (frame.cell_at((run.bbox.x0 + slack, y)), frame.cell_at((run.bbox.x1 - slack, y)));
    let margin = MARGIN * run.size;
    let starts = |cell: BBox| run.bbox.x0 - cell.x0 <= margin;
    let ends = |cell: BBox| cell.x1 - run.bbox.x1 <= margin;
    match (start.filter(|n| frame.cell_box(*n).is_some_and(starts)), end.filter(|n| frame.cell_box(*n).is_some_and(ends))) {
        (Some(start), None) => Some(start),
        (None, Some(end)) => Some(end),
        _ => at_middle,
    }
}

fn fits(cell: &BBox, run: &Run, slack: f32) -> bool {
    cell.x0 <= run.bbox.x0 + slack && run.bbox.x1 - slack <= cell.x1
}

fn is_centred(cell: &BBox, run: &Run) -> bool {
    (cell.center().0 - run.bbox.center().0).abs() <= CENTRED
}

/// A rule that a run crosses: the mark after it, and how much wider the gap it stands in is than the gaps
/// between the run's other marks, in ems (0 in a mark, [`WIDE`] where two texts collide).
struct Crossing {
    next: usize,
    gap: f32,
}

fn cut_run(marks: &Marks, frame: &Frame, run: Run, out: &mut Vec<Run>) {
    let crossings = crossings(marks, frame, &run);
    let enough = if crossings.iter().all(|crossing| crossing.gap >= NARROW) { NARROW } else { WIDE };
    let mut start = run.marks.start;
    for crossing in crossings.iter().filter(|crossing| crossing.gap >= enough) {
        if crossing.next > start {
            out.extend(Run::of(marks, start..crossing.next));
            start = crossing.next;
        }
    }
    if start == run.marks.start { out.push(run) } else { out.extend(Run::of(marks, start..run.marks.end)) }
}

/// The borders that a run crosses at its height.
fn crossings(marks: &Marks, frame: &Frame, run: &Run) -> Vec<Crossing> {
    let mut out = Vec::new();
    let Some(members) = marks.all.get(run.marks.clone()) else { return out };
    let y = run.middle().1;
    let xs = &frame.lattice.xs;
    let mut stops =
        xs.iter().skip(xs.partition_point(|x| *x <= run.bbox.x0)).copied().filter(|x| is_border(frame, *x, y)).peekable();
    let usual = usual_gap(members);
    let mut last_end = run.bbox.x0;
    for (next, mark) in (run.marks.start..).zip(members) {
        let (start, end) = along(mark);
        while let Some(x) = stops.next_if(|x| *x < (start + end) / 2.0) {
            let free = (start - last_end - usual) / run.size;
            let stands_in_gap = last_end - OVERHANG * run.size <= x && x <= start + OVERHANG * run.size;
            let gap = match (stands_in_gap, free) {
                (false, _) => 0.0,
                (true, free) if free <= -COLLISION => WIDE,
                (true, free) => free,
            };
            out.push(Crossing { next, gap });
        }
        last_end = end;
    }
    out
}

/// The gap that most marks of a run leave: letter-spaced text has one everywhere.
fn usual_gap(members: &[Mark]) -> f32 {
    let mut gaps: Vec<f32> =
        members.iter().zip(members.iter().skip(1)).map(|(a, b)| (along(b).0 - along(a).1).max(0.0)).collect();
    let middle = gaps.len() / 2;
    gaps.sort_unstable_by(f32::total_cmp);
    gaps.get(middle).copied().unwrap_or(0.0)
}

/// True where the cells left and right of a grid line are two.
fn is_border(frame: &Frame, x: f32, y: f32) -> bool {
    frame.cell_at((x - 0.5, y)) != frame.cell_at((x + 0.5, y))
}

/// Which tables reach into a band of the sheet.
struct Index {
    top: f32,
    bands: Vec<Vec<usize>>,
}

/// Bands at most; what is below them shares the last.
const MOST_BANDS: usize = 512;

impl Index {
    fn new(frames: &[Frame]) -> Index {
        let top = frames.iter().map(|frame| frame.bbox.y0).fold(f32::INFINITY, f32::min);
        let bottom = frames.iter().map(|frame| frame.bbox.y1).fold(f32::NEG_INFINITY, f32::max);
        let count = if frames.is_empty() { 0 } else { (((bottom - top) / BAND) as usize).saturating_add(1).min(MOST_BANDS) };
        let mut index = Index { top, bands: vec![Vec::new(); count] };
        for (number, frame) in frames.iter().enumerate() {
            let (first, last) = (index.band(frame.bbox.y0), index.band(frame.bbox.y1));
            for band in index.bands.iter_mut().take(last + 1).skip(first) {
                band.push(number);
            }
        }
        index
    }

    fn band(&self, y: f32) -> usize {
        (((y - self.top) / BAND).max(0.0) as usize).min(self.bands.len().saturating_sub(1))
    }

    /// The smallest table that holds a point.
    fn frame_at<'f>(&self, frames: &'f [Frame], at: (f32, f32)) -> Option<(usize, &'f Frame)> {
        let band = self.bands.get(self.band(at.1))?;
        band.iter().filter_map(|number| Some((*number, frames.get(*number)?))).find(|(_, frame)| frame.bbox.holds(at))
    }
}
