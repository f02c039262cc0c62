//! The command as users meet it: arguments in; exit status, standard output, standard error out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod batch;
mod definitions;
mod docs;
mod failures;
mod formats;
mod inputs;
mod inspect;
mod output;
mod readme;
mod reference;
mod scans;
mod show;
mod support;
mod tables;
mod usage;
