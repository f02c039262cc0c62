//! Scans on the command line: options, messages, and pictures of values.

use serde_json::Value;

use crate::support::{Folder, Run, biaodan, models};

const SCAN: &str = "fixtures/scan/project-skew.pdf";

fn with_models(args: &[&str]) -> Run {
    let models = models();
    biaodan(&[args, &["--models", &models]].concat())
}

#[test]
fn a_scan_is_extracted_like_any_document() {
    let run = with_models(&["extract", SCAN]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let record = run.json();
    assert_eq!(record["pages"][0]["grade"], "scan");
    let total = &record["forms"][0]["fields"]["funds"]["annual"]["total"];
    assert_eq!((&total["value"], &total["from"]), (&Value::from("940.98"), &Value::from("ocr")));
}

#[test]
fn a_scan_that_is_not_recognised_is_lost_data() {
    let run = biaodan(&["extract", "--plain", "--ocr", "never", SCAN]);
    assert_eq!(run.code, 1);
    assert_eq!(run.json()["pages"][0]["status"], "skipped");
    assert_eq!(run.stderr_lines().len(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("page 1 was not read") && run.stderr.contains("--ocr never"), "{}", run.stderr);
}

#[test]
fn missing_models_are_named_with_what_to_do() {
    let folder = Folder::new("no-models", &[]);
    let run = biaodan(&["extract", "--models", &folder.path("nowhere"), SCAN]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("no models for text recognition") && run.stderr.contains("scripts/models"), "{}", run.stderr);
    assert!(run.stderr.contains("nowhere"), "{}", run.stderr);
    // a page with text needs none
    let text = biaodan(&["extract", "--models", &folder.path("nowhere"), "fixtures/pdf/project-calc.pdf"]);
    assert_eq!((text.code, text.stderr.as_str()), (0, ""));
}

#[test]
fn a_value_is_cut_out_of_its_page() {
    let folder = Folder::new("value", &[]);
    let run =
        with_models(&["inspect", "--what", "fields", "--field", "funds.annual.total", "-o", &folder.path("value.png"), SCAN]);
    // without optimisation, on a busy machine, drawing may take longer than it is waited for
    let is_late = run.stderr.ends_with("without the page behind the marks: drawing the page took too long\n");
    assert!(run.code == 0 && (run.stderr.is_empty() || is_late), "{}", run.stderr);
    let png = folder.read("value.png");
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    // 940.98 in print of some 10 points, at 300 dpi
    assert!((100..400).contains(&side(16)) && (60..200).contains(&side(20)), "{} by {}", side(16), side(20));
}

#[test]
fn stages_are_drawn_on_the_page_put_upright() {
    let run = with_models(&["inspect", SCAN]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let svg = run.text();
    assert!(svg.contains("<title>page 1: cells</title>") && svg.contains("940.98"));
    assert_eq!(svg.matches("<image ").count(), 1);
}
