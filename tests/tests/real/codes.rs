//! Statements by code: what stands under a code (201 → 20103 → 2010301, also printed as 类, 款, 项) sums to
//! it, and the codes at the top sum to the statement's total. Several may stand side by side.

use std::ops::Range;

use crate::figure::Sum;
use crate::grid::{Grid, is_total};

/// Digits of a code at the top.
const TOP: usize = 3;
/// Digits that each level adds.
const LEVEL: usize = 2;

/// One statement by code: columns of the code, then name and figures.
struct Panel {
    code: Range<usize>,
    figures: Range<usize>,
}

/// A check for each code that has others under it, and for the totals, for each column of figures.
pub(crate) fn sums(grid: &Grid) -> Vec<Sum> {
    panels(grid).iter().flat_map(|panel| sums_of(grid, panel)).collect()
}

fn panels(grid: &Grid) -> Vec<Panel> {
    let is_code = |column: &usize| grid.headings(*column).iter().any(|text| text.ends_with("编码") || text.ends_with("代码"));
    let codes: Vec<usize> = (0..grid.columns()).filter(is_code).collect();
    let runs: Vec<&[usize]> = codes.chunk_by(|a, b| a + 1 == *b).collect();
    let ends = runs.iter().skip(1).map(|run| run[0]).chain([grid.columns()]);
    let panel = |(run, end): (&&[usize], usize)| {
        let after = run[run.len() - 1] + 1;
        // the column after the code names it
        Panel { code: run[0]..after, figures: after + 1..end }
    };
    runs.iter().zip(ends).map(panel).collect()
}

fn sums_of(grid: &Grid, panel: &Panel) -> Vec<Sum> {
    let rows = grid.heading_rows()..grid.rows();
    let coded: Vec<(usize, String)> = rows.clone().filter_map(|row| Some((row, code(grid, panel, row)?))).collect();
    let total = |row: &usize| (panel.code.start..panel.figures.start).any(|column| is_total(grid.text(*row, column)));
    let mut sums = Vec::new();
    for column in panel.figures.clone() {
        let figures = |rows: Vec<usize>| rows.into_iter().map(|row| grid.figure(row, column)).collect::<Vec<_>>();
        for row in rows.clone().filter(total) {
            let parts = coded.iter().filter(|(_, code)| code.len() == TOP).map(|(row, _)| *row).collect();
            sums.extend(Sum::printed(format!("total, column {column}"), grid.figure(row, column), figures(parts)));
        }
        for (row, code) in &coded {
            let under = |other: &&(usize, String)| other.1.len() == code.len() + LEVEL && other.1.starts_with(code.as_str());
            let parts: Vec<usize> = coded.iter().filter(under).map(|(row, _)| *row).collect();
            if !parts.is_empty() {
                let what = format!("code {code}, column {column}");
                sums.extend(Sum::printed(what, grid.figure(*row, column), figures(parts)));
            }
        }
    }
    sums
}

/// The code of a row, put together from its columns; none where there is no digit.
fn code(grid: &Grid, panel: &Panel, row: usize) -> Option<String> {
    let code: String = panel.code.clone().map(|column| grid.text(row, column)).collect();
    (!code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit())).then_some(code)
}
