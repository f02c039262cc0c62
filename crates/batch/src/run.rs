//! The parent: it finds documents, hands them out, keeps the journal and loads the target. It never parses one.
//!
//! Three kinds of threads tell it what happens: one looks for documents, each seat has them read by a worker
//! process, and all else is done here, so that journal and target have one writer.

use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use biaodan_pipeline::Engine;
use biaodan_pipeline::model::{Finding, FindingCode, Message};
use biaodan_sinks::Sink;

use crate::budget::{Budget, Claim};
use crate::death::Death;
use crate::error::BatchError;
use crate::inputs::{Inputs, Place};
use crate::journal::{Journal, Outcome, Stamp, State, Told};
use crate::load;
use crate::process::{Ended, WorkerSpec};
use crate::progress::{Counts, Progress};
use crate::quarantine::{self, Patient};
use crate::reading;
use crate::schedule::Schedule;
use crate::search;
use crate::seat::{Job, Returned, Seat};
use crate::stop::Stop;
use crate::wire::Reading;
use crate::work::WorkFolder;

/// Documents out or waiting for each worker: enough that none idles while the journal is written.
const AHEAD: usize = 16;

/// Documents of one transaction of the journal, and how long the first of them may wait for it.
const TOGETHER: usize = 64;
const PATIENCE: Duration = Duration::from_millis(200);

/// How often progress is told and the wish to stop is looked for.
const TICK: Duration = Duration::from_millis(100);

/// What to read and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where the documents are.
    pub inputs: Inputs,
    /// Where journal, quarantine and reports go.
    pub work: WorkFolder,
    /// How workers are started, and their limits.
    pub worker: WorkerSpec,
    /// How many workers there are.
    pub jobs: usize,
    /// Try documents again that failed before.
    pub retry_failed: bool,
    /// Settings that the records depend on; where they change, documents are read again.
    pub settings: String,
}

/// How a batch ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    /// What was done.
    pub counts: Counts,
    /// True where it was stopped before its end; the same command goes on.
    pub is_stopped: bool,
}

/// What happens.
pub(crate) enum Event {
    Found { place: Place, name: String, seen: Box<Seen> },
    Searched,
    Counted(u64),
    Returned(Box<Returned>),
    Broken(BatchError),
}

/// What was found at a place.
pub(crate) enum Seen {
    Document { sha256: String, bytes: Vec<u8>, claim: Claim },
    Told { message: Message, is_loss: bool },
}

/// Reads all documents into the journal and the target. The work folder has to be locked. `engine` describes the
/// definitions and writes the records of documents that cannot be read; workers have one of their own.
///
/// # Errors
/// Why the batch cannot go on. What was done is safe, and the same command goes on there.
pub fn run(
    options: &Options,
    engine: &Engine,
    sink: Option<Box<dyn Sink>>,
    stop: &Stop,
    progress: &mut dyn Progress,
) -> Result<Ending, BatchError> {
    let stamp = Stamp {
        tool: format!("{} {}", crate::TOOL_VERSION, options.settings),
        definitions: engine.definitions().sha256().to_string(),
    };
    let journal = Journal::begin(&options.work.journal())?;
    let (jobs, waiting) = mpsc::channel();
    let waiting = Mutex::new(waiting);
    let budget = Budget::new((options.jobs.saturating_mul(AHEAD) as u64).saturating_mul(2));
    let seat = Seat { jobs: &waiting, spec: &options.worker, definitions: &stamp.definitions, stop };
    thread::scope(|scope| {
        let (send, events) = mpsc::channel();
        let (inputs, of_search, of_count) = (&options.inputs, send.clone(), send.clone());
        scope.spawn(|| search::search(inputs, &budget, &{ of_search }));
        scope.spawn(|| search::count(inputs, &budget).map(|count| { of_count }.send(Event::Counted(count))));
        for _ in 0..options.jobs {
            let send = send.clone();
            scope.spawn(|| seat.work(&{ send }));
        }
        drop(send);
        let schedule = Schedule::new(options.jobs.saturating_mul(AHEAD));
        let mut parent =
            Parent { options, engine, stamp: &stamp, journal, sink, schedule, counts: Counts::default(), since: None, fresh: 0 };
        let ended = parent.go(&events, &jobs, stop, progress);
        // Whatever happened, nobody may wait for anybody now.
        if ended.is_err() {
            stop.stop();
        }
        budget.close();
        drop(jobs);
        let is_stopped = ended?;
        parent.end(is_stopped)
    })
}

struct Parent<'p> {
    options: &'p Options,
    engine: &'p Engine,
    stamp: &'p Stamp,
    journal: Journal,
    sink: Option<Box<dyn Sink>>,
    schedule: Schedule<Job>,
    counts: Counts,
    /// When the first change that is not yet committed was made, and how many documents were read since.
    since: Option<Instant>,
    fresh: usize,
}

