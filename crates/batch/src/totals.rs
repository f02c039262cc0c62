//! Control totals: how many forms and amounts there are, and what they come to, for each kind, department and year.
//! They are no figures of any budget; they are there to be equal on every side.

use std::collections::BTreeMap;

use biaodan_pipeline::model::Verdict;
use serde::{Deserialize, Serialize};

use crate::exact::Exact;
use crate::facts::FormFacts;

/// What forms are grouped by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Group {
    /// The kind of the forms.
    pub kind: String,
    /// The department they are about.
    pub department: Option<String>,
    /// Their fiscal year.
    pub year: Option<i64>,
}

/// The figures of a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// Forms.
    pub forms: u64,
    /// Those accepted.
    pub accepted: u64,
    /// Those for review.
    pub review: u64,
    /// Those rejected.
    pub rejected: u64,
    /// Amounts with a value.
    pub amounts: u64,
    /// Those of them without a unit, which are in no total.
    pub without_unit: u64,
    /// All other amounts together, in yuan; none where that has more than 38 digits.
    pub total: Option<Exact>,
}

/// The figures of every group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals(pub BTreeMap<Group, Figures>);

/// A group with its figures, as reports write it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Which forms.
    #[serde(flatten)]
    pub group: Group,
    /// What they come to.
    #[serde(flatten)]
    pub figures: Figures,
}

impl Default for Figures {
    /// Nothing, which comes to 0.
    fn default() -> Figures {
        let total = Some(Exact::default());
        Figures { forms: 0, accepted: 0, review: 0, rejected: 0, amounts: 0, without_unit: 0, total }
    }
}

impl Figures {
    /// Counts a form.
    pub(crate) fn add_form(&mut self, verdict: Verdict) {
        self.forms = self.forms.saturating_add(1);
        let count = match verdict {
            Verdict::Accepted => &mut self.accepted,
            Verdict::Review => &mut self.review,
            Verdict::Rejected => &mut self.rejected,
        };
        *count = count.saturating_add(1);
    }

    /// Counts amounts that come to `yuan`.
    pub(crate) fn add_amounts(&mut self, amounts: u64, without_unit: u64, yuan: Exact) {
        self.amounts = self.amounts.saturating_add(amounts);
        self.without_unit = self.without_unit.saturating_add(without_unit);
        self.total = self.total.and_then(|total| total.plus(yuan));
    }

    fn add(&mut self, other: &Figures) {
        self.forms = self.forms.saturating_add(other.forms);
        self.accepted = self.accepted.saturating_add(other.accepted);
        self.review = self.review.saturating_add(other.review);
        self.rejected = self.rejected.saturating_add(other.rejected);
        self.amounts = self.amounts.saturating_add(other.amounts);
        self.without_unit = self.without_unit.saturating_add(other.without_unit);
        self.total = self.total.zip(other.total).and_then(|(a, b)| a.plus(b));
    }
}

impl Totals {
    /// The figures of a group.
    pub(crate) fn group(&mut self, group: Group) -> &mut Figures {
        self.0.entry(group).or_default()
    }

    /// Counts a form.
    pub(crate) fn add(&mut self, form: &FormFacts) {
        let group = Group { kind: form.kind.clone(), department: form.department.clone(), year: form.year };
        let figures = self.group(group);
        figures.add_form(form.verdict);
        figures.add_amounts(form.amounts, form.without_unit, form.total);
    }

    /// One line a group, in order.
    #[must_use]
    pub fn lines(&self) -> Vec<Line> {
        self.0.iter().map(|(group, figures)| Line { group: group.clone(), figures: figures.clone() }).collect()
    }

    /// The same with fewer groups.
    #[must_use]
    pub fn by(&self, coarser: impl Fn(&Group) -> Group) -> Totals {
        let mut totals = Totals::default();
        for (group, figures) in &self.0 {
            totals.group(coarser(group)).add(figures);
        }
        totals
    }
}
