//! Bytes to characters, in the encodings dumps come in.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_16BE, UTF_16LE};
use memchr::memmem;

use super::guess;

/// The name of UTF-8, the encoding that needs no finding.
pub(super) const UTF_8: &str = "utf-8";

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The characters, without a byte order mark; borrowed where the bytes are sound UTF-8.
    pub text: Cow<'a, str>,
    /// `utf-8`, `utf-16le`, `utf-16be` or `gb18030`.
    pub encoding: &'static str,
    /// Whether a byte order mark stood at the start.
    pub bom: bool,
    /// How many U+FFFD the text holds: put there now for bytes that could not be decoded, or by an
    /// earlier tool for characters it could not read. Both are lost text.
    pub damaged: usize,
}

/// Decodes a text: by its byte order mark, else as UTF-8 where it is that, else by statistics.
/// Never fails; what cannot be decoded is counted in `damaged`.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    for (mark, encoding) in MARKS {
        if let Some(rest) = bytes.strip_prefix(*mark) {
            return decode_as(encoding, rest, true);
        }
    }
    match guess::sound_utf8(bytes) {
        Some(text) => decoded(text.into(), UTF_8, false),
        None => decode_as(guess::encoding(bytes), bytes, false),
    }
}

const MARKS: &[(&[u8], &Encoding)] = &[
    (b"\xEF\xBB\xBF", encoding_rs::UTF_8),
    (b"\xFF\xFE", UTF_16LE),
    (b"\xFE\xFF", UTF_16BE),
    // U+FEFF in GB18030.
    (b"\x84\x31\x95\x33", GB18030),
];

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8], bom: bool) -> Decoded<'a> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    decoded(text, name(encoding), bom)
}

fn decoded<'a>(text: Cow<'a, str>, encoding: &'static str, bom: bool) -> Decoded<'a> {
    let damaged = memmem::find_iter(text.as_bytes(), "\u{FFFD}").count();
    Decoded { text, encoding, bom, damaged }
}

fn name(encoding: &'static Encoding) -> &'static str {
    if encoding == UTF_16LE {
        "utf-16le"
    } else if encoding == UTF_16BE {
        "utf-16be"
    } else if encoding == GB18030 {
        "gb18030"
    } else {
        UTF_8
    }
}
