//! Marked content (ISO 32000-1, 14.6): what is switched off, and what text stands for the glyphs drawn.

use crate::pdf::limits;

/// The marked content that is open.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    open: Vec<Mark>,
    hidden: u32,
    beyond: u32,
}

/// One level of marked content.
#[derive(Debug, Default)]
pub(crate) struct Mark {
    /// It belongs to a layer that is switched off.
    pub(crate) hidden: bool,
    /// The text that its glyphs stand for.
    pub(crate) replacement: Option<Replacement>,
}

/// Text that stands for glyphs.
#[derive(Debug)]
pub(crate) struct Replacement {
    /// The text.
    pub(crate) text: String,
    /// The number of the first glyph that it stands for.
    pub(crate) first: usize,
}

impl Marks {
    /// Opens one level.
    pub(crate) fn open(&mut self, mark: Mark) {
        if self.open.len() >= limits::MARKS {
            self.beyond = self.beyond.saturating_add(1);
            return;
        }
        self.hidden += u32::from(mark.hidden);
        self.open.push(mark);
    }

    /// Closes the innermost level, but none below `floor`.
    pub(crate) fn close(&mut self, floor: usize) -> Option<Replacement> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        if self.open.len() <= floor {
            return None;
        }
        let mark = self.open.pop()?;
        self.hidden -= u32::from(mark.hidden);
        mark.replacement
    }

    /// How many levels are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// True within anything switched off.
    pub(crate) fn is_hidden(&self) -> bool {
        self.hidden > 0
    }
}
