//! The sheets of one table.

use std::collections::HashMap;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::long_texts::LongTexts;
use crate::datum::Datum;
use crate::schema::Table;
use crate::sql::all_columns;

/// Significant digits that a spreadsheet keeps of a number.
const EXACT_DIGITS: usize = 15;

/// Whole numbers up to here are exact in a spreadsheet.
const EXACT_INTEGER: i64 = 999_999_999_999_999;

/// The formats in use: one for headers, and one for each number of decimals.
#[derive(Default)]
pub(super) struct Formats {
    decimals: HashMap<usize, Format>,
}

impl Formats {
    pub(super) fn header(&self) -> Format {
        Format::new().set_bold()
    }

    fn decimals(&mut self, decimals: usize) -> &Format {
        self.decimals.entry(decimals).or_insert_with(|| {
            let point = if decimals == 0 { "" } else { "." };
            Format::new().set_num_format(format!("0{point}{}", "0".repeat(decimals)))
        })
    }
}

/// Writes the rows of a table, on one sheet after the other.
pub(super) struct SheetWriter {
    table: Table,
    rows_of_a_sheet: u32,
    /// Sheets begun.
    count: u32,
    /// The sheet in the workbook, and the next free row on it.
    index: usize,
    next_row: u32,
}

impl SheetWriter {
    pub(super) fn new(
        table: Table,
        rows_of_a_sheet: u32,
        workbook: &mut Workbook,
        formats: &Formats,
    ) -> Result<SheetWriter, XlsxError> {
        let mut sheet = SheetWriter { table, rows_of_a_sheet, count: 0, index: 0, next_row: 0 };
        sheet.begin(workbook, formats)?;
        Ok(sheet)
    }

    fn begin(&mut self, workbook: &mut Workbook, formats: &Formats) -> Result<(), XlsxError> {
        self.count += 1;
        self.index = workbook.worksheets().len();
        let name = match self.count {
            1 => self.table.name().to_owned(),
            count => format!("{} {count}", self.table.name()),
        };
        begin_sheet(workbook, &name, all_columns(self.table).map(|column| column.name), formats)?;
        self.next_row = 1;
        Ok(())
    }

    pub(super) fn write(
        &mut self,
        sha256: &str,
        row: &[Datum],
        workbook: &mut Workbook,
        long_texts: &mut LongTexts,
        formats: &mut Formats,
    ) -> Result<(), XlsxError> {
        if self.next_row >= self.rows_of_a_sheet {
            self.begin(workbook, formats)?;
        }
        for (column, cell) in (1..).zip(row) {
            if let Datum::Text(text) = cell {
                let short = long_texts.shorten(text, workbook, self.index, (self.next_row, column), formats)?;
                workbook.worksheet_from_index(self.index)?.write_string(self.next_row, column, short)?;
            } else {
                write_cell(workbook.worksheet_from_index(self.index)?, (self.next_row, column), cell, formats)?;
            }
        }
        workbook.worksheet_from_index(self.index)?.write_string(self.next_row, 0, sha256)?;
        self.next_row += 1;
        Ok(())
    }
}

/// Adds a sheet with its header, whose row stays in sight.
pub(super) fn begin_sheet(
    workbook: &mut Workbook,
    name: &str,
    columns: impl Iterator<Item = &'static str>,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)?.set_freeze_panes(1, 0)?;
    for (i, column) in (0..).zip(columns) {
        sheet.write_string_with_format(0, i, column, &formats.header())?;
    }
    Ok(())
}

fn write_cell(sheet: &mut Worksheet, (row, column): (u32, u16), cell: &Datum, formats: &mut Formats) -> Result<(), XlsxError> {
    match cell {
        Datum::Null => Ok(()),
        Datum::Text(text) => sheet.write_string(row, column, text).map(|_| ()),
        Datum::Integer(number) => match number.abs() <= EXACT_INTEGER {
            true => sheet.write_number(row, column, *number as f64).map(|_| ()),
            false => sheet.write_string(row, column, number.to_string()).map(|_| ()),
        },
        Datum::Real(number) => sheet.write_number(row, column, *number).map(|_| ()),
        Datum::Boolean(yes) => sheet.write_boolean(row, column, *yes).map(|_| ()),
        Datum::Decimal(text) => match exact_number(text) {
            Some(number) => {
                let decimals = text.split_once('.').map_or(0, |(_, fraction)| fraction.len());
                sheet.write_number_with_format(row, column, number, formats.decimals(decimals)).map(|_| ())
            }
            None => sheet.write_string(row, column, text).map(|_| ()),
        },
    }
}

/// The decimal as a spreadsheet's number, where that shows the same digits.
fn exact_number(text: &str) -> Option<f64> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits > EXACT_DIGITS {
        return None;
    }
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_a_number_only_where_it_is_exact() {
        assert_eq!(exact_number("0.00"), Some(0.0));
        assert_eq!(exact_number("-10891.62"), Some(-10891.62));
        assert_eq!(exact_number("999999999999.999"), Some(999_999_999_999.999));
        assert_eq!(exact_number("12345678901234567890"), None);
        assert_eq!(exact_number("0.1234567890123456"), None);
    }
}
