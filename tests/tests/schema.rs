//! The schema takes the record of every dump, and of what is no dump at all.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use biaodan_pipeline::exporter::View;
use biaodan_pipeline::model::Envelope;
use biaodan_tests::{documents, engine, json, schema_of};

fn assert_valid(envelopes: &[Envelope]) {
    let engine = engine().unwrap();
    for view in [View::Full, View::Plain] {
        let validator = jsonschema::draft202012::new(&schema_of(&engine, view)).unwrap();
        for envelope in envelopes {
            let record = json(envelope, view).unwrap();
            let errors: Vec<String> =
                validator.iter_errors(&record).map(|error| format!("{}: {error}", error.instance_path)).collect();
            assert!(errors.is_empty(), "{} {view:?}: {errors:#?}", envelope.source.name);
        }
    }
}

#[test]
fn every_dump_gives_a_valid_record() {
    let engine = engine().unwrap();
    let envelopes: Vec<Envelope> = documents().iter().map(|document| document.read(&engine)).collect();
    assert!(envelopes.len() >= 2);
    assert_valid(&envelopes);
}

#[test]
fn what_is_no_dump_gives_a_valid_record_too() {
    let engine = engine().unwrap();
    let utf16_cut_short: &[u8] = b"\xFF\xFE\xE8\x90\xE8";
    let cases: &[(&str, &[u8])] = &[
        ("empty", b""),
        ("blank", b" \n\x0c\n"),
        ("binary", b"\x00\x01\x02\x03\x00\x00\xFF"),
        ("a PDF", b"%PDF-1.4\n"),
        ("UTF-16, cut short", utf16_cut_short),
        ("a title and nothing else", "项目支出绩效自评表\n".as_bytes()),
        ("a letter", "尊敬的各位同事：\n祝好\n".as_bytes()),
    ];
    let envelopes: Vec<Envelope> = cases.iter().map(|(name, bytes)| engine.read(name, bytes)).collect();
    assert_valid(&envelopes);
}

#[test]
fn any_piece_of_a_dump_gives_a_valid_record() {
    let engine = engine().unwrap();
    let seed = std::fs::read(biaodan_tests::fixtures().join("seed.txt")).unwrap();
    // 97 is prime to the length of characters and lines, so cuts fall inside of both.
    let pieces = (0..seed.len()).step_by(97).map(|at| engine.read("head", &seed[..at]));
    let tails = (0..seed.len()).step_by(97).map(|at| engine.read("tail", &seed[at..]));
    assert_valid(&pieces.chain(tails).collect::<Vec<_>>());
}
