//! Where the data goes, and what happens where it cannot go there.

use std::io::Read;
use std::process::Stdio;

use crate::support::{Folder, biaodan, command, seed};

#[test]
fn a_file_is_what_standard_output_would_be() {
    let folder = Folder::new("file", &[]);
    let run = biaodan(&["extract", "-o", &folder.path("out.json"), "fixtures/seed.txt"]);
    assert_eq!((run.code, run.stdout.len()), (0, 0), "{}", run.stderr);
    assert_eq!(folder.read("out.json"), biaodan(&["extract", "fixtures/seed.txt"]).stdout);
    assert_eq!(folder.names(), ["out.json"], "nothing else is left behind");
}

#[test]
fn an_input_may_be_its_own_output() {
    let folder = Folder::new("itself", &[("form.txt", &seed())]);
    let run = biaodan(&["extract", "-o", &folder.path("form.txt"), &folder.path("form.txt")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let record: serde_json::Value = serde_json::from_slice(&folder.read("form.txt")).unwrap();
    assert_eq!(record["source"]["bytes"], seed().len());
}

#[test]
fn a_file_that_cannot_be_made_is_one_line() {
    let run = biaodan(&["extract", "-o", "no/such/folder/out.json", "fixtures/seed.txt"]);
    assert_eq!((run.code, run.stdout.len()), (1, 0));
    let [line] = run.stderr_lines()[..] else { panic!("{}", run.stderr) };
    assert!(line.starts_with("biaodan: cannot make no/such/folder/out.json: "), "{line}");
}

#[test]
fn a_reader_that_leaves_early_is_no_failure() {
    let folder = Folder::new("pipe", &[]);
    for i in 0..40 {
        std::fs::write(folder.path(&format!("{i}.txt")), seed()).unwrap();
    }
    let path = folder.path("");
    let mut child = command(&["extract", &path]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 1];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), first), (Some(0), *b"["));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_a_failure() {
    for args in [&["extract", "fixtures/seed.txt"][..], &["findings"], &["schema"]] {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let output = command(args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        assert!(!output.stderr.is_empty(), "{args:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_to_tell_changes_nothing() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = command(&["extract", "no-such.txt"]).stderr(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(output.stdout, biaodan(&["extract", "no-such.txt"]).stdout);
}
