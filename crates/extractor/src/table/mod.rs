//! Tables: from texts in some order to rows and columns.
//!
//! How the order speaks depends on the tool. In *reading order* the texts come cell by cell
//! (`stream`, with the second pass of a spreadsheet's drawing order as a second source); in *visual
//! order* line by line across the columns (`visual`); in *blocks* column by column (`blocks`). Each
//! solver gives a grid and what it costs to believe it; the cheapest wins.

pub(crate) mod beam;
pub(crate) mod blocks;
pub(crate) mod categories;
pub(crate) mod columns;
pub(crate) mod cost;
pub(crate) mod stream;
pub(crate) mod visual;

use biaodan_model::FieldType;

use crate::definition::{Column, Table};
use crate::work::Work;

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
    pub(crate) of: Vec<(usize, &'d Column)>,
    /// The widest line seen in each column, once a first reading has shown it.
    pub(crate) widths: Vec<u32>,
}

impl Grid {
    /// What the reading costs beyond a clear one, in which each row costs only its sparse columns.
    pub(crate) fn strain(&self, columns: &Columns<'_>) -> u32 {
        let sparse = columns.of.iter().filter(|(_, c)| c.sparse).count() * self.rows.len();
        self.cost.saturating_sub(u32::try_from(sparse).unwrap_or(u32::MAX) * cost::BLANK_SPARSE)
    }

    /// True where every cell that should have a value has one.
    pub(crate) fn is_full(&self, columns: &Columns<'_>) -> bool {
        let full = |row: &Vec<Cell>| row.iter().zip(&columns.of).all(|(cell, (_, c))| c.sparse || !cell.items.is_empty());
        self.rows.iter().all(full)
    }

    /// True where a cell has more than one line.
    pub(crate) fn is_wrapped(&self) -> bool {
        self.rows.iter().flatten().any(|cell| cell.items.len() > 1)
    }
}

impl<'d> Columns<'d> {
    /// The columns of a table that are printed and hold values, categories aside.
    pub(crate) fn printed(table: &'d Table, seen: &[bool]) -> Columns<'d> {
        let columns = table.columns.iter().enumerate();
        let of: Vec<_> =
            columns.filter(|(c, column)| seen.get(*c) == Some(&true) && column.field_type != FieldType::Category).collect();
        Columns { widths: vec![0; of.len()], of }
    }

    /// The same columns with the widths that a first reading shows.
    pub(crate) fn measured(&self, work: &Work<'_>, grid: &Grid) -> Columns<'d> {
        let widest = |c: usize| {
            let cells = grid.rows.iter().filter_map(|row| row.get(c));
            cells.flat_map(|cell| &cell.items).map(|&at| work.look(at).width).max().unwrap_or(0)
        };
        Columns { of: self.of.clone(), widths: (0..self.of.len()).map(widest).collect() }
    }

    /// What it costs to believe that these lines are one cell of a column.
    pub(crate) fn cell_cost(&self, work: &Work<'_>, column: usize, items: &[usize]) -> u32 {
        match (self.of.get(column), self.widths.get(column)) {
            (Some((_, spec)), Some(&width)) => cost::cell(work, spec, width, items),
            _ => cost::NEVER,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.of.len()
    }
}
