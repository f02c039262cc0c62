use std::fs;
use std::path::Path;

use super::{DecimalWidths, FileFormat, Folder, FolderReader, RECORDS, Records, WORKBOOK, xlsx::Xlsx};
use crate::datum::Datum;
use crate::rows::DocumentRows;
use crate::schema::Table;
use crate::target::Format;
use crate::test_support::{Extracted, Scratch, documents};

fn write(dir: &Path, formats: &[Format], documents: &[Extracted]) -> Vec<std::path::PathBuf> {
    let mut widths = DecimalWidths::default();
    documents.iter().for_each(|document| widths.add(&document.rows));
    let mut folder = Folder::create(dir, formats, &widths).unwrap();
    documents.iter().for_each(|document| folder.write(&document.rows, &document.record).unwrap());
    folder.finish().unwrap()
}

#[test]
fn documents_come_back_from_every_format_that_can_be_read() {
    let scratch = Scratch::new("files");
    let documents = documents();
    let files = write(&scratch.0, &Format::ALL, &documents);
    assert_eq!(files.len(), 1 + 9 + 9 + 1);
    let rows: Vec<&DocumentRows> = documents.iter().map(|document| &document.rows).collect();
    for format in [Format::Csv, Format::Parquet] {
        let found: Vec<DocumentRows> = FolderReader::open(&scratch.0, format).unwrap().map(Result::unwrap).collect();
        for (found, expected) in found.iter().zip(&rows) {
            assert_eq!(found, *expected, "{format}");
        }
        assert_eq!(found.len(), rows.len());
    }
    let records: Vec<Vec<u8>> = Records::open(&scratch.0).unwrap().map(Result::unwrap).collect();
    assert!(records.iter().eq(documents.iter().map(|document| &document.record)));
}

#[test]
fn the_same_documents_give_the_same_bytes_and_leave_nothing_unfinished() {
    let (a, b) = (Scratch::new("files-a"), Scratch::new("files-b"));
    let documents = documents();
    // What an interrupted run left behind, and an older file, do not matter.
    fs::write(b.0.join(".amounts.csv.unfinished"), "half a row").unwrap();
    fs::write(b.0.join(RECORDS), "older").unwrap();
    let files = write(&a.0, &Format::ALL, &documents);
    write(&b.0, &Format::ALL, &documents);
    for file in files {
        let name = file.file_name().unwrap();
        assert_eq!(fs::read(&file).unwrap(), fs::read(b.0.join(name)).unwrap(), "{name:?}");
    }
    assert_eq!(fs::read_dir(&a.0).unwrap().count(), fs::read_dir(&b.0).unwrap().count());
    assert_eq!(fs::read_dir(&a.0).unwrap().count(), 20);

    let folder = Folder::create(&a.0, &[Format::Ndjson], &DecimalWidths::default()).unwrap();
    drop(folder);
    assert!(fs::metadata(a.0.join(RECORDS)).unwrap().len() > 0, "a run that stops leaves the file of the last one");
    assert_eq!(fs::read_dir(&a.0).unwrap().count(), 20);
}

#[test]
fn documents_come_in_order_and_once() {
    let scratch = Scratch::new("files-order");
    let mut folder = Folder::create(&scratch.0, &[Format::Ndjson], &DecimalWidths::default()).unwrap();
    folder.write(&DocumentRows::empty("bb"), b"{}").unwrap();
    for hash in ["bb", "ab"] {
        assert!(folder.write(&DocumentRows::empty(hash), b"{}").unwrap_err().to_string().contains("out of order"));
    }
    assert!(folder.write(&DocumentRows::empty("cc"), b"{\n}").unwrap_err().to_string().contains("not one line"));
}

