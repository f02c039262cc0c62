//! Two batches compared value by value, so that an upgrade can be judged.

mod values;

use serde::Serialize;
use serde_json::Value;

use self::values::compare;
use crate::error::BatchError;
use crate::journal::{Entry, Journal, State};
use crate::pack::unpack;
use crate::work::WorkFolder;

/// What a difference is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// The document is in the old batch alone.
    OnlyOld,
    /// The document is in the new batch alone.
    OnlyNew,
    /// Whether the document was extracted.
    State,
    /// The verdict on a form.
    Verdict,
    /// Something else in the record.
    Value,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The name of the document in its record.
    pub document: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// What it is about.
    pub difference: Difference,
    /// The path in the full record, empty where it is about the document.
    pub path: String,
    /// What stood there; none where nothing did.
    pub old: Option<Value>,
    /// What stands there.
    pub new: Option<Value>,
}

/// How closely is looked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Closeness {
    /// What records say.
    Values,
    /// Also where on the page it stands and how sure it is.
    Everything,
}

/// Calls `visit` with every difference between two batches, in the order of the documents' digests: first those of
/// the old one, then what the new one alone holds.
///
/// # Errors
/// A work folder without a journal, and those of `visit`.
pub fn diff(
    old: &WorkFolder,
    new: &WorkFolder,
    closeness: Closeness,
    mut visit: impl FnMut(Change) -> Result<(), BatchError>,
) -> Result<(), BatchError> {
    let (old, new) = (Journal::look(&old.journal())?, Journal::look(&new.journal())?);
    old.each_entry(|was| match new.named_entry(&was.sha256)? {
        None => visit(alone(was, Difference::OnlyOld)),
        Some(is) => {
            if was.state != is.state {
                visit(state(&was, &is))?;
            }
            let (before, after) = (record(&old, &was)?, record(&new, &is)?);
            let mut changes = Vec::new();
            compare(&before, &after, closeness, &mut |path, old, new| {
                let difference = if path.ends_with(".verdict") { Difference::Verdict } else { Difference::Value };
                let (document, sha256) = (is.name.clone(), is.sha256.clone());
                changes.push(Change { document, sha256, difference, path, old, new });
            });
            changes.into_iter().try_for_each(&mut visit)
        }
    })?;
    new.each_entry(|is| match old.named_entry(&is.sha256)? {
        None => visit(alone(is, Difference::OnlyNew)),
        Some(_) => Ok(()),
    })
}

fn alone(entry: Entry, difference: Difference) -> Change {
    Change { document: entry.name, sha256: entry.sha256, difference, path: String::new(), old: None, new: None }
}

fn state(was: &Entry, is: &Entry) -> Change {
    let text = |state: State| Some(Value::from(state.as_str()));
    Change {
        document: is.name.clone(),
        sha256: is.sha256.clone(),
        difference: Difference::State,
        path: String::new(),
        old: text(was.state),
        new: text(is.state),
    }
}

/// The record of a document; null where it was not yet read.
fn record(journal: &Journal, entry: &Entry) -> Result<Value, BatchError> {
    let Some(packed) = journal.packed(&entry.sha256)? else { return Ok(Value::Null) };
    let record = unpack(&packed.record).and_then(|bytes| Ok(serde_json::from_slice(&bytes)?));
    record.map_err(|error| BatchError::Internal(format!("the record of {} cannot be read: {error}", entry.name)))
}
