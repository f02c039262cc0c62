//! A worker process as its parent sees it: started, fed, listened to, killed.

use std::ffi::OsString;
use std::io::{self, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crate::death::{Cause, Death};
use crate::stop::Stop;
use crate::wire::{self, Answer, Reading, Request, Setup};
use crate::words::{Said, Words};

/// How long a worker may take to start.
const START: Duration = Duration::from_secs(60);

/// How often a waiting parent looks whether it was told to stop.
const LOOK: Duration = Duration::from_millis(100);

/// How to start workers, and what they may take.
#[derive(Debug, Clone)]
pub struct WorkerSpec {
    /// The executable.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// The password of encrypted documents.
    pub password: Option<String>,
    /// The memory it was told it may take, in bytes, for messages.
    pub memory_limit: u64,
    /// How long it may have one document.
    pub time_limit: Duration,
}

/// What became of a document that a worker was given.
#[derive(Debug)]
pub(crate) enum Ended {
    /// It was read.
    Read(Box<Reading>),
    /// The worker died of it.
    Died(Death),
    /// The batch was stopped; nothing is known of the document.
    Stopped,
}

/// A running worker. Dropping it kills it.
pub(crate) struct Process {
    child: Child,
    feed: Sender<Frame>,
    answers: Receiver<io::Result<Answer>>,
    words: Words,
    /// The digest of the definitions it reads with.
    pub(crate) definitions: String,
    documents: u64,
}

/// What a worker is fed.
enum Frame {
    Setup(Setup),
    Document(String, Arc<Vec<u8>>),
}

impl Process {
    /// Starts a worker and waits until it is ready.
    ///
    /// # Errors
    /// It cannot be started, or says nothing or nonsense.
    pub(crate) fn start(spec: &WorkerSpec) -> io::Result<Process> {
        let words = Words::new()?;
        let mut command = Command::new(&spec.program);
        command.args(&spec.arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(words.for_worker()?);
        // Its last words are kept; to look up the names of its functions would take it longer than most documents do.
        command.env("RUST_BACKTRACE", "0");
        apart(&mut command);
        let mut child = command.spawn()?;
        let gone = || io::Error::other("a pipe of the worker is missing");
        let (stdin, stdout) = (child.stdin.take().ok_or_else(gone)?, child.stdout.take().ok_or_else(gone)?);
        let (feed, answers) = (feeder(stdin), listener(stdout));
        let mut process = Process { child, feed, answers, words, definitions: String::new(), documents: 0 };
        let _ = process.feed.send(Frame::Setup(Setup { password: spec.password.clone() }));
        match process.answers.recv_timeout(START) {
            Ok(Ok(Answer::Ready(definitions))) => process.definitions = definitions,
            _ => {
                let (status, said) = process.bury();
                let status = status.map_or_else(|| "no status".to_owned(), |status| status.to_string());
                return Err(io::Error::other(format!("{status}: {}", said.words.trim())));
            }
        }
        Ok(process)
    }

    /// Has the worker read a document. The clock starts when the document is handed over. After anything but
    /// [`Ended::Read`] the worker is dead.
    pub(crate) fn read(&mut self, name: &str, bytes: &Arc<Vec<u8>>, spec: &WorkerSpec, stop: &Stop) -> Ended {
        let was_used = self.documents > 0;
        self.documents = self.documents.saturating_add(1);
        let start = Instant::now();
        self.words.forget();
        let _ = self.feed.send(Frame::Document(name.to_owned(), Arc::clone(bytes)));
        let cause = loop {
            let left = spec.time_limit.saturating_sub(start.elapsed());
            match self.answers.recv_timeout(left.min(LOOK)) {
                Ok(Ok(Answer::Reading(reading))) => return Ended::Read(reading),
                Ok(Ok(Answer::Ready(_))) => break Some(Cause::Garbled),
                Ok(Err(error)) if error.kind() == io::ErrorKind::InvalidData => break Some(Cause::Garbled),
                Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => break None,
                Err(RecvTimeoutError::Timeout) if stop.is_stopped() => return Ended::Stopped,
                Err(RecvTimeoutError::Timeout) if left.is_zero() => {
                    let limit_ms = u64::try_from(spec.time_limit.as_millis()).unwrap_or(u64::MAX);
                    break Some(Cause::TimeLimit { limit_ms });
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
        };
        let (status, Said { stage, page, words: said }) = self.bury();
        let cause = cause.or_else(|| Some(Cause::of(status?, &said, spec.memory_limit)));
        let cause = cause.unwrap_or(Cause::Crash { status: "no status".to_owned() });
        Ended::Died(Death { cause, stage, page, said, was_used })
    }

    /// Kills it. The status of one that closed its pipe because it was ending is its own all the same.
    fn bury(&mut self) -> (Option<ExitStatus>, Said) {
        let _ = self.child.kill();
        let status = self.child.wait().ok();
        (status, self.words.last())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A process group of its own: Ctrl-C in a terminal is for the parent, which knows what to do with it.
#[cfg(unix)]
fn apart(command: &mut Command) {
    use std::os::unix::process::CommandExt;
    command.process_group(0);
}

#[cfg(not(unix))]
fn apart(_command: &mut Command) {}

/// Writes on a thread of its own: a worker that does not read must not hold up the parent's clock.
fn feeder(mut pipe: impl Write + Send + 'static) -> Sender<Frame> {
    let (send, frames) = mpsc::channel();
    thread::spawn(move || {
        for frame in frames {
            let written = match frame {
                Frame::Setup(setup) => wire::write(&setup, &mut pipe),
                Frame::Document(name, bytes) => wire::write(&Request { name: &name, bytes: &bytes }, &mut pipe),
            };
            if written.is_err() {
                break;
            }
        }
    });
    send
}

fn listener(pipe: ChildStdout) -> Receiver<io::Result<Answer>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut pipe = BufReader::new(pipe);
        while let Some(answer) = wire::read(&mut pipe).transpose() {
            let is_broken = answer.is_err();
            if send.send(answer).is_err() || is_broken {
                break;
            }
        }
    });
    receive
}
