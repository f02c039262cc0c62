//! Where data goes: standard output, or a file that is there whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Bytes gathered before the system is called.
const BUFFER: usize = 64 * 1024;

/// The place data is written to. Call [`Output::finish`]: what is only dropped is lost.
pub(crate) enum Output {
    /// Standard output.
    Standard(BufWriter<StdoutLock<'static>>),
    /// A file, under another name until it is whole, so that an input may be its own output and a
    /// failure leaves what was there before.
    File { writer: BufWriter<File>, partial: PathBuf, path: PathBuf },
    /// A device or pipe, written to as it stands.
    Special(BufWriter<File>),
}

impl Output {
    /// Standard output, or the file at `path`.
    ///
    /// # Errors
    /// The file cannot be made.
    pub(crate) fn open(path: Option<&Path>) -> Result<Output> {
        match path {
            None => Ok(Output::standard()),
            Some(path) => Output::file(path).with_context(|| format!("cannot make {}", path.display())),
        }
    }

    /// Standard output.
    pub(crate) fn standard() -> Output {
        Output::Standard(BufWriter::with_capacity(BUFFER, io::stdout().lock()))
    }

    fn file(path: &Path) -> io::Result<Output> {
        if let Ok(meta) = fs::metadata(path) {
            if meta.is_dir() {
                return Err(io::ErrorKind::IsADirectory.into());
            }
            if !meta.is_file() {
                let device = File::options().write(true).open(path)?;
                return Ok(Output::Special(BufWriter::with_capacity(BUFFER, device)));
            }
        }
        // A link goes on pointing at what it points at.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.partial", std::process::id()));
        let partial = path.with_file_name(name);
        let writer = BufWriter::with_capacity(BUFFER, File::create(&partial)?);
        Ok(Output::File { writer, partial, path })
    }

    /// Writes out what is held back; a file gets its name.
    ///
    /// # Errors
    /// Some of the data could not be written.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.flush().context("cannot write the output")?;
        if let Output::File { partial, path, .. } = &self {
            fs::rename(partial, path).with_context(|| format!("cannot make {}", path.display()))?;
        }
        Ok(())
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Output::Standard(writer) => writer,
            Output::File { writer, .. } | Output::Special(writer) => writer,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer().flush()
    }
}

impl Drop for Output {
    /// After a success the partial file has its real name and there is nothing left to remove.
    fn drop(&mut self) {
        if let Output::File { partial, .. } = self {
            let _ = fs::remove_file(partial);
        }
    }
}
