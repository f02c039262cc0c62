//! Batches that are killed, poisoned, resumed and tampered with.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod archive;
mod chance;
mod compare;
mod evidence;
mod kill;
mod poison;
mod resume;
mod support;
