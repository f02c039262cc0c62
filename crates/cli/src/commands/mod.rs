//! One file per subcommand.

mod extract;
mod findings;
mod forms;
mod inspect;
mod schema;
mod show;
mod tables;

use anyhow::Result;

use crate::environment::Environment;
use crate::exit::Exit;

/// What the command can do.
#[derive(clap::Subcommand)]
pub(crate) enum Command {
    /// Extract the forms of PDFs, scans and text dumps as JSON, JSON lines or CSV tables
    Extract(extract::ExtractArgs),
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
            Command::Show(args) => show::run(args, environment),
            Command::Tables(args) => tables::run(args, environment),
            Command::Inspect(args) => inspect::run(args, environment),
            Command::Forms(args) => forms::run(args),
            Command::Schema(args) => schema::run(args),
            Command::Findings => findings::run(),
        }
    }
}
