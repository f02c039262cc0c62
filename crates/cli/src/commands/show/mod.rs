//! `biaodan show`: the record of a document for a person, in Chinese and English.
//!
//! Three questions: what was found, what was checked, what needs a look. Nothing here knows a kind;
//! the tree of values is walked as it is.

mod checks;
mod form;
mod look;
mod values;

use std::ffi::OsString;
use std::io::Write;

use anyhow::{Context, Result};
use biaodan_pipeline::model::Envelope;
use biaodan_pipeline::{Batch, Engine, Status, expand, failure};

use crate::definitions::DefinitionArgs;
use crate::diagnostics::Diagnostics;
use crate::environment::Environment;
use crate::exit::Exit;
use crate::output::Output;
use crate::password::PasswordArgs;
use crate::recognition::RecognitionArgs;
use crate::text::one_line;

/// Columns a long text is cut to.
const TEXT_WIDTH: usize = 60;

#[derive(clap::Args)]
pub(crate) struct ShowArgs {
    /// PDFs, scans, text dumps, folders of them (recursive), patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<OsString>,
    #[command(flatten)]
    definitions: DefinitionArgs,
    #[command(flatten)]
    password: PasswordArgs,
    #[command(flatten)]
    recognition: RecognitionArgs,
}

pub(super) fn run(args: &ShowArgs, environment: &Environment) -> Result<Exit> {
    let engine =
        args.definitions.engine()?.with_password(args.password.read()?).with_recognition(args.recognition.recognition(None));
    let inputs = expand(&args.inputs);
    let mut diagnostics = Diagnostics::new(environment, false, inputs.documents.len());
    diagnostics.notices(&inputs.notices);

    let mut failed = inputs.notices.iter().any(|notice| notice.is_loss);
    let mut output = Output::standard();
    let batch = Batch::new(&engine, None, inputs.documents.len()).context("cannot start the threads")?;
    let mut gap = "";
    let make = |envelope: Envelope| (Status::of(&envelope), failure(&envelope), page(&envelope, &engine));
    batch.run(&inputs.documents, make, |input, (status, message, page)| {
        failed |= status == Status::Failed;
        diagnostics.document(input, message.as_ref());
        let written = write!(output, "{gap}{page}");
        gap = "\n";
        written.context("cannot write the output")
    })?;
    output.finish()?;
    Ok(Exit::failed_if(failed))
}

/// Everything there is to say of a document.
fn page(envelope: &Envelope, engine: &Engine) -> String {
    let mut lines = vec![heading(envelope)];
    for form in &envelope.forms {
        lines.push(String::new());
        lines.extend(form::lines(form, engine.definitions().get(&form.kind)));
    }
    if !envelope.findings.is_empty() {
        lines.push(String::new());
        lines.push("About the document 关于文件".to_owned());
        lines.extend(look::findings(&envelope.findings));
    }
    lines.iter().map(|line| format!("{}\n", one_line(line).trim_end())).collect()
}

fn heading(envelope: &Envelope) -> String {
    let source = &envelope.source;
    let encoding = source.encoding.unwrap_or(source.media_type);
    format!(
        "{} · {} page(s) 页 · {} form(s) 表 · {} bytes 字节 · {encoding}",
        source.name,
        source.page_count,
        envelope.forms.len(),
        source.bytes,
    )
}
