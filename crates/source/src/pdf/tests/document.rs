use super::build::{Build, find, place, seen};
use crate::pdf::{Attachment, Options, Pdf};
use biaodan_model::FindingCode;

#[test]
fn annotations_are_drawn_into_their_rectangles() {
    let page = Build::new()
        .stream(
            "/Subtype /Form /BBox [0 0 10 10] /Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Courier >> >> >>",
            b"BT /F 5 Tf 2 2 Td (A) Tj ET",
        )
        .page(
            "/Annots [<< /Subtype /FreeText /Rect [100 50 120 70] /AP << /N 3 0 R >> >> \
             << /Subtype /Stamp /F 2 /Rect [0 0 10 10] /AP << /N 3 0 R >> >> \
             << /Subtype /Widget /FT /Btn /Rect [50 50 60 60] /AS /Yes /AP << /N << /Yes 3 0 R >> >> >>]",
            "",
            "1 0 0 1 50 50 cm",
        )
        .read();
    assert_eq!(seen(&page), "AA");
    assert_eq!((place(&page, 'A'), find(&page, 'A').size), ((104.0, 46.0), 10.0));
}

#[test]
fn the_value_of_a_field_without_appearance_is_read_in_its_place() {
    let page = Build::new()
        .object("<< /FT /Tx /V <FEFF91D1989D> >>")
        .page(
            "/Annots [<< /Subtype /Widget /Parent 3 0 R /Rect [100 50 150 70] >> \
             << /Subtype /Widget /FT /Ch /V [(a) (b)] /Rect [10 10 60 30] >> << /Subtype /Widget /FT /Tx /F 2 /V (hidden) /Rect [1 1 9 9] >>]",
            "",
            "",
        )
        .read();
    assert_eq!(seen(&page), "金额ab");
    let glyph = find(&page, '金');
    assert!(glyph.bbox.x0 >= 100.0 && glyph.bbox.y0 >= 30.0 && glyph.bbox.y1 <= 50.0, "{glyph:?}");
}

#[test]
fn labels_and_attachments_are_listed() {
    let pdf = Build::new()
        .catalog(
            "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /P (A-) >>] >> /Names << /EmbeddedFiles << /Kids [<< /Names [(k) 3 0 R] >>] >> >>",
        )
        .object("<< /Type /Filespec /F (a.txt) /UF <FEFF88680078> /EF << /F 4 0 R >> >>")
        .stream("/Params << /Size 3 >>", b"abc")
        .page("", "", "")
        .page("", "", "")
        .open();
    assert_eq!((pdf.page_label(1), pdf.page_label(2)), (Some("i".to_owned()), Some("A-1".to_owned())));
    assert_eq!(pdf.attachments(), [Attachment { name: "表x".to_owned(), bytes: Some(3) }]);
    assert_eq!((pdf.page_count(), pdf.findings()), (2, [].as_slice()));
}

#[test]
fn a_file_without_its_end_is_repaired() {
    let mut bytes = Build::new().page("", "", "BT /F1 10 Tf (A) Tj ET").bytes();
    bytes.truncate(bytes.windows(5).position(|w| w == b"xref\n").unwrap());
    let pdf = Pdf::open(bytes, &Options::default()).unwrap();
    assert_eq!(seen(&pdf.reader().page(1)), "A");
}

#[test]
fn what_cannot_be_opened_says_so() {
    let error = Pdf::open(b"%PDF-1.4 nothing".to_vec(), &Options { password: Some("x") }).err().unwrap();
    assert_eq!(error.code, FindingCode::DocumentUnreadable);
    assert!(error.message.zh.contains("损坏"));
}
