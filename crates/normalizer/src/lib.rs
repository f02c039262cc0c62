//! Pages become sheets, and lines become running text again.
//!
//! For pages that know where things stand, `rejoin` puts the pages that one sheet was cut into
//! together, and `run_on` the tables that run over page breaks. For text dumps, `halves` puts the left
//! and the right page of one sheet together, and `repeats` finds what was printed on both. `wrap` and
//! `overlap` join the lines of a text that was broken by a column or cut by a page. Each says what it
//! did and where it could not know.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod halves;
mod overlap;
mod rejoin;
mod repeats;
mod run_on;
mod wrap;

pub use halves::{ColumnOf, ColumnSet, are_halves, into_sheet};
pub use overlap::{Joined, join_cut};
pub use rejoin::rejoin;
pub use repeats::{Repeat, find_repeat};
pub use run_on::run_on;
pub use wrap::{join_lines, repeated_at_wrap};
