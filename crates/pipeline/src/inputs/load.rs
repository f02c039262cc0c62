//! The bytes of a document, or why there are none.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use biaodan_model::{Envelope, Finding, FindingCode, Message};

use super::{Input, Place};
use crate::engine::Engine;

/// The largest document that is read, in bytes. The longest budget archives dump to some tens of
/// MiB; beyond this it is something else, and reading it would take the memory of the machine.
pub const MAX_BYTES: u64 = 512 * 1024 * 1024;

/// A document whose bytes could not be had.
#[derive(Debug)]
pub struct Unread {
    /// How many there are, as far as is known.
    pub bytes: u64,
    /// Why, in words.
    pub message: Message,
}

impl Input {
    /// Loads the document's bytes.
    ///
    /// # Errors
    /// [`Unread`] where they cannot be read or are too many.
    pub fn load(&self) -> Result<Vec<u8>, Unread> {
        match &self.place {
            Place::File(path) => load_file(path),
            Place::StandardInput => load(&mut io::stdin().lock(), 0, MAX_BYTES),
        }
    }

    /// Loads and reads the document. Never fails: see [`Engine::read`] and [`Engine::unread`].
    #[must_use]
    pub fn read(&self, engine: &Engine) -> Envelope {
        match self.load() {
            Ok(bytes) => engine.read(&self.name, &bytes),
            Err(Unread { bytes, message }) => {
                let finding = Finding::new(FindingCode::DocumentUnreadable, message.zh, message.en);
                engine.unread(&self.name, bytes, finding)
            }
        }
    }
}

fn load_file(path: &Path) -> Result<Vec<u8>, Unread> {
    let mut file = File::open(path).map_err(|error| unreadable(&error))?;
    let size = file.metadata().map_or(0, |meta| meta.len());
    load(&mut file, size, MAX_BYTES)
}

/// Reads all of it; `size` is what is known of its length beforehand, which may be nothing.
fn load(reader: &mut impl Read, size: u64, limit: u64) -> Result<Vec<u8>, Unread> {
    if size > limit {
        return Err(too_large(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    let read = reader.take(limit.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(&error))?;
    let size = bytes.len() as u64;
    if size > limit { Err(too_large(size)) } else { Ok(bytes) }
}

fn unreadable(error: &io::Error) -> Unread {
    let zh = format!("无法读取：{error}；请检查路径和权限");
    let en = format!("cannot be read: {error}; check the path and its permissions");
    Unread { bytes: 0, message: Message::new(zh, en) }
}

fn too_large(bytes: u64) -> Unread {
    let limit = MAX_BYTES / (1024 * 1024);
    let zh = format!("文件超过 {limit} MiB 的上限；请拆分后再读取");
    let en = format!("is larger than the limit of {limit} MiB; split it first");
    Unread { bytes, message: Message::new(zh, en) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_without_an_end_is_cut_off() {
        let unread = load(&mut io::repeat(b'a'), 0, 9).err().unwrap();
        assert_eq!(unread.bytes, 10);
        assert!(unread.message.en.contains("512 MiB"));
    }

    #[test]
    fn a_large_file_is_not_read_at_all() {
        let unread = load(&mut io::empty(), 10, 9).err().unwrap();
        assert_eq!(unread.bytes, 10);
        assert_eq!(load(&mut &b"abc"[..], 3, 3).ok().unwrap(), b"abc");
    }
}
