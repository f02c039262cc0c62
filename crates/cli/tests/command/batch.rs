//! `biaodan batch`, `verify` and `diff`. What they do under stress is tested with the library.

use std::fs;

use crate::support::{Folder, biaodan, seed};

#[test]
fn a_batch_is_loaded_verified_and_compared() {
    let letter = "一封信\n".as_bytes();
    let folder = Folder::new("batch", &[("in/a.txt", &seed()), ("in/b/copy.txt", &seed()), ("in/letter.txt", letter)]);
    let (inputs, target) = (folder.path("in"), format!("sqlite:{}", folder.path("forms.db")));
    let run = biaodan(&["batch", &inputs, "--out", &target, "--jobs", "1"]);
    assert_eq!(run.code, 1, "the letter holds no form: {}", run.stderr);
    assert!(run.stderr.contains("read 2 documents, knew 1; the report is "), "{}", run.stderr);
    let report = String::from_utf8(folder.read("forms.db.batch/report.html")).unwrap();
    assert!(report.contains("letter.txt") && report.contains("没有找到表单") && report.contains("holds no form"), "{report}");

    let again = biaodan(&["batch", "-q", &inputs, "--out", &target]);
    assert_eq!((again.code, again.stderr.as_str()), (1, ""), "known failures stay failures");
    let verified = biaodan(&["verify", &target]);
    assert_eq!(verified.code, 0, "{}", verified.text());
    let by_folder = biaodan(&["verify", &folder.path("forms.db.batch")]);
    assert!(by_folder.code == 2 && by_folder.stderr.contains("sqlite:"), "its rows would go unchecked: {}", by_folder.stderr);
    let same = biaodan(&["diff", &target, &target, "--format", "json"]);
    assert_eq!((same.code, same.text().as_str()), (0, "[]\n"));

    fs::write(folder.path("in/letter.txt"), seed()).unwrap();
    let changed = biaodan(&["verify", &target]);
    assert!(changed.code == 1 && changed.text().contains("✗ letter.txt: the source was changed"), "{}", changed.text());
    let mended = biaodan(&["batch", &inputs, "--out", &target, "--quiet"]);
    assert_eq!((mended.code, mended.stderr.as_str()), (0, ""));
    assert_eq!(biaodan(&["verify", &target]).code, 0);
}

#[test]
fn a_folder_gets_the_formats_that_were_asked_for() {
    let folder = Folder::new("batch-files", &[("seed.txt", &seed())]);
    fs::write(folder.path("list"), format!("{}\n", folder.path("seed.txt"))).unwrap();
    let run = biaodan(&["batch", "--list", &folder.path("list"), "--out", &folder.path("out"), "--format", "ndjson,xlsx"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let record = biaodan(&["extract", "--format", "ndjson", &folder.path("seed.txt")]);
    assert_eq!(folder.read("out/records.ndjson"), record.stdout, "a batch gives the records that extract gives");
    assert!(!folder.read("out/biaodan.xlsx").is_empty());
    assert_eq!(biaodan(&["verify", &folder.path("out")]).code, 0);
}

#[test]
fn wrong_usage_says_what_is_right() {
    for (arguments, said) in [
        (&["batch", "x"][..], "--out"),
        (&["batch", "--out", "a"], "INPUT"),
        (&["batch", "x", "--out", "mysql://a/b"], "sqlite:FILE"),
        (&["batch", "x", "--out", "a", "--memory-limit", "little"], "800M"),
        (&["batch", "x", "--out", "a", "--time-limit", "0"], "above 0"),
        (&["verify", "no-such-folder"], "holds no batch"),
        (&["diff", "no-such-folder", "none"], "holds no batch"),
    ] {
        let run = biaodan(arguments);
        assert!(run.code == 2 && run.stderr.contains(said), "{arguments:?}: {} {}", run.code, run.stderr);
    }
}
