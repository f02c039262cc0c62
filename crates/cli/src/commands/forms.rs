//! `biaodan forms`: the kinds in use, and the check of a definition.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use biaodan_pipeline::model::Shape;
use biaodan_pipeline::{Definition, Definitions};

use crate::definitions::{DefinitionArgs, add_file};
use crate::diagnostics;
use crate::exit::Exit;
use crate::output::Output;
use crate::text::{columns, one_line};

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct FormsArgs {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    definitions: DefinitionArgs,
}

#[derive(clap::Subcommand)]
enum Action {
    /// Check one definition: prints OK, or the line and the reason why it is refused
    Check {
        /// The definition, a TOML file
        file: PathBuf,
    },
}

pub(super) fn run(args: &FormsArgs) -> Result<Exit> {
    match &args.action {
        Some(Action::Check { file }) => check(file),
        None => list(&args.definitions),
    }
}

/// The refusal stands on standard error without a prefix, as editors expect `file:line: reason`.
fn check(file: &Path) -> Result<Exit> {
    let mut definitions = Definitions::built_in()?;
    match add_file(&mut definitions, file) {
        Ok(kind) => {
            let mut output = Output::standard();
            writeln!(output, "OK {kind}")?;
            output.finish()?;
            Ok(Exit::Done)
        }
        Err(refusal) => {
            diagnostics::line(&refusal);
            Ok(Exit::Failed)
        }
    }
}

fn list(definitions: &DefinitionArgs) -> Result<Exit> {
    let engine = definitions.engine()?;
    let head = ["kind", "fields", "required", "rules", "名称", "name"].map(str::to_owned).to_vec();
    let mut rows = vec![head];
    rows.extend(engine.definitions().kinds().iter().map(row));
    let mut output = Output::standard();
    for line in columns(&rows) {
        writeln!(output, "{}", one_line(&line))?;
    }
    output.finish()?;
    Ok(Exit::Done)
}

fn row(definition: &Definition) -> Vec<String> {
    let (fields, required) = count(&definition.shape);
    vec![
        definition.kind.to_string(),
        fields.to_string(),
        required.to_string(),
        definition.rules.len().to_string(),
        definition.name.zh.clone(),
        definition.name.en.clone(),
    ]
}

/// How many leaves a shape has, and how many of them are required; a column of a list counts once.
fn count(shape: &Shape) -> (usize, usize) {
    match shape {
        Shape::Leaf { required, .. } => (1, usize::from(*required)),
        Shape::List(row) => count(row),
        Shape::Group(parts) => {
            let each = parts.iter().map(|(_, part)| count(part));
            each.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1))
        }
    }
}
