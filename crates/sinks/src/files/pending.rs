//! A file under a temporary name until it is complete.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::error::SinkError;

/// A file that has yet to get its name. Dropped before, it is removed.
#[derive(Debug)]
pub(super) struct Pending {
    file: File,
    temporary: PathBuf,
    path: PathBuf,
    in_place: bool,
}

impl Pending {
    /// Starts the file; what an interrupted run left under the temporary name is overwritten.
    pub(super) fn create(dir: &Path, name: &str) -> Result<(Pending, File), SinkError> {
        let temporary = dir.join(format!(".{name}.unfinished"));
        let failed = SinkError::at(&temporary, "cannot make the file");
        let file = File::create(&temporary).map_err(&failed)?;
        let other = file.try_clone().map_err(&failed)?;
        Ok((Pending { file, temporary, path: dir.join(name), in_place: false }, other))
    }

    /// The name it will have, for messages.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Waits until its bytes are on the disk.
    pub(super) fn sync(&self) -> Result<(), SinkError> {
        self.file.sync_all().map_err(SinkError::at(&self.path, "cannot write the file to the disk"))
    }

    pub(super) fn put_in_place(mut self) -> Result<PathBuf, SinkError> {
        let failed = SinkError::at(&self.path, "cannot put the file in place");
        fs::rename(&self.temporary, &self.path).map_err(&failed)?;
        self.in_place = true;
        #[cfg(unix)]
        if let Some(folder) = self.path.parent() {
            // The new name is durable only with its folder.
            File::open(folder).and_then(|folder| folder.sync_all()).map_err(&failed)?;
        }
        Ok(self.path.clone())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if !self.in_place {
            // Nobody is left to tell if it cannot be removed; the next run overwrites it.
            let _ = fs::remove_file(&self.temporary);
        }
    }
}
