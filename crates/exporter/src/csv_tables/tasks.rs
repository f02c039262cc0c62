//! tasks.csv: the rows of every list that is no indicator grid, in long form: one leaf a row.
//!
//! Long, because lists differ by kind (funds and expected_goal here; total, fiscal_appropriation
//! and other_funds there; label and value in an unknown form): fixed columns would be mostly empty,
//! would change with every new definition, and would leave no place for each cell's state. A pivot
//! over (source, form, list, row) gives the wide table of one kind. Units and places of the amounts
//! among them are in amounts.csv, under the path `list[row].column`.
//!
//! Columns of an indicator list that indicators.csv does not have come here too; nothing is lost.

use std::io::{self, Write};

use biaodan_model::Envelope;

use super::rows::{Rows, forms};
use super::{indicators, walk};

pub(super) const COLUMNS: &[&str] = &["list", "row", "column", "value", "state"];

pub(super) fn write<W: Write>(envelope: &Envelope, rows: &mut Rows<W>) -> io::Result<()> {
    for (about, form) in forms(envelope) {
        for list in walk::lists(&form.fields) {
            let elsewhere = if list.is_indicators() { indicators::VALUES } else { &[] };
            for (i, row) in list.rows.iter().enumerate() {
                walk::leaves(row, None, &mut |column, field, _| {
                    if elsewhere.contains(&column) {
                        return Ok(());
                    }
                    rows.start(about)?;
                    rows.text(&list.path)?;
                    rows.figure(Some(i))?;
                    rows.text(column)?;
                    rows.value(Some(field))?;
                    rows.state(field.state)?;
                    rows.end()
                })?;
            }
        }
    }
    Ok(())
}
