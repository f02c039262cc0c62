//! What a database has to be able to do.

use crate::error::SinkError;
use crate::rows::DocumentRows;

/// A database that holds the rows of documents.
pub trait Sink: Send {
    /// Puts these documents in, each as a whole in place of what stood there under its SHA-256, all in one
    /// transaction that is durable on return. Doing it twice changes nothing. A document without rows is removed.
    ///
    /// # Errors
    /// The database's; nothing is changed then. The same document twice in one call is [`SinkError::Misused`].
    fn replace(&mut self, documents: &[DocumentRows]) -> Result<(), SinkError>;

    /// Leaves the database tidy: a SQLite target is one file afterwards. Call once, at the end of a run.
    ///
    /// # Errors
    /// The database's; everything replaced before is safe all the same.
    fn finish(&mut self) -> Result<(), SinkError>;

    /// The SHA-256 of every document of which any table holds a row, ascending.
    ///
    /// # Errors
    /// The database's.
    fn documents(&mut self) -> Result<Vec<String>, SinkError>;

    /// The rows of a document as they stand now, equal to those that were put in as long as nobody changed them;
    /// none where no table holds a row of it.
    ///
    /// # Errors
    /// The database's, and [`SinkError::Damaged`] where a cell is not of its column's type.
    fn read_back(&mut self, sha256: &str) -> Result<Option<DocumentRows>, SinkError>;
}
