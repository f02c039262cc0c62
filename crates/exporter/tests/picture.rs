//! Pictures of what the program saw.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use biaodan_exporter::picture::{self, Ink, Mark, Picture, Shape};
use biaodan_model::{
    Axis, BBox, Canvas, Drawing, Field, Font, Glyph, Ledger, LedgerEntry, Node, Origin, Outcome, Page, PageStatus, PlacedPage,
    Provenance, Region, Ruling, SheetLayout, Trust, Turn, Visibility,
};

fn page(number: u32, drawing: Drawing) -> Page {
    Page {
        number,
        label: None,
        width: Some(60.0),
        height: Some(100.0),
        text_from: Origin::TextLayer,
        status: PageStatus::Extracted,
        reason: None,
        lines: Vec::new(),
        drawing,
        grade: biaodan_model::Grade::Text,
        upright: None,
        beside: None,
    }
}

fn glyph(ch: char, x: f32, font: u16, visibility: Visibility) -> Glyph {
    let bbox = BBox::of((x, x + 10.0), (10.0, 20.0));
    Glyph { ch, bbox, baseline: 18.0, size: 10.0, font, turn: Turn::Upright, visibility, confidence: 1.0 }
}

fn inks(picture: &Picture) -> Vec<Ink> {
    picture.marks.iter().map(|mark| mark.ink).collect()
}

fn frames(picture: &Picture, ink: Ink) -> Vec<[f32; 4]> {
    let frame = |mark: &Mark| match mark.shape {
        Shape::Box(b) | Shape::Frame(b) => [b.x0, b.y0, b.x1, b.y1],
        Shape::Line { .. } => panic!("no frame"),
    };
    picture.marks.iter().filter(|mark| mark.ink == ink).map(frame).collect()
}

#[test]
fn glyphs_show_who_sees_them_and_how_far_they_can_be_believed() {
    let font = |name: &str, trust| Font { name: name.to_owned(), trust };
    let drawing = Drawing {
        glyphs: vec![
            glyph('支', 0.0, 0, Visibility::Visible),
            glyph('\u{E000}', 10.0, 1, Visibility::Visible),
            glyph('\u{FFFD}', 20.0, 1, Visibility::Visible),
            glyph('出', 30.0, 0, Visibility::Invisible),
            glyph('表', 70.0, 0, Visibility::OffPage),
            glyph('远', 9000.0, 0, Visibility::OffPage),
        ],
        fonts: vec![font("Song", Trust::Stated), font("<FZ>", Trust::Doubtful("private use".to_owned()))],
        ..Drawing::default()
    };
    let picture = picture::glyphs(&page(3, drawing), None);
    assert_eq!(inks(&picture), [Ink::Blue, Ink::Orange, Ink::Red, Ink::Purple, Ink::Grey, Ink::Grey]);
    assert_eq!(picture.marks[0].tooltip, "支 U+652F · Song 10.0 pt");
    assert!(picture.marks[1].tooltip.ends_with("<FZ> 10.0 pt · private use"));
    assert!(picture.marks[4].tooltip.ends_with("offpage"));
    assert!((80.0..=140.0).contains(&picture.view.x1), "what is near the page is seen, what is far away is not");
    assert_eq!(picture.legend.len(), 5, "what occurs is explained, and nothing else: {:?}", picture.legend);
}

#[test]
fn rulings_are_lines_where_they_run() {
    let rule = |axis| Ruling { axis, at: 5.0, from: 10.0, to: 50.0, thickness: 0.1 };
    let drawing = Drawing { rulings: vec![rule(Axis::Horizontal), rule(Axis::Vertical)], ..Drawing::default() };
    let picture = picture::rules(&page(1, drawing), None);
    let ends = picture.marks.iter().map(|mark| match mark.shape {
        Shape::Line { from, to, .. } => (from, to),
        Shape::Box(_) | Shape::Frame(_) => panic!("no line"),
    });
    assert_eq!(ends.collect::<Vec<_>>(), [((10.0, 5.0), (50.0, 5.0)), ((5.0, 10.0), (5.0, 50.0))]);
}

/// A sheet cut at x = 60, and a cell that starts on the first page and ends on the second.
fn cut_sheet() -> (Vec<Page>, Canvas, SheetLayout) {
    let pages = vec![page(1, Drawing::default()), page(2, Drawing::default())];
    let placed = |number, dx| PlacedPage { number, dx, ..PlacedPage::default() };
    let canvas = Canvas { pages: vec![placed(1, 0.0), placed(2, 60.0)], doubts: Vec::new() };
    let mut table = common::table();
    table.cells = vec![common::cell((0, 2), (1, 2), &["预算", "数"])];
    (pages, canvas, SheetLayout { tables: vec![table], ..SheetLayout::default() })
}

#[test]
fn a_cell_that_was_cut_is_seen_on_both_pages() {
    let (pages, canvas, layout) = cut_sheet();
    let (canvases, sheets) = ([canvas], [layout]);
    let on = |page: &Page| picture::cells(page, &canvases, &sheets, None);
    assert_eq!(frames(&on(&pages[0]), Ink::Blue), [[40.0, 0.0, 80.0, 10.0]]);
    assert_eq!(frames(&on(&pages[1]), Ink::Blue), [[0.0, 0.0, 20.0, 10.0]]);
    assert_eq!(on(&pages[0]).marks[0].tooltip, "row 0 column 2 · 1 × 2\n预算数");
    assert!(on(&page(3, Drawing::default())).marks.is_empty());
}

