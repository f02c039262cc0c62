//! The same input gives the same bytes, whatever the number of threads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::convert::Infallible;
use std::num::NonZeroUsize;

use biaodan_pipeline::exporter::{View, render_element};
use biaodan_pipeline::{Batch, Input};
use biaodan_tests::{documents, engine};

/// Enough for several windows of eight threads.
const DOCUMENTS: usize = 300;

fn render(inputs: &[Input], jobs: usize) -> Vec<Vec<u8>> {
    let engine = engine().unwrap();
    let batch = Batch::new(&engine, NonZeroUsize::new(jobs), inputs.len()).unwrap();
    let mut all = Vec::new();
    let make = |envelope| render_element(&envelope, View::Full, false).unwrap();
    let run: Result<(), Infallible> = batch.run(inputs, make, |_, bytes| {
        all.push(bytes);
        Ok(())
    });
    run.unwrap();
    all
}

#[test]
fn one_thread_and_eight_give_the_same_bytes() {
    let all = documents();
    let inputs: Vec<Input> = all.iter().cycle().take(DOCUMENTS).cloned().collect();
    let one = render(&inputs, 1);
    assert_eq!(one.len(), DOCUMENTS);
    assert!(one == render(&inputs, 8), "the number of threads shows in the output");
    // The second reading of a dump is that of the first: no document leaves a trace in the next.
    assert!(one[..all.len()] == one[all.len()..2 * all.len()]);
}
