//! From the journal into the target database.

use std::collections::HashSet;

use biaodan_sinks::{DocumentRows, Sink};

use crate::error::BatchError;
use crate::journal::Journal;
use crate::reading;

/// Documents of one transaction.
pub(crate) const TOGETHER: usize = 64;

/// Loads what the target has not acknowledged. Doing it twice changes nothing, so a crash between the target's
/// commit and the journal's costs nothing.
pub(crate) fn load(journal: &mut Journal, sink: &mut dyn Sink) -> Result<(), BatchError> {
    loop {
        let documents = journal.unloaded(TOGETHER)?;
        if documents.is_empty() {
            return Ok(());
        }
        let (mut rows, mut gone) = (Vec::with_capacity(documents.len()), Vec::new());
        for sha256 in &documents {
            let of_document = current_rows(journal, sha256)?;
            if of_document.is_empty() {
                gone.push(sha256.clone());
            }
            rows.push(of_document);
        }
        sink.replace(&rows)?;
        journal.loaded(&documents)?;
        journal.forget(&gone)?;
        journal.commit()?;
    }
}

/// The rows that the target should hold of a document now: none where it has lost its last name.
pub(crate) fn current_rows(journal: &Journal, sha256: &str) -> Result<DocumentRows, BatchError> {
    let missing = || BatchError::Internal(format!("the journal holds nothing of document {sha256}"));
    let entry = journal.entry(sha256)?.ok_or_else(missing)?;
    let names = journal.names_of(sha256, &entry.name)?;
    if names.is_empty() {
        return Ok(DocumentRows::empty(sha256));
    }
    let packed = journal.packed(sha256)?.ok_or_else(missing)?;
    reading::rows(&packed.rows, &names).map_err(|error| BatchError::Internal(format!("document {sha256}: {error}")))
}

/// Has everything loaded again that the target does not hold, whatever the journal believes: somebody may have
/// removed the database, or named another one.
pub(crate) fn compare(journal: &mut Journal, sink: &mut dyn Sink) -> Result<(), BatchError> {
    let held: HashSet<String> = sink.documents()?.into_iter().collect();
    journal.distrust(|sha256| held.contains(sha256))?;
    journal.commit()
}