#[test]
fn a_sheet_has_its_pages_side_by_side() {
    let (pages, canvas, layout) = cut_sheet();
    let picture = picture::sheet(&canvas, Some(&layout), &pages, |number| (number == 2).then(|| b"png".to_vec()));
    assert_eq!(frames(&picture, Ink::Orange), [[0.0, 0.0, 60.0, 100.0], [60.0, 0.0, 120.0, 100.0]]);
    assert_eq!(frames(&picture, Ink::Blue), [[40.0, 0.0, 80.0, 10.0]]);
    assert_eq!(picture.title, "sheet of pages 1, 2");
    let svg = picture.svg();
    assert_eq!(svg.matches("<image ").count(), 1);
    assert!(svg.contains("<image x=\"60.00\" y=\"0.00\" width=\"60.00\" height=\"100.00\""), "{svg}");
    assert!(svg.contains("base64,cG5n\"/>"), "{svg}");
}

#[test]
fn one_cell_read_for_many_fields_is_one_mark() {
    let mut envelope = common::sample();
    let place = Provenance { page: 2, region: Region::Box([1.0, 2.0, 30.0, 40.0]), from: Origin::TextLayer };
    let category = |confidence| {
        let field = Field { provenance: Some(place), confidence, ..common::text("产出指标", 1) };
        common::group(vec![("level1", Node::leaf(field))])
    };
    envelope.forms.truncate(1);
    envelope.forms[0].fields = common::group(vec![("indicators", Node::List([1.0, 0.5, 1.0].map(category).to_vec()))]);
    let picture = picture::fields(&page(2, Drawing::default()), &envelope, None);
    assert_eq!(inks(&picture), [Ink::Orange, Ink::Red], "the worst of them shows; the other is residue of the form");
    assert_eq!(picture.marks[0].placed_label().unwrap().0, "indicators[0].level1 and 2 more");
    assert_eq!(picture.marks[0].tooltip.matches("产出指标").count(), 3);
}

#[cfg(feature = "png")]
#[test]
fn the_same_picture_is_there_in_pixels() {
    let (pages, canvas, layout) = cut_sheet();
    let picture = picture::sheet(&canvas, Some(&layout), &pages, |_| Some(b"no picture".to_vec()));
    let png = picture.png(2.0).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    let width = u32::from_be_bytes(png[16..20].try_into().unwrap());
    assert_eq!(width, (2.0 * picture.view.width()).ceil() as u32);
}

#[test]
fn a_value_by_itself_has_a_frame_that_hides_nothing_of_it() {
    let place = Provenance { page: 2, region: Region::Box([10.0, 20.0, 30.0, 40.0]), from: Origin::Ocr };
    let field = Field { provenance: Some(place), alternatives: vec!["7.00".to_owned()], ..common::text("1.00", 1) };
    let picture = picture::value(&page(2, Drawing::default()), "total", &field, None).unwrap();
    assert_eq!(frames(&picture, Ink::Blue), [[8.5, 18.5, 31.5, 41.5]]);
    assert_eq!(picture.view, BBox { x0: 4.0, y0: 14.0, x1: 36.0, y1: 46.0 });
    assert_eq!(picture.marks[0].tooltip, "total\n1.00\nprinted, confidence 1.00\nor 7.00");
    let in_a_dump = common::text("1.00", 1);
    assert_eq!(picture::value(&page(1, Drawing::default()), "total", &in_a_dump, None), None);
}

#[cfg(feature = "png")]
#[test]
fn what_is_cut_carries_no_more_than_is_seen() {
    let place = Provenance { page: 2, region: Region::Box([10.0, 20.0, 30.0, 40.0]), from: Origin::Ocr };
    let field = Field { provenance: Some(place), ..common::text("1.00", 1) };
    let cut = picture::value(&page(2, Drawing::default()), "total", &field, None).unwrap().cut(3.0);
    assert_eq!((cut.pages[0].bbox, cut.marks.len()), (cut.view, 1));
    let png = cut.pages[0].png.as_ref().unwrap();
    assert_eq!(u32::from_be_bytes(png[16..20].try_into().unwrap()), 96);
}

#[test]
fn fields_stand_where_they_were_read_and_residue_is_red() {
    let mut envelope = common::sample();
    let place = Provenance { page: 2, region: Region::Box([1.0, 2.0, 3.0, 4.0]), from: Origin::TextLayer };
    let lost = LedgerEntry { text: "7<8".to_owned(), place, outcome: Outcome::Residue };
    envelope.forms[0].ledger = Ledger { entries: vec![lost] };
    envelope.forms.truncate(1);
    let picture = picture::fields(&page(2, Drawing::default()), &envelope, None);
    assert_eq!(inks(&picture), [Ink::Orange, Ink::Red], "a weight of little confidence, and the residue");
    assert_eq!(picture.marks[0].placed_label().unwrap().0, "indicators[0].weight");
    assert_eq!(picture.marks[0].tooltip, "indicators[0].weight\n10.0\nprinted, confidence 0.88");
    let svg = picture.svg();
    assert!(svg.contains("<title>7&lt;8 is not accounted for</title>"), "{svg}");
    assert!(svg.contains(">indicators[0].weight</text>"), "{svg}");
}
