//! Sheets that no one printed: everything comes out once, soon.

use super::*;

fn count(layout: &SheetLayout) -> usize {
    let inside = layout.tables.iter().flat_map(|table| &table.cells).flat_map(|cell| &cell.lines);
    inside.chain(&layout.lines).map(|line| line.text.chars().filter(|ch| *ch != ' ').count()).sum()
}

#[test]
fn nothing_and_what_is_not_a_number_are_left_out() {
    assert_eq!(crate::sheet(&Canvas::default()), SheetLayout::default());
    let mut draw = Draw::default();
    draw.text(f32::NAN, 10.0, 10.0, "a")
        .text(10.0, f32::INFINITY, 10.0, "b")
        .text(1e30, 10.0, 1e-20, "c")
        .text(-1e30, -1e30, 1e30, "d");
    draw.across(f32::NAN, 0.0, 1e30).down(0.0, f32::NEG_INFINITY, f32::INFINITY).across(0.0, -1e30, 1e30).down(1e30, -1e30, 1e30);
    assert!(count(&draw.layout()) <= 2);
}

#[test]
fn a_net_of_rules_and_a_drawing_of_too_many_end_soon() {
    let mut net = Draw::default();
    for number in 0..1_500 {
        net.across(number as f32 * 7.0, 0.0, 10_500.0).down(number as f32 * 7.0, 0.0, 10_500.0);
    }
    net.text(100.0, 100.0, 5.0, "x");
    assert_eq!(count(&net.layout()), 1);
    let mut drawing = Draw::default();
    for number in 0..30_000 {
        drawing.across(number as f32 / 9.0, 0.0, 500.0);
    }
    drawing.text(100.0, 100.0, 5.0, "x");
    assert_eq!(lines(&drawing.layout()), ["x"]);
}

#[test]
fn one_line_of_very_many_words_and_very_many_lines_end_soon() {
    let mut draw = Draw::default();
    for row in 0..8 {
        for column in 0..4_000 {
            draw.text(column as f32 * 20.0, row as f32 * 12.0, 10.0, "7");
        }
    }
    for row in 0..9_000 {
        draw.text(0.0, 200.0 + row as f32 * 12.0, 10.0, "a").text(60.0, 200.0 + row as f32 * 12.0, 10.0, "1").text(
            90.0,
            200.0 + row as f32 * 12.0,
            10.0,
            "b",
        );
    }
    assert_eq!(count(&draw.layout()), 32_000 + 27_000);
}
