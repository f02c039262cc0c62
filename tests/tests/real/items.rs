//! Statements of numbered items, income beside expenditure: 一、 to 二十、 sum to 本年合计; what stands
//! between it and 总计 is carried over and sums to 总计 with it; 1. and 2. sum to the 一、 above them. In the
//! same row the totals of income and expenditure are equal at the end.

use std::ops::Range;

use crate::figure::{Figure, Sum};
use crate::grid::{Grid, is_total};

/// A column of items and the columns of their figures.
struct Side {
    items: usize,
    figures: Range<usize>,
}

/// What the first characters of an item say.
#[derive(PartialEq, Eq)]
enum Rank {
    /// 一、
    Numbered,
    /// 1.
    Detail,
    /// 合计
    Total,
    Plain,
}

/// A check for each total and each item with details, for each column of figures, and that both sides agree.
pub(crate) fn sums(grid: &Grid) -> Vec<Sum> {
    let sides = sides(grid);
    let mut sums: Vec<Sum> = Vec::new();
    for side in &sides {
        for column in side.figures.clone() {
            sums.extend(totals(grid, side, column));
            sums.extend(details(grid, side, column));
        }
    }
    sums.extend(balance(grid, &sides));
    sums
}

fn sides(grid: &Grid) -> Vec<Side> {
    let numbered = |column: &usize| (0..grid.rows()).any(|row| rank(grid, row, *column) == Rank::Numbered);
    let items: Vec<usize> = (0..grid.columns()).filter(numbered).collect();
    // an outline of purchases numbers its classes as well, but has no second side
    if items.len() < 2 {
        return Vec::new();
    }
    let ends = items.iter().skip(1).copied().chain([grid.columns()]);
    items.iter().zip(ends).map(|(&items, end)| Side { items, figures: items + 1..end }).collect()
}

fn rank(grid: &Grid, row: usize, column: usize) -> Rank {
    let text = grid.text(row, column);
    let number = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    if is_total(text) {
        Rank::Total
    } else if number.len() < text.len() && number.starts_with('、') {
        Rank::Numbered
    } else if text.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('.') && Figure::parse(text).is_none() {
        Rank::Detail
    } else {
        Rank::Plain
    }
}

/// The figure of a row of a side. A total's label may cover columns of figures; its figure comes after it.
fn figure(grid: &Grid, row: usize, side: &Side, column: usize) -> Option<Figure> {
    let place = grid.after(row, side.items).max(column);
    (place < grid.columns()).then(|| grid.figure(row, place)).flatten()
}

fn totals(grid: &Grid, side: &Side, column: usize) -> Vec<Sum> {
    let (mut sums, mut parts, mut first) = (Vec::new(), Vec::new(), true);
    for row in grid.heading_rows()..grid.rows() {
        let figure = figure(grid, row, side, column);
        match rank(grid, row, side.items) {
            Rank::Total => {
                let what = format!("{}, column {column}", grid.text(row, side.items));
                sums.extend(Sum::printed(what, figure, std::mem::replace(&mut parts, vec![figure])));
                first = false;
            }
            Rank::Numbered if first => parts.push(figure),
            Rank::Plain if !first => parts.push(figure),
            _ => {}
        }
    }
    sums
}

fn details(grid: &Grid, side: &Side, column: usize) -> Option<Sum> {
    let rows: Vec<usize> = (0..grid.rows()).filter(|row| rank(grid, *row, side.items) == Rank::Detail).collect();
    let above = rows.first()?.checked_sub(1)?;
    let parts = rows.iter().map(|row| figure(grid, *row, side, column));
    Sum::printed(format!("{}, column {column}", grid.text(above, side.items)), figure(grid, above, side, column), parts)
}

fn balance(grid: &Grid, sides: &[Side]) -> Option<Sum> {
    let [income, spent, ..] = sides else { return None };
    let row = grid.rows() - 1;
    let last = |side: &Side| figure(grid, row, side, side.figures.start);
    Sum::printed("income and expenditure".into(), last(income), [last(spent)])
}
