use biaodan_model::Turn;

use super::build::{Build, find, page, place, seen};

#[test]
fn the_operators_of_text_move_the_pen() {
    // Helvetica: A, B and C are 0.667, 0.667 and 0.722 em wide, a blank 0.278
    let page = page(
        "BT /F1 10 Tf 12 TL 10 80 Td (A) Tj 5 -12 TD (B) Tj T* (C) Tj (D) ' 3 1 (E F) \" ET \
         BT 1 0 0 1 100 50 Tm [(G) -1000 (H)] TJ 50 Tz (I) Tj 100 Tz 4 Ts (J) Tj ET",
    );
    assert_eq!(seen(&page), "ABCDE FGHIJ");
    assert_eq!(place(&page, 'A'), (10.0, 20.0));
    assert_eq!(place(&page, 'B'), (15.0, 32.0));
    assert_eq!(place(&page, 'C'), (15.0, 44.0));
    assert_eq!(place(&page, 'D'), (15.0, 56.0));
    assert_eq!(place(&page, 'E'), (15.0, 68.0));
    // E, its character spacing, the blank, both spacings
    assert_eq!(place(&page, 'F'), (15.0 + 6.7 + 1.0 + 2.8 + 1.0 + 3.0, 68.0));
    // word and character spacing stay
    assert_eq!(place(&page, 'H'), (100.0 + 7.8 + 1.0 + 10.0, 50.0));
    let half = find(&page, 'I').bbox;
    assert!((half.width() - 1.39).abs() < 0.01, "{half:?}");
    assert_eq!(place(&page, 'J').1, 46.0);
}

#[test]
fn rotation_crop_and_units_are_undone() {
    let content = "BT /F1 10 Tf 30 70 Td (A) Tj ET";
    let read = |entries: &str| Build::new().page(entries, "", content).read();
    let plain = read("");
    assert_eq!((plain.width, plain.height), (Some(200.0), Some(100.0)));
    assert_eq!(place(&plain, 'A'), (30.0, 30.0));

    let cropped = read("/CropBox [20 10 120 90]");
    assert_eq!((cropped.width, cropped.height), (Some(100.0), Some(80.0)));
    assert_eq!(place(&cropped, 'A'), (10.0, 20.0));

    let turned = read("/Rotate 90");
    assert_eq!((turned.width, turned.height), (Some(100.0), Some(200.0)));
    let glyph = find(&turned, 'A');
    assert_eq!((glyph.turn, glyph.baseline.round(), glyph.bbox.y0.round()), (Turn::Right, 70.0, 30.0));

    let double = read("/UserUnit 2");
    assert_eq!((double.width, find(&double, 'A').size), (Some(400.0), 20.0));
    assert_eq!(place(&double, 'A'), (60.0, 60.0));
}

#[test]
fn each_direction_of_text_is_told() {
    let page = page(
        "BT /F1 9 Tf 0 1 -1 0 50 50 Tm (L) Tj -1 0 0 -1 90 50 Tm (O) Tj .7 .7 -.7 .7 120 50 Tm (S) Tj 9 0 0 9 9 9 Tm (U) Tj ET",
    );
    assert_eq!(['L', 'O', 'S', 'U'].map(|ch| find(&page, ch).turn), [Turn::Left, Turn::Over, Turn::Slanted, Turn::Upright]);
    assert_eq!(find(&page, 'L').baseline, 50.0);
}

#[test]
fn forms_are_drawn_where_they_are_placed() {
    let page = Build::new()
        .stream("/Subtype /Form /BBox [0 0 50 50] /Matrix [2 0 0 2 0 0] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >>", b"q BT /F 5 Tf 10 10 Td (A) Tj ET")
        .page("", "/XObject << /X 3 0 R >>", "q 1 0 0 1 30 0 cm /X Do Q Q Q BT /F1 10 Tf 5 5 Td (B) Tj ET")
        .read();
    assert_eq!((place(&page, 'A'), find(&page, 'A').size), ((50.0, 80.0), 10.0));
    assert_eq!(place(&page, 'B'), (5.0, 95.0));
}

#[test]
fn a_glyph_drawn_twice_to_look_bold_is_one() {
    assert_eq!(seen(&page("BT /F1 10 Tf 10 50 Td (11.1) Tj .3 0 Td (11.1) Tj ET")), "11.1");
    assert_eq!(seen(&page("BT /F1 10 Tf 2 Tr 10 50 Td (ll) Tj ET")), "ll");
    assert_eq!(seen(&page("BT /F1 10 Tf 10 50 Td (1) Tj 0 -12 Td (1) Tj ET")), "11");
}

#[test]
fn replacement_text_takes_the_place_of_what_is_drawn() {
    let content = "BT /F1 10 Tf 10 50 Td /Span << /ActualText <FEFF8868> >> BDC (xy) Tj EMC (z) Tj \
                   /Span << /ActualText (pq) >> BDC (rs) Tj EMC ET";
    let page = page(content);
    assert_eq!(seen(&page), "表zpq");
    assert_eq!(find(&page, '表').bbox.x0, 10.0);
    assert!((find(&page, '表').bbox.x1 - 20.0).abs() < 0.1);
}

#[test]
fn fonts_may_come_from_the_graphics_state() {
    let page = Build::new()
        .object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
        .page("", "/ExtGState << /G << /Font [3 0 R 10] >> >>", "BT /G gs 10 50 Td (A) Tj ET")
        .read();
    assert_eq!((seen(&page).as_str(), find(&page, 'A').size), ("A", 10.0));
    assert_eq!(page.drawing.fonts.len(), 1);
}
