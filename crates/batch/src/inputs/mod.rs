//! What a user named becomes documents, one after another: folders, patterns, lists of paths, ZIP archives.
//!
//! Nothing is gathered: a folder of a million files takes no more memory than its largest single folder.
//! The order is that of the arguments and, within one, that of the names, so it is the same in every run.

mod archive;
mod decode;
mod limits;
mod list;
mod place;
mod walk;

use std::ffi::OsString;
use std::ops::ControlFlow;
use std::path::PathBuf;

use biaodan_pipeline::model::Message;

pub use self::list::read_list;
pub use self::place::Place;

/// What was found under one name.
#[derive(Debug)]
pub struct Found {
    /// Where it lies.
    pub place: Place,
    /// Its name in the record: relative to the argument, `/` between folders, `!/` after an archive.
    pub name: String,
    /// Its bytes, or why there are none.
    pub content: Content,
}

/// The bytes of what was found, or why there are none.
#[derive(Debug)]
pub enum Content {
    /// A document.
    Document(Vec<u8>),
    /// Something that may be a document and could not be had. This is a loss.
    Unread(Message),
    /// Something that is plainly no document.
    PassedOver(Message),
}

/// Whether the search goes on.
pub type Flow = ControlFlow<()>;

/// Where to look, and where not to.
#[derive(Debug, Clone, Default)]
pub struct Inputs {
    /// Files, folders and patterns, as a user would write them.
    pub arguments: Vec<OsString>,
    /// Paths that were listed in a file: never patterns.
    pub listed: Vec<PathBuf>,
    /// Folders whose contents are no input: what the batch itself writes.
    pub excluded: Vec<PathBuf>,
}

impl Inputs {
    /// Calls `visit` with everything found, in order, until it breaks.
    pub fn each(&self, visit: &mut dyn FnMut(Found) -> Flow) -> Flow {
        self.search(Depth::Bytes, visit)
    }

    /// The same without reading documents: what is found is empty, and archives within archives count as one.
    pub fn each_name(&self, visit: &mut dyn FnMut(Found) -> Flow) -> Flow {
        self.search(Depth::Names, visit)
    }

    fn search(&self, depth: Depth, visit: &mut dyn FnMut(Found) -> Flow) -> Flow {
        let excluded: Vec<PathBuf> = self.excluded.iter().filter_map(|path| path.canonicalize().ok()).collect();
        let mut walk = walk::Walk { excluded: &excluded, depth, visit };
        for argument in &self.arguments {
            walk.argument(argument)?;
        }
        for path in &self.listed {
            walk.listed(path)?;
        }
        Flow::Continue(())
    }
}

/// Calls `visit` with everything in the ZIP archive at `path`; `name` is the archive's own.
pub(crate) fn in_archive(path: &std::path::Path, place: &Place, name: &str, visit: &mut dyn FnMut(Found) -> Flow) -> Flow {
    archive::each(path, place, (name, Depth::Bytes), visit)
}

/// How much is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Names alone.
    Names,
    /// The documents too.
    Bytes,
}
