//! Are two targets the same?

use std::fs;
use std::path::Path;

use biaodan_sinks::{Access, Sink, Target};

/// Asserts that two databases hold the same rows.
pub(crate) fn same_rows(one: &str, other: &str) {
    let (mut one, mut other) = (open(one), open(other));
    let documents = one.documents().unwrap();
    assert_eq!(documents, other.documents().unwrap());
    for sha256 in documents {
        assert_eq!(one.read_back(&sha256).unwrap(), other.read_back(&sha256).unwrap(), "{sha256}");
    }
}

pub(crate) fn open(target: &str) -> Box<dyn Sink> {
    Target::parse(target, &[]).unwrap().open(Access::Read).unwrap().unwrap()
}

/// Asserts that the data files of two folders are the same bytes.
pub(crate) fn same_files(one: &Path, other: &Path) {
    let names = |folder: &Path| {
        let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<String> =
            names.filter(|name| [".ndjson", ".csv", ".parquet"].iter().any(|end| name.ends_with(end))).collect();
        names.sort();
        names
    };
    assert_eq!(names(one), names(other));
    assert!(names(one).len() > 10);
    for name in names(one) {
        assert!(fs::read(one.join(&name)).unwrap() == fs::read(other.join(&name)).unwrap(), "{name} differs");
    }
}
