//! Sheets drawn by hand: text in a font whose Latin letters are half an em wide, and rules.

mod aligned;
mod hostile;
mod ruled;
mod text;

use biaodan_model::{
    Axis, BBox, Borders, Canvas, Drawing, Font, Glyph, PlacedPage, Ruling, SheetLayout, Table, Trust, Turn, Visibility, is_cjk,
};

/// A page in the making.
#[derive(Default)]
struct Draw {
    drawing: Drawing,
}

impl Draw {
    /// Text from a place on its baseline.
    fn text(&mut self, x: f32, y: f32, size: f32, text: &str) -> &mut Draw {
        let mut at = x;
        for ch in text.chars() {
            let wide = if is_cjk(ch) { size } else { size / 2.0 };
            self.glyph(ch, at, y, wide, size, Turn::Upright);
            at += wide;
        }
        self
    }

    /// Text that ends at a place.
    fn right(&mut self, x: f32, y: f32, size: f32, text: &str) -> &mut Draw {
        let wide: f32 = text.chars().map(|ch| if is_cjk(ch) { size } else { size / 2.0 }).sum();
        self.text(x - wide, y, size, text)
    }

    fn glyph(&mut self, ch: char, x: f32, y: f32, wide: f32, size: f32, turn: Turn) {
        let bbox = BBox::of((x, x + wide), (y - 0.8 * size, y + 0.2 * size));
        let visibility = Visibility::Visible;
        self.drawing.glyphs.push(Glyph { ch, bbox, baseline: y, size, font: 0, turn, visibility, confidence: 1.0 });
    }

    fn across(&mut self, y: f32, from: f32, to: f32) -> &mut Draw {
        self.drawing.rulings.push(Ruling { axis: Axis::Horizontal, at: y, from, to, thickness: 0.5 });
        self
    }

    fn down(&mut self, x: f32, from: f32, to: f32) -> &mut Draw {
        self.drawing.rulings.push(Ruling { axis: Axis::Vertical, at: x, from, to, thickness: 0.5 });
        self
    }

    fn canvas(&mut self) -> Canvas {
        self.drawing.fonts = vec![Font::default()];
        let drawing = std::mem::take(&mut self.drawing);
        Canvas { pages: vec![PlacedPage { number: 1, drawing, ..PlacedPage::default() }], doubts: Vec::new() }
    }

    fn layout(&mut self) -> SheetLayout {
        crate::sheet(&self.canvas())
    }
}

/// Row, column, rows, columns and text of each cell that has text.
fn cells(table: &Table) -> Vec<(u32, u32, u32, u32, String)> {
    let text = |cell: &biaodan_model::Cell| cell.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("/");
    let with = table.cells.iter().filter(|cell| !cell.lines.is_empty());
    with.map(|cell| (cell.row, cell.column, cell.row_span, cell.column_span, text(cell))).collect()
}

/// The texts of a table row by row.
fn grid(table: &Table) -> Vec<Vec<String>> {
    let mut out = vec![vec![String::new(); table.columns as usize]; table.rows as usize];
    for (row, column, _, _, text) in cells(table) {
        out[row as usize][column as usize] = text;
    }
    out
}

fn lines(layout: &SheetLayout) -> Vec<&str> {
    layout.lines.iter().map(|line| line.text.as_str()).collect()
}

fn only(layout: &SheetLayout, borders: Borders) -> &Table {
    assert_eq!(layout.tables.iter().map(|table| table.borders).collect::<Vec<_>>(), [borders]);
    &layout.tables[0]
}
