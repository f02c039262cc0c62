//! `biaodan extract`: documents in, records out.

mod sink;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use anyhow::{Context, Result};
use biaodan_pipeline::exporter::{Table, View};
use biaodan_pipeline::model::{Envelope, Message, Verdict};
use biaodan_pipeline::{Batch, expand, failure};

use self::sink::{Ready, Sink, Style};
use crate::definitions::DefinitionArgs;
use crate::diagnostics::Diagnostics;
use crate::environment::Environment;
use crate::exit::{Exit, UsageError};
use crate::password::PasswordArgs;
use crate::recognition::RecognitionArgs;

#[derive(clap::Args)]
pub(crate) struct ExtractArgs {
    /// PDFs, scans, text dumps, folders of them (recursive), patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<OsString>,
    /// Print only the value of every leaf
    #[arg(long)]
    plain: bool,
    /// The format of the output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The table that CSV prints on standard output [default: amounts]
    #[arg(long, value_parser = parse_table, value_name = "TABLE")]
    table: Option<Table>,
    /// Start CSV with a byte order mark, for spreadsheets in Chinese locales
    #[arg(long)]
    bom: bool,
    /// Write to this file; for CSV, all six tables into this folder
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    definitions: DefinitionArgs,
    #[command(flatten)]
    password: PasswordArgs,
    #[command(flatten)]
    recognition: RecognitionArgs,
    /// How many documents are read at once [default: one per processor]
    #[arg(long, value_name = "N", value_parser = parse_jobs)]
    jobs: Option<NonZeroUsize>,
    /// Exit with 1 also where a form is not accepted
    #[arg(long)]
    strict: bool,
    /// Indent JSON also where standard output is no terminal
    #[arg(long)]
    pretty: bool,
    /// Say nothing on standard error; the exit status tells all the same
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// One object for one document, an array for several
    #[default]
    Json,
    /// One line for each document
    Ndjson,
    /// Tables: forms, amounts, tasks, indicators, findings, tables
    Csv,
}

/// The most threads that may be asked for: more than any machine reads text with, and few enough
/// that a slip of the finger does not take the machine down.
const MOST_JOBS: usize = 1024;

pub(super) fn parse_jobs(text: &str) -> Result<NonZeroUsize, String> {
    let jobs = text.parse().ok().filter(|jobs: &NonZeroUsize| jobs.get() <= MOST_JOBS);
    jobs.ok_or_else(|| format!("it is a number from 1 to {MOST_JOBS}"))
}

fn parse_table(name: &str) -> Result<Table, String> {
    let names: Vec<&str> = Table::ALL.iter().map(|table| table.name()).collect();
    Table::from_name(name).ok_or_else(|| format!("the tables are {}", names.join(", ")))
}

pub(super) fn run(args: &ExtractArgs, environment: &Environment) -> Result<Exit> {
    args.check()?;
    let engine =
        args.definitions.engine()?.with_password(args.password.read()?).with_recognition(args.recognition.recognition(None));
    let inputs = expand(&args.inputs);
    let style = args.style(inputs.is_single, environment);
    let mut diagnostics = Diagnostics::new(environment, args.quiet, inputs.documents.len());
    diagnostics.notices(&inputs.notices);

    let mut failed = inputs.notices.iter().any(|notice| notice.is_loss);
    let mut sink = Sink::open(&style, args.output.as_deref(), args.bom)?;
    let batch = Batch::new(&engine, args.jobs, inputs.documents.len()).context("cannot start the threads; try --jobs 1")?;
    let shapes = |kind: &str| engine.definitions().shape(kind);
    let make = |envelope: Envelope| (Outcome::of(&envelope), Ready::new(envelope, &style));
    batch.run(&inputs.documents, make, |input, (outcome, ready)| {
        diagnostics.document(input, outcome.failure.as_ref());
        failed |= outcome.failure.is_some() || (args.strict && !outcome.is_accepted);
        sink.take(ready, &shapes)
    })?;
    sink.finish()?;
    Ok(Exit::failed_if(failed))
}

impl ExtractArgs {
    /// Refuses options that would otherwise be ignored.
    fn check(&self) -> Result<()> {
        let is_csv = self.format == Format::Csv;
        let refused = if self.table.is_some() && !is_csv {
            "--table needs --format csv"
        } else if self.bom && !is_csv {
            "--bom needs --format csv"
        } else if self.table.is_some() && self.output.is_some() {
            "--table is for standard output; with -o all six tables are written into the folder"
        } else if self.pretty && self.format != Format::Json {
            "--pretty needs --format json"
        } else {
            return Ok(());
        };
        Err(UsageError(refused.to_owned()).into())
    }

    fn style(&self, is_single: bool, environment: &Environment) -> Style {
        let view = if self.plain { View::Plain } else { View::Full };
        let for_a_person = environment.stdout_is_terminal && self.output.is_none();
        let pretty = self.pretty || for_a_person;
        match self.format {
            Format::Json if is_single => Style::Object(view, pretty),
            Format::Json => Style::Array(view, pretty),
            Format::Ndjson => Style::Lines(view),
            Format::Csv => Style::Csv(self.table.unwrap_or(Table::Amounts)),
        }
    }
}

/// What the exit status and standard error need to know of a document.
struct Outcome {
    failure: Option<Message>,
    is_accepted: bool,
}

impl Outcome {
    fn of(envelope: &Envelope) -> Outcome {
        let is_accepted = envelope.forms.iter().all(|form| form.verdict == Verdict::Accepted);
        Outcome { failure: failure(envelope), is_accepted }
    }
}
