//! Lists of paths: one a line, in UTF-8 or GBK.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::decode;

/// The paths of a list; empty lines are none. Relative paths are relative to where the program runs.
///
/// # Errors
/// The list cannot be read.
pub fn read_list(file: &Path) -> io::Result<Vec<PathBuf>> {
    let bytes = fs::read(file)?;
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let lines = bytes.split(|&byte| byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
    Ok(lines.filter(|line| !line.is_empty()).map(to_path).collect())
}

/// The path that is there: a file system may hold the very bytes of the list, or their text in UTF-8.
fn to_path(line: &[u8]) -> PathBuf {
    let as_it_stands = super::Place { path: line.to_vec(), entry: Vec::new() }.file_path();
    if as_it_stands.symlink_metadata().is_ok() { as_it_stands } else { decode::name(line).into() }
}
