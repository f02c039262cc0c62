//! One file per subcommand.

mod batch;
mod diff;
mod extract;
mod findings;
mod forms;
mod inspect;
mod schema;
mod show;
mod tables;
mod verify;
mod worker;

use anyhow::Result;

use crate::environment::Environment;
use crate::exit::Exit;

/// What the command can do.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Extract the forms of PDFs, scans and text dumps as JSON, JSON lines or CSV tables
    Extract(extract::ExtractArgs),
    /// Read whole archives of documents into a database or files; goes on where it was interrupted
    Batch(batch::BatchArgs),
    /// Check that sources, journal, files and database of a batch still agree
    Verify(verify::VerifyArgs),
    /// Compare two batches value by value
    Diff(diff::DiffArgs),
    /// Read documents for a batch
    #[command(hide = true)]
    Worker(worker::WorkerArgs),
    /// Show what was found, what was checked and what needs a look, for a person
    Show(show::ShowArgs),
    /// Print every table of a PDF or a scan as JSON, CSV or HTML
    Tables(tables::TablesArgs),
    /// Draw what was seen on a page of a PDF or a scan, or a value's place on it, as SVG or PNG
    Inspect(inspect::InspectArgs),
    /// List the kinds of forms, or check a definition of one
    Forms(forms::FormsArgs),
    /// Print the JSON Schema of the records
    Schema(schema::SchemaArgs),
    /// List the codes of findings with their severity and meaning
    Findings,
}

impl Command {
    pub(crate) fn run(&self, environment: &Environment) -> Result<Exit> {
        match self {
            Command::Extract(args) => extract::run(args, environment),
            Command::Batch(args) => batch::run(args, environment),
            Command::Verify(args) => verify::run(args, environment),
            Command::Diff(args) => diff::run(args, environment),
            Command::Worker(args) => worker::run(args),
            Command::Show(args) => show::run(args, environment),
            Command::Tables(args) => tables::run(args, environment),
            Command::Inspect(args) => inspect::run(args, environment),
            Command::Forms(args) => forms::run(args),
            Command::Schema(args) => schema::run(args),
            Command::Findings => findings::run(),
        }
    }
}
