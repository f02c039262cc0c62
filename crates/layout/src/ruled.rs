//! Ruled tables: groups of rules whose lattice has cells that hold text.

use biaodan_model::{BBox, Borders, Canvas, Cell, Drawing, PlacedPage, Ruling, Table};

use crate::cells::{Cells, Span};
use crate::lattice::Lattice;
use crate::marks::Marks;
use crate::rules;
use crate::runs::Run;
use crate::stacked;

/// Ruled tables of a sheet at most; more are drawings.
const MOST_TABLES: usize = 1_000;

/// A table before its text is known.
pub(crate) struct Frame {
    pub(crate) bbox: BBox,
    pub(crate) lattice: Lattice,
    pub(crate) cells: Cells,
}

impl Frame {
    /// The cell at a place of the sheet.
    pub(crate) fn cell_at(&self, (x, y): (f32, f32)) -> Option<usize> {
        self.cells.at(field(&self.lattice.ys, y)?, field(&self.lattice.xs, x)?)
    }

    /// The box of a cell.
    pub(crate) fn cell_box(&self, number: usize) -> Option<BBox> {
        self.cells.spans.get(number).and_then(|span| self.span_box(*span))
    }

    fn span_box(&self, span: Span) -> Option<BBox> {
        let (xs, ys) = (&self.lattice.xs, &self.lattice.ys);
        Some(BBox { x0: *xs.get(span.left)?, y0: *ys.get(span.top)?, x1: *xs.get(span.right)?, y1: *ys.get(span.bottom)? })
    }
}

fn field(lines: &[f32], at: f32) -> Option<usize> {
    let after = lines.partition_point(|line| *line <= at);
    (after < lines.len()).then_some(after.checked_sub(1)?)
}

/// The frames of a sheet's ruled tables: small ones first, so that a table in a cell of another comes
/// before it.
pub(crate) fn frames(rules: &[Ruling]) -> Vec<Frame> {
    let mut out: Vec<Frame> = rules::groups(rules).iter().filter_map(|group| frame(Lattice::of(group)?)).collect();
    if out.len() > MOST_TABLES {
        return Vec::new();
    }
    out.sort_by(|a, b| (a.bbox.width() * a.bbox.height()).total_cmp(&(b.bbox.width() * b.bbox.height())));
    out
}

/// The boxes of the cells that ruling lines enclose, without a look at their text: what a scan is recognised by.
/// A cell that holds a table of its own is left out, as that table's cells are given.
#[must_use]
pub fn cell_boxes(rulings: &[Ruling]) -> Vec<BBox> {
    let drawing = Drawing { rulings: rulings.to_vec(), ..Drawing::default() };
    let canvas = Canvas { pages: vec![PlacedPage { drawing, ..PlacedPage::default() }], ..Canvas::default() };
    let frames = frames(&crate::rules::rules(&canvas));
    let mut out = Vec::new();
    for (number, frame) in frames.iter().enumerate() {
        let inner = frames.get(..number).unwrap_or_default();
        let boxes = frame.cells.spans.iter().filter_map(|span| frame.span_box(*span));
        out.extend(boxes.filter(|own| !inner.iter().any(|frame| own.holds(frame.bbox.center()))));
    }
    out
}

/// None for a single box, such as a frame around a page.
fn frame(lattice: Lattice) -> Option<Frame> {
    let cells = Cells::of(&lattice);
    if cells.spans.len() < 2 {
        return None;
    }
    let bbox = BBox { x0: *lattice.xs.first()?, y0: *lattice.ys.first()?, x1: *lattice.xs.last()?, y1: *lattice.ys.last()? };
    Some(Frame { bbox, lattice, cells })
}

/// The table of a frame and the runs of its cells.
pub(crate) fn table(marks: &Marks, frame: &Frame, content: Vec<Vec<&Run>>) -> Table {
    let rows = numbering(frame.lattice.ys.len(), frame.cells.spans.iter().flat_map(|span| [span.top, span.bottom]));
    let columns = numbering(frame.lattice.xs.len(), frame.cells.spans.iter().flat_map(|span| [span.left, span.right]));
    let number = |of: &[u32], line: usize| of.get(line).copied().unwrap_or(0);
    let mut cells = Vec::with_capacity(frame.cells.spans.len());
    for (span, runs) in frame.cells.spans.iter().zip(content) {
        let bbox = frame.span_box(*span).unwrap_or_default();
        let (page, on_page) = marks.on_page(marks.page_at(bbox.x0, bbox.y0), &bbox);
        let (row, column) = (number(&rows, span.top), number(&columns, span.left));
        let row_span = number(&rows, span.bottom) - row;
        let column_span = number(&columns, span.right) - column;
        cells.push((Cell { row, column, row_span, column_span, bbox, page, on_page, lines: Vec::new() }, runs));
    }
    finished(marks, frame.bbox, Borders::Ruled, stacked::cut(marks, cells))
}

/// The table of its cells: counts, pages and boxes.
pub(crate) fn finished(marks: &Marks, bbox: BBox, borders: Borders, cells: Vec<Cell>) -> Table {
    let mut pages: Vec<u32> =
        cells.iter().flat_map(|cell| std::iter::once(cell.page).chain(cell.lines.iter().map(|line| line.page))).collect();
    pages.sort_unstable();
    pages.dedup();
    let (_, on_page) = marks.on_page(marks.page_at(bbox.x0, bbox.y0), &bbox);
    let rows = cells.iter().map(|cell| cell.row + cell.row_span).max().unwrap_or(0);
    let columns = cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or(0);
    Table { bbox, pages, on_page, borders, rows, columns, cells }
}

/// Numbers grid lines anew, leaving out those at which no cell starts or ends.
fn numbering(count: usize, used: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut is_used = vec![false; count];
    for line in used {
        if let Some(slot) = is_used.get_mut(line) {
            *slot = true;
        }
    }
    let step = |next: &mut u32, used: &bool| {
        let own = *next;
        *next += u32::from(*used);
        Some(own)
    };
    is_used.iter().scan(0, step).collect()
}
