//! Why nothing could be read at all.

use std::path::PathBuf;

/// A recogniser that cannot start, or failed at its work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecogniseError {
    /// No folder holds the models.
    #[error(
        "no models for text recognition found (looked in {}); run scripts/models to fetch them, or name their folder with --models",
        places(looked_in)
    )]
    NoModels {
        /// The folders that were searched, in order.
        looked_in: Vec<PathBuf>,
    },
    /// A model file that is there cannot be read.
    #[error("the model file {path} cannot be read: {reason}", path = path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// A model file is not the one the program was measured with.
    #[error("the model file {path} is not the expected one (SHA-256 {found}, expected {expected}); delete it and run scripts/models", path = path.display())]
    WrongModel {
        /// The file.
        path: PathBuf,
        /// The SHA-256 of its bytes, in hexadecimal.
        found: String,
        /// The SHA-256 it should have.
        expected: &'static str,
    },
    /// The runtime does not accept a model, or a model gave something else than it should.
    #[error("text recognition failed: {0}")]
    Engine(String),
}

fn places(dirs: &[PathBuf]) -> String {
    if dirs.is_empty() {
        return "no folder".to_owned();
    }
    dirs.iter().map(|dir| dir.display().to_string()).collect::<Vec<_>>().join(", ")
}
