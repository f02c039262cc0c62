//! How large the decimals of a column are, so that its scale fits all of them.

use std::collections::BTreeMap;

use super::PRECISION;
use super::decimal::{printed_scale, whole_digits};
use crate::datum::Datum;
use crate::error::SinkError;
use crate::rows::DocumentRows;
use crate::schema::Table;

/// The scale of every column whose values allow it, so that the files of different runs have the same columns: 20
/// digits before the point, and more decimals than a spreadsheet has digits, whose noise gets printed too.
const USUAL_SCALE: usize = 18;

/// The sizes of decimals, gathered over all documents that are to go into one set of Parquet files.
///
/// ```
/// # fn write(documents: &[(biaodan_sinks::DocumentRows, Vec<u8>)]) -> Result<(), biaodan_sinks::SinkError> {
/// use biaodan_sinks::{DecimalWidths, Folder, Format};
/// let mut widths = DecimalWidths::default();
/// documents.iter().for_each(|(rows, _)| widths.add(rows));
/// let mut folder = Folder::create("out".as_ref(), &[Format::Parquet], &widths)?;
/// documents.iter().try_for_each(|(rows, record)| folder.write(rows, record))?;
/// folder.finish()?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default)]
pub struct DecimalWidths(BTreeMap<(Table, usize), Width>);

#[derive(Debug, Clone, Copy, Default)]
struct Width {
    whole: usize,
    decimals: usize,
}

impl DecimalWidths {
    /// Takes the decimals of a document into account.
    pub fn add(&mut self, document: &DocumentRows) {
        for (table, rows) in document.each() {
            for (i, cell) in rows.iter().flat_map(|row| row.iter().enumerate()) {
                if let Datum::Decimal(text) = cell {
                    let width = self.0.entry((table, i)).or_default();
                    width.whole = width.whole.max(whole_digits(text));
                    width.decimals = width.decimals.max(printed_scale(text));
                }
            }
        }
    }

    /// The scale of a column that holds all of its values.
    pub(super) fn scale(&self, table: Table, position: usize, column: &str) -> Result<usize, SinkError> {
        let width = self.0.get(&(table, position)).copied().unwrap_or_default();
        let room = usize::from(PRECISION).saturating_sub(width.whole);
        let scale = USUAL_SCALE.max(width.decimals).min(room);
        if scale < width.decimals {
            let what = format!(
                "holds numbers of {} digits before the point and of {} after it, which no Parquet decimal holds side by side; \
                 write another format",
                width.whole, width.decimals
            );
            return Err(SinkError::damaged(format!("{}.{column}", table.name()), what));
        }
        Ok(scale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_gives_way_only_where_it_must() {
        let position = Table::Amounts.position("value").unwrap();
        let scale = |values: &[&str]| {
            let mut document = DocumentRows::empty("ab");
            let rows = document.tables.get_mut(Table::Amounts as usize).unwrap();
            for value in values {
                let mut row = vec![Datum::Null; Table::Amounts.columns().count()];
                row[position] = Datum::Decimal((*value).to_owned());
                rows.push(row);
            }
            let mut widths = DecimalWidths::default();
            widths.add(&document);
            widths.scale(Table::Amounts, position, "value")
        };
        assert_eq!(scale(&["0.00", "99999999999999999999"]).unwrap(), 18);
        assert_eq!(scale(&["0.1234567890123456789012"]).unwrap(), 22);
        assert_eq!(scale(&["1234567890123456789012345678"]).unwrap(), 10);
        let error = scale(&["1234567890123456789012345678", "0.1234567890123456789012"]).unwrap_err().to_string();
        assert!(error.starts_with("amounts.value: holds numbers of 28 digits"), "{error}");
    }
}
