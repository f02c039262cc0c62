//! What a file is, from its bytes alone: names and extensions lie.

mod kind;
mod magic;

pub use kind::MediaKind;

use crate::SourceError;
use crate::dump::utf16_plausibility;

/// How much of a file is looked at to tell text from binary, in bytes.
const SAMPLE: usize = 64 * 1024;

/// Control bytes per hundred bytes above which a file is no text. Compressed or compiled data has
/// about ten; a dump with a few damaged lines has far less than one.
const BINARY_PERCENT: usize = 2;

/// What [`sniff`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sniffed {
    /// What the file is.
    pub kind: MediaKind,
    /// Its media type, for the record's `source` block.
    pub media_type: &'static str,
}

impl Sniffed {
    /// Passes text and PDF and refuses everything else.
    ///
    /// # Errors
    /// The file is neither; the message says what it is and what to do next.
    pub fn require_readable(&self) -> Result<(), SourceError> {
        match self.kind.refusal() {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }
}

/// Says what the bytes are. An empty file is text; that it holds none is for its reader to say.
#[must_use]
pub fn sniff(bytes: &[u8]) -> Sniffed {
    let kind = magic::by_signature(bytes).unwrap_or_else(|| by_statistics(bytes));
    Sniffed { kind, media_type: kind.media_type() }
}

fn by_statistics(bytes: &[u8]) -> MediaKind {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample.iter().filter(|&&b| is_binary_control(b)).count();
    if controls * 100 <= sample.len() * BINARY_PERCENT || utf16_plausibility(bytes).is_some() {
        MediaKind::Text
    } else {
        MediaKind::Binary
    }
}

/// A control byte that no text tool writes: not tab, a line end or a form feed.
fn is_binary_control(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0E..=0x1F | 0x7F)
}

#[cfg(test)]
mod tests;
