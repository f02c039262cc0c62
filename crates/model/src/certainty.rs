//! How surely a text was recognised.

use serde::{Deserialize, Serialize};

/// Characters of running text at least: no name and no figure is that long.
const RUNNING: u32 = 40;

/// How surely the characters of a text were recognised, each 0 to 1; all 1 where nothing was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Certainty {
    /// That of the least sure character.
    pub least: f32,
    /// That of the least sure digit, or mark beside or of a number.
    pub figures: f32,
    sum: f32,
    count: u32,
}

impl Default for Certainty {
    fn default() -> Certainty {
        Certainty { least: 1.0, figures: 1.0, sum: 0.0, count: 0 }
    }
}

impl Certainty {
    /// Adds a character; `in_number` says that it is a digit or a mark of a number.
    pub fn add(&mut self, confidence: f32, in_number: bool) {
        self.least = self.least.min(confidence);
        if in_number {
            self.figures = self.figures.min(confidence);
        }
        self.sum += confidence;
        self.count = self.count.saturating_add(1);
    }

    /// That of two texts together.
    #[must_use]
    pub fn and(self, other: Certainty) -> Certainty {
        Certainty {
            least: self.least.min(other.least),
            figures: self.figures.min(other.figures),
            sum: self.sum + other.sum,
            count: self.count.saturating_add(other.count),
        }
    }

    /// How far the text can be believed. A name or a figure is as sure as its least sure character. Of running text
    /// it is the share of characters that are likely to be right, as one of a hundred does not change what it says;
    /// its numbers have to be as sure as any.
    #[must_use]
    pub fn of_text(&self) -> f32 {
        if self.count < RUNNING { self.least } else { (self.sum / self.count as f32).min(self.figures) }
    }
}

/// True for a digit, and for a mark that belongs to a number whatever stands beside it.
#[must_use]
pub fn is_of_number(ch: char) -> bool {
    ch.is_numeric() || matches!(ch, '%' | '％' | '‰' | '≥' | '≤' | '±' | '<' | '>' | '＜' | '＞' | '=' | '≠' | '≈')
}

/// True for a mark that belongs to a number where a digit stands beside it.
#[must_use]
pub fn may_be_of_number(ch: char) -> bool {
    matches!(ch, '.' | ',' | '．' | '，' | '-' | '－' | '−' | '+' | '~' | '～' | '/' | ':' | '：')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_rests_on_its_least_sure_character_and_running_text_on_its_share() {
        let text = |length: u32| {
            let mut own = Certainty::default();
            (1..length).for_each(|_| own.add(1.0, false));
            own.add(0.5, false);
            own
        };
        assert_eq!(text(8).of_text(), 0.5);
        assert!(text(100).of_text() > 0.99);
        let mut with_number = text(100);
        with_number.add(0.6, true);
        assert_eq!(with_number.of_text(), 0.6);
        assert_eq!(Certainty::default().of_text(), 1.0);
    }
}
