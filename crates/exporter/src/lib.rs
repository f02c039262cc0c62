//! Writes records: JSON in two views, tidy CSV tables, and the JSON Schema of the former.
//!
//! Input is an [`Envelope`](biaodan_model::Envelope), finished and audited; nothing here judges or
//! changes a value. Output is streamed straight from the model and is the same bytes for the same
//! record, always. A blank never becomes 0 or an empty number in any format. The one way to fail
//! is the writer, so everything returns the writer's own [`std::io::Error`] (a broken pipe stays a
//! broken pipe).
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod csv_tables;
mod json;
mod markup;
pub mod picture;
mod round;
mod schema;
mod sink;
mod tables;

pub use csv_tables::{CsvTable, CsvTables, ShapeLookup, Table};
pub use json::{FullView, PlainView, View};
pub use schema::schema;
pub use sink::{JsonArray, render_element, write_json, write_ndjson};
pub use tables::{TableFormat, TableWriter};
