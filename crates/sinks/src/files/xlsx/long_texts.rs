//! Texts that are longer than a cell may be: the cell holds the beginning, a sheet of its own the whole text in parts.

use std::borrow::Cow;

use rust_xlsxwriter::{Workbook, XlsxError, utility};

use super::sheet::{Formats, begin_sheet};

/// Characters of a cell in UTF-16: a limit of the format.
const CELL_UNITS: usize = 32_767;

/// What a shortened text ends with.
const MARK: &str = "… (long_texts)";

/// The columns of the sheet: which cell, and the parts of its text.
const COLUMNS: &[&str] = &["sheet", "cell", "part", "text"];

/// The sheet, begun with the first text that needs it.
#[derive(Default)]
pub(super) struct LongTexts {
    sheet: Option<(usize, u32)>,
}

impl LongTexts {
    /// The text as its cell can hold it. Where that is not all, the parts go to the sheet of long texts.
    pub(super) fn shorten<'t>(
        &mut self,
        text: &'t str,
        workbook: &mut Workbook,
        sheet: usize,
        (row, column): (u32, u16),
        formats: &Formats,
    ) -> Result<Cow<'t, str>, XlsxError> {
        // A character is at most as many units as bytes, so most texts need no counting.
        if text.len() <= CELL_UNITS || units(text) <= CELL_UNITS {
            return Ok(Cow::Borrowed(text));
        }
        let of = workbook.worksheet_from_index(sheet)?.name();
        let cell = utility::row_col_to_cell(row, column);
        for (part, text) in (1_u32..).zip(parts(text)) {
            let (index, row) = self.next_row(workbook, formats)?;
            let sheet = workbook.worksheet_from_index(index)?;
            sheet.write_string(row, 0, &of)?.write_string(row, 1, &cell)?;
            sheet.write_number(row, 2, part)?.write_string(row, 3, text)?;
        }
        let room = CELL_UNITS.saturating_sub(units(MARK));
        let (beginning, _) = split(text, room);
        Ok(Cow::Owned(format!("{beginning}{MARK}")))
    }

    fn next_row(&mut self, workbook: &mut Workbook, formats: &Formats) -> Result<(usize, u32), XlsxError> {
        let (index, row) = match self.sheet {
            Some(at) => at,
            None => {
                let index = workbook.worksheets().len();
                begin_sheet(workbook, "long_texts", COLUMNS.iter().copied(), formats)?;
                (index, 1)
            }
        };
        self.sheet = Some((index, row + 1));
        Ok((index, row))
    }
}

fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Cuts a text into what cells can hold.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (part, after) = split(rest, CELL_UNITS);
        rest = after;
        (!part.is_empty()).then_some(part)
    })
}

/// The longest beginning of so many units, and the rest.
fn split(text: &str, most: usize) -> (&str, &str) {
    let mut taken = 0;
    let end = text.char_indices().find(|(_, c)| {
        taken += c.len_utf16();
        taken > most
    });
    end.and_then(|(at, _)| text.split_at_checked(at)).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_of_a_long_text_is_lost() {
        let text = "长文𠀀".repeat(20_000);
        let cut: Vec<&str> = parts(&text).collect();
        assert_eq!(cut.concat(), text);
        assert!(cut.len() == 3 && cut.iter().all(|part| units(part) <= CELL_UNITS));
    }
}