impl Parent<'_> {
    /// Works until everything is read, or it is told to stop; true in the latter case.
    fn go(
        &mut self,
        events: &Receiver<Event>,
        jobs: &Sender<Job>,
        stop: &Stop,
        progress: &mut dyn Progress,
    ) -> Result<bool, BatchError> {
        if let Some(sink) = self.sink.as_deref_mut() {
            load::compare(&mut self.journal, sink)?;
        }
        self.save()?;
        let (mut is_searching, mut told) = (true, Instant::now());
        while is_searching || !self.schedule.is_idle() {
            match events.recv_timeout(TICK) {
                Ok(Event::Found { place, name, seen }) => self.found(&place, name, *seen)?,
                Ok(Event::Searched) => is_searching = false,
                Ok(Event::Counted(total)) => self.counts.total = Some(total),
                Ok(Event::Returned(returned)) => self.returned(*returned)?,
                Ok(Event::Broken(error)) => return Err(error),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Err(BatchError::Internal("all workers are gone".to_owned())),
            }
            if stop.is_stopped() {
                return Ok(true);
            }
            while let Some(job) = self.schedule.next() {
                let _ = jobs.send(job);
            }
            if self.fresh >= TOGETHER || self.since.is_some_and(|since| since.elapsed() >= PATIENCE) {
                self.save()?;
            }
            if told.elapsed() >= TICK {
                progress.update(&self.counts);
                told = Instant::now();
            }
        }
        self.journal.forget_told()?;
        progress.update(&self.counts);
        Ok(false)
    }

    fn found(&mut self, place: &Place, name: String, seen: Seen) -> Result<(), BatchError> {
        self.since.get_or_insert_with(Instant::now);
        match seen {
            Seen::Told { message, is_loss } => {
                self.counts.unread = self.counts.unread.saturating_add(u64::from(is_loss));
                self.journal.note_told(place, &name, &Told { is_loss, message })
            }
            Seen::Document { sha256, bytes, claim } => {
                self.counts.seen = self.counts.seen.saturating_add(1);
                let found = (sha256.as_str(), bytes.len() as u64, name.as_str());
                let is_due = self.journal.claim(found, self.stamp, self.options.retry_failed)?;
                self.journal.note_document(place, &name, &sha256)?;
                if is_due {
                    self.schedule.add(Job { sha256, name, bytes: Arc::new(bytes), is_suspect: false, _claim: claim });
                } else {
                    self.counts.known = self.counts.known.saturating_add(1);
                }
                Ok(())
            }
        }
    }

    fn returned(&mut self, returned: Returned) -> Result<(), BatchError> {
        let Returned { job, ended, elapsed } = returned;
        self.schedule.returned();
        match ended {
            Ended::Stopped => Ok(()),
            Ended::Read(reading) => self.record(&job, &reading, None, elapsed),
            Ended::Died(death) if death.may_be_anothers_fault() && !job.is_suspect => {
                self.schedule.add_suspect(Job { is_suspect: true, ..job });
                Ok(())
            }
            Ended::Died(death) => {
                let reading = self.obituary(&job, &death)?;
                self.record(&job, &reading, Some(&death), elapsed)
            }
        }
    }

    /// The record of a document whose reader died.
    fn obituary(&self, job: &Job, death: &Death) -> Result<Reading, BatchError> {
        let Message { zh, en } = death.message();
        let zh = format!("{zh}；文件已隔离到 quarantine/，其中的 reason.json 说明如何重试");
        let en = format!("{en}; the document lies in quarantine/, where reason.json says how to try again");
        let finding = Finding::new(FindingCode::DocumentUnreadable, zh, en);
        let mut envelope = self.engine.unread(&job.name, job.bytes.len() as u64, finding);
        envelope.source.sha256.clone_from(&job.sha256);
        reading::of(&envelope, self.engine).map_err(|error| BatchError::Internal(error.to_string()))
    }

    fn record(&mut self, job: &Job, reading: &Reading, death: Option<&Death>, elapsed: Duration) -> Result<(), BatchError> {
        let (sha256, work) = (job.sha256.as_str(), &self.options.work);
        let state = match death {
            Some(death) => {
                let names = self.journal.names_of(sha256, &job.name)?;
                quarantine::admit(&Patient { sha256, names: &names, bytes: &job.bytes, death }, work, &self.options.worker)?;
                State::Quarantined
            }
            None => {
                quarantine::release(sha256, work)?;
                if reading.facts.failure.is_some() { State::Failed } else { State::Extracted }
            }
        };
        self.counts.add(&reading.facts, state);
        self.since.get_or_insert_with(Instant::now);
        self.fresh = self.fresh.saturating_add(1);
        let death = death.map(serde_json::to_string).transpose().map_err(|error| BatchError::Internal(error.to_string()))?;
        let elapsed_ms = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
        let bytes = job.bytes.len() as u64;
        self.journal.record(&Outcome { sha256, bytes, name: &job.name, elapsed_ms, death, reading }, self.stamp)
    }

    /// Makes everything so far last, in the journal first and then in the target.
    fn save(&mut self) -> Result<(), BatchError> {
        (self.since, self.fresh) = (None, 0);
        self.journal.commit()?;
        match self.sink.as_deref_mut() {
            Some(sink) => load::load(&mut self.journal, sink),
            None => Ok(()),
        }
    }

    fn end(mut self, is_stopped: bool) -> Result<Ending, BatchError> {
        self.save()?;
        if !is_stopped {
            self.journal.set_meta("state", "read")?;
        }
        if let Some(sink) = self.sink.as_deref_mut() {
            sink.finish()?;
        }
        self.journal.commit()?;
        Ok(Ending { counts: self.counts, is_stopped })
    }
}
