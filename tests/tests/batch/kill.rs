//! `kill -9`, again and again: in the end everything is as if nothing had happened.

use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::chance::Chance;
use crate::compare::{open, same_files, same_rows};
use crate::support::{Batch, Folder, children, fill, kill, wait_until};

const DOCUMENTS: usize = 500;
const KILLS: usize = 30;

/// Between two kills, in milliseconds at most: a fraction of what all documents take.
const LIFE: u64 = 80;

/// Starts a batch again and again and kills parents and workers, until enough were killed; then lets it end.
///
/// A worker is killed at most once in the life of a parent: what dies twice is rightly put into quarantine.
fn torment(batch: &Batch, seed: u64) {
    let mut chance = Chance::new(seed);
    let (mut parents, mut workers) = (0, 0);
    while parents + workers < KILLS {
        let mut parent = batch.start();
        // Most are killed while they read, some before that.
        if chance.below(4) > 0 {
            wait_until(|| !children(parent.id()).is_empty() || parent.try_wait().unwrap().is_some());
        }
        sleep(Duration::from_millis(chance.below(LIFE)));
        let victims = if chance.below(2) == 0 { children(parent.id()) } else { Vec::new() };
        if !victims.is_empty() {
            kill(victims[chance.below(victims.len() as u64) as usize]);
            workers += 1;
            sleep(Duration::from_millis(chance.below(LIFE)));
        }
        parents += usize::from(end(&mut parent));
    }
    assert!(parents >= KILLS / 4 && workers >= KILLS / 6, "{parents} parents and {workers} workers were killed");
    assert_eq!(batch.run().0, 0);
}

/// Kills a parent; false where it had come to its end before. Its workers follow it.
fn end(parent: &mut Child) -> bool {
    let workers = children(parent.id());
    let was_alive = parent.try_wait().unwrap().is_none();
    kill(parent.id());
    parent.wait().unwrap();
    let is_gone = |worker: &u32| !std::path::Path::new(&format!("/proc/{worker}")).exists();
    wait_until(|| workers.iter().all(is_gone));
    was_alive
}

#[test]
fn a_database_survives() {
    let folder = Folder::new("kill-database");
    let inputs = fill(&folder, "in", DOCUMENTS);
    let target = |name: &str| format!("sqlite:{}", folder.path(name).display());
    let (calm, wild) = (target("calm.db"), target("wild.db"));
    let start = Instant::now();
    assert_eq!(Batch::new(&inputs, &calm).run(), (0, DOCUMENTS, 0));
    println!("undisturbed: {:?}", start.elapsed());
    torment(&Batch::new(&inputs, &wild), 1);
    same_rows(&calm, &wild);
}

#[test]
fn files_survive() {
    let folder = Folder::new("kill-files");
    let inputs = fill(&folder, "in", DOCUMENTS);
    let (calm, wild) = (folder.path("calm"), folder.path("wild"));
    assert_eq!(Batch::new(&inputs, calm.to_str().unwrap()).run(), (0, DOCUMENTS, 0));
    torment(&Batch::new(&inputs, wild.to_str().unwrap()), 2);
    same_files(&calm, &wild);
}

/// The server is made by `scripts/test`, or whoever runs this.
#[test]
fn a_server_survives() {
    let Ok(server) = std::env::var("BIAODAN_TEST_POSTGRES") else {
        println!("skipped: BIAODAN_TEST_POSTGRES names no server");
        return;
    };
    let folder = Folder::new("kill-server");
    let inputs = fill(&folder, "in", DOCUMENTS);
    let calm = format!("sqlite:{}", folder.path("calm.db").display());
    assert_eq!(Batch::new(&inputs, &calm).run(), (0, DOCUMENTS, 0));
    let work = Some(folder.path("work"));
    torment(&Batch { work, ..Batch::new(&inputs, &server) }, 3);
    // The server may hold what other tests put there.
    let (mut calm, mut wild) = (open(&calm), open(&server));
    for sha256 in calm.documents().unwrap() {
        assert_eq!(calm.read_back(&sha256).unwrap(), wild.read_back(&sha256).unwrap(), "{sha256}");
    }
}
