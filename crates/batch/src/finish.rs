//! The end of a batch, made from the journal alone: files, report, manifest. Each is there whole or not at all, and
//! making them again gives the same.

use std::path::PathBuf;

use biaodan_sinks::{DecimalWidths, DocumentRows, Folder, Format, Target};

use crate::error::BatchError;
use crate::journal::{Journal, State};
use crate::load::current_rows;
use crate::manifest::{seal, to_json};
use crate::pack::unpack;
use crate::report::{Report, page, report};
use crate::work::{WorkFolder, write_whole};

/// Writes the files of a target that is a folder, the reports and the manifest. The work folder has to be locked.
///
/// # Errors
/// What cannot be written. The same command does it again.
pub fn finish(work: &WorkFolder, target: &Target) -> Result<Report, BatchError> {
    let mut journal = Journal::resume(&work.journal())?;
    journal.clear_pending()?;
    let files = match target {
        Target::Folder { dir, formats } => write_files(&journal, dir, formats)?,
        _ => Vec::new(),
    };
    let report = report(&journal, target)?;
    write_whole(&work.report("json"), &to_json(&report)?)?;
    write_whole(&work.report("html"), page(&report).as_bytes())?;
    seal(journal, work, &report, files)?;
    Ok(report)
}

fn write_files(journal: &Journal, dir: &std::path::Path, formats: &[Format]) -> Result<Vec<PathBuf>, BatchError> {
    let mut widths = DecimalWidths::default();
    if formats.contains(&Format::Parquet) {
        each_read(journal, |sha256| {
            widths.add(&current_rows(journal, sha256)?);
            Ok(())
        })?;
    }
    // records alone need no rows
    let needs_rows = formats.iter().any(|format| *format != Format::Ndjson);
    let mut folder = Folder::create(dir, formats, &widths)?;
    each_read(journal, |sha256| {
        let rows = if needs_rows { current_rows(journal, sha256)? } else { DocumentRows::empty(sha256) };
        let packed = journal.packed(sha256)?.map(|packed| packed.record).unwrap_or_default();
        let record = unpack(&packed).map_err(|error| BatchError::Internal(format!("record of {sha256}: {error}")))?;
        Ok(folder.write(&rows, &record)?)
    })?;
    Ok(folder.finish()?)
}

/// Visits every document that was read, in the order of their digests.
fn each_read(journal: &Journal, mut visit: impl FnMut(&str) -> Result<(), BatchError>) -> Result<(), BatchError> {
    journal.each_entry(|entry| if entry.state == State::Pending { Ok(()) } else { visit(&entry.sha256) })
}
