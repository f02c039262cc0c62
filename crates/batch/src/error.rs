//! Why a batch cannot go on. What is wrong with one document never is a reason.

use std::io;
use std::path::{Path, PathBuf};

use biaodan_sinks::SinkError;
use thiserror::Error;

/// Where, what, and what to do next.
#[derive(Debug, Error)]
pub enum BatchError {
    /// A file of the work folder.
    #[error("{path}: cannot be {verb}: {source}", path = path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// `read`, `written`, …
        verb: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// The journal.
    #[error("{path}: the journal fails: {source}", path = path.display())]
    Journal {
        /// Its file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
    /// A journal of another version of the program.
    #[error("{path}: the journal has version {found}, this program knows {known}; use the program that wrote it, or another work folder", path = path.display())]
    JournalVersion {
        /// Its file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The version known.
        known: i64,
    },
    /// The target.
    #[error(transparent)]
    Target(#[from] SinkError),
    /// Two batches at once.
    #[error("{path}: another batch is at work here; wait for it, or choose another target", path = path.display())]
    Busy {
        /// The work folder.
        path: PathBuf,
    },
    /// Something in the work folder that is not as it was written.
    #[error("{path}: {what}", path = path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong, and what to do.
        what: String,
    },
    /// A worker that cannot be started at all.
    #[error("cannot start a worker: {0}")]
    Worker(io::Error),
    /// The definitions were changed while the batch ran.
    #[error("the form definitions changed while the batch was running; run the same command again")]
    Definitions,
    /// A slip in this crate.
    #[error("internal error: {0}; please report it to the developers")]
    Internal(String),
}

impl BatchError {
    pub(crate) fn journal(path: &Path, source: rusqlite::Error) -> BatchError {
        BatchError::Journal { path: path.to_owned(), source }
    }

    /// For `map_err` on what is done to a file.
    pub(crate) fn file(path: &Path, verb: &'static str) -> impl FnOnce(io::Error) -> BatchError {
        let path = path.to_owned();
        move |source| BatchError::File { path, verb, source }
    }
}
