//! What was read out of the picture of one line.

/// The text of one line, in the order of reading.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Its characters. Doubtful ones are among them: leaving them out would lose text in silence.
    pub chars: Vec<ReadChar>,
    /// Characters that nearly showed and were not taken, by place. A decimal point or a minus that is lost in a
    /// poor picture is most often found here.
    pub hints: Vec<Hint>,
}

/// A character that was read.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadChar {
    /// The character.
    pub ch: char,
    /// How sure the engine is, 0 to 1. High values are no proof: engines are surest where they err on a shape
    /// they know.
    pub confidence: f32,
    /// Where it begins, as a fraction of the width of the line's picture.
    pub from: f32,
    /// Where it ends, likewise; never less than `from`.
    pub to: f32,
    /// What else it could be, with the engine's probabilities, most probable first.
    pub alternatives: Vec<(char, f32)>,
}

/// A character that nearly showed between those that were read.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hint {
    /// The character.
    pub ch: char,
    /// Its probability, less than that of there being nothing.
    pub confidence: f32,
    /// Where it would stand, as a fraction of the width of the line's picture.
    pub at: f32,
}

impl Reading {
    /// Its characters as text.
    #[must_use]
    pub fn text(&self) -> String {
        self.chars.iter().map(|c| c.ch).collect()
    }

    /// The confidence of its least sure character; 0 where there is none.
    #[must_use]
    pub fn weakest(&self) -> f32 {
        self.chars.iter().map(|c| c.confidence).reduce(f32::min).unwrap_or(0.0)
    }

    /// The mean confidence of its characters; 0 where there is none.
    #[must_use]
    pub fn mean_confidence(&self) -> f32 {
        if self.chars.is_empty() {
            return 0.0;
        }
        self.chars.iter().map(|c| c.confidence).sum::<f32>() / self.chars.len() as f32
    }

    /// Adds the reading of a part of the line that begins at `from` and ends at `to`, in fractions of the line.
    #[cfg(feature = "recognition")]
    pub(crate) fn append(&mut self, part: Reading, (from, to): (f32, f32)) {
        let place = |at: f32| from + at * (to - from);
        self.chars.extend(part.chars.into_iter().map(|c| ReadChar { from: place(c.from), to: place(c.to), ..c }));
        self.hints.extend(part.hints.into_iter().map(|h| Hint { at: place(h.at), ..h }));
    }
}
