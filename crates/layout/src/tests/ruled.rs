//! Tables with ruling lines.

use super::*;

/// Two columns of 100 pt, three rows of 20 pt, from (100, 100).
fn three_rows() -> Draw {
    let mut draw = Draw::default();
    for y in [100.0, 120.0, 140.0, 160.0] {
        draw.across(y, 100.0, 300.0);
    }
    draw.down(100.0, 100.0, 160.0).down(300.0, 100.0, 160.0);
    draw
}

fn cell(row: u32, column: u32, rows: u32, columns: u32, text: &str) -> (u32, u32, u32, u32, String) {
    (row, column, rows, columns, text.to_owned())
}

#[test]
fn missing_inner_rules_merge_cells_in_both_directions() {
    let mut draw = Draw::default();
    draw.across(100.0, 100.0, 400.0).across(160.0, 100.0, 400.0);
    draw.across(120.0, 200.0, 400.0).across(140.0, 200.0, 400.0);
    draw.down(100.0, 100.0, 160.0).down(200.0, 100.0, 160.0).down(400.0, 100.0, 160.0).down(300.0, 120.0, 160.0);
    draw.text(110.0, 133.0, 10.0, "预算")
        .text(260.0, 113.0, 10.0, "合计")
        .text(210.0, 133.0, 10.0, "基本")
        .text(310.0, 153.0, 10.0, "8.00");
    let layout = draw.layout();
    let want = [cell(0, 0, 3, 1, "预算"), cell(0, 1, 1, 2, "合计"), cell(1, 1, 1, 1, "基本"), cell(2, 2, 1, 1, "8.00")];
    assert_eq!(cells(only(&layout, Borders::Ruled)), want);
    assert_eq!(layout.tables[0].cells.len(), 6, "cells without text are cells");
}

#[test]
fn rules_that_end_early_are_broken_or_double_make_the_same_cells() {
    let mut draw = three_rows();
    draw.down(199.0, 102.0, 118.5).down(201.0, 120.5, 138.0).down(200.0, 141.0, 158.5).across(121.5, 100.0, 300.0);
    draw.text(105.0, 113.0, 10.0, "项目")
        .right(295.0, 113.0, 10.0, "1.00")
        .text(105.0, 153.0, 10.0, "合计")
        .right(295.0, 153.0, 10.0, "2.00");
    let layout = draw.layout();
    assert_eq!(grid(only(&layout, Borders::Ruled)), [["项目", "1.00"], ["", ""], ["合计", "2.00"]]);
}

#[test]
fn tables_open_at_the_sides_end_where_their_rules_end() {
    let mut draw = Draw::default();
    for y in [100.0, 120.0, 140.0] {
        draw.across(y, 100.0, 400.0);
    }
    draw.down(200.0, 100.0, 140.0).down(300.0, 100.0, 140.0);
    draw.text(110.0, 113.0, 10.0, "类")
        .text(210.0, 113.0, 10.0, "款")
        .text(310.0, 113.0, 10.0, "项")
        .text(110.0, 133.0, 10.0, "201");
    let layout = draw.layout();
    assert_eq!(grid(only(&layout, Borders::Ruled)), [["类", "款", "项"], ["201", "", ""]]);
}

#[test]
fn a_text_wider_than_its_cell_is_not_torn_but_cells_drawn_in_one_go_are_parted() {
    let mut draw = three_rows();
    draw.down(200.0, 100.0, 160.0).text(180.0, 113.0, 10.0, "生活改善度不低于80%");
    draw.text(105.0, 133.0, 10.0, "12.50       (0.30)   1,038.93").text(105.0, 153.0, 10.0, "合计");
    let layout = draw.layout();
    let table = only(&layout, Borders::Ruled);
    assert_eq!(grid(table), [["", "生活改善度不低于80%"], ["12.50 (0.30)", "1,038.93"], ["合计", ""]]);
}

#[test]
fn a_frame_around_a_page_is_no_table_and_one_around_a_table_does_not_hide_it() {
    let mut draw = three_rows();
    draw.down(200.0, 100.0, 160.0)
        .across(50.0, 20.0, 500.0)
        .across(700.0, 20.0, 500.0)
        .down(20.0, 50.0, 700.0)
        .down(500.0, 50.0, 700.0);
    draw.text(105.0, 113.0, 10.0, "项目").text(210.0, 113.0, 10.0, "金额").text(60.0, 600.0, 10.0, "说明");
    let layout = draw.layout();
    assert_eq!(grid(only(&layout, Borders::Ruled))[0], ["项目", "金额"]);
    assert_eq!(lines(&layout), ["说明"]);
}

#[test]
fn figures_below_each_other_in_columns_without_row_rules_are_rows() {
    let mut draw = Draw::default();
    draw.across(100.0, 100.0, 400.0).across(120.0, 100.0, 400.0).across(190.0, 100.0, 400.0);
    for x in [100.0, 200.0, 300.0, 400.0] {
        draw.down(x, 100.0, 190.0);
    }
    draw.text(110.0, 113.0, 10.0, "Region").text(210.0, 113.0, 10.0, "2010").text(310.0, 113.0, 10.0, "2011");
    for (y, row) in [(135.0, ["North", "1.5", "2.5"]), (150.0, ["South", "10.0", "11.0"]), (165.0, ["East", "7.1", "7.2"])] {
        draw.text(105.0, y, 10.0, row[0]).right(290.0, y, 10.0, row[1]).right(390.0, y, 10.0, row[2]);
    }
    let layout = draw.layout();
    let want = [["Region", "2010", "2011"], ["North", "1.5", "2.5"], ["South", "10.0", "11.0"], ["East", "7.1", "7.2"]];
    assert_eq!(grid(only(&layout, Borders::Ruled)), want);
}

#[test]
fn a_figure_that_its_cell_breaks_over_two_lines_makes_no_rows() {
    let mut draw = three_rows();
    draw.down(170.0, 100.0, 160.0).down(240.0, 100.0, 160.0);
    draw.text(105.0, 113.0, 10.0, "项目").text(175.0, 113.0, 10.0, "预算数").text(245.0, 113.0, 10.0, "执行数");
    draw.text(105.0, 133.0, 10.0, "合计");
    draw.text(175.0, 128.5, 10.0, "10,466,944.1").text(200.0, 138.5, 10.0, "9");
    draw.text(245.0, 128.5, 10.0, "9,311,46").text(255.0, 138.5, 10.0, "8.37");
    let table = draw.layout();
    let table = only(&table, Borders::Ruled);
    assert_eq!(table.rows, 3);
    assert_eq!(grid(table)[1], ["合计", "10,466,944.1/9", "9,311,46/8.37"]);
}

#[test]
fn texts_that_collide_at_a_border_are_those_of_two_cells() {
    let mut draw = three_rows();
    draw.down(200.0, 100.0, 160.0);
    draw.text(102.0, 113.0, 10.0, "全年预算数（上年的）").text(199.0, 113.0, 10.0, "执行数");
    let layout = draw.layout();
    assert_eq!(grid(only(&layout, Borders::Ruled))[0], ["全年预算数（上年的）", "执行数"]);
}
