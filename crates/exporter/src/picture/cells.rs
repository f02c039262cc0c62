//! The cells of a page's tables, and the lines of text outside of them.

use biaodan_model::{BBox, Borders, Canvas, Cell, Line, Page, SheetLayout, Table};

use super::{Ink, Mark, Picture, Shape, page_alone};
use crate::json::cell_text;

const MEANINGS: &[(Ink, &str)] = &[
    (Ink::Blue, "cell of a ruled table"),
    (Ink::Green, "cell of a table known by its white space"),
    (Ink::Grey, "line of text outside tables"),
    (Ink::Purple, "printed again on another page of the sheet"),
];

/// What layout found on a page. `sheets` are all of the document, and `canvases` stand beside them.
#[must_use]
pub fn cells(page: &Page, canvases: &[Canvas], sheets: &[SheetLayout], png: Option<Vec<u8>>) -> Picture {
    let mut marks = Vec::new();
    for (i, sheet) in sheets.iter().enumerate() {
        let canvas = canvases.get(i);
        let on_page = |cell: &Cell| on_page(cell, page, canvas);
        let lines = sheet.lines.iter().filter(|line| line.page == page.number);
        marks.extend(lines.map(|line| line_mark(line, line.on_page, Ink::Grey)));
        let repeats = sheet.repeats.iter().filter(|line| line.page == page.number);
        marks.extend(repeats.map(|line| line_mark(line, line.on_page, Ink::Purple)));
        for table in &sheet.tables {
            let cells = table.cells.iter().filter_map(|cell| Some((cell, on_page(cell)?)));
            marks.extend(cells.map(|(cell, bbox)| cell_mark(table, cell, bbox)));
        }
    }
    Picture::new(format!("page {}: cells", page.number), vec![page_alone(page, png)], marks, MEANINGS)
}

/// The box of a cell in coordinates of the page, where it is seen there. A cell of a sheet that was cut
/// may reach over from the page it starts on.
fn on_page(cell: &Cell, page: &Page, canvas: Option<&Canvas>) -> Option<BBox> {
    if cell.page == page.number {
        return Some(cell.on_page);
    }
    let pages = &canvas?.pages;
    let placed = pages.iter().find(|placed| placed.number == page.number)?;
    // A table that runs on from another sheet is not in the coordinates of this one.
    pages.iter().find(|placed| placed.number == cell.page)?;
    let paper = page_alone(page, None).bbox;
    let seen = cell.bbox.shifted(-placed.dx, -placed.dy).intersection(&paper);
    (seen.width() > 1.0 && seen.height() > 1.0).then_some(seen)
}

pub(super) fn cell_mark(table: &Table, cell: &Cell, bbox: BBox) -> Mark {
    let ink = match table.borders {
        Borders::Ruled => Ink::Blue,
        Borders::Aligned => Ink::Green,
    };
    let mut tooltip = format!("row {} column {}", cell.row, cell.column);
    if cell.row_span > 1 || cell.column_span > 1 {
        tooltip.push_str(&format!(" · {} × {}", cell.row_span, cell.column_span));
    }
    let text = cell_text(cell);
    if !text.is_empty() {
        tooltip.push('\n');
        tooltip.push_str(&text);
    }
    Mark::new(Shape::Box(bbox), ink, tooltip).with_label_within(format!("{},{}", cell.row, cell.column))
}

pub(super) fn line_mark(line: &Line, bbox: BBox, ink: Ink) -> Mark {
    Mark::new(Shape::Box(bbox), ink, line.text.clone())
}
