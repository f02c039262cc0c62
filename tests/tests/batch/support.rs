//! Documents to read, and the batch that reads them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use biaodan_tests::fixtures;
use serde_json::Value;

/// Dumps that are read in a few milliseconds.
const SMALL: &[&str] =
    &["hand/project.txt", "hand/evaluation.txt", "hand/halves.txt", "hand/budget-two-pages.txt", "hand/project-english.txt"];

/// What makes one copy differ from the next without a digit.
const STEMS: &[char] = &['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'];

/// A folder of its own for each test, removed where the test succeeds.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(test: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("biaodan-batch-{test}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

/// The `i`th of any number of small documents, all different.
pub(crate) fn document(i: usize) -> Vec<u8> {
    let text = fs::read_to_string(fixtures().join(SMALL[i % SMALL.len()])).unwrap();
    let name: String = i.to_string().bytes().map(|digit| STEMS[usize::from(digit - b'0')]).collect();
    let varied = text.replace('局', &format!("{name}局"));
    if varied == text { format!("{text}\n{name}\n").into_bytes() } else { varied.into_bytes() }
}

/// Fills a folder with so many documents.
pub(crate) fn fill(folder: &Folder, name: &str, count: usize) -> PathBuf {
    for i in 0..count {
        folder.write(&format!("{name}/{:03}/{i:05}.txt", i / 100), &document(i));
    }
    folder.path(name)
}

/// How a batch is started.
pub(crate) struct Batch {
    pub(crate) inputs: PathBuf,
    pub(crate) target: String,
    pub(crate) jobs: usize,
    pub(crate) time_limit_ms: u64,
    pub(crate) retry_failed: bool,
    /// The work folder, where it is not that of the target.
    pub(crate) work: Option<PathBuf>,
}

impl Batch {
    pub(crate) fn new(inputs: &Path, target: &str) -> Batch {
        Batch {
            inputs: inputs.to_owned(),
            target: target.to_owned(),
            jobs: 2,
            time_limit_ms: 60_000,
            retry_failed: false,
            work: None,
        }
    }

    pub(crate) fn start(&self) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_batch-under-test"));
        command.args(["parent", &self.target, &self.jobs.to_string(), &self.time_limit_ms.to_string()]);
        command.arg(self.retry_failed.to_string()).arg(&self.inputs);
        if let Some(work) = &self.work {
            command.env("WORK_FOLDER", work);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Runs to its end; the exit status, and how many documents were read and how many were known.
    pub(crate) fn run(&self) -> (i32, usize, usize) {
        let output = self.start().wait_with_output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let (read, known) = text.trim().split_once(' ').unwrap_or_else(|| panic!("{said}"));
        (output.status.code().unwrap(), read.parse().unwrap(), known.parse().unwrap())
    }
}

pub(crate) fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Waits until `is_so`, for a minute at most.
pub(crate) fn wait_until(mut is_so: impl FnMut() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_secs(60), "waited for a minute");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Sends the signal that nothing survives.
pub(crate) fn kill(process: u32) {
    let _ = Command::new("kill").args(["-9", &process.to_string()]).stderr(Stdio::null()).status();
}

/// The processes that a process started and that still run.
pub(crate) fn children(parent: u32) -> Vec<u32> {
    let processes = fs::read_dir("/proc").unwrap().filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    processes.filter(|&process: &u32| parent_of(process) == Some(parent)).collect()
}

fn parent_of(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // pid (name) state parent …
    let mut words = stat.rsplit_once(')')?.1.split_whitespace();
    (words.next()? != "Z").then_some(())?;
    words.next()?.parse().ok()
}
