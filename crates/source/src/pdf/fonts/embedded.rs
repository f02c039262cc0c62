//! The font program embedded with a font: opened when it is asked for the first time.

use std::borrow::Cow;
use std::cell::OnceCell;

use hayro_syntax::object::{Dict, Stream};

use super::program::{Program, table_end};
use super::stream::{PROGRAM_LIMIT, decode};

/// Enough for the directory of a font's tables.
const DIRECTORY: usize = 2 << 10;

/// Tables with the characters and the heights of a font mostly lie before its outlines. Those that lie
/// further on than this are not looked for.
const HEAD: usize = 64 << 10;

/// An embedded font program, if there is one.
pub(super) struct Embedded<'a> {
    stream: Option<Stream<'a>>,
    /// It is a TrueType program, whose glyphs have numbers and no CIDs.
    pub(super) is_truetype: bool,
    program: OnceCell<Option<Program>>,
}

impl<'a> Embedded<'a> {
    /// That of a font descriptor.
    pub(super) fn of(descriptor: &Dict<'a>) -> Embedded<'a> {
        let truetype = descriptor.get::<Stream<'a>>(b"FontFile2");
        let is_truetype = truetype.is_some();
        let stream = truetype.or_else(|| descriptor.get(b"FontFile3")).or_else(|| descriptor.get(b"FontFile"));
        Embedded { stream, is_truetype, program: OnceCell::new() }
    }

    /// True where there is one, readable or not.
    pub(super) fn exists(&self) -> bool {
        self.stream.is_some()
    }

    /// The program read backwards.
    pub(super) fn program(&self) -> Option<&Program> {
        let read = || Program::read(&decode(self.stream.as_ref()?, PROGRAM_LIMIT)?);
        self.program.get_or_init(read).as_ref()
    }

    /// Its first part, as far as some of its tables reach; none where it has none of them there.
    pub(super) fn head(&self, tables: &[&[u8; 4]]) -> Option<Cow<'a, [u8]>> {
        let stream = self.stream.as_ref()?;
        let directory = decode(stream, DIRECTORY)?;
        let end = tables.iter().map(|table| table_end(&directory, table)).max()??;
        match end {
            _ if end <= directory.len() => Some(directory),
            _ if end <= HEAD => decode(stream, end),
            _ => None,
        }
    }
}
