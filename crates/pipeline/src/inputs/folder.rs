//! The PDFs and text dumps of a folder and of the folders below it.

use std::io;
use std::path::{Path, PathBuf};

use biaodan_model::Message;

use super::{Input, Inputs, Notice, below, is_hidden, shown};

/// Extensions that say "PDF" or "text dump"; other files of a folder are passed over, with a notice.
const EXTENSIONS: &[&str] = &["pdf", "txt", "text", "dump"];

/// Extensions that say "picture", where pictures are recognised.
const PICTURES: &[&str] = if cfg!(feature = "recognition") { &["png", "jpg", "jpeg", "tif", "tiff", "bmp", "webp"] } else { &[] };

/// Adds the documents of a folder in the order of their paths.
pub(super) fn add(base: &Path, inputs: &mut Inputs) {
    let mut found = Found::default();
    walk(base, &mut found);
    found.files.sort();
    let (documents, others): (Vec<PathBuf>, Vec<PathBuf>) = found.files.into_iter().partition(|path| is_document(path));
    if documents.is_empty() && found.unreadable.is_empty() {
        inputs.notices.push(holds_none(base));
    }
    inputs.notices.append(&mut found.unreadable);
    inputs.notices.extend(others.iter().map(|path| passed_over(path)));
    let documents: Vec<Input> = documents.into_iter().map(|path| below(base, path)).collect();
    inputs.documents.extend(documents);
}

#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    unreadable: Vec<Notice>,
}

fn walk(folder: &Path, found: &mut Found) {
    match entries(folder) {
        Err(error) => found.unreadable.push(unreadable(folder, &error)),
        Ok(paths) => {
            for path in paths {
                if is_real_folder(&path) {
                    walk(&path, found);
                } else if !path.is_dir() {
                    found.files.push(path);
                }
            }
        }
    }
}

/// The entries of a folder that are not hidden, sorted.
pub(super) fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder)?;
    let mut paths = entries.map(|entry| entry.map(|e| e.path())).collect::<io::Result<Vec<PathBuf>>>()?;
    paths.retain(|path| !is_hidden(path));
    paths.sort();
    Ok(paths)
}

/// A folder that is no link to one: links can go in circles, or out of the folder that was named.
pub(super) fn is_real_folder(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|meta| meta.is_dir())
}

/// True for a name that says PDF, text dump or picture.
#[must_use]
pub fn is_document(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
    extension.is_some_and(|e| EXTENSIONS.contains(&e.as_str()) || PICTURES.contains(&e.as_str()))
}

pub(super) fn unreadable(folder: &Path, error: &io::Error) -> Notice {
    let zh = format!("无法读取文件夹：{error}；请检查路径和权限");
    let en = format!("the folder cannot be read: {error}; check the path and its permissions");
    Notice { shown: shown(folder), message: Message::new(zh, en), is_loss: true }
}

fn holds_none(folder: &Path) -> Notice {
    let message = Message::new(
        "文件夹中没有 PDF 或文本转储（.pdf、.txt、.text、.dump）；请确认路径，或直接指定文件",
        "the folder holds no PDF and no text dump (.pdf, .txt, .text, .dump); check the path, or name the files themselves",
    );
    Notice { shown: shown(folder), message, is_loss: true }
}

fn passed_over(path: &Path) -> Notice {
    let message = Message::new(
        "已跳过：不是 PDF 或文本转储（.pdf、.txt、.text、.dump）；如果是，请直接指定该文件",
        "skipped: by its name no PDF and no text dump (.pdf, .txt, .text, .dump); name the file itself if it is one",
    );
    Notice { shown: shown(path), message, is_loss: false }
}
