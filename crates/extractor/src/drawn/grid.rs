//! The cells of a form by their place: which cell stands right of another one, below it, in a row
//! and column.

use std::collections::BTreeMap;
use std::ops::Range;

use biaodan_model::CellPlace;

use crate::work::Work;

/// A cell and the items that stand in it.
#[derive(Debug, Clone)]
pub(crate) struct GridCell {
    pub(crate) place: CellPlace,
    /// In reading order; an empty cell has one item without text.
    pub(crate) items: Vec<usize>,
}

/// All tables of a form.
#[derive(Debug, Default)]
pub(crate) struct Grids {
    cells: Vec<GridCell>,
    /// The cell that starts at a place, by table, row and column.
    starts: BTreeMap<(u32, u32, u32), usize>,
    /// For each table and row the cells that cover it, by column.
    rows: BTreeMap<(u32, u32), Vec<usize>>,
}

/// Rows a cell is entered into at most: no form has cells over more.
const MOST_ROWS: u32 = 10_000;

impl Grids {
    pub(crate) fn of(work: &Work<'_>) -> Grids {
        let mut grids = Grids::default();
        for (at, item) in work.items.iter().enumerate() {
            let Some(place) = item.piece.drawn.as_ref().and_then(|d| d.cell) else { continue };
            let key = (place.table, place.row, place.column);
            match grids.starts.get(&key).and_then(|&n| grids.cells.get_mut(n)) {
                Some(cell) => cell.items.push(at),
                None => grids.add(place, at),
            }
        }
        for row in grids.rows.values_mut() {
            row.sort_by_key(|&n| grids.cells.get(n).map_or(0, |cell| cell.place.column));
        }
        grids
    }

    fn add(&mut self, place: CellPlace, item: usize) {
        let number = self.cells.len();
        self.starts.insert((place.table, place.row, place.column), number);
        for row in rows(&place).take(MOST_ROWS as usize) {
            self.rows.entry((place.table, row)).or_default().push(number);
        }
        self.cells.push(GridCell { place, items: vec![item] });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    pub(crate) fn get(&self, place: CellPlace) -> Option<&GridCell> {
        self.starts.get(&(place.table, place.row, place.column)).and_then(|&n| self.cells.get(n))
    }

    /// The cells that cover a row, left to right.
    pub(crate) fn row(&self, table: u32, row: u32) -> impl Iterator<Item = &GridCell> {
        self.rows.get(&(table, row)).into_iter().flatten().filter_map(|&n| self.cells.get(n))
    }

    /// The cells of a row that share a column with a range.
    pub(crate) fn across(&self, table: u32, row: u32, columns: &Range<u32>) -> impl Iterator<Item = &GridCell> {
        let columns = columns.clone();
        self.row(table, row).filter(move |cell| meets(&self::columns(&cell.place), &columns))
    }

    /// The cell right of another one, in its first row.
    pub(crate) fn right_of(&self, place: CellPlace) -> Option<&GridCell> {
        let column = place.column.saturating_add(place.column_span);
        self.row(place.table, place.row).find(|cell| cell.place.column >= column)
    }

    /// The cell below another one, in its first column.
    pub(crate) fn below(&self, place: CellPlace) -> Option<&GridCell> {
        let row = place.row.saturating_add(place.row_span);
        self.across(place.table, row, &(place.column..place.column.saturating_add(1))).next().filter(|cell| cell.place.row >= row)
    }

    /// The row after the last one of a table.
    pub(crate) fn end(&self, table: u32) -> u32 {
        self.rows.range((table, 0)..=(table, u32::MAX)).next_back().map_or(0, |((_, row), _)| row.saturating_add(1))
    }
}

/// The rows a cell covers.
pub(crate) fn rows(place: &CellPlace) -> Range<u32> {
    place.row..place.row.saturating_add(place.row_span.max(1))
}

/// The columns a cell covers.
pub(crate) fn columns(place: &CellPlace) -> Range<u32> {
    place.column..place.column.saturating_add(place.column_span.max(1))
}

/// True where two ranges share something.
pub(crate) fn meets(a: &Range<u32>, b: &Range<u32>) -> bool {
    a.start < b.end && b.start < a.end
}
