use biaodan_model::FindingCode;

use super::*;

fn kind(bytes: &[u8]) -> MediaKind {
    sniff(bytes).kind
}

#[test]
fn signatures_are_known() {
    let mut late_pdf = vec![b' '; 1000];
    late_pdf.extend_from_slice(b"%PDF-1.7\n");
    assert_eq!(kind(&late_pdf), MediaKind::Pdf);
    assert_eq!(kind(b"\x89PNG\r\n\x1a\n...."), MediaKind::Png);
    assert_eq!(kind(b"\xff\xd8\xff\xe0JFIF"), MediaKind::Jpeg);
    assert_eq!(kind(b"II*\0\x08\0\0\0"), MediaKind::Tiff);
    assert_eq!(kind(b"MM\0*\0\0\0\x08"), MediaKind::Tiff);
    assert_eq!(kind(b"BM\x36\x10\0\0\0\0\0\0\x36\0"), MediaKind::Bmp);
    assert_eq!(kind(b"RIFF\x10\0\0\0WEBPVP8 "), MediaKind::WebP);
    assert_eq!(kind(b"PK\x03\x04....OFD.xml"), MediaKind::Ofd);
    assert_eq!(kind(b"PK\x03\x04....[Content_Types].xml"), MediaKind::Office);
    assert_eq!(kind(b"PK\x03\x04....a.txt"), MediaKind::Zip);
    assert_eq!(kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), MediaKind::OldOffice);
    assert_eq!(kind(b"\xff\xfe\0\0a\0\0\0"), MediaKind::Utf32);
}

#[test]
fn a_pdf_header_after_the_first_kilobyte_is_text_about_pdf() {
    let mut text = vec![b'a'; 1024];
    text.extend_from_slice(b"%PDF-1.7\n");
    assert_eq!(kind(&text), MediaKind::Text);
}

#[test]
fn text_in_every_encoding_is_text() {
    let text = "部门整体预算绩效目标表\nBM 基本支出 2,293.28\r\n";
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(kind(text.as_bytes()), MediaKind::Text);
    assert_eq!(kind(&utf16), MediaKind::Text);
    assert_eq!(kind(&encoding_rs::GB18030.encode(text).0), MediaKind::Text);
    assert_eq!(kind(b""), MediaKind::Text);
    assert_eq!(kind(b"BM is a bank\n"), MediaKind::Text);
}

#[test]
fn a_stray_nul_does_not_make_a_binary() {
    let mut text = "总体绩效目标\n".repeat(100).into_bytes();
    text.extend_from_slice(b"\0\0");
    assert_eq!(kind(&text), MediaKind::Text);
}

#[test]
fn other_data_is_binary() {
    assert_eq!(kind(&[0; 64]), MediaKind::Binary);
    let noise: Vec<u8> = (0..8192u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(kind(&noise), MediaKind::Binary);
}

#[test]
fn refusals_say_what_to_do() {
    let error = sniff(b"PK\x03\x04....OFD.xml").require_readable().unwrap_err();
    assert_eq!(error.code, FindingCode::DocumentUnreadable);
    assert!(error.to_string().contains("export it as a PDF"));
    assert!(error.message.zh.contains("PDF"));
    assert!(sniff(b"%PDF-1.4").require_readable().is_ok());
    assert!(sniff("财政拨款".as_bytes()).require_readable().is_ok());
}
