//! The documents of a ZIP archive. Nothing is unpacked to disk, so no name in it can lead anywhere.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::Path;

use biaodan_pipeline::is_document;
use biaodan_pipeline::model::Message;
use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::{Allowance, DEPTH};
use super::walk::{is_archive, no_document};
use super::{Content, Depth, Flow, Found, Place, decode};

/// Calls `visit` with everything in the archive at `path`, in the archive's order; `name` is the archive's own.
pub(super) fn each(path: &Path, place: &Place, (name, reading): (&str, Depth), visit: &mut dyn FnMut(Found) -> Flow) -> Flow {
    let file = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
    match file {
        Ok((size, file)) => {
            Opening { place, name, reading, depth: 0, visit }.open(BufReader::new(file), &mut Allowance::of(size))
        }
        Err(error) => (visit)(Found {
            place: place.clone(),
            name: name.to_owned(),
            content: Content::Unread(Message::new(
                format!("无法读取：{error}；请检查路径和权限"),
                format!("cannot be read: {error}; check the path and its permissions"),
            )),
        }),
    }
}

/// An archive about to be read.
struct Opening<'o> {
    place: &'o Place,
    name: &'o str,
    /// How much is read.
    reading: Depth,
    /// Archives around it.
    depth: u32,
    visit: &'o mut dyn FnMut(Found) -> Flow,
}

impl Opening<'_> {
    fn open(&mut self, reader: impl Read + Seek, allowance: &mut Allowance) -> Flow {
        let mut archive = match ZipArchive::new(reader) {
            Ok(archive) => archive,
            Err(error) => return self.tell(Content::Unread(damaged(&error))),
        };
        if archive.metadata().has_duplicate_names() {
            self.tell(Content::Unread(same_names()))?;
        }
        for index in 0..archive.len() {
            self.entry(&mut archive, index, allowance)?;
        }
        Flow::Continue(())
    }

    fn tell(&mut self, content: Content) -> Flow {
        (self.visit)(Found { place: self.place.clone(), name: self.name.to_owned(), content })
    }

    fn entry(&mut self, archive: &mut ZipArchive<impl Read + Seek>, index: usize, allowance: &mut Allowance) -> Flow {
        let (raw, kind) = match archive.by_index_raw(index) {
            Ok(entry) => (entry.name_raw().to_vec(), Kind::of(entry.is_dir(), entry.is_symlink())),
            Err(error) => return self.tell(Content::Unread(damaged(&error))),
        };
        let label = decode::name(&raw).replace('\\', "/");
        if kind == Kind::Folder || is_hidden(&label) {
            return Flow::Continue(());
        }
        let place = self.place.entry(&raw);
        let name = format!("{}!/{label}", self.name);
        let inner = Path::new(&label);
        let content = if kind == Kind::Link || !(is_document(inner) || is_archive(inner)) {
            Content::PassedOver(no_document())
        } else if self.reading == Depth::Names {
            Content::Document(Vec::new())
        } else if is_archive(inner) && self.depth >= DEPTH {
            Content::Unread(too_deep())
        } else {
            match unpack(archive, index, allowance) {
                Ok(bytes) if is_archive(inner) => {
                    let depth = self.depth.saturating_add(1);
                    let mut inner = Opening { place: &place, name: &name, reading: self.reading, depth, visit: &mut *self.visit };
                    return inner.open(Cursor::new(bytes), allowance);
                }
                Ok(bytes) => Content::Document(bytes),
                Err(message) => Content::Unread(message),
            }
        };
        (self.visit)(Found { place, name, content })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Link,
}

impl Kind {
    fn of(is_folder: bool, is_link: bool) -> Kind {
        match (is_folder, is_link) {
            (true, _) => Kind::Folder,
            (_, true) => Kind::Link,
            _ => Kind::File,
        }
    }
}

/// Files that systems leave in archives, and what is hidden.
fn is_hidden(label: &str) -> bool {
    let is_step = |step: &str| step == "." || step == "..";
    label.split('/').any(|step| step == "__MACOSX" || (step.starts_with('.') && !is_step(step)))
}

fn unpack(archive: &mut ZipArchive<impl Read + Seek>, index: usize, allowance: &mut Allowance) -> Result<Vec<u8>, Message> {
    let entry = archive.by_index(index).map_err(|error| damaged(&error))?;
    let most = allowance.entry(entry.compressed_size());
    let mut bytes = Vec::new();
    let read = entry.take(most.saturating_add(1)).read_to_end(&mut bytes);
    let size = bytes.len() as u64;
    match read {
        // What is refused is not held against the other entries.
        Ok(_) if size > most => Err(bomb(most)),
        Ok(_) => {
            allowance.spend(size);
            Ok(bytes)
        }
        Err(error) => Err(damaged(&ZipError::Io(error))),
    }
}

fn damaged(error: &ZipError) -> Message {
    Message::new(
        format!("压缩包（或其中的文件）无法读取：{error}；请解压后再读取"),
        format!("the archive, or a file in it, cannot be read: {error}; unpack it first"),
    )
}

fn same_names() -> Message {
    Message::new(
        "压缩包中有同名文件，只读取了最后一个；请解压到不同的文件夹后再读取",
        "several files in the archive have one name, and only the last of them was read; unpack them to different folders",
    )
}

fn too_deep() -> Message {
    Message::new(
        "压缩包嵌套过深，未打开；请先解压外层",
        "this archive lies too deep within other archives and was not opened; unpack the outer ones",
    )
}

fn bomb(most: u64) -> Message {
    let most = most / 1024 / 1024;
    Message::new(
        format!("解压后超过 {most} MiB，与压缩后的大小不成比例，未读取；确认无害后请自行解压"),
        format!(
            "unpacks to more than {most} MiB, out of proportion to its packed size, and was not read; unpack it yourself if it is harmless"
        ),
    )
}
