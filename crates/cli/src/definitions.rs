//! The kinds to use: the built-in ones and those of `--definitions`.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use biaodan_pipeline::{Definitions, Engine};

use crate::exit::UsageError;

/// The option, the same for every command that reads or describes documents.
#[derive(clap::Args)]
pub(crate) struct DefinitionArgs {
    /// Folder of form definitions (*.toml) that add kinds or replace built-in ones; may be repeated
    #[arg(long = "definitions", value_name = "DIR")]
    folders: Vec<PathBuf>,
}

impl DefinitionArgs {
    /// The same option again, for a process of this program.
    pub(crate) fn as_arguments(&self) -> Vec<OsString> {
        self.folders.iter().flat_map(|folder| ["--definitions".into(), folder.clone().into_os_string()]).collect()
    }

    /// An engine with all these kinds.
    ///
    /// # Errors
    /// [`UsageError`] with a line `file:line: reason` for every definition that is refused.
    pub(crate) fn engine(&self) -> Result<Engine> {
        let mut definitions = Definitions::built_in()?;
        let mut refused = Vec::new();
        for folder in &self.folders {
            if let Err(reasons) = add_folder(&mut definitions, folder) {
                refused.extend(reasons);
            }
        }
        if refused.is_empty() { Ok(Engine::new(definitions)) } else { Err(UsageError(refused.join("; ")).into()) }
    }
}

fn add_folder(definitions: &mut Definitions, folder: &Path) -> Result<(), Vec<String>> {
    let cannot_read = |error: &io::Error| vec![format!("{}: cannot be read: {error}", folder.display())];
    let files = toml_files(folder).map_err(|error| cannot_read(&error))?;
    if files.is_empty() {
        return Err(vec![format!("{}: holds no definition (*.toml)", folder.display())]);
    }
    let refusals = files.iter().filter_map(|file| add_file(definitions, file).err());
    let refused: Vec<String> = refusals.collect();
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

/// The definitions of a folder, sorted by name: a later one of the same kind replaces an earlier.
fn toml_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path()));
    let mut files = entries.collect::<io::Result<Vec<PathBuf>>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    Ok(files)
}

/// Adds one definition and gives its kind.
///
/// # Errors
/// `file:line: reason`, or why the file cannot be read.
pub(crate) fn add_file(definitions: &mut Definitions, file: &Path) -> Result<String, String> {
    let shown = file.display().to_string();
    let text = fs::read_to_string(file).map_err(|error| format!("{shown}: cannot be read: {error}"))?;
    match definitions.add(&shown, &text) {
        Ok(definition) => Ok(definition.kind.to_string()),
        Err(error) => Err(error.to_string()),
    }
}
