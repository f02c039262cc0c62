//! The `biaodan` command: glue between a terminal and `biaodan_pipeline`.
//!
//! Data goes to standard output, everything else to standard error. The exit status is 0 where all
//! documents were extracted, 1 where one failed or data was lost, 2 for wrong usage. A reader that
//! closes the pipe has what it wanted, so that is a success.

#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod commands;
mod definitions;
mod diagnostics;
mod environment;
mod exit;
mod output;
mod password;
mod recognition;
mod text;

use std::process::ExitCode;

use clap::Parser;

use crate::commands::Command;
use crate::environment::Environment;
use crate::exit::Exit;

/// Reading a document makes thousands of short-lived texts; with this allocator it takes a fifth less time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Reads Chinese government performance forms from PDFs and text dumps into exact, checked records.
#[derive(Parser)]
#[command(name = "biaodan", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

fn main() -> ExitCode {
    hush_workers();
    let cli = Cli::parse();
    // The only place that asks the environment; everything below is told.
    let environment = Environment::read();
    let exit = cli.command.run(&environment).unwrap_or_else(|error| {
        let exit = Exit::of(&error);
        if exit != Exit::Done {
            diagnostics::line(&format!("biaodan: {error:#}"));
        }
        exit
    });
    exit.into()
}

/// A panic while a document is read or drawn is caught and told as a finding or a line; the default
/// hook would tell it a second time, in words for developers.
fn hush_workers() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let is_drawing = std::thread::current().name() == Some(biaodan_pipeline::render::THREAD);
        if !biaodan_pipeline::is_reading() && !is_drawing {
            default(panic);
        }
    }));
}
