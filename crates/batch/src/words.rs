//! What a worker says on standard error: where it is, and why it dies. That is a file without a name, which the
//! parent reads only when the worker is dead: nobody is woken for what nobody wants to know, and the words outlive
//! whoever wrote them.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};

/// How much of the end is read, in bytes.
const END: u64 = 8192;

/// Stands before what is a stage. No message of a library starts a line with it.
const MARK: char = '\u{1}';

/// The number of the next file of this process.
static NEXT: AtomicU64 = AtomicU64::new(0);

/// The words of one worker.
#[derive(Debug)]
pub(crate) struct Words(File);

/// What a worker said since the last document.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    /// The stage it was in last.
    pub(crate) stage: Option<String>,
    /// The page that stage was at work on.
    pub(crate) page: Option<u32>,
    /// Everything else.
    pub(crate) words: String,
}

impl Words {
    /// A file for a worker that is about to start.
    pub(crate) fn new() -> io::Result<Words> {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("biaodan-worker-{}-{number}", std::process::id()));
        // A file of that name is what a dead process of the same number left behind.
        let _ = fs::remove_file(&path);
        let file = File::options().read(true).append(true).create_new(true).open(&path)?;
        // Where open files keep their names, it is left to the system's own tidying.
        let _ = fs::remove_file(&path);
        Ok(Words(file))
    }

    /// The worker's end.
    pub(crate) fn for_worker(&self) -> io::Result<Stdio> {
        Ok(self.0.try_clone()?.into())
    }

    /// Forgets what was said.
    pub(crate) fn forget(&self) {
        let _ = self.0.set_len(0);
    }

    /// What was said last.
    pub(crate) fn last(&mut self) -> Said {
        let length = self.0.metadata().map_or(0, |meta| meta.len());
        let mut bytes = Vec::new();
        let read = self.0.seek(SeekFrom::Start(length.saturating_sub(END))).and_then(|_| self.0.read_to_end(&mut bytes));
        if read.is_err() { Said::default() } else { Said::of(&String::from_utf8_lossy(&bytes)) }
    }
}

impl Said {
    fn of(text: &str) -> Said {
        let mut said = Said::default();
        for line in text.split_inclusive('\n') {
            match line.strip_prefix(MARK).map(|line| line.trim_end().split_once(' ').unwrap_or((line.trim_end(), ""))) {
                Some((stage, page)) => (said.stage, said.page) = (Some(stage.to_owned()), page.parse().ok()),
                None => said.words.push_str(line),
            }
        }
        said
    }
}

/// Says, in a worker, that a stage begins.
pub(crate) fn say(stage: &str, page: Option<u32>) {
    let page = page.map(|page| page.to_string()).unwrap_or_default();
    let _ = io::stderr().lock().write_all(format!("{MARK}{stage} {page}\n").as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stages_and_words_are_told_apart() {
        let mut words = Words::new().unwrap();
        words.0.write_all(b"\x01source \n\x01source 3\nthread main\nhas overflowed").unwrap();
        let expected = Said { stage: Some("source".to_owned()), page: Some(3), words: "thread main\nhas overflowed".to_owned() };
        assert_eq!(words.last(), expected);
        words.forget();
        assert_eq!(words.last(), Said::default());
    }
}
