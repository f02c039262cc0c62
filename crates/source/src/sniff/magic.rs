//! Signatures at the start of a file.

use memchr::memmem;

use super::MediaKind;

/// Readers accept junk before the header of a PDF up to here (PDF 32000-1, annex H.3.4.1).
const PDF_HEADER_WITHIN: usize = 1024;

/// Names inside an archive stand before each member and again at its end.
const ARCHIVE_LOOK: usize = 64 * 1024;

/// Signatures that need no second look.
const SIGNATURES: &[(&[u8], MediaKind)] = &[
    (b"\x89PNG\r\n\x1a\n", MediaKind::Png),
    (b"\xff\xd8\xff", MediaKind::Jpeg),
    (b"II*\0", MediaKind::Tiff),
    (b"MM\0*", MediaKind::Tiff),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", MediaKind::OldOffice),
    // Before the UTF-16 mark it begins with.
    (b"\xff\xfe\0\0", MediaKind::Utf32),
    (b"\0\0\xfe\xff", MediaKind::Utf32),
    (b"\xff\xfe", MediaKind::Text),
    (b"\xfe\xff", MediaKind::Text),
];

/// What a signature says; none where there is none.
pub(super) fn by_signature(bytes: &[u8]) -> Option<MediaKind> {
    if let Some((_, kind)) = SIGNATURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*kind);
    }
    let head = bytes.get(..PDF_HEADER_WITHIN).unwrap_or(bytes);
    if memmem::find(head, b"%PDF-").is_some() {
        return Some(MediaKind::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(archive(bytes));
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Some(MediaKind::WebP);
    }
    // Two letters alone could begin a text; the four reserved bytes of the header are always zero.
    (bytes.starts_with(b"BM") && bytes.get(6..10) == Some(&[0; 4])).then_some(MediaKind::Bmp)
}

/// What kind of archive, by the member names that each format requires.
fn archive(bytes: &[u8]) -> MediaKind {
    let head = bytes.get(..ARCHIVE_LOOK).unwrap_or(bytes);
    let tail = bytes.get(bytes.len().saturating_sub(ARCHIVE_LOOK)..).unwrap_or_default();
    let holds = |name: &[u8]| memmem::find(head, name).or(memmem::find(tail, name)).is_some();
    if holds(b"OFD.xml") {
        MediaKind::Ofd
    } else if holds(b"[Content_Types].xml") {
        MediaKind::Office
    } else {
        MediaKind::Zip
    }
}
