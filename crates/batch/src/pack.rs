//! Bytes made small for the journal, and the digests that prove them.

use std::io;

use lz4_flex::block::{DecompressError, compress_prepend_size, decompress, uncompressed_size};
use sha2::{Digest, Sha256};

/// How many times longer than what is packed its content can be: more is no packed record but damage.
const MOST_RATIO: usize = 256;

/// Packs bytes. Fast before small: records are repetitive and shrink to a sixth all the same.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    compress_prepend_size(bytes)
}

/// The bytes that were packed.
pub(crate) fn unpack(packed: &[u8]) -> io::Result<Vec<u8>> {
    let damaged = |error: DecompressError| io::Error::new(io::ErrorKind::InvalidData, error.to_string());
    let (length, rest) = uncompressed_size(packed).map_err(damaged)?;
    if length > rest.len().saturating_mul(MOST_RATIO) {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "the packed length is not that of its content"));
    }
    decompress(rest, length).map_err(damaged)
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
