//! Bytes made small for the journal, and the digests that prove them.

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use sha2::{Digest, Sha256};

/// Packs bytes. The fastest level: records are repetitive and shrink to a tenth all the same.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(bytes.len() / 8), Compression::fast());
    // A buffer in memory takes everything.
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

/// The bytes that were packed.
pub(crate) fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// SHA-256 in hexadecimal.
#[must_use]
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// SHA-256 of a file, in hexadecimal.
pub(crate) fn sha256_of_file(path: &std::path::Path) -> io::Result<String> {
    let mut digest = Sha256::new();
    io::copy(&mut std::fs::File::open(path)?, &mut digest)?;
    Ok(hexadecimal(&digest.finalize()))
}

/// A digest over parts, each with its length before it, so that no two lists of parts look the same.
pub(crate) struct Seal(Sha256);

impl Seal {
    pub(crate) fn new() -> Seal {
        Seal(Sha256::new())
    }

    pub(crate) fn add(mut self, part: &[u8]) -> Seal {
        self.push(part);
        self
    }

    pub(crate) fn push(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    pub(crate) fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
