//! `biaodan schema`: the JSON Schema of the records, for the kinds in use.

use std::io::Write;

use anyhow::Result;
use biaodan_pipeline::exporter::{self, View};

use crate::definitions::DefinitionArgs;
use crate::exit::Exit;
use crate::output::Output;

#[derive(clap::Args)]
pub(crate) struct SchemaArgs {
    /// Describe the plain view, in which every leaf is its value
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    definitions: DefinitionArgs,
}

pub(super) fn run(args: &SchemaArgs) -> Result<Exit> {
    let engine = args.definitions.engine()?;
    let kinds = engine.definitions().kinds().iter();
    let kinds: Vec<_> = kinds.map(|d| (d.kind.clone(), d.shape.clone())).collect();
    let view = if args.plain { View::Plain } else { View::Full };
    let mut output = Output::standard();
    serde_json::to_writer_pretty(&mut output, &exporter::schema(view, &kinds)).map_err(std::io::Error::from)?;
    writeln!(output)?;
    output.finish()?;
    Ok(Exit::Done)
}
