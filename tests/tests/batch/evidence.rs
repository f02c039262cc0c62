//! Whatever is changed, on whatever side, `verify` names it.

use std::fs;
use std::path::Path;

use biaodan_batch::{Verification, WorkFolder, verify};
use biaodan_sinks::{Access, DocumentRows, Sink, Target};

use crate::chance::Chance;
use crate::compare::open;
use crate::support::{Batch, Folder, fill};

const DOCUMENTS: usize = 8;

/// What a verification says of a target, place and English message a line.
fn said(target: &str) -> Vec<String> {
    let found = verification(target);
    found.discrepancies.iter().map(|found| format!("{}: {}", found.place, found.message.en)).collect()
}

fn verification(target: &str) -> Verification {
    let target = Target::parse(target, &[]).unwrap();
    verify(&WorkFolder::of(&target, None), Some(&target)).unwrap()
}

fn names(said: &[String], place: &str) -> bool {
    said.iter().any(|line| line.contains(place))
}

/// Flips one bit of a file, verifies, and puts it back.
fn flipped(path: &Path, at: u64, target: &str) -> Vec<String> {
    let bytes = fs::read(path).unwrap();
    let mut other = bytes.clone();
    let at = usize::try_from(at).unwrap() % bytes.len();
    other[at] ^= 1;
    fs::write(path, &other).unwrap();
    let target = Target::parse(target, &[]).unwrap();
    let found = verify(&WorkFolder::of(&target, None), Some(&target));
    fs::write(path, &bytes).unwrap();
    match found {
        Ok(found) => found.discrepancies.iter().map(|found| format!("{}: {}", found.place, found.message.en)).collect(),
        // Too damaged to be read at all: the error names the file.
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn a_changed_byte_of_any_file_is_named() {
    let folder = Folder::new("evidence-files");
    let inputs = fill(&folder, "in", DOCUMENTS);
    let out = folder.path("out");
    let target = out.to_str().unwrap();
    assert_eq!(Batch::new(&inputs, target).run(), (0, DOCUMENTS, 0));
    let untouched = verification(target);
    assert_eq!((untouched.discrepancies.as_slice(), untouched.sources), ([].as_slice(), DOCUMENTS as u64));
    assert!(untouched.rows > 500, "{untouched:?}");
    assert!(untouched.missing.is_empty(), "{untouched:?}");

    let mut chance = Chance::new(3);
    let mut files: Vec<_> = fs::read_dir(&out).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.is_file() && file.file_name().unwrap() != "lock" && fs::metadata(file).unwrap().len() > 0);
    files.sort();
    assert!(files.len() > 20);
    for file in &files {
        for _ in 0..4 {
            let said = flipped(file, chance.below(1 << 40), target);
            let name = file.file_name().unwrap().to_str().unwrap();
            // A seal that was changed disagrees with what it seals.
            let is_seal = name == "seal.json" && names(&said, "seal");
            assert!(is_seal || names(&said, name), "{name}: {said:?}");
        }
    }
    for i in 0..DOCUMENTS {
        let name = format!("000/{i:05}.txt");
        assert_eq!(flipped(&inputs.join(&name), chance.below(1 << 40), target), [format!("{name}: the source was changed")]);
    }
    fs::remove_file(inputs.join("000/00000.txt")).unwrap();
    let found = verification(target);
    assert_eq!((found.discrepancies.len(), found.missing.as_slice()), (0, ["000/00000.txt".to_owned()].as_slice()));
}

#[test]
fn every_changed_row_of_a_database_is_named() {
    let folder = Folder::new("evidence-rows");
    let inputs = fill(&folder, "in", DOCUMENTS);
    let target = format!("sqlite:{}", folder.path("forms.db").display());
    assert_eq!(Batch::new(&inputs, &target).run(), (0, DOCUMENTS, 0));
    assert_eq!(said(&target), [""; 0]);
    let writer = || Target::parse(&target, &[]).unwrap().open(Access::Write).unwrap().unwrap();
    let all = open(&target).documents().unwrap();
    for (i, sha256) in all.iter().enumerate() {
        let before = open(&target).read_back(sha256).unwrap().unwrap();
        for (table, rows) in before.each().filter(|(_, rows)| !rows.is_empty()) {
            let row = i % rows.len();
            let mut after = before.clone();
            let changed = &mut after.tables[table as usize];
            changed.remove(row);
            put(&mut *writer(), &after);
            let said = said(&target);
            assert!(names(&said, &format!(": {} row", table.name())), "{table:?}: {said:?}");
            put(&mut *writer(), &before);
        }
    }
    assert_eq!(said(&target), [""; 0]);
    put(&mut *writer(), &DocumentRows::empty(all[0].clone()));
    let said = said(&target);
    assert!(names(&said, "the target does not hold it") && names(&said, "control totals differ"), "{said:?}");
    assert_eq!(Batch::new(&inputs, &target).run(), (0, 0, DOCUMENTS), "the same command mends it");
    assert_eq!(self::said(&target), [""; 0]);
}

fn put(sink: &mut dyn Sink, rows: &DocumentRows) {
    sink.replace(std::slice::from_ref(rows)).unwrap();
    sink.finish().unwrap();
}
