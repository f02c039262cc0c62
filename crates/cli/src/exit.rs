//! The exit status, and which error gives which.

use std::fmt;
use std::io;
use std::process::ExitCode;

/// How the command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done.
    Done,
    /// A document failed, data was lost, or what was checked was refused.
    Failed,
    /// The command was used wrongly.
    Usage,
}

impl Exit {
    /// [`Exit::Failed`] where something failed.
    pub(crate) fn failed_if(failed: bool) -> Exit {
        if failed { Exit::Failed } else { Exit::Done }
    }

    /// The exit that an error stands for.
    pub(crate) fn of(error: &anyhow::Error) -> Exit {
        let is_closed_pipe = |cause: &(dyn std::error::Error + 'static)| {
            cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
        };
        if error.chain().any(is_closed_pipe) {
            Exit::Done
        } else if error.is::<UsageError>() {
            Exit::Usage
        } else {
            Exit::Failed
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::Done => ExitCode::SUCCESS,
            Exit::Failed => ExitCode::from(1),
            Exit::Usage => ExitCode::from(2),
        }
    }
}

/// Wrong usage that the argument parser cannot see.
#[derive(Debug)]
pub(crate) struct UsageError(pub(crate) String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_pipe_is_a_success_wherever_it_shows() {
        let closed = anyhow::Error::from(io::Error::from(io::ErrorKind::BrokenPipe));
        assert_eq!(Exit::of(&closed.context("cannot write")), Exit::Done);
        let full = anyhow::Error::from(io::Error::from(io::ErrorKind::StorageFull));
        assert_eq!(Exit::of(&full), Exit::Failed);
        assert_eq!(Exit::of(&UsageError("no".to_owned()).into()), Exit::Usage);
    }
}
