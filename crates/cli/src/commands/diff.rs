//! `biaodan diff`: two batches compared.

use std::io::Write;

use anyhow::Result;
use biaodan_batch::{BatchError, Change, Closeness, Difference, diff};
use serde_json::Value;

use super::verify::work_folder;
use crate::environment::{Environment, Locale};
use crate::exit::Exit;
use crate::output::Output;
use crate::text::one_line;

#[derive(clap::Args)]
pub(crate) struct DiffArgs {
    /// The target or work folder of the old batch
    #[arg(value_name = "OLD")]
    old: String,
    /// The target or work folder of the new batch
    #[arg(value_name = "NEW")]
    new: String,
    /// The format of the output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Also compare places on the page and confidences
    #[arg(long)]
    all: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A line each, for a person
    #[default]
    Text,
    /// One array
    Json,
}

pub(super) fn run(args: &DiffArgs, environment: &Environment) -> Result<Exit> {
    let (old, new) = (work_folder(&args.old, None)?, work_folder(&args.new, None)?);
    let closeness = if args.all { Closeness::Everything } else { Closeness::Values };
    let mut output = Output::standard();
    let mut count = 0_u64;
    diff(&old, &new, closeness, |change| {
        let before = if count == 0 { "[\n" } else { ",\n" };
        count = count.saturating_add(1);
        let written = match args.format {
            Format::Text => writeln!(output, "{}", one_line(&in_words(&change, environment.locale))),
            Format::Json => output.write_all(before.as_bytes()).and_then(|()| Ok(serde_json::to_writer(&mut output, &change)?)),
        };
        written.map_err(|source| BatchError::File { path: "standard output".into(), verb: "written", source })
    })?;
    if args.format == Format::Json {
        output.write_all(if count == 0 { b"[]\n" } else { b"\n]\n" })?;
    }
    output.finish()?;
    Ok(Exit::failed_if(count > 0))
}

fn in_words(change: &Change, locale: Locale) -> String {
    let Change { document, sha256, path, old, new, .. } = change;
    let short: String = sha256.chars().take(12).collect();
    let shown = |value: &Option<Value>| value.as_ref().map_or_else(|| "—".to_owned(), Value::to_string);
    let what = match (change.difference, locale) {
        (Difference::OnlyOld, Locale::Chinese) => "仅在旧批次中".to_owned(),
        (Difference::OnlyOld, Locale::English) => "only in the old batch".to_owned(),
        (Difference::OnlyNew, Locale::Chinese) => "仅在新批次中".to_owned(),
        (Difference::OnlyNew, Locale::English) => "only in the new batch".to_owned(),
        (Difference::State, _) => format!("{} → {}", shown(old), shown(new)),
        (Difference::Verdict | Difference::Value, _) => format!("{path}: {} → {}", shown(old), shown(new)),
    };
    format!("{document} ({short}): {what}")
}
