//! Where the columns of a table stand on a character grid.
//!
//! The grid of a text dump is rough: long texts push what follows to the right. A text's distance to
//! its column's label is therefore evidence among others.

use crate::definition::{ColumnRef, Role};
use crate::work::{Half, Work};

/// Columns of distance that cost one.
const STEP: u32 = 3;

/// What a text far from its label costs at most.
const FAR: u32 = 4;

/// The places of a table's column labels on one page.
#[derive(Debug, Clone)]
pub(crate) struct Places {
    page: u32,
    /// For each column to be filled: from, to.
    spans: Vec<(u32, u32)>,
}

impl Places {
    /// Finds the labels of the wanted columns on a page; none where one of them is not there.
    pub(crate) fn find(work: &Work<'_>, half: &Half, table: usize, wanted: &[usize], page: u32) -> Option<Places> {
        let span = |column: usize| {
            let role = Some(Role::Column(ColumnRef { table, column }));
            let mut pieces = work
                .half(half)
                .map(|(_, i)| i)
                .filter(|i| i.role == role && i.piece.page == page)
                .map(|i| (i.piece.x0, i.piece.x1));
            let first = pieces.next()?;
            Some(pieces.fold(first, |(a, b), (c, d)| (a.min(c), b.max(d))))
        };
        let spans: Option<Vec<_>> = wanted.iter().map(|&c| span(c)).collect();
        Some(Places { page, spans: spans? })
    }

    /// What it costs to put a text into a column, by the gap between it and the column's label.
    pub(crate) fn cost(&self, work: &Work<'_>, item: usize, column: usize) -> u32 {
        let (Some(item), Some(&(from, to))) = (work.items.get(item), self.spans.get(column)) else { return 0 };
        if item.piece.page != self.page {
            return 0;
        }
        let gap = from.saturating_sub(item.piece.x1).max(item.piece.x0.saturating_sub(to));
        (gap / STEP).min(FAR)
    }
}
