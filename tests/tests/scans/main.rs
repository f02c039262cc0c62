//! Scans: pages that are pictures give the records that their text would give, from whatever file they come; and
//! damaged pictures end in a clear error.
//!
//! The models for text recognition are needed (`scripts/models`); without them these tests fail and say so.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod damaged;
mod files;
mod options;
mod records;
mod support;
