//! Ranges of codes with what they stand for, searched by bisection. Producers write overlapping ranges;
//! the later one holds, as it would in PostScript.

/// A range of codes, both ends included.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Span<T> {
    /// The first code.
    pub(in super::super) first: u32,
    /// The last one.
    pub(in super::super) last: u32,
    /// What they stand for.
    pub(in super::super) value: T,
}

/// How many ranges that start before a code are looked at, beyond the nearest: overlaps are few.
const OVERLAPS: usize = 8;

/// Ranges sorted by their first code, in order of definition where that is the same.
#[derive(Debug, Clone)]
pub(in super::super) struct Ranges<T>(Vec<Span<T>>);

impl<T> Default for Ranges<T> {
    fn default() -> Self {
        Ranges(Vec::new())
    }
}

impl<T: Copy> Ranges<T> {
    /// From spans in order of definition.
    pub(in super::super) fn new(mut spans: Vec<Span<T>>) -> Ranges<T> {
        if !spans.is_sorted_by_key(|span| span.first) {
            spans.sort_by_key(|span| span.first);
        }
        Ranges(spans)
    }

    /// The span that holds a code.
    pub(in super::super) fn find(&self, code: u32) -> Option<Span<T>> {
        let end = self.0.partition_point(|span| span.first <= code);
        let before = self.0.get(..end)?;
        before.iter().rev().take(OVERLAPS).find(|span| code <= span.last).copied()
    }

    /// All of them.
    pub(in super::super) fn iter(&self) -> std::slice::Iter<'_, Span<T>> {
        self.0.iter()
    }

    /// How many there are.
    pub(in super::super) fn len(&self) -> usize {
        self.0.len()
    }

    /// True where there is none.
    pub(in super::super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
