//! Patterns such as `2024/**/*.txt`, for shells that do not expand them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use biaodan_model::Message;
use globset::{GlobBuilder, GlobMatcher};

use super::folder::{entries, is_real_folder};
use super::{Inputs, Notice, below, shown};

/// True where a path holds a character that patterns are made with.
pub(super) fn is_pattern(argument: &OsStr) -> bool {
    has_wildcard(&argument.to_string_lossy())
}

fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

/// Adds the files that fit a pattern, in the order of their paths, whatever their extension: the
/// pattern says what is wanted. Hidden files are not, as in a shell.
pub(super) fn add(pattern: &Path, inputs: &mut Inputs) {
    let (base, tail) = split(pattern);
    let tail = tail.to_string_lossy().into_owned();
    let glob = GlobBuilder::new(&tail).literal_separator(true).build();
    let mut found = Vec::new();
    match glob {
        Err(error) => {
            let zh = format!("通配符无效：{}", error.kind());
            let en = format!("the pattern is not valid: {}", error.kind());
            inputs.notices.push(loss(pattern, Message::new(zh, en)));
            return;
        }
        Ok(glob) => {
            // Folders deeper than the pattern need not be looked at.
            let depth = if tail.contains("**") { usize::MAX } else { Path::new(&tail).iter().count() };
            collect(&glob.compile_matcher(), &base, &base, depth, &mut found);
        }
    }
    if found.is_empty() {
        let message = Message::new("没有匹配的文件；请检查通配符", "no file fits the pattern; check it");
        inputs.notices.push(loss(pattern, message));
    }
    found.sort();
    inputs.documents.extend(found.into_iter().map(|path| below(&base, path)));
}

/// The folder before the first step with a wildcard, and the rest.
fn split(pattern: &Path) -> (PathBuf, PathBuf) {
    let is_plain = |step: &&OsStr| !has_wildcard(&step.to_string_lossy());
    let base: PathBuf = pattern.iter().take_while(is_plain).collect();
    let tail = pattern.iter().skip_while(is_plain).collect();
    (base, tail)
}

fn collect(glob: &GlobMatcher, base: &Path, folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // A folder that cannot be read holds nothing that fits, as in a shell.
    for path in entries(here).unwrap_or_default() {
        let path = folder.join(path.file_name().unwrap_or_default());
        if is_real_folder(&path) {
            if depth > 1 {
                collect(glob, base, &path, depth.saturating_sub(1), found);
            }
        } else if !path.is_dir() && path.strip_prefix(base).is_ok_and(|tail| glob.is_match(tail)) {
            found.push(path);
        }
    }
}

fn loss(pattern: &Path, message: Message) -> Notice {
    Notice { shown: shown(pattern), message, is_loss: true }
}
