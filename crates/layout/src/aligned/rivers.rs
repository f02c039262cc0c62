//! Rivers: white space that runs down through the rows of a table between its columns.

use super::rows::Row;
use super::words::Kind;

/// The narrowest river, in ems.
pub(super) const NARROWEST: f32 = 0.4;

/// The middle one of a river's gaps is this wide at least, in ems, …
const USUAL: f32 = 1.0;

/// … or this, where what stands right of it is figures.
const USUAL_AT_FIGURES: f32 = 0.45;

/// Share of figures right of a river for that.
const FIGURES: f32 = 0.7;

/// Of so many rows, one may cross a river.
const ONE_CROSSES: usize = 9;

/// Columns of a table at most.
const MOST_RIVERS: usize = 120;

/// White stretches common to all rows seen, by x. The outermost ones have no end.
#[derive(Debug, Clone)]
pub(super) struct Rivers(Vec<(f32, f32)>);

impl Rivers {
    pub(super) fn new() -> Rivers {
        Rivers(vec![(f32::NEG_INFINITY, f32::INFINITY)])
    }

    /// What is left of the rivers when a row is added.
    pub(super) fn with(&self, row: &Row) -> Rivers {
        let narrowest = NARROWEST * row.em;
        let mut out = Vec::with_capacity(self.0.len());
        let mut passed = 0;
        for (from, to) in &self.0 {
            let mut start = *from;
            let words = row.words.get(passed..).unwrap_or(&[]);
            passed += words.iter().take_while(|word| word.x1() <= start).count();
            let reached = words.iter().take_while(|word| word.x0() < *to).filter(|word| word.kind != Kind::Leader);
            for word in reached {
                if word.x1() <= start {
                    continue;
                }
                if word.x0() - start >= narrowest {
                    out.push((start, word.x0()));
                }
                start = start.max(word.x1());
            }
            if to - start >= narrowest {
                out.push((start, *to));
            }
        }
        Rivers(out)
    }

    /// Those with text on both sides.
    pub(super) fn inner(&self) -> usize {
        self.0.iter().filter(|(from, to)| from.is_finite() && to.is_finite()).count()
    }

    /// How many of the inner ones a stretch crosses.
    pub(super) fn crossed(&self, x0: f32, x1: f32) -> usize {
        self.0.iter().filter(|(from, to)| from.is_finite() && to.is_finite() && x0 < *from && *to < x1).count()
    }
}

/// Where columns are parted: the middle of each river through the rows, left to right.
pub(super) fn separators(rows: &[&Row]) -> Vec<f32> {
    let crossings = rows.len() / ONE_CROSSES;
    let candidates = candidates(rows, crossings);
    if candidates.len() > MOST_RIVERS {
        return Vec::new();
    }
    let rivers = candidates.into_iter().filter(|(from, to)| is_river(rows, *from, *to));
    rivers.map(|(from, to)| (from + to) / 2.0).collect()
}

/// Stretches that at most so many rows cover.
fn candidates(rows: &[&Row], crossings: usize) -> Vec<(f32, f32)> {
    let mut edges: Vec<(f32, bool)> = Vec::new();
    for row in rows {
        for word in row.solid() {
            edges.extend([(word.x0(), true), (word.x1(), false)]);
        }
    }
    edges.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let mut out = Vec::new();
    let (mut covers, mut from, mut deepest) = (0_usize, None, 0);
    for (x, starts) in edges {
        if starts {
            covers += 1;
            deepest = deepest.max(covers);
            if covers == crossings + 1 {
                // text that few rows have, as at the left edge, is no river
                out.extend(from.take().map(|from| (from, x)));
            }
        } else {
            if covers == crossings + 1 && deepest > crossings {
                from = Some(x);
            }
            covers = covers.saturating_sub(1);
        }
    }
    out
}

/// True where the gaps are as wide as gaps between columns are.
fn is_river(rows: &[&Row], from: f32, to: f32) -> bool {
    let middle = (from + to) / 2.0;
    let mut gaps = Vec::with_capacity(rows.len());
    let mut figures = 0;
    for row in rows {
        let last = row.solid().take_while(|word| word.middle() < middle).last();
        let next = row.solid().find(|word| word.middle() >= middle);
        if let (Some(last), Some(next)) = (last, next)
            && last.x1() <= middle
            && middle <= next.x0()
        {
            gaps.push((next.x0() - last.x1()) / row.em);
            figures += usize::from(next.kind == Kind::Number);
        }
    }
    gaps.sort_by(f32::total_cmp);
    let at_figures = figures as f32 >= FIGURES * gaps.len() as f32;
    let (Some(least), Some(usual)) = (gaps.first(), gaps.get(gaps.len() / 2)) else { return false };
    let enough = gaps.len() >= 2 || *usual >= 2.0 * USUAL;
    enough && *least >= NARROWEST * 0.7 && (*usual >= USUAL || (at_figures && *usual >= USUAL_AT_FIGURES))
}
