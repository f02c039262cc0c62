//! Where a document lies. File names are bytes, not text, so a place is bytes too: two names that are the same
//! nonsense as text stay two.

use std::path::{Path, PathBuf};

/// The place of a document: a file, or an entry of a ZIP archive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The absolute path of the file, as the system writes it.
    pub path: Vec<u8>,
    /// The raw name within the archive; empty for a file. `!/` stands before a name in an archive within it.
    pub entry: Vec<u8>,
}

impl Place {
    /// A file.
    #[must_use]
    pub fn file(path: &Path) -> Place {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        Place { path: to_bytes(&absolute), entry: Vec::new() }
    }

    /// An entry of the archive that lies at this place.
    #[must_use]
    pub fn entry(&self, name: &[u8]) -> Place {
        let separator: &[u8] = if self.entry.is_empty() { b"" } else { b"!/" };
        Place { path: self.path.clone(), entry: [&self.entry, separator, name].concat() }
    }

    /// The path of the file, or of the archive.
    #[must_use]
    pub fn file_path(&self) -> PathBuf {
        from_bytes(&self.path)
    }
}

#[cfg(unix)]
fn to_bytes(path: &Path) -> Vec<u8> {
    use std::os::unix::ffi::OsStrExt;
    path.as_os_str().as_bytes().to_vec()
}

#[cfg(unix)]
fn from_bytes(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStringExt;
    std::ffi::OsString::from_vec(bytes.to_vec()).into()
}

#[cfg(not(unix))]
fn to_bytes(path: &Path) -> Vec<u8> {
    path.to_string_lossy().into_owned().into_bytes()
}

#[cfg(not(unix))]
fn from_bytes(bytes: &[u8]) -> PathBuf {
    String::from_utf8_lossy(bytes).into_owned().into()
}
