//! Every statement is one table of the right shape, and every sum that it prints holds.
//!
//! The numbers of sums were counted by hand on the printed pages.

use biaodan_pipeline::model::Table;

use crate::figure::Sum;
use crate::grid::Grid;
use crate::{codes, headings, items, outline, record};

/// A table as it is printed: its pages, rows and columns, and how many sums it states of each kind.
#[derive(Debug, PartialEq)]
struct Statement {
    pages: Vec<u32>,
    shape: (u32, u32),
    sums: Counts,
}

/// How many sums a table states, by what says that they are sums.
#[derive(Debug, Default, PartialEq)]
struct Counts {
    headings: usize,
    codes: usize,
    items: usize,
    outline: usize,
}

fn statement(pages: &[u32], shape: (u32, u32), sums: Counts) -> Statement {
    Statement { pages: pages.to_vec(), shape, sums }
}

/// A table without figures: a list, or a statement of which all is blank.
fn blank(pages: &[u32], shape: (u32, u32)) -> Statement {
    statement(pages, shape, Counts::default())
}

fn by_headings(pages: &[u32], shape: (u32, u32), headings: usize) -> Statement {
    statement(pages, shape, Counts { headings, ..Counts::default() })
}

fn by_codes(pages: &[u32], shape: (u32, u32), codes: usize) -> Statement {
    statement(pages, shape, Counts { codes, ..Counts::default() })
}

fn by_items(pages: &[u32], shape: (u32, u32), items: usize) -> Statement {
    statement(pages, shape, Counts { items, ..Counts::default() })
}

fn in_outline(pages: &[u32], shape: (u32, u32), outline: usize) -> Statement {
    statement(pages, shape, Counts { outline, ..Counts::default() })
}

/// A statement by code with 合计 beside its parts in each row.
fn by_codes_in_rows(pages: &[u32], shape: (u32, u32), headings: usize, codes: usize) -> Statement {
    statement(pages, shape, Counts { headings, codes, ..Counts::default() })
}

/// A statement of items with 合计 beside its parts in each row.
fn by_items_in_rows(pages: &[u32], shape: (u32, u32), headings: usize, items: usize) -> Statement {
    statement(pages, shape, Counts { headings, items, ..Counts::default() })
}

/// What came out for a table; sums that do not hold are added to `wrong`.
fn found(table: &Table, wrong: &mut Vec<String>) -> Statement {
    let grid = Grid::new(table);
    let sums = [headings::sums(&grid), codes::sums(&grid), items::sums(&grid), outline::sums(&grid)];
    let failed = sums.iter().flatten().filter(|sum| !sum.holds());
    wrong.extend(failed.map(|sum: &Sum| format!("pages {:?}: {sum:?}", table.pages)));
    let [headings, codes, items, outline] = sums.map(|sums| sums.len());
    statement(&table.pages, (table.rows, table.columns), Counts { headings, codes, items, outline })
}

fn check(name: &str, expected: &[Statement]) {
    let Some(record) = record(name) else { return };
    let mut wrong = Vec::new();
    let found: Vec<Statement> = record.tables.iter().map(|table| found(table, &mut wrong)).collect();
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(found.len(), expected.len(), "{name}: {found:?}");
    assert!(wrong.is_empty(), "{name}: {wrong:#?}");
}

#[test]
fn a_budget_written_in_a_word_processor() {
    let expected = [
        by_items(&[8], (26, 6), 8),
        in_outline(&[9], (16, 3), 2),
        by_headings(&[10], (2, 5), 1),
        by_items(&[10], (7, 4), 3),
        by_codes(&[11], (22, 3), 7),
        by_codes(&[12], (25, 3), 4),
        by_codes(&[13], (22, 3), 7),
        by_codes(&[14], (25, 3), 4),
        by_headings(&[15], (4, 9), 3),
        blank(&[15], (7, 3)),
        by_codes(&[16], (12, 3), 2),
        in_outline(&[17, 18], (25, 6), 11),
    ];
    check("js_renda_2018_budget.pdf", &expected);
}

#[test]
fn the_sheets_of_a_workbook() {
    let expected = [
        by_items(&[1], (26, 6), 8),
        in_outline(&[2], (13, 3), 3),
        by_headings(&[3], (2, 5), 1),
        by_items(&[4], (7, 4), 3),
        by_codes(&[5], (18, 3), 7),
        by_codes(&[6], (27, 3), 4),
        by_codes(&[7], (18, 3), 7),
        by_codes(&[8], (27, 3), 4),
        by_headings(&[9], (4, 9), 3),
        blank(&[10], (5, 3)),
        by_codes(&[11], (13, 3), 2),
        in_outline(&[12], (21, 6), 8),
    ];
    check("js_zx_2019_budget_tables.pdf", &expected);
}

/// Codes stand in three columns, 类 款 项; statements run over pages with and without their headings.
#[test]
fn a_budget_with_codes_in_columns() {
    let expected = [
        by_items(&[8], (16, 4), 4),
        by_codes_in_rows(&[9, 10], (24, 9), 21, 18),
        by_codes_in_rows(&[11, 12], (24, 7), 21, 21),
        by_items_in_rows(&[13], (16, 7), 5, 4),
        by_codes_in_rows(&[14, 15], (24, 7), 21, 21),
        blank(&[16], (12, 7)),
        blank(&[17], (12, 7)),
        by_codes_in_rows(&[18, 19], (33, 6), 30, 11),
        by_headings(&[20], (4, 7), 1),
    ];
    check("sh_pt_zfb_dept_2025_budget.pdf", &expected);
}

/// Figures are rounded to 万元, so that some sums are one in the last place off.
#[test]
fn final_accounts_that_run_over_pages() {
    let expected = [
        blank(&[6], (6, 3)),
        by_items(&[7], (30, 4), 5),
        by_codes_in_rows(&[8, 9], (27, 9), 25, 24),
        by_codes_in_rows(&[10, 11], (27, 8), 25, 36),
        by_items_in_rows(&[12, 13], (32, 7), 7, 7),
        by_codes_in_rows(&[14, 15], (27, 5), 25, 36),
        by_codes(&[16], (40, 6), 6),
        by_headings(&[17], (5, 12), 4),
        blank(&[18], (6, 8)),
        blank(&[19], (6, 8)),
    ];
    check("sh_pt_gzj_2024_final.pdf", &expected);
}

#[test]
fn final_accounts_of_another_writer() {
    let expected = [
        blank(&[4], (3, 3)),
        by_items(&[5], (32, 4), 5),
        by_codes_in_rows(&[6, 7], (20, 9), 18, 18),
        by_codes_in_rows(&[8, 9], (20, 8), 18, 21),
        by_items_in_rows(&[10, 11], (34, 7), 6, 7),
        by_codes_in_rows(&[12], (20, 5), 18, 21),
        by_codes(&[13], (40, 6), 6),
        blank(&[14], (5, 12)),
        blank(&[15], (6, 8)),
        blank(&[16], (6, 8)),
    ];
    check("sh_pt_shgzb_2024_final.pdf", &expected);
}

/// The two forms that follow are no tables of the record: see `forms`.
#[test]
fn the_end_of_a_budget() {
    check("sh_pt_wanli_2023_p28-32.pdf", &[by_headings(&[1], (4, 7), 2)]);
}
