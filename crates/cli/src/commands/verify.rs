//! `biaodan verify`: does a batch still hold what it held when it ended?

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Result;
use biaodan_batch::{Verification, WorkFolder, verify};
use biaodan_sinks::Target;

use crate::environment::Environment;
use crate::exit::{Exit, UsageError};
use crate::output::Output;
use crate::text::one_line;

#[derive(clap::Args)]
pub(crate) struct VerifyArgs {
    /// The target of the batch: sqlite:FILE, postgres://USER@HOST/DATABASE, or the folder
    #[arg(value_name = "OUT")]
    out: String,
    /// The folder of its journal, where it was named with --work
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &VerifyArgs, environment: &Environment) -> Result<Exit> {
    let target = Target::parse(&args.out, &[]).map_err(|error| UsageError(error.to_string()))?;
    let work = work_folder(&args.out, args.work.as_deref())?;
    if matches!(target, Target::Folder { .. })
        && let Some(database) = database_of(&work)
    {
        let reason = format!("{}: the rows of this batch are in {database}; name that to have them checked, too", args.out);
        return Err(UsageError(reason).into());
    }
    let _lock = work.lock()?;
    let found = verify(&work, Some(&target))?;
    let mut output = Output::standard();
    if args.json {
        serde_json::to_writer_pretty(&mut output, &found)?;
        writeln!(output)?;
    } else {
        print(&found, environment, &mut output)?;
    }
    output.finish()?;
    Ok(Exit::failed_if(!found.discrepancies.is_empty()))
}

/// The database that a batch went to, as its report names it.
fn database_of(work: &WorkFolder) -> Option<String> {
    let report = std::fs::read(work.report("json")).ok()?;
    let report: serde_json::Value = serde_json::from_slice(&report).ok()?;
    let target = report.get("target")?.as_str()?;
    let is_database = target.starts_with("sqlite:") || target.starts_with("postgres");
    is_database.then(|| target.to_owned())
}

/// The work folder of a target.
///
/// # Errors
/// [`UsageError`] where there is no batch.
pub(super) fn work_folder(target: &str, named: Option<&Path>) -> Result<WorkFolder> {
    let target = Target::parse(target, &[]).map_err(|error| UsageError(error.to_string()))?;
    let work = WorkFolder::of(&target, named);
    if work.journal().is_file() {
        return Ok(work);
    }
    let path = work.path().display();
    Err(UsageError(format!("{path}: holds no batch; name the target that `biaodan batch` wrote, with --work where it was named"))
        .into())
}

fn print(found: &Verification, environment: &Environment, output: &mut impl Write) -> Result<()> {
    for discrepancy in &found.discrepancies {
        writeln!(output, "✗ {}: {}", one_line(&discrepancy.place), one_line(environment.locale.of(&discrepancy.message)))?;
    }
    for name in &found.missing {
        writeln!(output, "? {}: 源文件已不在原处 · the source is no longer there", one_line(name))?;
    }
    let Verification { documents, sources, files, rows, discrepancies, missing, manifest_sha256 } = found;
    writeln!(output, "文档 documents {documents} · 源文件 sources {sources} · 文件 files {files} · 行 rows {rows}")?;
    writeln!(output, "不符 discrepancies {} · 缺失 missing sources {}", discrepancies.len(), missing.len())?;
    writeln!(output, "manifest sha256 {manifest_sha256}")?;
    Ok(())
}
