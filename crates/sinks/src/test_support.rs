//! Documents for the tests: forms of the fixtures, and one that holds what formats find hard.

use std::path::{Path, PathBuf};

use biaodan_pipeline::exporter::{View, render_element};
use biaodan_pipeline::{Definitions, Engine};

use crate::datum::Datum;
use crate::rows::{DocumentRows, rows};
use crate::schema::{ColumnType, Table};
use crate::sink::Sink;

/// A document as a batch knows it.
pub(crate) struct Extracted {
    pub(crate) rows: DocumentRows,
    pub(crate) record: Vec<u8>,
}

/// Reads files of the folder `fixtures`.
pub(crate) fn extract(fixtures: &[&str]) -> Vec<Extracted> {
    let engine = Engine::new(Definitions::built_in().unwrap());
    let shapes = |kind: &str| engine.definitions().shape(kind);
    let read = |name: &&str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name);
        let envelope = engine.read(name, &std::fs::read(path).unwrap());
        let record = render_element(&envelope, View::Full, false).unwrap();
        Extracted { rows: rows(&envelope, &[], &shapes), record }
    };
    fixtures.iter().map(read).collect()
}

/// Forms of every kind, from dumps and a PDF, several in one document, in ascending order of their hash, and the hard one.
pub(crate) fn documents() -> Vec<Extracted> {
    let names = ["seed.txt", "hand/several-forms.txt", "hand/evaluation.txt", "hand/half-left-alone.txt", "pdf/project-calc.pdf"];
    let mut documents = extract(&names);
    documents.push(Extracted { rows: hard(), record: b"{}".to_vec() });
    documents.sort_by(|a, b| a.rows.sha256.cmp(&b.rows.sha256));
    documents
}

/// One row full of what formats find hard, and one of nothing but keys, in every table.
pub(crate) fn hard() -> DocumentRows {
    let mut document = DocumentRows::empty("77".repeat(32));
    for (table, rows) in Table::ALL.into_iter().zip(&mut document.tables) {
        let has_second_row = table != Table::Documents;
        for i in 0..=i64::from(has_second_row) {
            let cell = |column: &crate::schema::Column| {
                let is_key = table.key().contains(&column.name) || table.order() == Some(column.name);
                match column.column_type {
                    ColumnType::Integer if is_key => Datum::Integer(i),
                    ColumnType::Text if is_key => Datum::text(&format!("list[{i}].\u{20000}")),
                    _ if i == 1 => Datum::Null,
                    ColumnType::Text => Datum::text("=1+1\t\\N\\.\r\n'\"，,;\u{20000}\u{1}"),
                    ColumnType::Integer => Datum::Integer(i64::MAX),
                    ColumnType::Real => Datum::Real(-595.27),
                    ColumnType::Decimal => Datum::Decimal("-12345678901234567890.00".to_owned()),
                    ColumnType::Boolean => Datum::Boolean(true),
                }
            };
            rows.push(table.columns().map(cell).collect());
        }
    }
    document
}

/// What every database has to do with these documents.
pub(crate) fn tell_the_story_of(sink: &mut dyn Sink) {
    let rows: Vec<DocumentRows> = documents().into_iter().map(|document| document.rows).collect();
    let hashes: Vec<String> = rows.iter().map(|document| document.sha256.clone()).collect();

    sink.replace(&rows[..2]).unwrap();
    sink.replace(&rows).unwrap();
    assert_eq!(sink.documents().unwrap(), hashes, "loading twice changes nothing");
    for document in &rows {
        assert_eq!(sink.read_back(&document.sha256).unwrap().as_ref(), Some(document));
    }

    let mut newer = extract(&["seed.txt"]).remove(0).rows;
    newer.tables[Table::Amounts as usize].truncate(1);
    newer.set_names(&["a.txt".to_owned(), "档案.zip/b.txt".to_owned()]);
    sink.replace(std::slice::from_ref(&newer)).unwrap();
    let found = sink.read_back(&newer.sha256).unwrap().unwrap();
    assert_eq!(found, newer, "a newer extraction replaces the whole document");
    assert_eq!(found.cell(Table::Documents, 0, "name"), Some(&Datum::text("a.txt")));

    assert!(sink.replace(&[newer.clone(), newer.clone()]).unwrap_err().to_string().contains("given twice"));
    sink.replace(&[DocumentRows::empty(newer.sha256.clone())]).unwrap();
    assert_eq!(sink.read_back(&newer.sha256).unwrap(), None, "a document without rows is gone");
    assert_eq!(sink.documents().unwrap().len(), hashes.len() - 1);
    sink.finish().unwrap();
}

/// A folder of its own for a test, removed when the test is over.
pub(crate) struct Scratch(pub(crate) PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("biaodan-sinks-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Scratch(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
