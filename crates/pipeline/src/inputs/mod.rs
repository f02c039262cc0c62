//! What a user named becomes documents: files, folders, patterns, standard input.
//!
//! Names in records are relative to the argument, with `/` between folders: where a document lay on
//! the machine it was read on is nobody's business. The order is that of the arguments, and within
//! one argument that of the paths, so it is the same on every machine.

mod folder;
mod load;
mod pattern;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use biaodan_model::Message;

pub use folder::is_document;
pub use load::{MAX_BYTES, Unread};

/// One document to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its name in the record.
    pub name: String,
    /// Its name in messages: the path as the user would write it.
    pub shown: String,
    /// Where its bytes are.
    pub place: Place,
}

/// Where the bytes of a document are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// In a file, which may turn out not to be there.
    File(PathBuf),
    /// On standard input.
    StandardInput,
}

/// Something that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The path as the user would write it.
    pub shown: String,
    /// Why, and what to do next.
    pub message: Message,
    /// True where documents may be missing for it; false for a file that is plainly no text dump.
    pub is_loss: bool,
}

/// What the arguments stand for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The documents, in order.
    pub documents: Vec<Input>,
    /// What was passed over.
    pub notices: Vec<Notice>,
    /// True where one argument names one document itself: its record is printed as it is, where
    /// several, a folder or a pattern give a list, be it of one.
    pub is_single: bool,
}

/// Expands the arguments: `-` is standard input (once), a folder its text dumps with those of the
/// folders below, and a path that does not exist and holds `*`, `?` or `[` a pattern. Everything
/// else is a file, whether it is there or not, so that each argument leaves a trace in the output.
#[must_use]
pub fn expand(arguments: &[OsString]) -> Inputs {
    let mut inputs = Inputs::default();
    for argument in arguments {
        let path = Path::new(argument);
        if argument == "-" {
            add_standard_input(&mut inputs);
        } else if path.is_dir() {
            folder::add(path, &mut inputs);
        } else if path.symlink_metadata().is_err() && pattern::is_pattern(argument) {
            pattern::add(path, &mut inputs);
        } else {
            let name = path.file_name().unwrap_or(argument).to_string_lossy().into_owned();
            inputs.documents.push(Input { name, shown: shown(path), place: Place::File(path.to_owned()) });
            inputs.is_single = true;
        }
    }
    inputs.is_single &= arguments.len() == 1;
    inputs
}

fn add_standard_input(inputs: &mut Inputs) {
    let input = Input { name: "-".to_owned(), shown: "-".to_owned(), place: Place::StandardInput };
    inputs.is_single = true;
    // It can be read once only; a second reader would find it empty.
    if !inputs.documents.contains(&input) {
        inputs.documents.push(input);
    }
}

/// A path below the folder of an argument as a document; `base` is that folder.
fn below(base: &Path, path: PathBuf) -> Input {
    let relative = path.strip_prefix(base).unwrap_or(&path);
    let steps: Vec<_> = relative.iter().map(|step| step.to_string_lossy()).collect();
    Input { name: steps.join("/"), shown: shown(&path), place: Place::File(path) }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

#[cfg(test)]
mod tests;
