//! Batches of documents into databases and files: isolated, resumable, proven.
//!
//! [`run`] finds documents ([`Inputs`]), has them read by worker processes ([`serve`]) and keeps what they give in a
//! [`Journal`], from which targets are loaded.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod budget;
mod death;
mod diff;
mod error;
mod exact;
mod facts;
mod finish;
mod inputs;
mod journal;
mod load;
mod manifest;
mod pack;
mod process;
mod progress;
mod quarantine;
mod reading;
mod report;
mod run;
mod schedule;
mod search;
mod seat;
mod stop;
mod totals;
mod verify;
mod wire;
mod words;
mod work;
mod worker;

pub use death::{Cause, Death};
pub use diff::{Change, Closeness, Difference, diff};
pub use error::BatchError;
pub use exact::Exact;
pub use facts::{Facts, FormFacts};
pub use finish::finish;
pub use inputs::{Content, Depth, Flow, Found, Inputs, Place, read_list};
pub use journal::{Entry, Journal, NameRow, Packed, State, Told};
pub use manifest::{FileDigest, Manifest, SealFile};
pub use process::WorkerSpec;
pub use progress::{Counts, Progress, Silent};
pub use report::{Documents, Duplicate, NotExtracted, NotRead, Report, Slow, UnknownTitle};
pub use run::{Ending, Options, run};
pub use stop::Stop;
pub use totals::{Figures, Group, Line, Totals};
pub use verify::{Discrepancy, Verification, verify};
pub use work::{Lock, WorkFolder};
pub use worker::serve;

/// The version of the program, which its records carry.
pub const TOOL_VERSION: &str = env!("CARGO_PKG_VERSION");
