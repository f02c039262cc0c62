use std::io::Write;

use biaodan_model::PageStatus;
use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::build::{Build, seen};
use crate::pdf::limits;

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn forms_that_draw_themselves_come_to_an_end() {
    let page = Build::new()
        .stream("/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 3 0 R >> >>", b"/X Do /X Do /X Do /X Do")
        .page("", "/XObject << /X 3 0 R >>", "BT /F1 9 Tf (A) Tj ET /X Do")
        .read();
    assert_eq!(page.status, PageStatus::Skipped);
}

#[test]
fn a_stream_within_a_stream_that_grows_without_end_is_not_read() {
    let mut data = vec![b' '; limits::STREAM_BYTES + 1];
    for _ in 0..3 {
        data = deflated(&data);
    }
    let build = Build::new().stream("/Filter [/FlateDecode /FlateDecode /FlateDecode]", &data);
    let page = build.page("/Contents 3 0 R", "", "").read();
    assert!(page.reason.is_some_and(|reason| reason.contains("too long")));
}

#[test]
fn unbalanced_operators_do_no_harm() {
    let many = "q ".repeat(100_000) + &"/A BMC ".repeat(100_000) + "BT /F1 9 Tf 9 9 Td (A) Tj ET" + &" Q EMC ]".repeat(10);
    assert_eq!(seen(&super::build::page(&many)), "A");
    let odd = "BT /F1 9 Tf 9 9 Td (A) Tj 1 Td Tm ) >> /F1 Tf [ (B) 5 TJ (C Tj ET";
    assert_eq!(seen(&super::build::page(odd)), "AB");
}
