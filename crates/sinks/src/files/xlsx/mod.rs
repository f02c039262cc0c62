//! XLSX: one workbook, one sheet a table, more where a table has more rows than a sheet.
//!
//! Numbers are numbers only where a spreadsheet keeps every digit, with the printed decimals as their format; all
//! others are text, as are codes. A blank is an empty cell. Text is never a formula.

mod long_texts;
mod sheet;

use std::fs::File;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use self::long_texts::LongTexts;
use self::sheet::{Formats, SheetWriter};
use super::FileFormat;
use super::pending::Pending;
use crate::error::SinkError;
use crate::rows::DocumentRows;
use crate::schema::Table;

/// The workbook's name in its folder.
pub const WORKBOOK: &str = "biaodan.xlsx";

/// Rows of a sheet, the header among them: a limit of the format.
const SHEET_ROWS: u32 = 1_048_576;

pub(super) struct Xlsx {
    pending: Pending,
    file: File,
    workbook: Workbook,
    sheets: Vec<SheetWriter>,
    long_texts: LongTexts,
    formats: Formats,
}

impl Xlsx {
    pub(super) fn create(dir: &Path) -> Result<Xlsx, SinkError> {
        Xlsx::with_rows(dir, SHEET_ROWS)
    }

    pub(super) fn with_rows(dir: &Path, sheet_rows: u32) -> Result<Xlsx, SinkError> {
        let (pending, file) = Pending::create(dir, WORKBOOK)?;
        let failed = SinkError::at(pending.path(), "cannot start the workbook");
        let mut workbook = Workbook::new();
        workbook.set_tempdir(dir).map_err(&failed)?;
        // The same documents give the same bytes, so the workbook does not say when it was made.
        let date = ExcelDateTime::from_ymd(2000, 1, 1).map_err(&failed)?;
        workbook.set_properties(&DocProperties::new().set_author("biaodan").set_creation_datetime(&date));
        let formats = Formats::default();
        let sheets = Table::ALL.into_iter().map(|table| SheetWriter::new(table, sheet_rows, &mut workbook, &formats));
        let sheets = sheets.collect::<Result<Vec<_>, _>>().map_err(&failed)?;
        Ok(Xlsx { pending, file, workbook, sheets, long_texts: LongTexts::default(), formats })
    }
}

impl FileFormat for Xlsx {
    fn write(&mut self, document: &DocumentRows, _record: &[u8]) -> Result<(), SinkError> {
        for (sheet, (_, rows)) in self.sheets.iter_mut().zip(document.each()) {
            for row in rows {
                let written = sheet.write(&document.sha256, row, &mut self.workbook, &mut self.long_texts, &mut self.formats);
                written.map_err(SinkError::at(self.pending.path(), "cannot write a row"))?;
            }
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<Vec<Pending>, SinkError> {
        let saved = self.workbook.save_to_writer(&mut self.file);
        saved.map_err(SinkError::at(self.pending.path(), "cannot complete the workbook"))?;
        Ok(vec![self.pending])
    }
}
