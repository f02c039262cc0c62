//! The rows of the target against those of the journal, and the control totals they come to.

use std::collections::HashSet;
use std::path::Path;

use biaodan_sinks::{Access, DocumentRows, FolderReader, Format, Records, Sink, Target};

use super::Verification;
use super::sides::{compare, of_rows};
use crate::error::BatchError;
use crate::journal::{Journal, State};
use crate::load::current_rows;
use crate::manifest::Manifest;
use crate::pack::sha256;
use crate::totals::Totals;

pub(super) fn check(journal: &Journal, target: &Target, manifest: &Manifest, found: &mut Verification) -> Result<(), BatchError> {
    match target {
        Target::Folder { dir, .. } => {
            let written = |name: &str| manifest.files.iter().any(|file| file.path == name);
            // A Parquet file that was changed is named by its digest; what it holds now may be anything.
            let is_told = found.discrepancies.iter().any(|told| told.place.ends_with(".parquet"));
            for format in [Format::Csv, Format::Parquet].into_iter().filter(|format| written(&format!("documents.{format}"))) {
                if format == Format::Csv || !is_told {
                    tables(journal, (dir, format), manifest, found)?;
                }
            }
            if written(biaodan_sinks::RECORDS) { records(journal, dir, found) } else { Ok(()) }
        }
        _ => match target.open(Access::Read)? {
            Some(mut sink) => database(journal, sink.as_mut(), &target.to_string(), manifest, found),
            None => Ok(()),
        },
    }
}

fn database(
    journal: &Journal,
    sink: &mut dyn Sink,
    shown: &str,
    manifest: &Manifest,
    found: &mut Verification,
) -> Result<(), BatchError> {
    let mut totals = Totals::default();
    journal.each_entry(|entry| {
        if entry.state == State::Pending {
            return Ok(());
        }
        let expected = current_rows(journal, &entry.sha256);
        match (expected, sink.read_back(&entry.sha256)) {
            // That the journal's own rows were changed is told already.
            (Err(_), _) => {}
            (Ok(expected), Ok(Some(rows))) => {
                of_rows(&rows, &mut totals);
                differences(shown, &entry.name, &expected, &rows, found);
            }
            (Ok(_), Ok(None)) => {
                found.tell(format!("{shown}: {}", entry.name), "目标中没有该文档", "the target does not hold it");
            }
            (Ok(_), Err(error)) => found.tell(
                format!("{shown}: {}", entry.name),
                format!("无法读回：{error}"),
                format!("cannot be read back: {error}"),
            ),
        }
        Ok(())
    })?;
    compare(shown, &manifest.groups, &totals.lines(), found);
    Ok(())
}

/// CSV or Parquet tables, read document by document.
fn tables(
    journal: &Journal,
    (dir, format): (&Path, Format),
    manifest: &Manifest,
    found: &mut Verification,
) -> Result<(), BatchError> {
    let shown = format!("{}/*.{format}", dir.display());
    let reader = match FolderReader::open(dir, format) {
        Ok(reader) => reader,
        Err(error) => {
            found.tell(shown, format!("无法读取：{error}"), format!("cannot be read: {error}"));
            return Ok(());
        }
    };
    let (mut totals, mut seen) = (Totals::default(), HashSet::new());
    for document in reader {
        match document {
            Err(error) => found.tell(&shown, format!("有误：{error}"), error.to_string()),
            Ok(rows) => {
                of_rows(&rows, &mut totals);
                match journal.entry(&rows.sha256)? {
                    None => found.tell(
                        format!("{shown}: {}", rows.sha256),
                        "日志中没有该文档",
                        "the journal does not know this document",
                    ),
                    Some(entry) => {
                        if let Ok(expected) = current_rows(journal, &entry.sha256) {
                            differences(&shown, &entry.name, &expected, &rows, found);
                        }
                    }
                }
                seen.insert(rows.sha256);
            }
        }
    }
    journal.each_entry(|entry| {
        if entry.state != State::Pending && !seen.contains(&entry.sha256) {
            found.tell(format!("{shown}: {}", entry.name), "目标中没有该文档", "the target does not hold it");
        }
        Ok(())
    })?;
    compare(&shown, &manifest.groups, &totals.lines(), found);
    Ok(())
}

/// The lines of NDJSON: the same order, the same digests.
fn records(journal: &Journal, dir: &Path, found: &mut Verification) -> Result<(), BatchError> {
    let place = |line: u64| format!("{}, line {line}", dir.join(biaodan_sinks::RECORDS).display());
    let mut records = match Records::open(dir) {
        Ok(records) => records,
        Err(error) => {
            found.tell(place(0), format!("无法读取：{error}"), format!("cannot be read: {error}"));
            return Ok(());
        }
    };
    let mut line = 0_u64;
    journal.each_entry(|entry| {
        if entry.state == State::Pending {
            return Ok(());
        }
        line = line.saturating_add(1);
        match records.next() {
            Some(Ok(record)) if sha256(&record) == entry.record_sha256 => found.rows = found.rows.saturating_add(1),
            Some(Ok(_)) => {
                found.tell(
                    place(line),
                    format!("不是文档 {} 的记录", entry.name),
                    format!("is not the record of {}", entry.name),
                );
            }
            Some(Err(error)) => found.tell(place(line), format!("无法读取：{error}"), format!("cannot be read: {error}")),
            None => found.tell(
                place(line),
                format!("缺少文档 {} 的记录", entry.name),
                format!("the record of {} is missing", entry.name),
            ),
        }
        Ok(())
    })?;
    if records.next().is_some() {
        found.tell(place(line.saturating_add(1)), "多出的记录", "a record too many");
    }
    Ok(())
}

/// Names every table and row of a document that differs.
fn differences(shown: &str, name: &str, expected: &DocumentRows, rows: &DocumentRows, found: &mut Verification) {
    for ((table, expected), (_, rows)) in expected.each().zip(rows.each()) {
        let mut same = 0_u64;
        for row in 0..expected.len().max(rows.len()) {
            let place = || format!("{shown}: {} row {row} of {name}", table.name());
            match (expected.get(row), rows.get(row)) {
                (Some(expected), Some(row)) if expected == row => same = same.saturating_add(1),
                (Some(expected), Some(row)) => {
                    let columns = table.columns().zip(expected.iter().zip(row)).filter(|(_, (was, is))| was != is);
                    let columns: Vec<&str> = columns.map(|(column, _)| column.name).collect();
                    let columns = columns.join(", ");
                    found.tell(place(), format!("已被更改：{columns}"), format!("was changed: {columns}"));
                }
                (Some(_), None) => found.tell(place(), "缺失", "is missing"),
                _ => found.tell(place(), "多余", "does not belong there"),
            }
        }
        found.rows = found.rows.saturating_add(same);
    }
}
