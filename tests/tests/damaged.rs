//! Damaged PDFs end in a record, in time and within memory. Every PDF fixture is truncated, gets bytes
//! flipped, pieces moved, references looped and streams bombed; the same damage every time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::io::Write;
use std::sync::mpsc;
use std::time::Duration;

use biaodan_pipeline::exporter::{View, write_json};
use biaodan_pipeline::{Engine, Place};
use biaodan_tests::{documents, engine};
use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Damaged variants of each fixture and kind of damage.
const VARIANTS: u64 = 6;

/// No document may take longer. Far above what any takes, so that a busy machine is no failure.
const LONGEST: Duration = Duration::from_secs(10);

/// Peak memory of the whole test, in kilobytes.
const MOST_MEMORY: u64 = 1 << 20;

/// Numbers that look random and are the same every time (an xorshift generator).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap()
    }
}

fn pdfs() -> Vec<(String, Vec<u8>)> {
    let files = documents().into_iter().filter(|input| input.name.ends_with(".pdf"));
    let read = files.map(|input| {
        let Place::File(path) = &input.place else { panic!("fixtures are files") };
        (input.name.clone(), fs::read(path).unwrap())
    });
    read.collect()
}

type Damage = fn(&mut Dice, &mut Vec<u8>);

const DAMAGES: &[(&str, Damage)] = &[
    ("truncated", |dice, bytes| bytes.truncate(dice.roll(bytes.len()))),
    ("bytes flipped", |dice, bytes| {
        for _ in 0..20 {
            let at = dice.roll(bytes.len());
            bytes[at] ^= 1 << dice.roll(8);
        }
    }),
    ("a piece cut out", |dice, bytes| {
        let from = dice.roll(bytes.len());
        let to = (from + dice.roll(4_000)).min(bytes.len());
        bytes.drain(from..to);
    }),
    ("a piece moved", |dice, bytes| {
        let from = dice.roll(bytes.len());
        let piece: Vec<u8> = bytes[from..].iter().copied().take(dice.roll(4_000)).collect();
        let to = dice.roll(bytes.len());
        bytes.splice(to..to, piece);
    }),
    ("references looped", |dice, bytes| {
        // `12 0 R` becomes a reference to some other object, often to one that refers back
        let references: Vec<usize> = (1..bytes.len().saturating_sub(5)).filter(|&i| &bytes[i..i + 4] == b" 0 R").collect();
        for _ in 0..5 {
            let Some(&at) = references.get(dice.roll(references.len())) else { return };
            bytes[at - 1] = b'0' + u8::try_from(dice.roll(10)).unwrap();
        }
    }),
    ("numbers blown up", |dice, bytes| {
        let digits: Vec<usize> = (0..bytes.len()).filter(|&i| bytes[i].is_ascii_digit()).collect();
        for _ in 0..10 {
            let at = digits[dice.roll(digits.len())];
            bytes[at] = b'9';
        }
    }),
];

/// Reads a document in a thread of its own; fails where it takes too long or panics.
fn survives(engine: &Engine, what: &str, bytes: Vec<u8>) {
    let (done, waiting) = mpsc::channel();
    let engine = engine.clone();
    std::thread::spawn(move || {
        let envelope = engine.read("damaged.pdf", &bytes);
        let panicked = envelope.findings.iter().any(|f| f.message.en.starts_with("made the program fail"));
        write_json(&envelope, View::Full, false, &mut std::io::sink()).unwrap();
        done.send(panicked).unwrap();
    });
    let panicked = waiting.recv_timeout(LONGEST).unwrap_or_else(|_| panic!("{what}: no record within {LONGEST:?}"));
    assert!(!panicked, "{what}: a stage failed");
}

#[test]
fn damage_ends_in_a_record() {
    let engine = engine().unwrap();
    let pdfs = pdfs();
    assert!(pdfs.len() > 3, "the fixtures are there");
    for (n, (name, bytes)) in pdfs.iter().enumerate() {
        for (d, (damage, apply)) in DAMAGES.iter().enumerate() {
            for variant in 0..VARIANTS {
                let mut dice = Dice(0x9E37_79B9 + (n as u64) * 1_000_003 + (d as u64) * 7_919 + variant * 101 + 1);
                let mut damaged = bytes.clone();
                apply(&mut dice, &mut damaged);
                survives(&engine, &format!("{name}, {damage}, variant {variant}"), damaged);
            }
        }
    }
    assert!(peak_memory() < MOST_MEMORY, "{} KiB at most in use", peak_memory());
}

/// A page whose content, or whose font, inflates to gigabytes, through one filter and through two.
#[test]
fn bombs_do_not_go_off() {
    let engine = engine().unwrap();
    let blanks = deflated(&[b' '; 1 << 16], 8_000); // 500 MB
    let twice = deflated(&blanks, 1);
    for (what, content, filter) in
        [("content", &blanks, "/FlateDecode"), ("content twice", &twice, "[/FlateDecode /FlateDecode]")]
    {
        survives(&engine, what, document(content, filter, b"BT /F 12 Tf (1) Tj ET", ""));
        survives(&engine, &format!("font of {what}"), document(b"", "", content, filter));
    }
    assert!(peak_memory() < MOST_MEMORY, "{} KiB at most in use", peak_memory());
}

/// The bytes so many times, deflated.
fn deflated(bytes: &[u8], times: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    (0..times).for_each(|_| encoder.write_all(bytes).unwrap());
    encoder.finish().unwrap()
}

/// A document of one page; the character map of its font is the second stream. Its cross-reference table is
/// missing, so that it is also repaired.
fn document(content: &[u8], filter: &str, map: &[u8], map_filter: &str) -> Vec<u8> {
    let stream = |data: &[u8], filter: &str| {
        let filter = if filter.is_empty() { String::new() } else { format!("/Filter {filter}") };
        [format!("<< /Length {} {filter} >>\nstream\n", data.len()).as_bytes(), data, b"\nendstream"].concat()
    };
    let content = if content.is_empty() { b"BT /F 12 Tf 72 700 Td (42) Tj ET" } else { content };
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>".to_vec(),
        stream(content, filter),
        b"<< /Type /Font /Subtype /TrueType /BaseFont /Song /ToUnicode 6 0 R >>".to_vec(),
        stream(map, map_filter),
    ];
    let mut out = Vec::from(b"%PDF-1.7\n");
    for (object, number) in objects.iter().zip(1..) {
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    out.extend_from_slice(b"trailer << /Root 1 0 R /Size 7 >>\n%%EOF\n");
    out
}

/// The most memory this process has used, in KiB; 0 where the system does not say.
fn peak_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|rest| rest.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}
