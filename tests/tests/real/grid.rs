//! A table as a grid that can be asked for what covers a place.

use biaodan_pipeline::model::{Cell, Table};

use crate::figure::Figure;

/// A table with its cells by place.
pub(crate) struct Grid<'t> {
    cells: &'t [Cell],
    /// By row and column: the cell that covers the place.
    covering: Vec<Vec<Option<usize>>>,
    texts: Vec<String>,
}

impl<'t> Grid<'t> {
    pub(crate) fn new(table: &'t Table) -> Grid<'t> {
        let mut covering = vec![vec![None; table.columns as usize]; table.rows as usize];
        for (index, cell) in table.cells.iter().enumerate() {
            for row in &mut covering[cell.row as usize..(cell.row + cell.row_span) as usize] {
                for place in &mut row[cell.column as usize..(cell.column + cell.column_span) as usize] {
                    assert_eq!(place.replace(index), None, "two cells cover one place: {cell:?}");
                }
            }
        }
        Grid { cells: &table.cells, covering, texts: table.cells.iter().map(text).collect() }
    }

    pub(crate) fn rows(&self) -> usize {
        self.covering.len()
    }

    pub(crate) fn columns(&self) -> usize {
        self.covering[0].len()
    }

    /// The text of the cell that covers a place, without blanks.
    pub(crate) fn text(&self, row: usize, column: usize) -> &str {
        self.covering[row][column].map_or("", |cell| &self.texts[cell])
    }

    /// The figure of the cell that covers a place.
    pub(crate) fn figure(&self, row: usize, column: usize) -> Option<Figure> {
        Figure::parse(self.text(row, column))
    }

    /// The column after the cell that covers a place.
    pub(crate) fn after(&self, row: usize, column: usize) -> usize {
        let cell = self.covering[row][column].map(|cell| &self.cells[cell]);
        cell.map_or(column + 1, |cell| (cell.column + cell.column_span) as usize)
    }

    /// True where a cell's upper left corner is.
    pub(crate) fn starts(&self, row: usize, column: usize) -> bool {
        let cell = self.covering[row][column].map(|cell| &self.cells[cell]);
        cell.is_some_and(|cell| (cell.row as usize, cell.column as usize) == (row, column))
    }

    /// The rows of headings: those above the first row with a figure or a code.
    pub(crate) fn heading_rows(&self) -> usize {
        let has_figure = |row: &usize| (0..self.columns()).any(|column| self.figure(*row, column).is_some());
        (0..self.rows()).find(has_figure).unwrap_or_else(|| self.rows())
    }

    /// The headings of a column from the topmost to its own.
    pub(crate) fn headings(&self, column: usize) -> Vec<&str> {
        let mut cells: Vec<Option<usize>> = (0..self.heading_rows()).map(|row| self.covering[row][column]).collect();
        cells.dedup();
        cells.into_iter().flatten().map(|cell| self.texts[cell].as_str()).collect()
    }
}

fn text(cell: &Cell) -> String {
    cell.lines.iter().flat_map(|line| line.text.chars()).filter(|c| !c.is_whitespace()).collect()
}

/// True for the name of a total: 合计, 本年支出合计, 小计, 收入总计.
pub(crate) fn is_total(text: &str) -> bool {
    ["合计", "小计", "总计"].iter().any(|ending| text.ends_with(ending))
}
