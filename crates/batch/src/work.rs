//! The work folder of a batch: what lies where, and that only one batch uses it at a time.

use std::fs::{self, File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use biaodan_sinks::Target;

use crate::error::BatchError;

/// The work folder of a database server, where none is named.
const SERVER: &str = "biaodan-batch";

/// Where a batch keeps its journal and what it tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkFolder {
    path: PathBuf,
}

/// Held while a batch is at work. It dies with the process, however that dies.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl WorkFolder {
    /// The folder at `path`.
    #[must_use]
    pub fn at(path: impl Into<PathBuf>) -> WorkFolder {
        WorkFolder { path: path.into() }
    }

    /// The one that belongs to a target: a folder is its own, that of a SQLite file lies beside it.
    #[must_use]
    pub fn of(target: &Target, named: Option<&Path>) -> WorkFolder {
        WorkFolder::at(match (named, target) {
            (Some(named), _) => named.to_owned(),
            (None, Target::Folder { dir, .. }) => dir.clone(),
            (None, Target::Sqlite(file)) => {
                let mut name = file.file_name().unwrap_or_default().to_owned();
                name.push(".batch");
                file.with_file_name(name)
            }
            (None, Target::Postgres(_)) => SERVER.into(),
        })
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The journal.
    #[must_use]
    pub fn journal(&self) -> PathBuf {
        self.path.join("journal.sqlite")
    }

    /// Documents whose readers died.
    #[must_use]
    pub fn quarantine(&self) -> PathBuf {
        self.path.join("quarantine")
    }

    /// The evidence: what was there when the batch ended.
    #[must_use]
    pub fn manifest(&self) -> PathBuf {
        self.path.join("manifest.json")
    }

    /// The digests of manifest and journal.
    #[must_use]
    pub fn seal(&self) -> PathBuf {
        self.path.join("seal.json")
    }

    /// The report, as data or as a page.
    #[must_use]
    pub fn report(&self, extension: &str) -> PathBuf {
        self.path.join("report").with_extension(extension)
    }

    /// Makes the folder and takes it for this process.
    ///
    /// # Errors
    /// It cannot be made, or another process has it.
    pub fn lock(&self) -> Result<Lock, BatchError> {
        fs::create_dir_all(&self.path).map_err(BatchError::file(&self.path, "made"))?;
        let path = self.path.join("lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(BatchError::file(&path, "made"))?;
        match file.try_lock() {
            Ok(()) => Ok(Lock { _file: file }),
            Err(TryLockError::WouldBlock) => Err(BatchError::Busy { path: self.path.clone() }),
            Err(TryLockError::Error(error)) => Err(BatchError::file(&path, "locked")(error)),
        }
    }
}

/// Writes a file that is there whole or not at all, also where the machine dies.
pub(crate) fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), BatchError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".partial");
    let partial = path.with_file_name(name);
    let write = || {
        let mut file = File::create(&partial)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&partial, path)
    };
    write().map_err(BatchError::file(path, "written"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_taken_by_one_at_a_time() {
        let folder = WorkFolder::at(std::env::temp_dir().join(format!("biaodan-lock-{}", std::process::id())));
        let lock = folder.lock().unwrap();
        assert!(matches!(folder.lock(), Err(BatchError::Busy { .. })));
        drop(lock);
        assert!(folder.lock().is_ok());
        fs::remove_dir_all(folder.path()).unwrap();
    }

    #[test]
    fn each_target_has_its_folder() {
        let of = |target: &str| WorkFolder::of(&Target::parse(target, &[]).unwrap(), None).path;
        assert_eq!(of("sqlite:a/forms.db"), Path::new("a/forms.db.batch"));
        assert_eq!(of("out"), Path::new("out"));
        assert_eq!(of("postgres://localhost/forms"), Path::new("biaodan-batch"));
    }
}
