//! The bytes of a document that is looked at as a whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use biaodan_pipeline::model::Message;
use biaodan_pipeline::{Input, MAX_BYTES, Place};

/// Loads a document.
///
/// # Errors
/// Why there are no bytes, in words.
pub(crate) fn load(input: &Input) -> Result<Vec<u8>, Message> {
    match &input.place {
        Place::File(path) => load_file(path),
        Place::StandardInput => load_from(&mut io::stdin().lock()),
    }
}

/// Loads a file.
///
/// # Errors
/// Why there are no bytes, in words.
pub(crate) fn load_file(path: &Path) -> Result<Vec<u8>, Message> {
    load_from(&mut File::open(path).map_err(|error| unreadable(&error))?)
}

fn load_from(reader: &mut dyn Read) -> Result<Vec<u8>, Message> {
    let mut bytes = Vec::new();
    let read = reader.take(MAX_BYTES.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 > MAX_BYTES {
        let limit = MAX_BYTES / (1024 * 1024);
        let zh = format!("文件超过 {limit} MiB 的上限；请拆分后再读取");
        return Err(Message::new(zh, format!("is larger than the limit of {limit} MiB; split it first")));
    }
    Ok(bytes)
}

fn unreadable(error: &io::Error) -> Message {
    let zh = format!("无法读取：{error}；请检查路径和权限");
    Message::new(zh, format!("cannot be read: {error}; check the path and its permissions"))
}
