//! Why a worker died of a document, and whose fault that may be.

use std::process::ExitStatus;
use std::time::Duration;

use biaodan_pipeline::model::Message;
use serde::{Deserialize, Serialize};

/// How a worker ended while it had a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "cause")]
pub enum Cause {
    /// It took longer than it may.
    TimeLimit {
        /// The limit in milliseconds.
        limit_ms: u64,
    },
    /// It asked for more memory than it may have.
    MemoryLimit {
        /// The limit in bytes.
        limit: u64,
    },
    /// Its stack was exhausted.
    Stack,
    /// Something outside killed it: a person, or the system for want of memory.
    Killed {
        /// The signal.
        signal: i32,
    },
    /// It crashed or gave up.
    Crash {
        /// The signal, or else the exit status.
        status: String,
    },
    /// It said something that is no answer.
    Garbled,
}

/// The death of a worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Death {
    /// What it died of.
    #[serde(flatten)]
    pub cause: Cause,
    /// The stage it was in, as far as it said.
    pub stage: Option<String>,
    /// The page that stage was at work on.
    pub page: Option<u32>,
    /// Its last words on standard error.
    pub said: String,
    /// True for one that had read other documents before, and so may have died of what they left behind.
    pub was_used: bool,
}

impl Cause {
    /// What an exit status and the last words say.
    pub(crate) fn of(status: ExitStatus, said: &str, memory_limit: u64) -> Cause {
        if said.contains("has overflowed its stack") {
            Cause::Stack
        } else if said.contains("memory allocation of") || said.contains("out of memory") {
            Cause::MemoryLimit { limit: memory_limit }
        } else {
            match from_outside(status) {
                Some(signal) => Cause::Killed { signal },
                None => Cause::Crash { status: status.to_string() },
            }
        }
    }

    /// In words.
    #[must_use]
    pub fn message(&self) -> Message {
        match self {
            Cause::TimeLimit { limit_ms } => {
                let limit = Duration::from_millis(*limit_ms);
                Message::new(format!("读取超过时限 {limit:?}"), format!("reading it took longer than {limit:?}"))
            }
            Cause::MemoryLimit { limit } => {
                let limit = limit / 1024 / 1024;
                Message::new(format!("读取所需内存超过 {limit} MiB"), format!("reading it takes more than {limit} MiB of memory"))
            }
            Cause::Stack => Message::new("读取时栈溢出", "reading it exhausted the stack"),
            Cause::Killed { signal } => Message::new(
                format!("读取进程两次被外部终止（信号 {signal}）；可能是系统内存不足"),
                format!("its reader was killed from outside twice (signal {signal}); the system may be short of memory"),
            ),
            Cause::Crash { status } => {
                Message::new(format!("读取时程序崩溃（{status}）"), format!("reading it crashed the program ({status})"))
            }
            Cause::Garbled => Message::new("读取进程的回答无法理解", "its reader gave no answer that makes sense"),
        }
    }
}

impl Death {
    /// True where the document may be innocent: it deserves to be tried once more, alone and by a fresh worker.
    pub(crate) fn may_be_anothers_fault(&self) -> bool {
        match self.cause {
            Cause::Killed { .. } => true,
            Cause::MemoryLimit { .. } => self.was_used,
            _ => false,
        }
    }

    /// In words, with the stage and page.
    #[must_use]
    pub fn message(&self) -> Message {
        let Message { zh, en } = self.cause.message();
        match (&self.stage, self.page) {
            (Some(stage), Some(page)) => {
                Message::new(format!("{zh}（阶段 {stage}，第 {page} 页）"), format!("{en} (stage {stage}, page {page})"))
            }
            (Some(stage), None) => Message::new(format!("{zh}（阶段 {stage}）"), format!("{en} (stage {stage})")),
            _ => Message::new(zh, en),
        }
    }
}

/// The signal of one who is not this program: nothing in a worker sends these to itself.
#[cfg(unix)]
fn from_outside(status: ExitStatus) -> Option<i32> {
    use std::os::unix::process::ExitStatusExt;
    /// HUP, INT, QUIT, KILL, TERM.
    const FROM_OUTSIDE: &[i32] = &[1, 2, 3, 9, 15];
    status.signal().filter(|signal| FROM_OUTSIDE.contains(signal))
}

#[cfg(not(unix))]
fn from_outside(_status: ExitStatus) -> Option<i32> {
    None
}
