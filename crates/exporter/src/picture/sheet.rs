//! A sheet put together from its pages: where each was placed, and what was read across them.

use biaodan_model::{BBox, Canvas, Doubt, Page, SheetLayout};

use super::cells::{cell_mark, line_mark};
use super::{Ink, Mark, Picture, PictureOfPage, Shape, page_alone};

const MEANINGS: &[(Ink, &str)] = &[
    (Ink::Orange, "page of the sheet"),
    (Ink::Blue, "cell of a ruled table"),
    (Ink::Green, "cell of a table known by its white space"),
    (Ink::Grey, "line of text outside tables"),
    (Ink::Purple, "character that another page keeps"),
];

/// A sheet with its pages where they were before the cut; `png` gives the background of a page.
#[must_use]
pub fn sheet(
    canvas: &Canvas,
    layout: Option<&SheetLayout>,
    pages: &[Page],
    mut png: impl FnMut(u32) -> Option<Vec<u8>>,
) -> Picture {
    let mut placed = Vec::new();
    let mut marks = Vec::new();
    for part in &canvas.pages {
        let Some(page) = pages.iter().find(|page| page.number == part.number) else { continue };
        let bbox = page_alone(page, None).bbox.shifted(part.dx, part.dy);
        placed.push(PictureOfPage { number: part.number, bbox, png: png(part.number) });
        let repeated = part.repeated.iter().map(|glyph| (glyph.ch, glyph.bbox.shifted(part.dx, part.dy)));
        marks.extend(
            repeated.map(|(ch, bbox)| Mark::new(Shape::Box(bbox), Ink::Purple, format!("{ch} is kept from another page"))),
        );
    }
    if let Some(layout) = layout {
        marks.extend(layout.lines.iter().map(|line| line_mark(line, line.bbox, Ink::Grey)));
        let own = |page: u32| canvas.pages.iter().any(|part| part.number == page);
        for table in &layout.tables {
            // A table that runs on from this sheet has cells in the coordinates of others.
            let cells = table.cells.iter().filter(|cell| own(cell.page));
            marks.extend(cells.map(|cell| cell_mark(table, cell, cell.bbox)));
        }
    }
    marks.extend(placed.iter().map(|page| page_mark(page.number, page.bbox)));
    Picture::new(title(canvas), placed, marks, MEANINGS)
}

fn page_mark(number: u32, bbox: BBox) -> Mark {
    Mark::new(Shape::Frame(bbox), Ink::Orange, format!("page {number}")).with_label_within(format!("p{number}"))
}

fn title(canvas: &Canvas) -> String {
    let numbers: Vec<String> = canvas.pages.iter().map(|page| page.number.to_string()).collect();
    let doubts = canvas.doubts.iter().map(|doubt| match doubt {
        Doubt::PartMissing => "a part is missing",
        Doubt::OrderUnsure => "the parts may stand otherwise",
        Doubt::Unproven => "nothing proves that the pages belong together",
    });
    let mut title = format!("sheet of pages {}", numbers.join(", "));
    for doubt in doubts {
        title.push_str(": ");
        title.push_str(doubt);
    }
    title
}
