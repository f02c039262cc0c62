//! Published documents: every statement comes out as a table whose printed totals are the sums of their
//! parts, and the performance forms come out with every field.
//!
//! The documents lie beside the repository and are no part of it. Where they are missing, the tests say so
//! and pass. What is known of them here are the shapes of their statements and how many sums each prints,
//! so that no test passes by finding nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod codes;
mod figure;
mod forms;
mod grid;
mod headings;
mod items;
mod outline;
mod statements;

use std::fs;
use std::path::{Path, PathBuf};

use biaodan_pipeline::model::Envelope;

/// The folder of published documents.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/real")
}

/// The record of one of them; none, said aloud, where the folder is not on this machine.
fn record(name: &str) -> Option<Envelope> {
    let folder = folder();
    if !folder.is_dir() {
        eprintln!("skipped: {} is not on this machine", folder.display());
        return None;
    }
    let bytes = fs::read(folder.join(name)).unwrap();
    Some(biaodan_tests::engine().unwrap().read(name, &bytes))
}
