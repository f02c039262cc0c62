//! Rows of words on one baseline, and which of them might be rows of a table.

use super::words::{Kind, Word};
use crate::marks::Marks;
use crate::runs::Run;
use crate::text;

/// A gap that may part two columns, in ems. Blanks of justified lines are hardly ever as wide.
const PHRASE_GAP: f32 = 1.0;

/// Words on one baseline, left to right.
#[derive(Debug, Clone)]
pub(crate) struct Row<'r> {
    pub(crate) words: Vec<Word<'r>>,
    /// y of the baseline.
    pub(crate) y: f32,
    /// Height of the em in points.
    pub(crate) em: f32,
    /// Gaps that may part columns.
    pub(crate) gaps: usize,
    /// Numbers that stand after such a gap.
    pub(crate) numbers: usize,
}

impl<'r> Row<'r> {
    fn of(marks: &Marks, runs: &[&'r Run]) -> Option<Row<'r>> {
        Row::of_words(runs.iter().map(|run| Word::of(marks, run)).collect())
    }

    /// The row of words in order; none without words.
    pub(crate) fn of_words(words: Vec<Word<'r>>) -> Option<Row<'r>> {
        let largest = words.iter().max_by(|a, b| a.run.size.total_cmp(&b.run.size))?.run;
        let mut row = Row { words, y: largest.down, em: largest.size, gaps: 0, numbers: 0 };
        let mut end = f32::INFINITY;
        let (mut gaps, mut numbers, mut after_gap) = (0, 0, false);
        for word in &row.words {
            let is_gap = word.x0() - end > PHRASE_GAP * row.em || (word.kind == Kind::Leader && end.is_finite());
            gaps += usize::from(is_gap);
            after_gap |= is_gap;
            numbers += usize::from(after_gap && word.kind == Kind::Number);
            end = if end.is_finite() { end.max(word.x1()) } else { word.x1() };
        }
        (row.gaps, row.numbers) = (gaps, numbers);
        Some(row)
    }

    pub(crate) fn x0(&self) -> f32 {
        self.words.first().map_or(0.0, Word::x0)
    }

    pub(crate) fn x1(&self) -> f32 {
        self.words.iter().map(Word::x1).fold(f32::NEG_INFINITY, f32::max)
    }

    pub(crate) fn top(&self) -> f32 {
        self.words.iter().map(|word| word.run.bbox.y0).fold(f32::INFINITY, f32::min)
    }

    pub(crate) fn bottom(&self) -> f32 {
        self.words.iter().map(|word| word.run.bbox.y1).fold(f32::NEG_INFINITY, f32::max)
    }

    /// How much running text it is.
    pub(crate) fn weight(&self) -> f32 {
        self.words.iter().map(|word| word.weight).sum()
    }

    pub(crate) fn has_gap(&self) -> bool {
        self.gaps > 0
    }

    /// True where dots lead to one number and nothing else follows: a line of contents, perhaps.
    pub(crate) fn is_led(&self) -> bool {
        let mut after = self.words.iter().skip_while(|word| word.kind != Kind::Leader).filter(|word| word.kind != Kind::Leader);
        after.next().is_some_and(|word| word.kind == Kind::Number) && after.next().is_none()
    }

    /// The words that take up room; leaders do not.
    pub(crate) fn solid(&self) -> impl Iterator<Item = &Word<'r>> {
        self.words.iter().filter(|word| word.kind != Kind::Leader)
    }
}

/// The rows of words, top to bottom.
pub(crate) fn rows<'r>(marks: &Marks, words: &'r [Run]) -> Vec<Row<'r>> {
    let mut all: Vec<&Run> = words.iter().collect();
    text::rows(&mut all).into_iter().filter_map(|row| Row::of(marks, row)).collect()
}
