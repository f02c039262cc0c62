//! Tables by white space alone, and text that only looks like one.

use super::*;

const PROSE: [&str; 6] = [
    "The rate of growth was above that of the year before in all",
    "regions but one, where the output of small firms went down by",
    "a third and has not come back since then. Most of them expect",
    "a better year ahead, as orders from abroad are said to be up.",
    "What they pay for energy is the main thing that may stop it,",
    "and few of them can hand on the price of it to those who buy.",
];

fn statement(draw: &mut Draw, top: f32) {
    draw.right(330.0, top, 10.0, "2010").right(430.0, top, 10.0, "2011");
    let rows = [
        ("Income", "1,200.5", "1,310.0"),
        ("Taxes and duties of the", "", ""),
        ("local level", "80.2", "–"),
        ("Total", "1,280.7", "1,310.0"),
    ];
    for (number, (label, first, second)) in rows.iter().enumerate() {
        let y = top + 14.0 * (number + 1) as f32;
        draw.text(100.0, y, 10.0, label).right(330.0, y, 10.0, first).right(430.0, y, 10.0, second);
    }
}

#[test]
fn a_statement_without_rules_is_a_table_and_the_text_around_it_is_not() {
    let mut draw = Draw::default();
    for (number, line) in PROSE.iter().enumerate() {
        draw.text(100.0, 60.0 + 13.0 * number as f32, 10.0, line);
    }
    statement(&mut draw, 180.0);
    draw.text(100.0, 280.0, 8.0, "Source: office of statistics, own estimates for the last year of the plan.");
    let layout = draw.layout();
    let want = [
        ["", "2010", "2011"],
        ["Income", "1,200.5", "1,310.0"],
        ["Taxes and duties of the/local level", "80.2", "–"],
        ["Total", "1,280.7", "1,310.0"],
    ];
    assert_eq!(grid(only(&layout, Borders::Aligned)), want);
    assert_eq!(layout.lines.len(), PROSE.len() + 1);
}

#[test]
fn a_heading_over_a_rule_covers_the_columns_that_the_rule_does() {
    let mut draw = Draw::default();
    draw.across(100.0, 100.0, 430.0).across(135.0, 100.0, 430.0).across(185.0, 100.0, 430.0).across(117.0, 230.0, 430.0);
    draw.text(320.0, 113.0, 10.0, "Men")
        .right(330.0, 130.0, 10.0, "Number")
        .right(430.0, 130.0, 10.0, "Share")
        .text(100.0, 130.0, 10.0, "Age");
    for (y, row) in [(150.0, ["0-14", "12.1", "10%"]), (164.0, ["15-64", "88.0", "75%"]), (178.0, ["65+", "17.3", "15%"])] {
        draw.text(100.0, y, 10.0, row[0]).right(330.0, y, 10.0, row[1]).right(430.0, y, 10.0, row[2]);
    }
    let layout = draw.layout();
    let table = only(&layout, Borders::Aligned);
    assert!(cells(table).contains(&(0, 1, 1, 2, "Men".to_owned())), "{:?}", cells(table));
    assert_eq!((table.rows, table.columns), (5, 3));
}

#[test]
fn prose_in_two_columns_lists_and_contents_are_no_tables() {
    let mut draw = Draw::default();
    for (number, line) in PROSE.iter().enumerate() {
        let y = 60.0 + 13.0 * number as f32;
        draw.text(60.0, y, 8.0, line).text(330.0, y, 8.0, PROSE[5 - number]);
    }
    for number in 0..6 {
        let y = 200.0 + 13.0 * number as f32;
        draw.text(60.0, y, 10.0, &format!("{}.", number + 1)).text(90.0, y, 10.0, "measures of the plan");
    }
    for (number, title) in ["Summary", "The plan", "What it costs", "Notes"].iter().enumerate() {
        let y = 400.0 + 13.0 * number as f32;
        let dots = ".".repeat(80 - title.len());
        draw.text(60.0, y, 10.0, &format!("{title}{dots}")).right(500.0, y, 10.0, &format!("{}", 3 * number + 2));
    }
    assert_eq!(draw.layout().tables, []);
}

#[test]
fn a_table_beside_running_text_is_found() {
    let mut draw = Draw::default();
    for (number, line) in PROSE.iter().chain(&PROSE).enumerate() {
        draw.text(60.0, 60.0 + 14.0 * number as f32, 5.0, line);
    }
    for (number, row) in
        [["North", "1.5", "20"], ["South", "2.5", "17"], ["East", "3.0", "9"], ["West", "0.4", "11"]].iter().enumerate()
    {
        let y = 88.0 + 14.0 * number as f32;
        draw.text(300.0, y, 8.0, row[0]).right(420.0, y, 8.0, row[1]).right(500.0, y, 8.0, row[2]);
    }
    let layout = draw.layout();
    assert_eq!(grid(only(&layout, Borders::Aligned))[3], ["West", "0.4", "11"]);
}
