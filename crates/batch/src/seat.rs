//! A thread with a worker process: takes documents, has them read, and starts the next worker where one died.

use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::budget::Claim;
use crate::error::BatchError;
use crate::process::{Ended, Process, WorkerSpec};
use crate::run::Event;
use crate::stop::Stop;

/// A document on its way.
#[derive(Debug)]
pub(crate) struct Job {
    pub(crate) sha256: String,
    pub(crate) name: String,
    pub(crate) bytes: Arc<Vec<u8>>,
    /// True where it was tried before and is now alone: its worker has to be a fresh one.
    pub(crate) is_suspect: bool,
    /// Given back when the job is dropped.
    pub(crate) _claim: Claim,
}

/// A document that came back.
#[derive(Debug)]
pub(crate) struct Returned {
    pub(crate) job: Job,
    pub(crate) ended: Ended,
    pub(crate) elapsed: Duration,
}

/// What seats share.
pub(crate) struct Seat<'s> {
    pub(crate) jobs: &'s Mutex<Receiver<Job>>,
    pub(crate) spec: &'s WorkerSpec,
    /// The digest of the definitions that workers have to have.
    pub(crate) definitions: &'s str,
    pub(crate) stop: &'s Stop,
}

impl Seat<'_> {
    /// Works until there are no more jobs.
    pub(crate) fn work(&self, events: &Sender<Event>) {
        let mut worker = None;
        loop {
            let job = self.jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let Ok(job) = job else { break };
            let event = match self.read(job, &mut worker) {
                Ok(returned) => Event::Returned(Box::new(returned)),
                Err(error) => Event::Broken(error),
            };
            if events.send(event).is_err() {
                break;
            }
        }
    }

    fn read(&self, job: Job, seated: &mut Option<Process>) -> Result<Returned, BatchError> {
        let mut worker = match seated.take().filter(|_| !job.is_suspect) {
            Some(worker) => worker,
            None => self.start()?,
        };
        let start = Instant::now();
        let ended = worker.read(&job.name, &job.bytes, self.spec, self.stop);
        if matches!(ended, Ended::Read(_)) {
            *seated = Some(worker);
        }
        Ok(Returned { job, ended, elapsed: start.elapsed() })
    }

    fn start(&self) -> Result<Process, BatchError> {
        let worker = Process::start(self.spec);
        // Whatever killed it before it had a document was not a document.
        let worker = worker.or_else(|_| Process::start(self.spec)).map_err(BatchError::Worker)?;
        if worker.definitions == self.definitions { Ok(worker) } else { Err(BatchError::Definitions) }
    }
}
