//! Sheets and form definitions become typed records.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod definition;
mod find;
mod late;
mod look;
mod roles;
mod table;
mod tag;
mod work;
mod zones;

use biaodan_model::{FormRecord, Sheet};

pub use definition::{Definition, DefinitionError, Definitions};
pub use find::{Candidate, FitsBeside, PageText, Search, find};

/// Extracts one form from its sheet.
#[must_use]
pub fn extract(definition: &Definition, title: String, sheet: Sheet) -> FormRecord {
    let _ = (definition, title, sheet);
    unimplemented!()
}
