//! The evidence of a batch: digests of everything it holds. The journal keeps the manifest's digest, the manifest
//! the digest of what the journal says, and a seal beside both those of the two files, so that no byte of either can
//! change unseen.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::BatchError;
use crate::journal::{Journal, State};
use crate::pack::{Seal, sha256, sha256_of_file};
use crate::report::{Documents, Report};
use crate::totals::Line;
use crate::work::{WorkFolder, write_whole};

/// `manifest.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the program that finished the batch.
    pub tool: String,
    /// The definitions the documents were read with, each once, sorted.
    pub definitions: Vec<String>,
    /// The target, without a password.
    pub target: String,
    /// How many documents there are.
    pub documents: Documents,
    /// The control totals.
    pub groups: Vec<Line>,
    /// The digest over what the journal says of every document.
    pub documents_sha256: String,
    /// The digest over every name.
    pub names_sha256: String,
    /// The files of work folder and target.
    pub files: Vec<FileDigest>,
}

/// A file and its digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileDigest {
    /// Its path, below the work folder where it lies there.
    pub path: String,
    /// SHA-256 of its bytes.
    pub sha256: String,
}

/// `seal.json`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SealFile {
    /// SHA-256 of `manifest.json`.
    pub manifest_sha256: String,
    /// SHA-256 of `journal.sqlite`.
    pub journal_sha256: String,
}

/// The key under which the journal keeps the manifest's digest.
pub(crate) const MANIFEST: &str = "manifest_sha256";

/// What the journal says, as digests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Roots {
    pub(crate) documents: String,
    pub(crate) names: String,
    pub(crate) definitions: Vec<String>,
}

/// Takes the digests of the journal's words.
pub(crate) fn roots(journal: &Journal) -> Result<Roots, BatchError> {
    let (mut documents, mut names, mut definitions) = (Seal::new(), Seal::new(), Vec::new());
    journal.each_entry(|entry| {
        documents.push(entry.expected_seal().as_bytes());
        if entry.state != State::Pending && !definitions.contains(&entry.definitions) {
            definitions.push(entry.definitions);
        }
        Ok(())
    })?;
    journal.each_name(|row| {
        let told = row.told.map(|told| format!("{}\n{}\n{}", told.is_loss, told.message.zh, told.message.en));
        for part in [row.place.path, row.place.entry, row.name.into_bytes()] {
            names.push(&part);
        }
        names.push(row.sha256.unwrap_or_default().as_bytes());
        names.push(told.unwrap_or_default().as_bytes());
        Ok(())
    })?;
    definitions.sort();
    Ok(Roots { documents: documents.finish(), names: names.finish(), definitions })
}

/// Writes manifest and seal, and closes the journal. `files` are those of the target.
pub(crate) fn seal(mut journal: Journal, work: &WorkFolder, report: &Report, files: Vec<PathBuf>) -> Result<(), BatchError> {
    let roots = roots(&journal)?;
    let manifest = Manifest {
        tool: report.tool.clone(),
        definitions: roots.definitions,
        target: report.target.clone(),
        documents: report.documents.clone(),
        groups: report.groups.clone(),
        documents_sha256: roots.documents,
        names_sha256: roots.names,
        files: digests(work, files)?,
    };
    let bytes = to_json(&manifest)?;
    write_whole(&work.manifest(), &bytes)?;
    let manifest_sha256 = sha256(&bytes);
    journal.set_meta(MANIFEST, &manifest_sha256)?;
    journal.close()?;
    let path = work.journal();
    let journal_sha256 = sha256_of_file(&path).map_err(BatchError::file(&path, "read"))?;
    write_whole(&work.seal(), &to_json(&SealFile { manifest_sha256, journal_sha256 })?)
}

/// Readable JSON with a line end.
pub(crate) fn to_json(value: &impl Serialize) -> Result<Vec<u8>, BatchError> {
    let mut bytes = serde_json::to_vec_pretty(value).map_err(|error| BatchError::Internal(error.to_string()))?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The digests of the target's files, the reports and everything in quarantine.
fn digests(work: &WorkFolder, mut files: Vec<PathBuf>) -> Result<Vec<FileDigest>, BatchError> {
    files.extend([work.report("json"), work.report("html")]);
    files.extend(quarantined(work)?);
    files.sort();
    let digest = |path: &PathBuf| {
        let sha256 = sha256_of_file(path).map_err(BatchError::file(path, "read"))?;
        Ok(FileDigest { path: shown(path, work.path()), sha256 })
    };
    files.iter().map(digest).collect()
}

/// Every file in quarantine.
pub(crate) fn quarantined(work: &WorkFolder) -> Result<Vec<PathBuf>, BatchError> {
    let mut files = Vec::new();
    let mut folders = vec![work.quarantine()];
    while let Some(folder) = folders.pop() {
        if !folder.exists() {
            continue;
        }
        for entry in fs::read_dir(&folder).map_err(BatchError::file(&folder, "read"))? {
            let path = entry.map_err(BatchError::file(&folder, "read"))?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    Ok(files)
}

/// A path below the work folder, with `/`.
pub(crate) fn shown(path: &Path, work: &Path) -> String {
    let below = path.strip_prefix(work).unwrap_or(path);
    let steps: Vec<_> = below.iter().map(|step| step.to_string_lossy()).collect();
    steps.join("/")
}
