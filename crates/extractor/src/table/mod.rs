//! Tables: from texts in some order to rows and columns.
//!
//! How the order speaks depends on the tool. In *reading order* the texts come cell by cell
//! (`stream`, with the second pass of a spreadsheet's drawing order as a second source); in *visual
//! order* line by line across the columns (`visual`); in *blocks* column by column (`blocks`). Each
//! solver gives a grid and what it costs to believe it; the cheapest wins.

pub(crate) mod blocks;
pub(crate) mod categories;
pub(crate) mod columns;
pub(crate) mod cost;
pub(crate) mod stream;
pub(crate) mod visual;

/// The texts of one cell, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cell {
    pub(crate) items: Vec<usize>,
    /// False where another reading of the order would be as good.
    pub(crate) sure: bool,
}

/// Rows of cells; empty cells have no items.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Grid {
    /// For each row a cell per column of the table.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// What it costs to believe this reading.
    pub(crate) cost: u32,
}

/// The columns of a table that are to be filled, as the solvers need them.
#[derive(Debug, Clone)]
pub(crate) struct Columns<'d> {
    /// Number in the table, and the column.
    pub(crate) of: Vec<(usize, &'d crate::definition::Column)>,
}

impl<'d> Columns<'d> {
    /// The columns of a table that are printed and hold values, categories aside.
    pub(crate) fn printed(table: &'d crate::definition::Table, seen: &[bool]) -> Columns<'d> {
        let columns = table.columns.iter().enumerate();
        let of = columns.filter(|(c, column)| {
            seen.get(*c) == Some(&true) && column.field_type != biaodan_model::FieldType::Category
        });
        Columns { of: of.collect() }
    }

    pub(crate) fn len(&self) -> usize {
        self.of.len()
    }
}
