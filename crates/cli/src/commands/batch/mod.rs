//! `biaodan batch`: archives in, databases out.

mod limits;
mod progress;

use std::ffi::OsString;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use biaodan_batch::{Ending, Inputs, Options, Stop, WorkFolder, WorkerSpec, finish, read_list, run as run_batch};
use biaodan_sinks::{Access, Format, Target};

use self::limits::{parse_memory, parse_time};
use self::progress::shown;
use crate::definitions::DefinitionArgs;
use crate::diagnostics;
use crate::environment::{Environment, Locale};
use crate::exit::{Exit, UsageError};
use crate::password::PasswordArgs;
use crate::recognition::RecognitionArgs;

#[derive(clap::Args)]
pub(crate) struct BatchArgs {
    /// PDFs, pictures, text dumps, ZIP archives, folders of them (recursive), or patterns
    #[arg(value_name = "INPUT", required_unless_present = "list")]
    inputs: Vec<OsString>,
    /// File with a path on each line; may be repeated
    #[arg(long, value_name = "FILE")]
    list: Vec<PathBuf>,
    /// Where the rows go: sqlite:FILE, postgres://USER@HOST/DATABASE, or a folder for files
    #[arg(long, value_name = "TARGET")]
    out: String,
    /// Formats of the files in a folder: ndjson, csv, parquet, xlsx [default: ndjson,csv]
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    format: Vec<Format>,
    /// Folder for journal, quarantine and reports [default: the target folder, FILE.batch, or biaodan-batch]
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
    #[command(flatten)]
    definitions: DefinitionArgs,
    #[command(flatten)]
    password: PasswordArgs,
    #[command(flatten)]
    recognition: RecognitionArgs,
    /// How many documents are read at once [default: one per processor]
    #[arg(long, value_name = "N", value_parser = super::extract::parse_jobs)]
    jobs: Option<NonZeroUsize>,
    /// The most memory one reader may take, such as 800M or 2G
    #[arg(long, value_name = "SIZE", default_value = "1536M", value_parser = parse_memory)]
    memory_limit: u64,
    /// The longest one document may take to be read, in seconds; a scanned page takes some
    #[arg(long, value_name = "SECONDS", default_value = "300", value_parser = parse_time)]
    time_limit: Duration,
    /// Try documents again that failed before
    #[arg(long)]
    retry_failed: bool,
    /// Say nothing on standard error; the exit status tells all the same
    #[arg(short, long)]
    quiet: bool,
}

pub(super) fn run(args: &BatchArgs, environment: &Environment) -> Result<Exit> {
    let target = Target::parse(&args.out, &args.format).map_err(|error| UsageError(format!("--out {error}")))?;
    let engine = args.definitions.engine()?;
    let options = args.options(&target)?;
    let _lock = options.work.lock()?;
    let stop = Stop::default();
    let asked = stop.clone();
    ctrlc::set_handler(move || asked.stop()).context("cannot listen for Ctrl-C")?;
    let sink = target.open(Access::Write)?;
    let mut progress = shown(environment, args.quiet);
    let ending = run_batch(&options, &engine, sink, &stop, progress.as_mut())?;
    drop(progress);
    if ending.is_stopped {
        say(args, environment, "已中断；再次运行同一命令即可继续", "interrupted; the same command goes on from here");
        return Ok(Exit::Failed);
    }
    let report = finish(&options.work, &target)?;
    if !args.quiet {
        summary(&ending, &options, environment);
    }
    Ok(Exit::failed_if(report.has_failures()))
}

impl BatchArgs {
    fn options(&self, target: &Target) -> Result<Options> {
        let work = WorkFolder::of(target, self.work.as_deref());
        let mut listed = Vec::new();
        for list in &self.list {
            let paths = read_list(list).map_err(|error| UsageError(format!("{}: cannot be read: {error}", list.display())))?;
            listed.extend(paths);
        }
        let processors = || thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Ok(Options {
            inputs: Inputs { arguments: self.inputs.clone(), listed, excluded: vec![work.path().to_owned()] },
            work,
            worker: self.worker()?,
            jobs: self.jobs.map_or_else(processors, NonZeroUsize::get),
            retry_failed: self.retry_failed,
            settings: self.settings(),
        })
    }

    /// What else makes a record what it is, besides program and definitions.
    fn settings(&self) -> String {
        format!("ocr={}", self.recognition.name())
    }

    fn worker(&self) -> Result<WorkerSpec> {
        let program = std::env::current_exe().context("cannot find this program to start its workers")?;
        let mut arguments: Vec<OsString> = ["worker".into(), "--memory-limit".into()].into();
        arguments.push(self.memory_limit.to_string().into());
        arguments.extend(self.definitions.as_arguments());
        arguments.extend(self.recognition.as_arguments());
        let password = self.password.read()?;
        Ok(WorkerSpec { program, arguments, password, memory_limit: self.memory_limit, time_limit: self.time_limit })
    }
}

fn say(args: &BatchArgs, environment: &Environment, zh: &str, en: &str) {
    if !args.quiet {
        let text = if environment.locale == Locale::Chinese { zh } else { en };
        diagnostics::line(&format!("biaodan: {text}"));
    }
}

fn summary(ending: &Ending, options: &Options, environment: &Environment) {
    let report = options.work.report("html");
    let (read, known) = (ending.counts.read, ending.counts.known);
    diagnostics::line(&match environment.locale {
        Locale::Chinese => format!("biaodan: 本次读取 {read} 个文档，已知 {known} 个；报告见 {}", report.display()),
        Locale::English => format!("biaodan: read {read} documents, knew {known}; the report is {}", report.display()),
    });
}
