//! Lines of text.

use super::*;

#[test]
fn blanks_stand_between_words_and_never_between_spread_ideographs() {
    let mut draw = Draw::default();
    for (number, ch) in "部门整体预算".chars().enumerate() {
        draw.text(100.0 + 16.0 * number as f32, 100.0, 10.0, &ch.to_string());
    }
    draw.text(100.0, 130.0, 10.0, "total").text(129.0, 130.0, 10.0, "income").text(100.0, 150.0, 10.0, "共 12 项");
    assert_eq!(lines(&draw.layout()), ["部门整体预算", "total income", "共 12 项"]);
}

#[test]
fn texts_far_apart_on_one_line_are_two_lines() {
    let mut draw = Draw::default();
    draw.text(60.0, 100.0, 10.0, "部门：水利局").text(460.0, 100.0, 10.0, "单位：万元").text(
        60.0,
        70.0,
        18.0,
        "收 入 预 算 总 表",
    );
    assert_eq!(lines(&draw.layout()), ["收 入 预 算 总 表", "部门：水利局", "单位：万元"]);
}

#[test]
fn superscripts_belong_to_their_line_and_doubles_are_read_once() {
    let mut draw = Draw::default();
    draw.text(100.0, 100.0, 10.0, "1,200m").text(130.0, 96.0, 6.0, "2").text(133.5, 100.0, 10.0, "以上");
    draw.text(100.0, 130.0, 10.0, "合计").text(100.3, 130.0, 10.0, "合计");
    assert_eq!(lines(&draw.layout()), ["1,200m2以上", "合计"]);
}

#[test]
fn turned_text_is_one_line_and_a_watermark_stands_apart_from_cells() {
    let mut draw = Draw::default();
    for (number, ch) in "Annual".chars().enumerate() {
        let y = 300.0 - 5.0 * number as f32;
        let bbox = BBox::of((100.0, 110.0), (y - 5.0, y));
        draw.drawing.glyphs.push(Glyph {
            ch,
            bbox,
            baseline: 108.0,
            size: 10.0,
            font: 0,
            turn: Turn::Left,
            visibility: Visibility::Visible,
            confidence: 1.0,
        });
    }
    for (number, ch) in "公示".chars().enumerate() {
        draw.glyph(ch, 200.0 + 30.0 * number as f32, 320.0 - 30.0 * number as f32, 40.0, 40.0, Turn::Slanted);
    }
    draw.text(210.0, 310.0, 10.0, "1.00");
    for y in [280.0, 300.0, 320.0] {
        draw.across(y, 150.0, 400.0);
    }
    draw.down(150.0, 280.0, 320.0).down(300.0, 280.0, 320.0).down(400.0, 280.0, 320.0);
    let layout = draw.layout();
    assert_eq!(cells(only(&layout, Borders::Ruled)), [(1, 0, 1, 1, "1.00".to_owned())]);
    let slanted: Vec<_> = layout.lines.iter().map(|line| (line.text.as_str(), line.turn)).collect();
    assert_eq!(slanted, [("Annual", Turn::Left), ("公示", Turn::Slanted)]);
}

#[test]
fn a_sheet_whose_text_runs_up_is_read_along_its_text() {
    let mut upright = Draw::default();
    for y in [100.0, 120.0, 140.0] {
        upright.across(y, 50.0, 250.0);
    }
    upright.down(50.0, 100.0, 140.0).down(150.0, 100.0, 140.0).down(250.0, 100.0, 140.0);
    upright
        .text(60.0, 114.0, 10.0, "Year")
        .text(160.0, 114.0, 10.0, "Sum")
        .text(60.0, 134.0, 10.0, "2010")
        .text(160.0, 134.0, 10.0, "7.5");
    let canvas = upright.canvas();
    let mut up = canvas.clone();
    let drawing = &mut up.pages[0].drawing;
    for glyph in &mut drawing.glyphs {
        let b = glyph.bbox;
        (glyph.bbox, glyph.turn) = (BBox { x0: b.y0, y0: 600.0 - b.x1, x1: b.y1, y1: 600.0 - b.x0 }, Turn::Left);
    }
    for rule in &mut drawing.rulings {
        *rule = match rule.axis {
            Axis::Horizontal => Ruling { axis: Axis::Vertical, from: 600.0 - rule.to, to: 600.0 - rule.from, ..*rule },
            Axis::Vertical => Ruling { axis: Axis::Horizontal, at: 600.0 - rule.at, ..*rule },
        };
    }
    let (want, got) = (crate::sheet(&canvas), crate::sheet(&up));
    assert_eq!(grid(&want.tables[0]), [["Year", "Sum"], ["2010", "7.5"]]);
    assert_eq!(grid(&got.tables[0]), grid(&want.tables[0]));
    let (cell, line) = (&got.tables[0].cells[1], &got.tables[0].cells[1].lines[0]);
    assert_eq!((cell.bbox, line.turn), (BBox { x0: 100.0, y0: 350.0, x1: 120.0, y1: 450.0 }, Turn::Left));
    assert!(cell.bbox.holds(line.bbox.center()));
}

#[test]
fn places_are_given_on_the_sheet_and_on_the_page() {
    let mut second = Draw::default();
    second.text(10.0, 50.0, 10.0, "右半");
    let mut canvas = Draw::default().text(100.0, 50.0, 10.0, "左半").canvas();
    let mut page = second.canvas().pages.remove(0);
    (page.number, page.dx) = (7, 500.0);
    page.repeated = vec![page.drawing.glyphs[0]];
    canvas.pages.push(page);
    let layout = crate::sheet(&canvas);
    let right = &layout.lines[1];
    assert_eq!((right.text.as_str(), right.page, right.bbox.x0, right.on_page.x0), ("右半", 7, 510.0, 10.0));
    assert_eq!((layout.repeats[0].text.as_str(), layout.repeats[0].page), ("右", 7));
}

#[test]
fn a_number_of_parts_that_were_drawn_apart_is_doubtful() {
    let trust = |draw: &mut Draw| draw.layout().lines.first().map(|line| (line.text.clone(), line.trust.clone()));
    let mut together = Draw::default();
    together.text(100.0, 100.0, 10.0, "1,038").text(125.0, 100.0, 10.0, ".93").text(100.0, 130.0, 10.0, "年初");
    assert_eq!(trust(&mut together), Some(("1,038.93".to_owned(), Trust::Stated)));
    // two numbers side by side, the second drawn after something else
    let mut apart = Draw::default();
    apart.text(100.0, 100.0, 10.0, "522.71").text(100.0, 130.0, 10.0, "年初").text(130.0, 100.0, 10.0, "480.89");
    let (text, trust) = trust(&mut apart).unwrap();
    assert_eq!(text, "522.71480.89");
    assert!(matches!(trust, Trust::Doubtful(_)));
}
