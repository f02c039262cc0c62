//! Bytes to pages: the first stage.
//!
//! [`sniff()`] says what a file is, [`dump::read`] turns a text dump into [`biaodan_model::Page`]s,
//! [`pdf::Pdf`] the pages of a PDF into what they draw.
//! Nothing here opens files, knows a form kind or asks the clock; whether a line is a form's title
//! is asked of the caller. Every byte that could not be read is counted and reported.
//!
//! ```
//! use biaodan_source::{dump, sniff};
//!
//! let bytes = "部门整体预算绩效目标表\n部门名称 某市司法局\n\u{c}第二页\n".as_bytes();
//! sniff(bytes).require_readable()?;
//! let dump = dump::read(bytes, &|line| line.ends_with("绩效目标表"))?;
//! assert_eq!(dump.encoding, "utf-8");
//! assert_eq!(dump.pages.len(), 2);
//! # Ok::<(), biaodan_source::SourceError>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod dump;
mod error;
mod jpeg;
pub mod pdf;
#[cfg(feature = "render")]
pub mod render;
pub mod scan;
mod sniff;

pub use error::SourceError;
pub use sniff::{MediaKind, Sniffed, sniff};
