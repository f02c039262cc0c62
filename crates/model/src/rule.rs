//! The rules of a form kind, as data. Definitions state them, the audit checks them.
//!
//! Paths are those of the record. In a sum, `list[].field` stands for that field of every row.

use serde::Deserialize;

/// Which rows a rule runs over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleScope {
    /// Once, on the form.
    Form,
    /// Once for every row of this list; paths are relative to the row.
    Each(String),
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Rule {
    /// The left paths sum to the right paths.
    Sum {
        /// The list over whose rows it runs; none for the form as a whole.
        each: Option<String>,
        /// Terms of the left side.
        left: Vec<String>,
        /// Terms of the right side.
        right: Vec<String>,
    },
    /// `rate` is `part / whole`, as a percentage.
    Rate {
        /// The percentage.
        rate: String,
        /// The numerator.
        part: String,
        /// The denominator.
        whole: String,
    },
    /// `score` is `weight × rate`; a warning where the form does not follow it.
    Score {
        /// The score.
        score: String,
        /// The weight.
        weight: String,
        /// The percentage.
        rate: String,
    },
    /// The weights sum to one of these totals, or are equal or blank throughout.
    Weights {
        /// The weights, e.g. `indicators[].weight`.
        weights: Vec<String>,
        /// The totals a form may state.
        totals: Vec<u32>,
    },
    /// In every row `low` is at most `high` (a score and its weight).
    AtMost {
        /// The list over whose rows it runs.
        each: Option<String>,
        /// The smaller one.
        low: String,
        /// The greater one.
        high: String,
    },
    /// None of these is negative.
    NotNegative {
        /// The paths.
        paths: Vec<String>,
    },
}

impl Rule {
    /// The rows the rule runs over.
    #[must_use]
    pub fn scope(&self) -> RuleScope {
        match self {
            Rule::Sum { each: Some(list), .. } | Rule::AtMost { each: Some(list), .. } => RuleScope::Each(list.clone()),
            _ => RuleScope::Form,
        }
    }
}
