//! ZIP archives: Chinese names, names that want out, bombs, archives in archives.

use std::io::{Cursor, Write};

use biaodan_sinks::Table;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::compare::open;
use crate::support::{Batch, Folder, document, json};

/// An archive of files in their order. Names stand in it as they are: in UTF-8, and marked as such.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Puts other bytes of the same length in the place of a name, as programs write that know no UTF-8.
fn rename(mut archive: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = (0..archive.len() - from.len()).filter(|&at| archive[at..].starts_with(from)).collect();
    assert_eq!(places.len(), 2, "once before the bytes, once in the directory");
    for at in places {
        archive[at..at + to.len()].copy_from_slice(to);
    }
    archive
}

#[test]
fn archives_are_read_without_harm() {
    let folder = Folder::new("archive");
    let (gbk, _, _) = encoding_rs::GBK.encode("预算/绩效表.txt");
    let placeholder = "x".repeat(gbk.len());
    let chinese = rename(archive(&[(&placeholder, &document(0))]), placeholder.as_bytes(), &gbk);
    let placeholder = "evil-evil-evil.txt";
    let outside = rename(archive(&[(placeholder, &document(1))]), placeholder.as_bytes(), b"../../../evil1.txt");
    let inner = archive(&[("deep.txt", &document(2)), ("deeper.zip", &archive(&[("deepest.txt", &document(3))]))]);
    let zeros = vec![b' '; 64 << 20];
    let bomb = archive(&[("bomb.txt", &zeros), ("good.txt", &document(4))]);
    let mut cut = archive(&[("lost.txt", &document(5))]);
    cut.truncate(cut.len() / 2);
    for (name, bytes) in [("gbk.zip", &chinese), ("outside.zip", &outside), ("outer.zip", &archive(&[("inner.zip", &inner)]))] {
        folder.write(&format!("in/{name}"), bytes);
    }
    folder.write("in/z/bomb.zip", &bomb);
    folder.write("in/z/cut.zip", &cut);
    folder.write("in/z/not-opened.rar", b"Rar!");

    let target = format!("sqlite:{}", folder.path("out/forms.db").display());
    std::fs::create_dir(folder.path("out")).unwrap();
    assert_eq!(Batch::new(&folder.path("in"), &target).run(), (1, 4, 0));
    let sink = &mut open(&target);
    let mut names: Vec<String> = Vec::new();
    for sha256 in sink.documents().unwrap() {
        let rows = sink.read_back(&sha256).unwrap().unwrap();
        names.push(rows.cell(Table::Documents, 0, "name").unwrap().to_text().unwrap().into_owned());
    }
    names.sort();
    let expected =
        ["gbk.zip!/预算/绩效表.txt", "outer.zip!/inner.zip!/deep.txt", "outside.zip!/../../../evil1.txt", "z/bomb.zip!/good.txt"];
    assert_eq!(names, expected);

    let report = json(&folder.path("out/forms.db.batch/report.json"));
    let not_read: Vec<&str> =
        report["not_read"].as_array().unwrap().iter().map(|place| place["name"].as_str().unwrap()).collect();
    assert_eq!(not_read, ["outer.zip!/inner.zip!/deeper.zip", "z/bomb.zip!/bomb.txt", "z/cut.zip", "z/not-opened.rar"]);
    let outside: Vec<_> = std::fs::read_dir(folder.path("")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(outside.len(), 2, "nothing lies outside of the target: {outside:?}");
}
