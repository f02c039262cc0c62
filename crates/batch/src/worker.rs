//! The process that reads documents, one at a time, and may die of any of them.

use std::io::{self, BufWriter};
use std::sync::mpsc;
use std::thread;

use biaodan_pipeline::model::Envelope;
use biaodan_pipeline::{Engine, observe_stages};

use crate::reading;
use crate::wire::{self, Answer, Request, Setup};
use crate::words;

/// Serves the parent on standard input and output until it closes the pipe. `prepare` makes the engine once the
/// password is known, and `read` is how a document is read, [`Engine::read`] as a rule. `memory_limit` is in bytes.
///
/// # Errors
/// The limit cannot be set, or a pipe is broken, in which case nobody is there to be told.
pub fn serve(
    memory_limit: u64,
    prepare: impl FnOnce(Option<String>) -> Engine,
    read: impl Fn(&Engine, &str, &[u8]) -> Envelope,
) -> io::Result<()> {
    limit_memory(memory_limit)?;
    let frames = frames();
    let Ok(first) = frames.recv() else { return Ok(()) };
    let setup: Setup = wire::parse(&first)?;
    let engine = prepare(setup.password);
    let mut output = BufWriter::new(io::stdout());
    wire::write(&Answer::Ready(engine.definitions().sha256().to_string()), &mut output)?;
    observe_stages(Box::new(words::say));
    for frame in frames {
        let Request { name, bytes } = wire::parse(&frame)?;
        let envelope = read(&engine, name, bytes);
        words::say("exporter", None);
        let reading = reading::of(&envelope, &engine)?;
        wire::write(&Answer::Reading(Box::new(reading)), &mut output)?;
    }
    Ok(())
}

/// The parent's frames. They are waited for on a thread of their own: where the pipe closes, the parent is gone, and
/// a worker that is lost in a document must not outlive it.
fn frames() -> mpsc::Receiver<Vec<u8>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Ok(Some(frame)) = wire::read_frame(&mut input) {
            if send.send(frame).is_err() {
                break;
            }
        }
        std::process::exit(0);
    });
    receive
}

#[cfg(unix)]
fn limit_memory(bytes: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    setrlimit(Resource::As, Rlimit { current: Some(bytes), maximum: Some(bytes) })?;
    // A worker that dies is expected; its core dump is not.
    let none = Rlimit { current: Some(0), maximum: Some(0) };
    Ok(setrlimit(Resource::Core, none)?)
}

/// Other systems know no such limit for a process of its own; its clock still can be killed.
#[cfg(not(unix))]
fn limit_memory(_bytes: u64) -> io::Result<()> {
    Ok(())
}
