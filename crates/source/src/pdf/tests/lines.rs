use biaodan_model::{Axis, Page};

use super::build::{Build, page};

/// Axis, place, from and to of each ruling, in whole points.
fn rulings(page: &Page) -> Vec<(Axis, i32, i32, i32)> {
    let whole = |v: f32| v.round() as i32;
    page.drawing.rulings.iter().map(|r| (r.axis, whole(r.at), whole(r.from), whole(r.to))).collect()
}

use Axis::{Horizontal, Vertical};

#[test]
fn borders_are_found_however_they_are_drawn() {
    let box_of_four = [(Horizontal, 20, 10, 110), (Horizontal, 80, 10, 110), (Vertical, 10, 20, 80), (Vertical, 110, 20, 80)];
    for drawn in [
        "10 20 100 60 re S",
        "[3 2] 0 d .5 w 10 20 m 110 20 l 110 80 l 10 80 l s",
        "10 19.5 100 1 re 10 79.5 100 1 re 9.5 20 1 60 re 109.5 20 1 60 re f",
        "9.5 19.5 101 61 re 10.5 20.5 99 59 re f*",
        // mitred sides, as browsers draw them
        "9.5 19.5 m 110.5 19.5 l 109.5 20.5 l 10.5 20.5 l h f 110.5 19.5 m 110.5 80.5 l 109.5 79.5 l 109.5 20.5 l h f \
         9.5 80.5 m 110.5 80.5 l 109.5 79.5 l 10.5 79.5 l h f 9.5 19.5 m 9.5 80.5 l 10.5 79.5 l 10.5 20.5 l h f",
        // one unit of a scaled user space
        "q 100 0 0 60 10 20 cm .01 w 0 0 1 1 re S Q",
    ] {
        let page = page(drawn);
        let found: Vec<_> = rulings(&page);
        for (expected, found) in box_of_four.iter().zip(&found) {
            assert!(expected.0 == found.0 && expected.1 == found.1, "{drawn}: {found:?}");
            assert!((expected.2 - found.2).abs() <= 1 && (expected.3 - found.3).abs() <= 1, "{drawn}: {found:?}");
        }
        assert_eq!(found.len(), 4, "{drawn}");
    }
}

#[test]
fn dashes_of_their_own_are_one_line() {
    let dashes: String = (0..30).map(|n| format!("{} 50 m {} 50 l S ", 10 + 4 * n, 12 + 4 * n)).collect();
    assert_eq!(rulings(&page(&dashes)), [(Horizontal, 50, 10, 128)]);
}

#[test]
fn white_lines_count_only_on_a_ground() {
    assert_eq!(rulings(&page("1 G 10 50 m 100 50 l S 1 g 10 20 80 1 re f")), []);
    assert_eq!(rulings(&page(".8 g 0 0 200 100 re f 1 G 10 50 m 100 50 l S")), [(Horizontal, 50, 10, 100)]);
}

#[test]
fn a_stretched_picture_is_a_line_and_a_picture_is_none() {
    let page = Build::new()
        .stream("/Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray", b"\0")
        .page(
            "",
            "/XObject << /I 3 0 R >>",
            "q 90 0 0 .7 10 50 cm /I Do Q q 50 0 0 300 10 50 cm /I Do Q BI /W 8 /H 2 /BPC 1 /IM true ID ab EI",
        )
        .read();
    assert_eq!(rulings(&page), [(Horizontal, 50, 10, 100)]);
    let image = page.drawing.images[0];
    assert_eq!((image.pixels, image.bbox.y0, image.bbox.y1), ((1, 1), 0.0, 50.0));
    assert_eq!(page.drawing.images[1].pixels, (8, 2));
}

#[test]
fn only_what_is_visible_of_a_line_counts() {
    let found = rulings(&page("0 0 100 100 re W n 50 50 m 500 50 l S 150 10 m 150 90 l S 20 -50 m 20 500 l S 0 0 m 90 90 l S"));
    assert_eq!(found, [(Horizontal, 50, 50, 100), (Vertical, 20, 0, 100)]);
}
