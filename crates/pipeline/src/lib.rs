//! The public library: one document, and batches of them in parallel.
//!
//! This crate alone knows the order of the stages: source, layout, extractor (with the normalizer's
//! halves), audit. [`Engine::read`] takes bytes and always gives a record; what went wrong stands in
//! its findings. [`Inputs`] turns what a user named into documents and [`Batch`] reads many of them,
//! in their order and in bounded memory, whatever the number of threads.
//!
//! ```
//! use biaodan_pipeline::{Definitions, Engine, Status};
//!
//! let engine = Engine::new(Definitions::built_in()?);
//! let envelope = engine.read("letter.txt", "一封信\n".as_bytes());
//! assert_eq!(Status::of(&envelope), Status::Failed);
//! assert_eq!(envelope.findings[0].code.as_str(), "no-form");
//! # Ok::<(), biaodan_pipeline::DefinitionError>(())
//! ```

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod batch;
mod checks;
mod document;
mod drawn;
mod engine;
mod inputs;
mod layers;
mod opened;
mod picture;
mod rejoin;
mod remarks;
mod scans;
mod skipped;
mod stage;
mod status;

pub use batch::Batch;
pub use checks::{RuleCheck, RuleOutcome, check_rules};
pub use engine::{Engine, is_reading};
pub use inputs::{Input, Inputs, MAX_BYTES, Notice, Place, Unread, expand, is_document};
pub use layers::Layers;
pub use picture::page_picture;
pub use scans::{Ocr, Recognition};
pub use stage::{StageObserver, observe_stages};
pub use status::{Status, failure};

pub use biaodan_exporter as exporter;
pub use biaodan_extractor::{Definition, DefinitionError, Definitions};
pub use biaodan_model as model;
pub use biaodan_source::SourceError;
#[cfg(feature = "look")]
pub use biaodan_source::render;
#[cfg(feature = "recognition")]
pub use biaodan_source::scan::recognise;
