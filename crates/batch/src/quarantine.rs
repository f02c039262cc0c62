//! Documents whose readers died, each in a folder of its own with the reason and how to try again.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use biaodan_pipeline::model::Message;
use serde::Serialize;

use crate::death::Death;
use crate::error::BatchError;
use crate::process::WorkerSpec;
use crate::work::{WorkFolder, write_whole};

/// Digits of the digest that stand before the name: enough to tell any two documents apart.
const DIGITS: usize = 16;

/// The longest name, in bytes: file systems take 255, and a person wants to read it.
const LONGEST_NAME: usize = 100;

/// `reason.json`.
#[derive(Serialize)]
struct Reason<'r> {
    sha256: &'r str,
    names: &'r [String],
    file: &'r str,
    reason: Message,
    #[serde(flatten)]
    death: &'r Death,
    repeat: String,
}

/// A document to put into quarantine.
pub(crate) struct Patient<'p> {
    pub(crate) sha256: &'p str,
    pub(crate) names: &'p [String],
    pub(crate) bytes: &'p [u8],
    pub(crate) death: &'p Death,
}

/// Puts a document into quarantine; whatever lay there of it before is replaced.
pub(crate) fn admit(patient: &Patient<'_>, work: &WorkFolder, spec: &WorkerSpec) -> Result<(), BatchError> {
    let name = patient.names.first().map_or("document", String::as_str);
    let folder = folder(patient.sha256, name, work);
    release(patient.sha256, work)?;
    fs::create_dir_all(&folder).map_err(BatchError::file(&folder, "made"))?;
    let file = safe(name);
    let copy = folder.join(&file);
    write_whole(&copy, patient.bytes)?;
    let reason = Reason {
        sha256: patient.sha256,
        names: patient.names,
        file: &file,
        reason: patient.death.message(),
        death: patient.death,
        repeat: repeat(&copy, spec),
    };
    let json = serde_json::to_vec_pretty(&reason).map_err(|error| BatchError::Internal(error.to_string()))?;
    write_whole(&folder.join("reason.json"), &json)
}

/// Removes a document that could be read after all.
pub(crate) fn release(sha256: &str, work: &WorkFolder) -> Result<(), BatchError> {
    let prefix = format!("{}-", prefix(sha256));
    let quarantine = work.quarantine();
    let entries = match fs::read_dir(&quarantine) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(BatchError::file(&quarantine, "read")(error)),
    };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix)) {
        fs::remove_dir_all(entry.path()).map_err(BatchError::file(&entry.path(), "removed"))?;
    }
    Ok(())
}

fn prefix(sha256: &str) -> &str {
    sha256.get(..DIGITS).unwrap_or(sha256)
}

fn folder(sha256: &str, name: &str, work: &WorkFolder) -> PathBuf {
    work.quarantine().join(format!("{}-{}", prefix(sha256), safe(name)))
}

/// The last step of a name, without what could lead anywhere or trouble a shell.
fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = last.chars().map(|c| if c.is_alphanumeric() || "._-".contains(c) { c } else { '_' });
    let plain: String = plain.collect();
    let plain = plain.trim_start_matches('.');
    // From the end, so that the extension stays.
    let mut start = plain.len().saturating_sub(LONGEST_NAME);
    while !plain.is_char_boundary(start) {
        start = start.saturating_add(1);
    }
    match plain.get(start..) {
        None | Some("") => "document".to_owned(),
        Some(rest) => rest.to_owned(),
    }
}

/// The command that tries again, isolated and within the same limits.
fn repeat(copy: &Path, spec: &WorkerSpec) -> String {
    let shown = copy.display().to_string().replace('\'', "'\\''");
    let memory = spec.memory_limit / 1024 / 1024;
    let time = spec.time_limit.as_secs_f64();
    format!("biaodan batch '{shown}' --out biaodan-again --jobs 1 --retry-failed --memory-limit {memory}M --time-limit {time}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere() {
        assert_eq!(safe("a.zip!/../../etc/pass wd"), "pass_wd");
        assert_eq!(safe("..\\..\\预算 表.pdf"), "预算_表.pdf");
        assert_eq!(safe("../.."), "document");
        let long = format!("{}.pdf", "预".repeat(100));
        assert!(safe(&long).len() <= LONGEST_NAME && safe(&long).ends_with("预.pdf"));
    }
}
