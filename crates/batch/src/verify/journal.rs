//! The journal against itself and against the manifest.

use super::Verification;
use super::sides::of_record;
use crate::error::BatchError;
use crate::journal::{Entry, Journal, State};
use crate::manifest::{Manifest, roots};
use crate::pack::{sha256, unpack};
use crate::totals::Totals;

pub(super) fn check(journal: &Journal, manifest: &Manifest, found: &mut Verification) -> Result<(), BatchError> {
    let roots = roots(journal)?;
    let place = "journal.sqlite";
    if roots.documents != manifest.documents_sha256 {
        found.tell(place, "文档记载与清单不符", "what it says of documents is not what the manifest proves");
    }
    if roots.names != manifest.names_sha256 {
        found.tell(place, "名称记载与清单不符", "what it says of names is not what the manifest proves");
    }
    if roots.definitions != manifest.definitions {
        found.tell(place, "表单定义的摘要与清单不符", "its digests of definitions are not those of the manifest");
    }
    let (mut of_facts, mut of_records) = (Totals::default(), Totals::default());
    journal.each_entry(|entry| {
        if entry.state == State::Pending {
            return Ok(());
        }
        found.documents = found.documents.saturating_add(1);
        document(journal, &entry, (&mut of_facts, &mut of_records), found)
    })?;
    let lines = manifest.groups.clone();
    super::sides::compare("journal.sqlite (facts)", &lines, &of_facts.lines(), found);
    super::sides::compare("journal.sqlite (records)", &lines, &of_records.lines(), found);
    Ok(())
}

fn document(
    journal: &Journal,
    entry: &Entry,
    (of_facts, of_records): (&mut Totals, &mut Totals),
    found: &mut Verification,
) -> Result<(), BatchError> {
    let place = |part: &str| format!("journal.sqlite: {part} of {} ({})", entry.name, entry.sha256);
    if entry.seal != entry.expected_seal() {
        found.tell(place("entry"), "记载已被更改", "what is said of it was changed");
    }
    match entry.facts() {
        Some(facts) => facts.forms.iter().for_each(|form| of_facts.add(form)),
        None => found.tell(place("facts"), "无法理解", "make no sense"),
    }
    let Some(packed) = journal.packed(&entry.sha256)? else {
        found.tell(place("record"), "缺失", "is missing");
        return Ok(());
    };
    let parts = [("record", &packed.record, &entry.record_sha256), ("rows", &packed.rows, &entry.rows_sha256)];
    for (part, bytes, expected) in parts {
        match unpack(bytes) {
            Ok(bytes) if sha256(&bytes) == *expected => {
                if part == "record" {
                    of_record(&bytes, of_records);
                }
            }
            _ => found.tell(place(part), "已被更改", "was changed"),
        }
    }
    Ok(())
}
