//! Whether a JPEG has its end.

use memchr::memmem;

/// True for a JPEG whose end is there; some writers pad it.
pub(crate) fn ends(bytes: &[u8]) -> bool {
    const END: [u8; 2] = [0xff, 0xd9];
    let tail = bytes.len().saturating_sub(4_096.max(bytes.len() / 8));
    bytes.get(tail..).is_some_and(|tail| memmem::rfind(tail, &END).is_some())
}
