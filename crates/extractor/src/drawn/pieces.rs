//! What stands on a sheet as pieces: one for each cell, one for each line outside tables.
//!
//! Cells without text are among them: that a cell is empty is known only because it is there.

use biaodan_model::{
    BBox, Borders, Cell, CellPlace, Certainty, Drawn, Line, Origin, Piece, SheetLayout, Tag, Trust, Turn, fold_text,
};

use crate::definition::Definitions;

/// Confidence of a text whose font does not say for certain which characters it draws.
const DOUBTFUL: f32 = 0.3;

/// Points of a column on the character grid that texts without ruling lines are put on.
const GRID: f32 = 5.0;

/// Numbers tables and lines through a whole document.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    table: u32,
    line: u32,
}

/// A piece and what layout already knows of it.
#[derive(Debug, Clone)]
pub(crate) struct DrawnPiece {
    pub(crate) piece: Piece,
    /// [`Tag::Text`] unless its place alone says what it is.
    pub(crate) tag: Tag,
    /// True for a cell as wide as its table, where headings and titles stand.
    pub(crate) across: bool,
    /// The table of the sheet it stands in.
    pub(crate) table: Option<usize>,
}

impl DrawnPiece {
    pub(crate) fn in_table(&self) -> bool {
        self.table.is_some()
    }

    /// The two lines as one piece.
    pub(crate) fn joined(&self, below: &DrawnPiece) -> DrawnPiece {
        let mut whole = self.clone();
        whole.piece.text = format!("{}\n{}", self.piece.text, below.piece.text);
        if let (Some(all), Some(rest)) = (whole.piece.drawn.as_mut(), below.piece.drawn.as_ref()) {
            all.bbox = all.bbox.union(&rest.bbox);
            all.confidence = all.confidence.min(rest.confidence);
        }
        whole
    }

    /// The kind whose title it is. Titles stand outside tables, or in a cell as wide as the table.
    pub(crate) fn title(&self, definitions: &Definitions) -> Option<usize> {
        let may_be = self.tag == Tag::Text && (self.across || !self.in_table());
        if may_be { definitions.title(&self.piece.text) } else { None }
    }
}

/// The pieces of a sheet, from top to bottom.
pub(crate) fn pieces(sheet: &SheetLayout, numbers: &mut Numbers) -> Vec<DrawnPiece> {
    let mut out = Vec::new();
    let mut lines = sheet.lines.iter().peekable();
    for (t, table) in sheet.tables.iter().enumerate() {
        while let Some(line) = lines.next_if(|line| line.bbox.center().1 < table.bbox.y0) {
            push_line(line, Tag::Text, numbers, &mut out);
        }
        let number = numbers.table;
        let from = origin(table.cells.iter().flat_map(|cell| &cell.lines));
        numbers.table += 1;
        for cell in &table.cells {
            let place = CellPlace {
                table: number,
                row: cell.row,
                column: cell.column,
                row_span: cell.row_span,
                column_span: cell.column_span,
                ruled: table.borders == Borders::Ruled,
            };
            numbers.line += 1;
            let across = table.columns > 1 && cell.column_span >= table.columns;
            out.push(DrawnPiece { piece: of_cell(cell, place, from, numbers.line), tag: Tag::Text, across, table: Some(t) });
        }
    }
    lines.for_each(|line| push_line(line, Tag::Text, numbers, &mut out));
    sheet.repeats.iter().for_each(|line| push_line(line, Tag::Repeated, numbers, &mut out));
    out
}

/// A line outside tables; texts side by side count as one line of the sheet.
fn push_line(line: &Line, tag: Tag, numbers: &mut Numbers, out: &mut Vec<DrawnPiece>) {
    let beside = out.last().is_some_and(|last| {
        let above = last.piece.drawn.as_deref().filter(|d| d.cell.is_none() && last.piece.page == line.page);
        above.is_some_and(|d| (d.bbox.center().1 - line.on_page.center().1).abs() < line.size / 2.0)
    });
    if !beside {
        numbers.line += 1;
    }
    let tag = if line.turn == Turn::Slanted { Tag::Furniture } else { tag };
    let piece = piece(
        line.page,
        numbers.line,
        fold_text(&line.text),
        line.on_page,
        None,
        origin([line]),
        confidence(std::slice::from_ref(line)),
    );
    out.push(DrawnPiece { piece, tag, across: false, table: None });
}

/// A cell as one piece, its lines parted by line breaks.
fn of_cell(cell: &Cell, place: CellPlace, from: Origin, number: u32) -> Piece {
    let text = cell.lines.iter().map(|line| fold_text(&line.text)).collect::<Vec<_>>().join("\n");
    let page = cell.lines.first().map_or(cell.page, |line| line.page);
    let own = cell.lines.iter().filter(|line| line.page == page);
    let bbox = own.map(|line| line.on_page).reduce(|a, b| a.union(&b)).unwrap_or(cell.on_page);
    piece(page, number, text, bbox, Some(place), from, confidence(&cell.lines))
}

fn piece(page: u32, line: u32, text: String, bbox: BBox, cell: Option<CellPlace>, from: Origin, confidence: f32) -> Piece {
    // what is not a number becomes 0
    let column = |x: f32| (x / GRID).max(0.0).round() as u32;
    Piece {
        page,
        line,
        blank_before: 0,
        x0: column(bbox.x0),
        x1: column(bbox.x1).max(column(bbox.x0) + 1),
        text,
        drawn: Some(Box::new(Drawn { bbox, from, cell, confidence })),
    }
}

/// How far the text of some lines can be believed.
fn confidence(lines: &[Line]) -> f32 {
    let recognised = lines.iter().map(|line| line.certainty).fold(Certainty::default(), Certainty::and).of_text();
    let is_doubtful = lines.iter().any(|line| matches!(line.trust, Trust::Doubtful(_)));
    if is_doubtful { recognised.min(DOUBTFUL) } else { recognised }
}

/// What was read: where any of the lines was recognised, the empty cells beside it were as well.
fn origin<'l>(lines: impl IntoIterator<Item = &'l Line>) -> Origin {
    let is_recognised = lines.into_iter().any(|line| line.trust == Trust::Recognised);
    if is_recognised { Origin::Ocr } else { Origin::TextLayer }
}
