//! JSON on its way out: one object, one line each, or one array, never more than one envelope held.
//!
//! Which of them is the caller's choice: one input prints one object, several an array or lines.
//! Every function leaves the text complete, with a line end after it, and unflushed.

use std::io::{self, BufWriter, Write};

use biaodan_model::Envelope;
use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use crate::json::{FullView, PlainView, View};

/// Bytes gathered before the writer is called: the serialiser writes token by token, and a system
/// call for each is slow. Of 8, 64 and 512 KiB, 64 was the fastest (700 MB/s of the full view).
const BUFFER: usize = 64 * 1024;

/// Writes one envelope as one JSON object and a line end; indented by two spaces where `pretty`.
///
/// # Errors
/// The writer's own, unchanged.
///
/// ```
/// # fn show(envelope: &biaodan_model::Envelope) -> std::io::Result<()> {
/// use biaodan_exporter::{View, write_json};
/// write_json(envelope, View::Plain, true, &mut std::io::stdout().lock())
/// # }
/// ```
pub fn write_json(envelope: &Envelope, view: View, pretty: bool, writer: &mut impl Write) -> io::Result<()> {
    let layout = Layout::new(pretty);
    buffered(writer, |buffer| {
        layout.write(envelope, view, buffer)?;
        buffer.write_all(b"\n")
    })
}

/// Writes one envelope as one line.
///
/// # Errors
/// The writer's own, unchanged.
pub fn write_ndjson(envelope: &Envelope, view: View, writer: &mut impl Write) -> io::Result<()> {
    write_json(envelope, view, false, writer)
}

/// Renders one envelope as an element of a [`JsonArray`] of the same `pretty`, so that threads can
/// render in parallel and one of them put the elements together with [`JsonArray::push_rendered`].
///
/// # Errors
/// None in practice: a buffer in memory takes everything.
pub fn render_element(envelope: &Envelope, view: View, pretty: bool) -> io::Result<Vec<u8>> {
    let mut element = Vec::new();
    let mut layout = Layout::new(pretty);
    layout.begin_array(&mut io::sink())?;
    layout.write(envelope, view, &mut element)?;
    Ok(element)
}

/// A JSON array of envelopes, written one at a time.
///
/// Nothing is written before the first element or [`JsonArray::finish`]; without the latter the
/// array stays open.
#[derive(Debug)]
pub struct JsonArray<W: Write> {
    writer: W,
    layout: Layout,
    begun: bool,
}

impl<W: Write> JsonArray<W> {
    /// An array that goes to `writer`.
    pub fn new(writer: W, pretty: bool) -> JsonArray<W> {
        JsonArray { writer, layout: Layout::new(pretty), begun: false }
    }

    /// Adds one envelope.
    ///
    /// # Errors
    /// The writer's own, unchanged; the array is then of no further use.
    pub fn push(&mut self, envelope: &Envelope, view: View) -> io::Result<()> {
        self.element(|layout, buffer| layout.write(envelope, view, buffer))
    }

    /// Adds what [`render_element`] made.
    ///
    /// # Errors
    /// The writer's own, unchanged; the array is then of no further use.
    pub fn push_rendered(&mut self, element: &[u8]) -> io::Result<()> {
        self.element(|_, buffer| buffer.write_all(element))
    }

    /// Adds anything else.
    pub(crate) fn push_any(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.element(|layout, buffer| layout.write_any(value, buffer))
    }

    /// Closes the array and gives the writer back, unflushed.
    ///
    /// # Errors
    /// The writer's own, unchanged.
    pub fn finish(mut self) -> io::Result<W> {
        if !self.begun {
            self.layout.begin_array(&mut self.writer)?;
        }
        self.layout.end_array(&mut self.writer)?;
        self.writer.write_all(b"\n")?;
        Ok(self.writer)
    }

    fn element(&mut self, write: impl FnOnce(&Layout, &mut BufWriter<&mut W>) -> io::Result<()>) -> io::Result<()> {
        let JsonArray { writer, layout, begun } = self;
        buffered(writer, |buffer| {
            let first = !std::mem::replace(begun, true);
            if first {
                layout.begin_array(buffer)?;
            }
            layout.begin_element(first, buffer)?;
            write(layout, buffer)?;
            layout.end_element(buffer)
        })
    }
}

/// Runs `write` on a buffer before the writer and empties the buffer, not the writer, after it.
fn buffered<W: Write>(writer: &mut W, write: impl FnOnce(&mut BufWriter<&mut W>) -> io::Result<()>) -> io::Result<()> {
    let mut buffer = BufWriter::with_capacity(BUFFER, writer);
    let written = write(&mut buffer);
    // Taken apart, because dropping the buffer after an error would write to a broken writer again.
    let (writer, rest) = buffer.into_parts();
    written?;
    writer.write_all(&rest.map_err(io::Error::other)?)
}

/// The two ways of laying out JSON: serde_json's own formatters, at the depth they have reached.
#[derive(Debug)]
enum Layout {
    Compact(CompactFormatter),
    Pretty(PrettyFormatter<'static>),
}

impl Layout {
    fn new(pretty: bool) -> Layout {
        if pretty { Layout::Pretty(PrettyFormatter::new()) } else { Layout::Compact(CompactFormatter) }
    }

    fn write(&self, envelope: &Envelope, view: View, writer: &mut impl Write) -> io::Result<()> {
        match view {
            View::Full => self.write_any(&FullView(envelope), writer),
            View::Plain => self.write_any(&PlainView(envelope), writer),
        }
    }

    fn write_any(&self, value: &impl Serialize, writer: &mut impl Write) -> io::Result<()> {
        // serde_json hands an error of the writer back as the io::Error it was.
        Ok(match self {
            Layout::Compact(at) => value.serialize(&mut Serializer::with_formatter(writer, at.clone())),
            Layout::Pretty(at) => value.serialize(&mut Serializer::with_formatter(writer, at.clone())),
        }?)
    }

    fn begin_array(&mut self, writer: &mut impl Write) -> io::Result<()> {
        match self {
            Layout::Compact(at) => at.begin_array(writer),
            Layout::Pretty(at) => at.begin_array(writer),
        }
    }

    fn begin_element(&mut self, first: bool, writer: &mut impl Write) -> io::Result<()> {
        match self {
            Layout::Compact(at) => at.begin_array_value(writer, first),
            Layout::Pretty(at) => at.begin_array_value(writer, first),
        }
    }

    fn end_element(&mut self, writer: &mut impl Write) -> io::Result<()> {
        match self {
            Layout::Compact(at) => at.end_array_value(writer),
            Layout::Pretty(at) => at.end_array_value(writer),
        }
    }

    fn end_array(&mut self, writer: &mut impl Write) -> io::Result<()> {
        match self {
            Layout::Compact(at) => at.end_array(writer),
            Layout::Pretty(at) => at.end_array(writer),
        }
    }
}
