//! `biaodan worker`: reads documents for a batch. Hidden, because only `biaodan batch` speaks its language.

use std::num::NonZeroUsize;

use anyhow::{Context, Result};
use biaodan_batch::serve;
use biaodan_pipeline::Engine;

use crate::definitions::DefinitionArgs;
use crate::exit::Exit;
use crate::recognition::RecognitionArgs;

#[derive(clap::Args)]
pub(crate) struct WorkerArgs {
    #[command(flatten)]
    definitions: DefinitionArgs,
    #[command(flatten)]
    recognition: RecognitionArgs,
    /// The most memory the process may take, in bytes
    #[arg(long, value_name = "BYTES")]
    memory_limit: u64,
}

pub(super) fn run(args: &WorkerArgs) -> Result<Exit> {
    // there are as many workers as threads are wanted
    let recognition = args.recognition.recognition(Some(NonZeroUsize::MIN));
    let engine = args.definitions.engine()?.with_recognition(recognition);
    serve(args.memory_limit, |password| engine.with_password(password), Engine::read).context("the worker cannot go on")?;
    Ok(Exit::Done)
}
