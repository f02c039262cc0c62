//! The borders between columns on a character grid.

use crate::definition::{ColumnRef, Role};
use crate::work::Work;

/// Where one column ends and the next begins.
#[derive(Debug, Clone)]
pub(crate) struct Borders {
    page: u32,
    /// For each column to be filled: from, to.
    spans: Vec<(u32, u32)>,
}

impl Borders {
    /// Finds the borders of a table's columns on a page from their labels and the texts below.
    /// None where a column has no label on the page.
    pub(crate) fn find(work: &Work<'_>, half: &crate::work::Half, table: usize, wanted: &[usize], items: &[usize], page: u32) -> Option<Borders> {
        let mut centres: Vec<(usize, u32)> = Vec::new();
        let mut spans: Vec<(u32, u32)> = Vec::new();
        for (at, item) in work.half(half).filter(|(_, item)| item.piece.page == page) {
            if let Some(Role::Column(ColumnRef { table: t, column })) = item.role
                && t == table
                && !centres.iter().any(|&(c, _)| c == column)
            {
                centres.push((column, u32::midpoint(item.piece.x0, item.piece.x1)));
                spans.push((item.piece.x0, item.piece.x1));
            } else if items.contains(&at) {
                spans.push((item.piece.x0, item.piece.x1));
            }
        }
        centres.sort_by_key(|&(_, x)| x);
        let between = |pair: &[(usize, u32)]| match pair {
            [(_, left), (_, right)] => emptiest(&spans, *left, *right),
            _ => 0,
        };
        let cuts: Vec<u32> = centres.windows(2).map(between).collect();
        let span_of = |column: &usize| {
            let n = centres.iter().position(|(c, _)| c == column)?;
            let from = n.checked_sub(1).and_then(|n| cuts.get(n)).copied().unwrap_or(0);
            Some((from, cuts.get(n).copied().unwrap_or(u32::MAX)))
        };
        let spans: Option<Vec<_>> = wanted.iter().map(span_of).collect();
        Some(Borders { page, spans: spans? })
    }

    /// The column of each text of a line, by its middle; none for the whole line where it stands on
    /// another page, none for a text that has no column or shares it.
    pub(crate) fn place(&self, work: &Work<'_>, line: &[usize]) -> Option<Vec<Option<usize>>> {
        let mut way: Vec<Option<usize>> = Vec::with_capacity(line.len());
        for &at in line {
            let piece = &work.items.get(at)?.piece;
            if piece.page != self.page {
                return None;
            }
            let middle = u32::midpoint(piece.x0, piece.x1);
            let column = self.spans.iter().position(|&(from, to)| from <= middle && middle < to);
            way.push(column.filter(|c| !way.contains(&Some(*c))));
        }
        Some(way)
    }
}

/// The middle of the longest stretch between two columns' centres that the fewest texts cross.
fn emptiest(spans: &[(u32, u32)], left: u32, right: u32) -> u32 {
    let crossing = |x: u32| spans.iter().filter(|&&(x0, x1)| x0 < x && x < x1).count();
    let counts: Vec<usize> = (left..=right).map(crossing).collect();
    let least = counts.iter().min().copied().unwrap_or(0);
    let (mut best, mut run) = ((0, left), 0);
    for (x, &count) in (left..).zip(&counts) {
        run = if count == least { run + 1 } else { 0 };
        if run > best.0 {
            best = (run, x + 1 - run);
        }
    }
    best.1 + best.0 / 2
}
