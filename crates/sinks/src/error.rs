//! What can go wrong on the way into a target or back.

use std::error::Error;
use std::fmt::Display;
use std::path::Path;

use thiserror::Error;

/// Why a target could not be written or read. Says where, what, and what to do next.
#[derive(Debug, Error)]
pub enum SinkError {
    /// The system or the database refuses.
    #[error("{place}: {what}: {why}")]
    Failed {
        /// The file, or the database without its password.
        place: String,
        /// What was being done.
        what: String,
        /// Why it failed, with the causes of the cause.
        why: String,
    },
    /// The target was written by a newer version of this program.
    #[error(
        "{place}: has schema version {found}, this program knows versions up to {known}; use a newer biaodan, or another target"
    )]
    TooNew {
        /// The file, or the database without its password.
        place: String,
        /// The version there.
        found: u32,
        /// The newest version known here.
        known: u32,
    },
    /// The target is to be read only, and was written by an older version.
    #[error("{place}: has schema version {found}, {known} is expected; run `biaodan batch` on it once to bring it up to date")]
    TooOld {
        /// The file, or the database without its password.
        place: String,
        /// The version there.
        found: u32,
        /// The version expected.
        known: u32,
    },
    /// What stands in the target is not what this program writes there.
    #[error("{place}: {what}")]
    Damaged {
        /// The file and row, or the table.
        place: String,
        /// What is wrong with it.
        what: String,
    },
    /// A value that the format cannot hold exactly. It is never rounded.
    #[error("{place}: {value} in {cell} does not fit: {what}")]
    DoesNotFit {
        /// The file.
        place: String,
        /// The table and column, and the SHA-256 of the document.
        cell: String,
        /// The value.
        value: String,
        /// What the column holds, and what to do.
        what: &'static str,
    },
    /// The caller gave documents that cannot stand beside each other.
    #[error("{0}")]
    Misused(String),
}

impl SinkError {
    pub(crate) fn failed(place: impl Display, what: impl Into<String>, cause: &dyn Error) -> SinkError {
        SinkError::Failed { place: place.to_string(), what: what.into(), why: in_words(cause) }
    }

    pub(crate) fn damaged(place: impl Display, what: impl Into<String>) -> SinkError {
        SinkError::Damaged { place: place.to_string(), what: what.into() }
    }

    /// For `map_err` on what is done to a file.
    pub(crate) fn at<E: Error>(path: &Path, what: &'static str) -> impl Fn(E) -> SinkError + use<E> {
        let place = path.display().to_string();
        move |cause| SinkError::failed(&place, what, &cause)
    }
}

/// An error and its causes, each once: some libraries repeat the cause in their own words, some leave it out.
fn in_words(error: &dyn Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !words.contains(&more) {
            words.push_str(": ");
            words.push_str(&more);
        }
        cause = error.source();
    }
    words
}
