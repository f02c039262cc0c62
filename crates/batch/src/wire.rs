//! What parent and worker say to each other over pipes: frames of a length (4 bytes, little-endian) and a message.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::facts::Facts;

/// The longest frame: a document at the limit for files with its name. Beyond it the pipe holds something else.
const LONGEST: u32 = 1024 * 1024 * 1024;

/// The parent's first message.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Setup {
    /// The password of encrypted documents. Not an argument, which every user of the machine could see.
    pub(crate) password: Option<String>,
}

/// Every other message of the parent: a document to read.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Request<'d> {
    /// Its name in the record.
    pub(crate) name: &'d str,
    /// Its bytes.
    #[serde(with = "serde_bytes")]
    pub(crate) bytes: &'d [u8],
}

/// A message of the worker.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// Its first: the digest of the definitions it reads with.
    Ready(String),
    /// What the document gave.
    Reading(Box<Reading>),
}

/// What a document gave, ready for the journal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reading {
    /// For reports.
    pub(crate) facts: Facts,
    /// SHA-256 of the record.
    pub(crate) record_sha256: String,
    /// The record in the full view, packed.
    #[serde(with = "serde_bytes")]
    pub(crate) record: Vec<u8>,
    /// SHA-256 of the rows.
    pub(crate) rows_sha256: String,
    /// Its rows in the tables, packed.
    #[serde(with = "serde_bytes")]
    pub(crate) rows: Vec<u8>,
}

/// Writes a frame and flushes.
pub(crate) fn write(message: &impl Serialize, writer: &mut impl Write) -> io::Result<()> {
    let frame = postcard::to_stdvec(message).map_err(io::Error::other)?;
    let length = u32::try_from(frame.len()).ok().filter(|&length| length <= LONGEST);
    let length = length.ok_or_else(|| io::Error::other("a message is too long for the pipe"))?;
    writer.write_all(&length.to_le_bytes())?;
    writer.write_all(&frame)?;
    writer.flush()
}

/// Reads a frame; none where the pipe was closed between two.
pub(crate) fn read_frame(reader: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match reader.read_exact(&mut length) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a frame is too long"));
    }
    let mut frame = Vec::new();
    let read = reader.take(u64::from(length)).read_to_end(&mut frame)?;
    if read < length as usize { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(Some(frame)) }
}

/// The message of a frame.
pub(crate) fn parse<'f, T: Deserialize<'f>>(frame: &'f [u8]) -> io::Result<T> {
    postcard::from_bytes(frame).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// Reads a message that borrows nothing; none where the pipe was closed.
pub(crate) fn read<T: DeserializeOwned>(reader: &mut impl Read) -> io::Result<Option<T>> {
    read_frame(reader)?.map(|frame| parse(&frame)).transpose()
}