#[test]
fn a_changed_cell_is_named_by_file_and_line() {
    let scratch = Scratch::new("files-changed");
    let documents = documents();
    write(&scratch.0, &[Format::Csv], &documents);
    let path = scratch.0.join("amounts.csv");
    let text = fs::read_to_string(&path).unwrap();
    let third = text.lines().nth(2).unwrap();
    let hash = third.get(..64).unwrap();
    let changes = [
        (third.replace(hash, &"00".repeat(32)), "amounts.csv, line 3: belongs to no document"),
        (third.replace(hash, &documents.last().unwrap().rows.sha256), "stands apart from the rows of its document"),
        (format!("{third},"), "amounts.csv, line 3: has "),
    ];
    for (changed, said) in changes {
        fs::write(&path, text.replacen(third, &changed, 1)).unwrap();
        let reader = FolderReader::open(&scratch.0, Format::Csv).unwrap();
        let (found, errors): (Vec<_>, Vec<_>) = reader.partition(Result::is_ok);
        assert_eq!(found.len(), documents.len(), "the others come all the same");
        let errors: Vec<String> = errors.into_iter().map(|error| error.unwrap_err().to_string()).collect();
        assert!(errors.iter().any(|error| error.contains(said)), "{said}: {errors:?}");
    }
}

#[test]
fn a_damaged_parquet_file_is_read_to_an_end() {
    let scratch = Scratch::new("files-damaged");
    let documents = documents();
    write(&scratch.0, &[Format::Parquet], &documents);
    let path = scratch.0.join("amounts.parquet");
    let bytes = fs::read(&path).unwrap();
    let rows: Vec<&DocumentRows> = documents.iter().map(|document| &document.rows).collect();
    let mut seen = 0;
    for at in (0..bytes.len()).step_by(97) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x55;
        fs::write(&path, changed).unwrap();
        let Ok(reader) = FolderReader::open(&scratch.0, Format::Parquet) else {
            seen += 1;
            continue;
        };
        let found: Vec<_> = reader.take(1000).collect();
        assert!(found.len() < 1000, "byte {at}");
        seen += usize::from(!found.iter().map(|found| found.as_ref().ok()).eq(rows.iter().copied().map(Some)));
    }
    // The rest are bytes that say nothing of the rows, such as statistics; the hash of the file tells of them.
    assert!(seen > 20, "{seen}");
}

#[test]
fn a_decimal_that_does_not_fit_is_named_and_not_rounded() {
    let scratch = Scratch::new("files-decimal");
    let mut document = crate::test_support::hard();
    let value = Table::Amounts.position("value").unwrap();
    document.tables[Table::Amounts as usize][0][value] = Datum::Decimal("0.1234567890123456789".to_owned());
    let mut folder = Folder::create(&scratch.0, &[Format::Parquet], &DecimalWidths::default()).unwrap();
    let said = folder.write(&document, b"{}").unwrap_err().to_string();
    assert!(said.contains("0.1234567890123456789 in amounts.value of document 7777"), "{said}");
}

#[test]
fn a_table_longer_than_a_sheet_goes_on_on_the_next() {
    let scratch = Scratch::new("files-sheets");
    let mut document = crate::test_support::hard();
    let text = Table::Fields.position("value").unwrap();
    document.tables[Table::Fields as usize][0][text] = Datum::text(&"长".repeat(40_000));
    let mut xlsx = Box::new(Xlsx::with_rows(&scratch.0, 2).unwrap());
    xlsx.write(&document, b"{}").unwrap();
    xlsx.finish().unwrap().into_iter().for_each(|pending| drop(pending.put_in_place().unwrap()));
    let bytes = fs::read(scratch.0.join(WORKBOOK)).unwrap();
    assert!(bytes.starts_with(b"PK"));
    // Nine tables, eight of them with a second sheet, and the long texts.
    let sheets = (1..=30).filter(|i| {
        let name = format!("xl/worksheets/sheet{i}.xml");
        bytes.windows(name.len()).any(|window| window == name.as_bytes())
    });
    assert_eq!(sheets.count(), 18);
}
