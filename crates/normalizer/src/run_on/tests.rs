//! Tables of two pages, as layout gives them.

use biaodan_model::{BBox, Borders, Cell, Line, SheetLayout, Table};

use super::run_on;

fn line(text: &str, page: u32, x: (f32, f32), y: f32) -> Line {
    let bbox = BBox { x0: x.0, y0: y, x1: x.1, y1: y + 10.0 };
    Line { text: text.to_owned(), bbox, page, on_page: bbox, size: 10.0, ..Line::default() }
}

/// A cell by row, column, rows and columns covered, and text.
type Spec = (u32, u32, u32, u32, &'static str);

/// A table with these borders between columns, rows of 20 pt from y = 100.
fn table(page: u32, borders: &[f32], cells: &[Spec]) -> Table {
    let rows = cells.iter().map(|c| c.0 + c.2).max().unwrap();
    let y = |row: u32| 100.0 + 20.0 * row as f32;
    let cell = |&(row, column, row_span, column_span, text): &Spec| {
        let x = (borders[column as usize], borders[(column + column_span) as usize]);
        let bbox = BBox { x0: x.0, y0: y(row), x1: x.1, y1: y(row + row_span) };
        let lines = if text.is_empty() { Vec::new() } else { vec![line(text, page, (x.0 + 1.0, x.1 - 1.0), y(row) + 5.0)] };
        Cell { row, column, row_span, column_span, bbox, page, on_page: bbox, lines }
    };
    let bbox = BBox { x0: borders[0], y0: y(0), x1: *borders.last().unwrap(), y1: y(rows) };
    let cells = cells.iter().map(cell).collect();
    Table { bbox, pages: vec![page], on_page: bbox, borders: Borders::Ruled, rows, columns: borders.len() as u32 - 1, cells }
}

fn sheet(title: &str, table: Table, number: &str) -> SheetLayout {
    let page = table.pages[0];
    let title = (!title.is_empty()).then(|| line(title, page, (200.0, 300.0), 60.0));
    let lines = title.into_iter().chain([line(number, page, (280.0, 300.0), 800.0)]).collect();
    SheetLayout { tables: vec![table], lines, repeats: Vec::new() }
}

fn texts(table: &Table) -> Vec<(u32, u32, u32, u32, String)> {
    let text = |c: &Cell| c.lines.iter().map(|l| l.text.as_str()).collect::<String>();
    table.cells.iter().map(|c| (c.row, c.column, c.row_span, c.column_span, text(c))).collect()
}

const BORDERS: [f32; 4] = [50.0, 100.0, 200.0, 300.0];

#[test]
fn a_header_printed_again_is_dropped_and_a_label_goes_on() {
    let upper = [
        (0, 0, 1, 1, "类"),
        (0, 1, 1, 1, "指标"),
        (0, 2, 1, 1, "值"),
        (1, 0, 2, 1, "产出"),
        (1, 1, 1, 1, "甲"),
        (1, 2, 1, 1, "1"),
    ];
    let upper: Vec<Spec> = upper.into_iter().chain([(2, 1, 1, 1, "乙"), (2, 2, 1, 1, "2")]).collect();
    let lower =
        [(0, 0, 1, 1, "类"), (0, 1, 1, 1, "指标"), (0, 2, 1, 1, "值"), (1, 0, 1, 1, ""), (1, 1, 1, 1, "丙"), (1, 2, 1, 1, "3")];
    let sheets = vec![
        sheet("自评表", table(1, &BORDERS, &upper), "- 1 -"),
        sheet("自评表", table(2, &BORDERS.map(|x| x + 7.0), &lower), "- 2 -"),
    ];
    let joined = run_on(sheets);
    assert!(joined[1].tables.is_empty());
    let one = &joined[0].tables[0];
    assert_eq!((one.rows, one.columns, &one.pages[..]), (4, 3, &[1, 2][..]));
    assert!(texts(one).contains(&(1, 0, 3, 1, "产出".to_owned())), "the label covers the row of the next page");
    assert!(texts(one).contains(&(3, 1, 1, 1, "丙".to_owned())));
    assert_eq!(joined[0].repeats.len(), 3, "the header's copy is accounted for");
    let last = one.cells.last().unwrap();
    assert_eq!((last.page, last.bbox.y0, last.bbox.x0, last.on_page.x0), (2, 160.0, 200.0, 207.0));
}

#[test]
fn blocks_of_a_form_with_other_columns_are_one_table_by_all_their_borders() {
    let upper = [(0, 0, 1, 1, "部门"), (0, 1, 1, 2, "档案馆")];
    let lower = [(0, 0, 1, 1, "任务"), (0, 1, 1, 1, "名称"), (0, 2, 1, 1, "内容"), (0, 3, 1, 1, "资金")];
    let below = table(2, &[50.0, 100.0, 150.0, 200.0, 300.0], &lower);
    let joined = run_on(vec![sheet("", table(1, &BORDERS, &upper), "1"), sheet("", below, "2")]);
    let one = &joined[0].tables[0];
    assert_eq!((one.rows, one.columns), (2, 4));
    assert_eq!(texts(one)[1], (0, 1, 1, 3, "档案馆".to_owned()));
}

#[test]
fn a_title_of_its_own_or_a_new_form_begins_another_table() {
    let cells = |name| [(0, 0, 1, 1, "项目名称"), (0, 1, 1, 2, name), (1, 0, 1, 1, "总额"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "2")];
    let two = |title| {
        let first = sheet("自评表", table(1, &BORDERS, &cells("修路")), "1");
        run_on(vec![first, sheet(title, table(2, &BORDERS, &cells("办学")), "2")])
    };
    assert!(two("支出表").iter().all(|s| s.tables.len() == 1));
    assert!(two("自评表").iter().all(|s| s.tables.len() == 1));
    assert!(two("").iter().all(|s| s.tables.len() == 1));
}

#[test]
fn a_row_that_the_break_cut_is_one_row() {
    let upper = [(0, 0, 1, 1, "名称"), (0, 1, 1, 2, "内容"), (1, 0, 1, 1, "修路"), (1, 1, 1, 2, "全面整治主干道路面并")];
    let lower = [(0, 0, 1, 1, ""), (0, 1, 1, 2, "更新路灯。"), (1, 0, 1, 1, "办学"), (1, 1, 1, 2, "建校。")];
    let joined = run_on(vec![sheet("", table(1, &BORDERS, &upper), "1"), sheet("", table(2, &BORDERS, &lower), "2")]);
    let one = &joined[0].tables[0];
    assert_eq!(one.rows, 3);
    assert_eq!(texts(one)[3], (1, 1, 1, 2, "全面整治主干道路面并更新路灯。".to_owned()));
    assert_eq!(texts(one)[4], (2, 0, 1, 1, "办学".to_owned()));
}

#[test]
fn a_name_in_the_middle_of_its_cell_does_not_go_on_in_the_first_row_of_the_next_page() {
    let upper = [(0, 0, 2, 1, "5G基站建设配套"), (0, 1, 2, 1, "完成建设"), (0, 2, 2, 1, "0.00")];
    let lower = [(0, 0, 1, 1, "其他需完成的任务"), (0, 1, 1, 1, ""), (0, 2, 1, 1, "")];
    let mut above = table(1, &BORDERS, &upper);
    above.rows = 1;
    above.cells.iter_mut().for_each(|cell| cell.row_span = 1);
    let joined = run_on(vec![sheet("", above, "1"), sheet("", table(2, &BORDERS, &lower), "2")]);
    let one = &joined[0].tables[0];
    assert_eq!((one.rows, texts(one)[0].4.as_str()), (2, "5G基站建设配套"));
}
