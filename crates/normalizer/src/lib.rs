//! Pages become sheets, and lines become running text again.
//!
//! Three jobs. `halves` puts the left and the right page of one sheet together; `repeats` finds what
//! was printed on both; `wrap` and `overlap` join the lines of a text that was broken by a column or
//! cut by a page. Each says what it did and where it could not know.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod halves;
mod overlap;
mod repeats;
mod wrap;

pub use halves::{ColumnOf, ColumnSet, are_halves, into_sheet};
pub use overlap::{Joined, join_cut};
pub use repeats::{Repeat, find_repeat};
pub use wrap::{join_lines, repeated_at_wrap};
