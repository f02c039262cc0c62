//! Arguments to files: folders with those below them, patterns, single files.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use biaodan_pipeline::model::Message;
use biaodan_pipeline::{Input, expand, is_document};

use super::{Content, Depth, Flow, Found, Place, archive, decode};

/// Archives that are not opened. A folder that holds one may hold documents that are not read, and that must be said.
const CLOSED: &[&str] = &["rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "zst"];

pub(super) struct Walk<'w> {
    /// Canonical paths.
    pub(super) excluded: &'w [PathBuf],
    pub(super) depth: Depth,
    pub(super) visit: &'w mut dyn FnMut(Found) -> Flow,
}

impl Walk<'_> {
    /// A file, a folder, or a pattern where there is neither.
    pub(super) fn argument(&mut self, argument: &OsStr) -> Flow {
        let path = Path::new(argument);
        let is_pattern = argument.to_string_lossy().contains(['*', '?', '[']);
        if path.is_dir() {
            return self.folder(path, path);
        }
        if path.symlink_metadata().is_err() && is_pattern {
            return self.pattern(path);
        }
        self.file(path, decode::path(Path::new(path.file_name().unwrap_or(argument))))
    }

    /// A path of a list: named as listed, but without the folders of the machine where it is absolute.
    pub(super) fn listed(&mut self, path: &Path) -> Flow {
        if path.is_dir() {
            return self.folder(path, path);
        }
        let name = if path.is_absolute() { Path::new(path.file_name().unwrap_or_default()) } else { path };
        self.file(path, decode::path(name))
    }

    fn pattern(&mut self, pattern: &Path) -> Flow {
        let found = expand(&[pattern.as_os_str().to_owned()]);
        for notice in found.notices {
            (self.visit)(Found { place: Place::file(pattern), name: notice.shown, content: Content::Unread(notice.message) })?;
        }
        for Input { name, place, .. } in found.documents {
            if let biaodan_pipeline::Place::File(path) = place {
                self.file(&path, name)?;
            }
        }
        Flow::Continue(())
    }

    fn folder(&mut self, base: &Path, folder: &Path) -> Flow {
        if !self.excluded.is_empty() && folder.canonicalize().is_ok_and(|path| self.excluded.contains(&path)) {
            return Flow::Continue(());
        }
        let paths = match entries(folder) {
            Ok(paths) => paths,
            Err(error) => return self.tell(base, folder, Content::Unread(unreadable_folder(&error))),
        };
        for path in paths {
            // Links are not followed: they can go in circles, or out of the folder that was named.
            let Ok(meta) = path.symlink_metadata() else { continue };
            if meta.is_dir() {
                self.folder(base, &path)?;
            } else if meta.is_symlink() {
                self.tell(base, &path, Content::PassedOver(linked()))?;
            } else if !meta.is_file() {
                self.tell(base, &path, Content::PassedOver(special()))?;
            } else if is_document(&path) || is_archive(&path) {
                self.file(&path, below(base, &path))?;
            } else {
                let content =
                    if has_extension(&path, CLOSED) { Content::Unread(closed()) } else { Content::PassedOver(no_document()) };
                self.tell(base, &path, content)?;
            }
        }
        Flow::Continue(())
    }

    fn file(&mut self, path: &Path, name: String) -> Flow {
        let place = Place::file(path);
        if is_archive(path) {
            return archive::each(path, &place, (&name, self.depth), self.visit);
        }
        if self.depth == Depth::Names {
            return (self.visit)(Found { place, name, content: Content::Document(Vec::new()) });
        }
        let input = Input { name: String::new(), shown: String::new(), place: biaodan_pipeline::Place::File(path.to_owned()) };
        let content = match input.load() {
            Ok(bytes) => Content::Document(bytes),
            Err(unread) => Content::Unread(unread.message),
        };
        (self.visit)(Found { place, name, content })
    }

    fn tell(&mut self, base: &Path, path: &Path, content: Content) -> Flow {
        (self.visit)(Found { place: Place::file(path), name: below(base, path), content })
    }
}

fn below(base: &Path, path: &Path) -> String {
    decode::path(path.strip_prefix(base).unwrap_or(path))
}

/// What is not hidden in a folder, sorted.
fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path()));
    let mut paths = entries.collect::<io::Result<Vec<PathBuf>>>()?;
    paths.retain(|path| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.')));
    paths.sort();
    Ok(paths)
}

/// True for a name that says ZIP.
pub(super) fn is_archive(path: &Path) -> bool {
    has_extension(path, &["zip"])
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let own = path.extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    own.is_some_and(|own| extensions.contains(&own.as_str()))
}

fn unreadable_folder(error: &io::Error) -> Message {
    Message::new(
        format!("无法读取文件夹：{error}；请检查路径和权限"),
        format!("the folder cannot be read: {error}; check the path and its permissions"),
    )
}

fn linked() -> Message {
    Message::new("已跳过：符号链接不跟随；请直接指定其目标", "skipped: links are not followed; name their targets")
}

fn special() -> Message {
    Message::new("已跳过：不是普通文件", "skipped: no regular file")
}

fn closed() -> Message {
    Message::new(
        "未读取：此类压缩包不能打开；请先解压，或改用 ZIP",
        "not read: such archives are not opened; unpack it, or use ZIP",
    )
}

/// What is said of a file that by its name is no document.
pub(super) fn no_document() -> Message {
    Message::new(
        "已跳过：文件名表明不是可读取的文档；如果是，请直接指定该文件",
        "skipped: by its name no document that is read; name the file itself if it is one",
    )
}
