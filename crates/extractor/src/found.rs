//! What was found on a form, before it becomes a record.

use crate::table::Cell;
use crate::table::categories::Categories;

/// One value's place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Slot {
    /// The form has no such cell.
    #[default]
    Absent,
    /// The cell is there, by its label, and empty.
    Blank(usize),
    /// These texts are the value.
    Read(Vec<usize>),
    /// The value put together from texts that a page border had cut.
    Joined { items: Vec<usize>, text: String, proven: bool },
    /// One of these texts may be the value; the order does not say which.
    Unsure(Vec<usize>),
}

impl Slot {
    pub(crate) fn is_open(&self) -> bool {
        matches!(self, Slot::Blank(_))
    }
}

/// A row of a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct FoundRow {
    /// A cell per column of the table; none where the column is not printed.
    pub(crate) cells: Vec<Option<Cell>>,
    pub(crate) categories: Categories,
}

/// A table.
#[derive(Debug, Clone, Default)]
pub(crate) struct FoundTable {
    /// For each column whether its label is printed.
    pub(crate) columns: Vec<bool>,
    pub(crate) rows: Vec<FoundRow>,
    /// The closing row, a slot per column.
    pub(crate) total: Vec<Slot>,
    /// For a matrix: rows of slots.
    pub(crate) matrix: Vec<Vec<Slot>>,
    /// What it costs to believe the reading, beyond what a clear one costs.
    pub(crate) strain: u32,
    /// The category labels printed, in order, for suggestions.
    pub(crate) categories: Vec<usize>,
}

/// All of a form, or of one half.
#[derive(Debug, Clone, Default)]
pub(crate) struct Found {
    pub(crate) scalars: Vec<Slot>,
    pub(crate) tables: Vec<FoundTable>,
}
