//! indicators.csv: one row per indicator, the same columns for every kind.
//!
//! A column that the kind does not have is empty, as is one without a value; the states are in the
//! full JSON. The place is that of the indicator's name, since its categories may stand far above
//! it in merged cells; without a name it is that of its first value that has one.

use std::io::{self, Write};

use biaodan_model::{Envelope, Node, Provenance};

use super::rows::{Rows, forms};
use super::walk;

pub(super) const COLUMNS: &[&str] = &[
    "row",
    "level1",
    "level2",
    "level3",
    "target",
    "cycle_target",
    "annual_target",
    "actual",
    "weight",
    "score",
    "deviation",
    "page",
    "first_line",
    "last_line",
    "x0",
    "y0",
    "x1",
    "y1",
];

/// The columns that hold a value of the indicator itself.
pub(super) const VALUES: &[&str] =
    &["level1", "level2", "level3", "target", "cycle_target", "annual_target", "actual", "weight", "score", "deviation"];

/// The values in the order in which their place is taken for the row's.
const PLACES: &[&str] = &["level3", "target", "cycle_target", "annual_target", "actual", "weight", "score"];

pub(super) fn write<W: Write>(envelope: &Envelope, rows: &mut Rows<W>) -> io::Result<()> {
    for (about, form) in forms(envelope) {
        for list in walk::lists(&form.fields).iter().filter(|list| list.is_indicators()) {
            for (i, indicator) in list.rows.iter().enumerate() {
                rows.start(about)?;
                rows.figure(Some(i))?;
                for column in VALUES {
                    rows.value(indicator.field(column))?;
                }
                rows.provenance(place(indicator))?;
                rows.end()?;
            }
        }
    }
    Ok(())
}

fn place(indicator: &Node) -> Option<&Provenance> {
    let mut fields = PLACES.iter().filter_map(|column| indicator.field(column));
    fields.find_map(|field| field.provenance.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_names_the_values_in_their_order() {
        assert_eq!(&COLUMNS[1..=VALUES.len()], VALUES);
    }
}
