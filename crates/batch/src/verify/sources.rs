//! The documents themselves, where they still are.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;

use super::Verification;
use crate::error::BatchError;
use crate::inputs::{Content, Place, in_archive};
use crate::journal::{Journal, NameRow};
use crate::pack::{sha256, sha256_of_file};

pub(super) fn check(journal: &Journal, found: &mut Verification) -> Result<(), BatchError> {
    // The entries of one archive come one after the other.
    let mut archive: Vec<NameRow> = Vec::new();
    journal.each_name(|row| {
        if archive.first().is_some_and(|first| first.place.path != row.place.path) {
            entries(&archive, found);
            archive.clear();
        }
        if row.sha256.is_none() {
        } else if row.place.entry.is_empty() {
            file(&row, found);
        } else {
            archive.push(row);
        }
        Ok(())
    })?;
    entries(&archive, found);
    Ok(())
}

fn file(row: &NameRow, found: &mut Verification) {
    let path = row.place.file_path();
    if path.symlink_metadata().is_err() {
        found.missing.push(row.name.clone());
        return;
    }
    let is = sha256_of_file(&path).map_err(|error| error.to_string());
    judge(row, Some(is), found);
}

/// All documents of one archive, which is read once.
fn entries(rows: &[NameRow], found: &mut Verification) {
    let Some(first) = rows.first() else { return };
    let path = first.place.file_path();
    if path.symlink_metadata().is_err() {
        found.missing.extend(rows.iter().map(|row| row.name.clone()));
        return;
    }
    let mut digests = digests(&path, &first.place);
    for row in rows {
        judge(row, digests.remove(&row.place.entry), found);
    }
}

/// The digest of every entry, or why it has none.
fn digests(path: &Path, place: &Place) -> HashMap<Vec<u8>, Result<String, String>> {
    let mut digests = HashMap::new();
    let place = Place { path: place.path.clone(), entry: Vec::new() };
    let _ = in_archive(path, &place, "", &mut |entry| {
        let digest = match entry.content {
            Content::Document(bytes) => Ok(sha256(&bytes)),
            Content::Unread(message) | Content::PassedOver(message) => Err(message.en),
        };
        digests.insert(entry.place.entry, digest);
        ControlFlow::Continue(())
    });
    digests
}

fn judge(row: &NameRow, is: Option<Result<String, String>>, found: &mut Verification) {
    match is {
        Some(Ok(is)) if Some(&is) == row.sha256.as_ref() => found.sources = found.sources.saturating_add(1),
        Some(Ok(_)) => found.tell(&row.name, "源文件已被更改", "the source was changed"),
        Some(Err(error)) => {
            found.tell(&row.name, format!("源文件无法读取：{error}"), format!("the source cannot be read: {error}"));
        }
        None => found.tell(&row.name, "压缩包中已没有该文件", "the archive no longer holds it"),
    }
}
