//! `biaodan tables`: every table of a PDF or a scan, those of forms included.

use std::ffi::OsString;
use std::path::PathBuf;

use anyhow::{Context, Result};
use biaodan_pipeline::exporter::{TableFormat, TableWriter};
use biaodan_pipeline::model::{Message, Severity};
use biaodan_pipeline::{Definitions, Engine, Input, Layers, expand};

use crate::diagnostics::Diagnostics;
use crate::environment::Environment;
use crate::exit::{Exit, UsageError};
use crate::output::Output;
use crate::password::PasswordArgs;
use crate::recognition::RecognitionArgs;

#[derive(clap::Args)]
pub(crate) struct TablesArgs {
    /// PDF files, folders of them (recursive), patterns, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    inputs: Vec<OsString>,
    /// The format of the output
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Start CSV with a byte order mark, for spreadsheets in Chinese locales
    #[arg(long)]
    bom: bool,
    /// Write to this file
    #[arg(short, long, value_name = "OUT")]
    output: Option<PathBuf>,
    #[command(flatten)]
    password: PasswordArgs,
    #[command(flatten)]
    recognition: RecognitionArgs,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// An array of tables; for several documents, of { source, tables }
    #[default]
    Json,
    /// A block for each table, a blank line between two
    Csv,
    /// A page with a section for each table
    Html,
}

pub(super) fn run(args: &TablesArgs, environment: &Environment) -> Result<Exit> {
    if args.bom && args.format != Format::Csv {
        return Err(UsageError("--bom needs --format csv".to_owned()).into());
    }
    // Tables are found without knowing any form.
    let engine = Engine::new(Definitions::built_in()?)
        .with_password(args.password.read()?)
        .with_recognition(args.recognition.recognition(None));
    let inputs = expand(&args.inputs);
    let mut diagnostics = Diagnostics::new(environment, false, inputs.documents.len());
    diagnostics.notices(&inputs.notices);

    let mut failed = inputs.notices.iter().any(|notice| notice.is_loss);
    let output = Output::open(args.output.as_deref())?;
    let mut writer = TableWriter::new(output, args.format(environment), !inputs.is_single)?;
    for input in &inputs.documents {
        let (layers, failure) = read(&engine, input);
        failed |= failure.is_some();
        diagnostics.document(input, failure.as_ref());
        let tables = layers.sheets.iter().flat_map(|sheet| &sheet.tables);
        writer.document(&input.name, tables).context("cannot write the output")?;
    }
    writer.finish().context("cannot write the output")?.finish()?;
    Ok(Exit::failed_if(failed))
}

impl TablesArgs {
    fn format(&self, environment: &Environment) -> TableFormat {
        match self.format {
            Format::Json => TableFormat::Json { pretty: environment.stdout_is_terminal && self.output.is_none() },
            Format::Csv => TableFormat::Csv { bom: self.bom },
            Format::Html => TableFormat::Html,
        }
    }
}

/// What was read of a document, and what went wrong or was lost.
fn read(engine: &Engine, input: &Input) -> (Layers, Option<Message>) {
    let loaded = input.load().map_err(|unread| unread.message);
    let layers = loaded.and_then(|bytes| engine.layers(&bytes).map_err(|error| *error.message));
    match layers {
        Ok(layers) => {
            let lost = layers.findings.iter().find(|finding| finding.severity() == Severity::Error);
            let message = lost.map(|finding| finding.message.clone());
            (layers, message)
        }
        Err(message) => (Layers::default(), Some(message)),
    }
}
