//! Pictures that are no pages, or lie about themselves, end in a clear error, in time and within memory.

use std::fs;
use std::io::Write;
use std::sync::mpsc;
use std::time::Duration;

use biaodan_pipeline::model::{Envelope, Severity, Verdict};
use biaodan_pipeline::{Engine, Ocr, failure};
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use crate::support::{encoded, engine, jpeg, upper_part};

/// No picture may take longer. Far above what any takes, so that a busy machine is no failure.
const LONGEST: Duration = Duration::from_secs(30);

/// Peak memory of the whole test program, in kilobytes.
const MOST_MEMORY: u64 = 1 << 20;

fn record(engine: &Engine, what: &str, bytes: Vec<u8>) -> Envelope {
    let (done, waiting) = mpsc::channel();
    let engine = engine.clone();
    // the taker may have stopped waiting
    std::thread::spawn(move || done.send(engine.read("damaged", &bytes)).is_ok());
    waiting.recv_timeout(LONGEST).unwrap_or_else(|_| panic!("{what}: no record within {LONGEST:?}"))
}

/// A page whose picture holds nothing gives nothing, and says so.
fn gives_nothing(engine: &Engine, what: &str, bytes: Vec<u8>) {
    let envelope = record(engine, what, bytes);
    assert!(failure(&envelope).is_some() && envelope.forms.is_empty(), "{what}: {:?}", envelope.findings);
}

/// The record must say what is wrong with the document, in both languages.
fn is_refused(engine: &Engine, what: &str, bytes: Vec<u8>) {
    let envelope = record(engine, what, bytes);
    let error = envelope.findings.iter().find(|finding| finding.severity() == Severity::Error);
    let message = &error.unwrap_or_else(|| panic!("{what}: no error among {:?}", envelope.findings)).message;
    assert!(!message.zh.is_empty() && !message.en.starts_with("made the program fail"), "{what}: {}", message.en);
    assert!(envelope.forms.iter().all(|form| form.verdict != Verdict::Accepted), "{what}");
}

/// A PNG whose header and data need not agree; its checksums are right. `kind` is 0 for grey and 6 for RGBA.
fn png(size: (u32, u32), depth: u8, kind: u8, data: &[u8]) -> Vec<u8> {
    let header = [&size.0.to_be_bytes()[..], &size.1.to_be_bytes(), &[depth, kind, 0, 0, 0]].concat();
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (name, body) in [(b"IHDR", &header[..]), (b"IDAT", data), (b"IEND", b"")] {
        let mut crc = Crc::new();
        crc.update(name);
        crc.update(body);
        out.extend(u32::try_from(body.len()).unwrap().to_be_bytes());
        out.extend([&name[..], body, &crc.sum().to_be_bytes()].concat());
    }
    out
}

/// A grey TIFF of one strip. Compression 1 is none and 8 is deflate.
fn tiff(size: (u32, u32), compression: u32, data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap();
    let entries = [
        (256, size.0),
        (257, size.1),
        (258, 8),
        (259, compression),
        (262, 1),
        (273, 122),
        (277, 1),
        (278, size.1),
        (279, length),
    ];
    let mut out = b"II*\0\x08\0\0\0\x09\0".to_vec();
    for (tag, value) in entries {
        let tag: u16 = tag;
        out.extend([&tag.to_le_bytes()[..], &4u16.to_le_bytes(), &1u32.to_le_bytes(), &value.to_le_bytes()].concat());
    }
    out.extend([0; 4]);
    out.extend(data);
    out
}

/// So many megabytes of nothing.
fn deflated(megabytes: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    (0..megabytes).for_each(|_| encoder.write_all(&[0; 1 << 20]).unwrap());
    encoder.finish().unwrap()
}

/// A page that shows one picture.
fn pdf(size: (u32, u32), filter: &str, data: &[u8]) -> Vec<u8> {
    let dictionary = format!(
        "<< /Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /{filter} /Length {} >>",
        size.0,
        size.1,
        data.len()
    );
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /P 5 0 R >> >> >>";
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.as_bytes().to_vec(),
        b"<< /Length 27 >>\nstream\nq 595 0 0 842 0 0 cm /P Do Q\nendstream".to_vec(),
        [dictionary.as_bytes(), b"\nstream\n", data, b"\nendstream"].concat(),
    ];
    let mut out = Vec::from(b"%PDF-1.7\n");
    for (object, number) in objects.iter().zip(1..) {
        out.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    out.extend_from_slice(b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n");
    out
}

#[test]
fn sizes_that_no_page_has_are_refused() {
    let engine = engine(Ocr::Auto);
    is_refused(&engine, "a PNG of 0 by 0", png((0, 0), 8, 0, &deflated(0)));
    is_refused(&engine, "a PNG of 100000 by 1", png((100_000, 1), 8, 0, &deflated(1)));
    is_refused(&engine, "a TIFF of 0 by 0", tiff((0, 0), 1, b""));
    is_refused(&engine, "a TIFF of 1 by 100000", tiff((1, 100_000), 1, &[0; 100_000]));
    gives_nothing(&engine, "a picture of 100000 by 1 in a PDF", pdf((100_000, 1), "FlateDecode", &deflated(1)));
    gives_nothing(&engine, "a picture of 0 by 0 in a PDF", pdf((0, 0), "FlateDecode", &deflated(0)));
}

#[test]
fn pictures_that_are_cut_off_or_lie_are_refused() {
    let engine = engine(Ocr::Auto);
    let whole = jpeg("project-skew.pdf");
    is_refused(&engine, "a JPEG cut off", whole[..whole.len() / 2].to_vec());
    is_refused(&engine, "a JPEG of its first bytes", whole[..200].to_vec());
    is_refused(&engine, "a JPEG cut off in a PDF", pdf((1654, 2339), "DCTDecode", &whole[..whole.len() / 2]));
    is_refused(&engine, "a PNG that states more rows than it has", png((1000, 1400), 8, 0, &deflated(0)));
    is_refused(&engine, "a TIFF that states more rows than it has", tiff((1000, 1400), 1, &[0; 5000]));
    for format in [image::ImageFormat::Png, image::ImageFormat::Bmp, image::ImageFormat::WebP] {
        let whole = encoded(&upper_part(), format);
        is_refused(&engine, &format!("{format:?} cut off"), whole[..whole.len() / 2].to_vec());
    }
}

#[test]
fn bombs_do_not_go_off() {
    let engine = engine(Ocr::Auto);
    let bomb = deflated(900);
    is_refused(&engine, "a PNG of 900 megapixels", png((30_000, 30_000), 8, 0, &bomb));
    is_refused(&engine, "a PNG of few pixels and many bytes", png((10_000, 11_000), 16, 6, &bomb));
    is_refused(&engine, "a TIFF of 900 megapixels", tiff((30_000, 30_000), 8, &bomb));
    is_refused(&engine, "a PDF with a picture of 300 megapixels", pdf((17_000, 17_000), "FlateDecode", &bomb));
    assert!(peak_memory() < MOST_MEMORY, "{} KiB at most in use", peak_memory());
}

/// The most memory this process has used, in KiB; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
