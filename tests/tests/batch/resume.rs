//! The same command again, and other commands over the same work.

use std::fs;

use biaodan_batch::{Closeness, WorkFolder, diff};
use biaodan_sinks::Table;

use crate::compare::{open, same_rows};
use crate::support::{Batch, Folder, document, fill, json, wait_until};

#[test]
fn what_is_known_is_not_read_again_and_what_changed_is() {
    let folder = Folder::new("resume");
    let inputs = fill(&folder, "in", 6);
    let target = format!("sqlite:{}", folder.path("forms.db").display());
    let batch = Batch::new(&inputs, &target);
    assert_eq!(batch.run(), (0, 6, 0));
    // The same bytes under two more names are one document; a letter is none.
    folder.write("in/copy.txt", &document(0));
    folder.write("in/a/first.txt", &document(0));
    folder.write("in/letter.txt", "一封信\n".as_bytes());
    assert_eq!(batch.run(), (1, 1, 8));
    let sink = &mut open(&target);
    let first = sink
        .documents()
        .unwrap()
        .into_iter()
        .find(|sha256| sink.read_back(sha256).unwrap().unwrap().table(Table::Names).len() == 3);
    let rows = sink.read_back(&first.unwrap()).unwrap().unwrap();
    let names: Vec<_> = (0..3).map(|row| rows.cell(Table::Names, row, "name").unwrap().to_text().unwrap().into_owned()).collect();
    assert_eq!(names, ["000/00000.txt", "a/first.txt", "copy.txt"]);

    // A document whose last name now belongs to another content is gone from everywhere.
    folder.write("in/000/00001.txt", &document(77));
    assert_eq!(batch.run(), (1, 1, 8));
    assert_eq!(open(&target).documents().unwrap().len(), 7);
    let report = json(&folder.path("forms.db.batch/report.json"));
    assert_eq!((report["documents"]["total"].as_u64(), report["documents"]["names"].as_u64()), (Some(7), Some(9)));
    assert_eq!(report["duplicates"][0]["names"].as_array().unwrap().len(), 3);

    // A database that was removed is filled again from the journal; nothing is read.
    fs::copy(folder.path("forms.db"), folder.path("before.db")).unwrap();
    fs::remove_file(folder.path("forms.db")).unwrap();
    assert_eq!(batch.run(), (1, 0, 9));
    same_rows(&target, &format!("sqlite:{}", folder.path("before.db").display()));
}

#[test]
fn two_at_once_are_refused_and_a_dead_one_is_no_hindrance() {
    let folder = Folder::new("busy");
    let inputs = fill(&folder, "in", 2);
    folder.write("in/hang.txt", b"POISON hang\n");
    let target = folder.path("out");
    let batch = Batch { time_limit_ms: 60_000, ..Batch::new(&inputs, target.to_str().unwrap()) };
    let mut first = batch.start();
    wait_until(|| target.join("journal.sqlite").exists());
    let second = batch.start().wait_with_output().unwrap();
    assert!(!second.status.success() && String::from_utf8_lossy(&second.stderr).contains("Busy"));
    first.kill().unwrap();
    first.wait().unwrap();
    fs::remove_file(inputs.join("hang.txt")).unwrap();
    assert_eq!(batch.run().0, 0);
}

#[test]
fn a_batch_does_not_differ_from_itself_and_differs_from_others_where_they_do() {
    let folder = Folder::new("diff");
    let inputs = fill(&folder, "in", 4);
    let work = |name: &str| WorkFolder::at(folder.path(name));
    let run = |name: &str| Batch::new(&inputs, folder.path(name).to_str().unwrap()).run();
    assert_eq!(run("one"), (0, 4, 0));
    fs::remove_file(inputs.join("000/00003.txt")).unwrap();
    folder.write("in/000/00009.txt", &document(9));
    assert_eq!(run("two"), (0, 4, 0));
    let changes = |old: &str, new: &str| {
        let mut changes = Vec::new();
        let visit = |change: biaodan_batch::Change| {
            changes.push(format!("{:?} {}", change.difference, change.document));
            Ok(())
        };
        diff(&work(old), &work(new), Closeness::Everything, visit).unwrap();
        changes
    };
    assert_eq!(changes("one", "one"), [""; 0]);
    assert_eq!(changes("one", "two"), ["OnlyOld 000/00003.txt", "OnlyNew 000/00009.txt"]);
}
