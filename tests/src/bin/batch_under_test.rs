//! A batch, parent and worker, as the tests need it: the same library as in the product, but a worker dies of any
//! document that ends with `POISON` and the manner of death.
//!
//! ```text
//! batch-under-test parent TARGET JOBS TIME_LIMIT_MS RETRY_FAILED INPUT…
//! batch-under-test worker MEMORY_LIMIT
//! ```

use std::error::Error;
use std::hint::black_box;
use std::process::ExitCode;
use std::time::Duration;

use biaodan_batch::{Inputs, Options, Silent, Stop, WorkFolder, WorkerSpec, finish, run, serve};
use biaodan_pipeline::model::Envelope;
use biaodan_pipeline::{Definitions, Engine};
use biaodan_sinks::{Access, Format, Target};

/// As in the product: limits on memory mean something only with the allocator that has to keep them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The memory limit of the product.
const MEMORY_LIMIT: u64 = 1536 << 20;

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["parent", target, jobs, time_limit, retry, inputs @ ..] => {
            parent(target, (jobs.parse()?, time_limit.parse()?, retry.parse()?), inputs)
        }
        ["worker", limit] => {
            let definitions = Definitions::built_in()?;
            serve(limit.parse()?, |password| Engine::new(definitions).with_password(password), read)?;
            Ok(ExitCode::SUCCESS)
        }
        _ => Err("see the head of its source".into()),
    }
}

fn parent(
    target: &str,
    (jobs, time_limit, retry_failed): (usize, u64, bool),
    inputs: &[&str],
) -> Result<ExitCode, Box<dyn Error>> {
    let formats: &[Format] = if target.contains(':') { &[] } else { &[Format::Ndjson, Format::Csv, Format::Parquet] };
    let target = Target::parse(target, formats)?;
    let work = std::env::var_os("WORK_FOLDER").map(std::path::PathBuf::from);
    let work = WorkFolder::of(&target, work.as_deref());
    let worker = WorkerSpec {
        program: std::env::current_exe()?,
        arguments: vec!["worker".into(), MEMORY_LIMIT.to_string().into()],
        password: None,
        memory_limit: MEMORY_LIMIT,
        time_limit: Duration::from_millis(time_limit),
    };
    let inputs = Inputs {
        arguments: inputs.iter().map(Into::into).collect(),
        excluded: vec![work.path().to_owned()],
        ..Inputs::default()
    };
    let options = Options { inputs, work, worker, jobs, retry_failed, settings: String::new() };
    let _lock = options.work.lock()?;
    let engine = Engine::new(Definitions::built_in()?);
    let ending = run(&options, &engine, target.open(Access::Write)?, &Stop::default(), &mut Silent)?;
    println!("{} {}", ending.counts.read, ending.counts.known);
    let report = finish(&options.work, &target)?;
    Ok(if report.has_failures() { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

/// Poison works when everything is read, so that the stage is known.
fn read(engine: &Engine, name: &str, bytes: &[u8]) -> Envelope {
    let envelope = engine.read(name, bytes);
    let text = String::from_utf8_lossy(bytes);
    match text.trim_end().rsplit_once("POISON ").map(|(_, manner)| manner) {
        Some("hang") => loop {
            std::thread::sleep(Duration::from_secs(1));
        },
        Some("spin") => loop {
            black_box(0);
        },
        Some("abort") => std::process::abort(),
        Some("exit") => std::process::exit(3),
        Some("stack") => {
            black_box(deep(black_box(1)));
        }
        Some("memory") => {
            black_box(vec![1_u8; 10 << 30]);
        }
        Some("many") => {
            let mut blocks = Vec::new();
            loop {
                blocks.push(black_box(Vec::<u8>::with_capacity(16 << 20)));
            }
        }
        _ => {}
    }
    envelope
}

/// Needs more stack than there is.
#[allow(unconditional_recursion)]
fn deep(n: u64) -> u64 {
    let block = black_box([n; 512]);
    deep(n + 1) + block.iter().sum::<u64>()
}
