//! Do sources, journal, files and database still agree? Whatever does not is named. Reads everything, changes
//! nothing, and needs no network but for the database.

mod journal;
mod sides;
mod sources;
mod target;

use biaodan_pipeline::model::Message;
use biaodan_sinks::Target;
use serde::Serialize;

use crate::error::BatchError;
use crate::journal::Journal;
use crate::manifest::{MANIFEST, Manifest, SealFile};
use crate::pack::{sha256, sha256_of_file};
use crate::work::WorkFolder;

/// Something that is not as it was when the batch ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Discrepancy {
    /// Where: a file, a name, or a table with its row.
    pub place: String,
    /// What is wrong with it.
    pub message: Message,
}

/// What a verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Documents whose evidence was checked.
    pub documents: u64,
    /// Sources that are there, byte for byte.
    pub sources: u64,
    /// Files of work folder and target that are as they were.
    pub files: u64,
    /// Rows of the target that are as they were.
    pub rows: u64,
    /// What is not as it was.
    pub discrepancies: Vec<Discrepancy>,
    /// Sources that are no longer where they were, which says nothing against the rest.
    pub missing: Vec<String>,
    /// The digest of the whole evidence: noted elsewhere, it shows later that nobody made new evidence.
    pub manifest_sha256: String,
}

impl Verification {
    fn tell(&mut self, place: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) {
        self.discrepancies.push(Discrepancy { place: place.into(), message: Message::new(zh, en) });
    }
}

/// Checks a finished batch. The work folder has to be locked.
///
/// # Errors
/// There is no finished batch, or it cannot be read at all.
pub fn verify(work: &WorkFolder, target: Option<&Target>) -> Result<Verification, BatchError> {
    let mut found = Verification::default();
    let manifest = evidence(work, &mut found)?;
    let journal = Journal::look(&work.journal())?;
    if journal.meta(MANIFEST)?.as_deref() != Some(found.manifest_sha256.as_str()) {
        let zh = "清单的摘要与日志中记载的不同：两者之一已被更改，或批次尚未完成";
        found.tell(
            "manifest.json",
            zh,
            "its digest is not the one in the journal: one of them was changed, or the batch is not finished",
        );
    }
    files(work, &manifest, &mut found)?;
    journal::check(&journal, &manifest, &mut found)?;
    sources::check(&journal, &mut found)?;
    if let Some(target) = target {
        target::check(&journal, target, &manifest, &mut found)?;
    }
    Ok(found)
}

/// The manifest, after its own bytes and those of the journal were compared with the seal.
fn evidence(work: &WorkFolder, found: &mut Verification) -> Result<Manifest, BatchError> {
    let read = |path: &std::path::Path| std::fs::read(path).map_err(BatchError::file(path, "read"));
    let (manifest_path, seal_path, journal_path) = (work.manifest(), work.seal(), work.journal());
    let bytes = read(&manifest_path)?;
    found.manifest_sha256 = sha256(&bytes);
    let journal_sha256 = sha256_of_file(&journal_path).map_err(BatchError::file(&journal_path, "read"))?;
    match serde_json::from_slice::<SealFile>(&read(&seal_path)?) {
        Err(error) => found.tell("seal.json", format!("已被更改：{error}"), format!("was changed: {error}")),
        Ok(seal) => {
            if seal.manifest_sha256 != found.manifest_sha256 {
                found.tell("manifest.json", "与封条记载的摘要不同", "its digest is not the one in the seal");
            }
            if seal.journal_sha256 != journal_sha256 {
                found.tell("journal.sqlite", "与封条记载的摘要不同", "its digest is not the one in the seal");
            }
        }
    }
    let damaged = |error: serde_json::Error| BatchError::Damaged {
        path: manifest_path.clone(),
        what: format!("is no manifest any more ({error}); run the batch again to make new evidence"),
    };
    serde_json::from_slice(&bytes).map_err(damaged)
}

fn files(work: &WorkFolder, manifest: &Manifest, found: &mut Verification) -> Result<(), BatchError> {
    for file in &manifest.files {
        match sha256_of_file(&work.path().join(&file.path)) {
            Ok(sha256) if sha256 == file.sha256 => found.files = found.files.saturating_add(1),
            Ok(_) => found.tell(&file.path, "内容已被更改", "its bytes were changed"),
            Err(error) => found.tell(&file.path, format!("无法读取：{error}"), format!("cannot be read: {error}")),
        }
    }
    for path in crate::manifest::quarantined(work)? {
        let shown = crate::manifest::shown(&path, work.path());
        if !manifest.files.iter().any(|file| file.path == shown) {
            found.tell(shown, "不在清单中", "is not in the manifest");
        }
    }
    Ok(())
}
