//! `biaodan inspect`: pictures of what was seen.

use crate::support::{Folder, biaodan};

const RULED: &str = "fixtures/pdf/hand-ruled.pdf";
const SPLIT: &str = "fixtures/pdf/budget-split-reportlab.pdf";
const FORM: &str = "fixtures/pdf/project-calc.pdf";

/// The picture. Without optimisation, on a busy machine, drawing a large page may take longer than it is
/// waited for; the marks are there all the same.
fn svg(args: &[&str]) -> String {
    let run = biaodan(&[&["inspect"], args].concat());
    let is_late = run.stderr.ends_with("without the page behind the marks: drawing the page took too long\n");
    assert!(run.code == 0 && (run.stderr.is_empty() || is_late), "{args:?}: {}", run.stderr);
    run.text()
}

#[test]
fn cells_are_drawn_over_the_page() {
    let svg = svg(&[RULED]);
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert!(svg.contains("<title>page 1: cells</title>"));
    assert!(svg.contains("base64,iVBORw0KGgo"), "the page is behind the marks");
    assert!(svg.contains("<title>row 0 column 1 · 1 × 2\nAmount &amp; &lt;source&gt;</title>"), "{svg}");
    assert!(svg.contains("<title>Budget of the archive</title>"), "lines outside tables are shown too");
}

#[test]
fn glyphs_and_rulings_are_those_of_the_page() {
    let glyphs = svg(&["--what", "glyphs", "--page", "1", RULED]);
    assert_eq!(glyphs.matches("<title>B U+0042").count(), 2, "Budget and Basic");
    let rules = svg(&["--what", "rules", RULED]);
    assert!(rules.contains("<title>y 40.00 from 30.00 to 270.00"), "{rules}");
}

#[test]
fn a_sheet_shows_all_its_pages() {
    let svg = svg(&["--what", "sheet", SPLIT]);
    assert!(svg.contains("<title>sheet of pages 1, 2"));
    assert!(svg.contains(">p1</text>") && svg.contains(">p2</text>"), "each page has its frame and number");
}

#[test]
fn fields_are_labelled_with_their_paths() {
    let svg = svg(&["--what", "fields", FORM]);
    assert!(svg.contains(">project_name</text>"));
    assert!(svg.contains("<title>project_name\n"));
}

#[test]
fn one_value_is_shown_by_itself() {
    let svg = svg(&["--field", "funds.annual.total", FORM]);
    assert!(svg.contains("<title>page 1: funds.annual.total</title>"), "{svg}");
    assert_eq!((svg.matches("<image ").count(), svg.matches("<rect ").count()), (1, 3), "paper, page and one frame");
    let run = biaodan(&["inspect", "--what", "fields", "--field", "funds.annual.totals", FORM]);
    assert_eq!((run.code, run.stdout.len()), (2, 0));
    assert!(run.stderr.contains("there are funds.annual.total, funds.annual."), "{}", run.stderr);
}

#[test]
fn png_is_a_picture_too() {
    let folder = Folder::new("inspect-png", &[]);
    let run = biaodan(&["inspect", "-o", &folder.path("page.png"), RULED]);
    assert_eq!((run.code, run.stdout.len()), (0, 0), "{}", run.stderr);
    let png = folder.read("page.png");
    assert!(png.starts_with(b"\x89PNG"));
    let width = u32::from_be_bytes(png[16..20].try_into().unwrap());
    assert!(width >= 600, "two pixels a point of a page of 300 points: {width}");
}

#[test]
fn what_cannot_be_shown_says_so() {
    let refused = |args: &[&str], code: i32, said: &str| {
        let run = biaodan(&[&["inspect"], args].concat());
        assert_eq!((run.code, run.stdout.len()), (code, 0), "{args:?}");
        assert!(run.stderr.contains(said), "{args:?}: {}", run.stderr);
    };
    refused(&["-o", "page.jpg", RULED], 2, "an .svg or a .png");
    refused(&["--page", "2", RULED], 2, "the document has 1 page(s)");
    refused(&["--page", "0", RULED], 2, "--page");
    refused(&["--what", "cells", "--field", "department", FORM], 2, "--what fields");
    refused(&["--field", "department", RULED], 2, "no value with a place was found");
    refused(&["fixtures/seed.txt"], 1, "fixtures/seed.txt: is neither a PDF nor a picture");
    refused(&["no-such.pdf"], 1, "no-such.pdf: cannot be read");
    refused(&["fixtures/pdf/hand-ruled-encrypted.pdf"], 1, "--password");
}

#[test]
fn an_encrypted_page_is_drawn_with_its_password() {
    let svg = svg(&["--password", "open sesame", "fixtures/pdf/hand-ruled-encrypted.pdf"]);
    assert!(svg.contains("<image ") && svg.contains("Amount &amp; &lt;source&gt;"));
}
