//! Which pages are recognised is for the user to say.

use std::fs;

use biaodan_pipeline::exporter::View;
use biaodan_pipeline::model::{FindingCode, Origin, PageStatus};
use biaodan_pipeline::{Ocr, Recognition};
use biaodan_tests::{fixtures, json};

use crate::support::{encoded, engine, scan, upper_part};

#[test]
fn what_is_not_recognised_is_reported_as_not_read() {
    let engine = biaodan_tests::engine().unwrap().with_recognition(Recognition::never());
    for bytes in [scan("project-skew.pdf"), encoded(&upper_part(), image::ImageFormat::Png)] {
        let envelope = engine.read("scan", &bytes);
        assert!(envelope.forms.is_empty());
        assert_eq!(envelope.pages.len(), 1);
        assert_eq!((envelope.pages[0].status, envelope.pages[0].text_from), (PageStatus::Skipped, Origin::None));
        let unread = envelope.findings.iter().find(|finding| finding.code == FindingCode::PageUnreadable).unwrap();
        assert!(unread.message.en.contains("page 1 was not read"), "{}", unread.message.en);
    }
}

#[test]
fn a_text_layer_is_recognised_only_where_that_is_asked_for() {
    let text = fs::read(fixtures().join("pdf/hand-ruled.pdf")).unwrap();
    let as_text = json(&engine(Ocr::Auto).read("text", &text), View::Full).unwrap();
    let seen = json(&engine(Ocr::Always).read("text", &text), View::Full).unwrap();
    assert_eq!((&as_text["pages"][0]["text_from"], &seen["pages"][0]["text_from"]), (&"text-layer".into(), &"ocr".into()));
    assert_eq!(seen["pages"][0]["grade_reason"]["en"], "recognition was asked for (--ocr always)");
    let cells = |record: &serde_json::Value| -> Vec<(u64, u64, String)> {
        let cells = record["tables"][0]["cells"].as_array().unwrap().clone();
        let cell = |cell: &serde_json::Value| {
            let text: String = cell["text"].as_str().unwrap().split_whitespace().collect();
            (cell["row"].as_u64().unwrap(), cell["column"].as_u64().unwrap(), text)
        };
        cells.iter().map(cell).collect()
    };
    assert_eq!(cells(&seen), cells(&as_text));
}
