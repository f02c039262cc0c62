//! Names as text. Archives packed on Chinese Windows, and folders unpacked from them, hold names in GBK.

use std::ffi::OsStr;
use std::path::Path;

/// A name in UTF-8, else in GB18030, of which GBK is a part.
pub(super) fn name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(text) => text.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}

/// The steps of a path with `/` between them.
pub(super) fn path(path: &Path) -> String {
    let steps: Vec<String> = path.iter().map(step).collect();
    steps.join("/")
}

#[cfg(unix)]
fn step(step: &OsStr) -> String {
    use std::os::unix::ffi::OsStrExt;
    name(step.as_bytes())
}

#[cfg(not(unix))]
fn step(step: &OsStr) -> String {
    step.to_string_lossy().into_owned()
}
