//! Rows, cell by cell, on a CSV writer.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};

use biaodan_model::{Envelope, Field, FormRecord, Provenance, Region, State};

use super::cell::harmless;

/// Which document and form a row is about: the shared first columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) envelope: &'a Envelope,
    /// Index and form; none for the document as a whole.
    pub(super) form: Option<(usize, &'a FormRecord)>,
}

/// All forms of an envelope with their shared columns.
pub(super) fn forms(envelope: &Envelope) -> impl Iterator<Item = (About<'_>, &FormRecord)> {
    let indexed = envelope.forms.iter().enumerate();
    indexed.map(move |(i, form)| (About { envelope, form: Some((i, form)) }, form))
}

/// A CSV writer that lets no cell through unchecked.
#[derive(Debug)]
pub(super) struct Rows<W: Write> {
    writer: csv::Writer<W>,
    /// For figures on their way to a cell; kept to spare an allocation for each.
    scratch: String,
}

impl<W: Write> Rows<W> {
    pub(super) fn new(writer: W) -> Rows<W> {
        Rows { writer: csv::Writer::from_writer(writer), scratch: String::new() }
    }

    pub(super) fn header(&mut self, columns: impl Iterator<Item = &'static str>) -> io::Result<()> {
        self.writer.write_record(columns).map_err(into_io)
    }

    /// Starts a row with the shared columns.
    pub(super) fn start(&mut self, about: About<'_>) -> io::Result<()> {
        self.text(&about.envelope.source.name)?;
        self.text(&about.envelope.source.sha256)?;
        self.figure(about.form.map(|(index, _)| index))?;
        self.text(about.form.map_or("", |(_, form)| &form.kind))
    }

    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_field(harmless(text).as_bytes()).map_err(into_io)
    }

    /// The cell is empty where there is none.
    pub(super) fn optional(&mut self, text: Option<&str>) -> io::Result<()> {
        self.text(text.unwrap_or(""))
    }

    /// The cell is empty where there is none; a figure that is not there is not 0.
    pub(super) fn figure(&mut self, figure: Option<impl Display>) -> io::Result<()> {
        self.scratch.clear();
        if let Some(figure) = figure {
            // Writing to a String cannot fail.
            let _ = write!(self.scratch, "{figure}");
        }
        self.writer.write_field(harmless(&self.scratch).as_bytes()).map_err(into_io)
    }

    /// The leaf's value as the plain view prints it; empty where there is none or no such leaf.
    pub(super) fn value(&mut self, field: Option<&Field>) -> io::Result<()> {
        self.optional(field.and_then(Field::text).as_deref())
    }

    pub(super) fn state(&mut self, state: State) -> io::Result<()> {
        self.text(match state {
            State::Printed => "printed",
            State::Blank => "blank",
            State::Absent => "absent",
            State::Dash => "dash",
            State::Unreadable => "unreadable",
        })
    }

    /// The cells page, first_line, last_line.
    pub(super) fn place(&mut self, page: Option<u32>, lines: Option<(u32, u32)>) -> io::Result<()> {
        self.figure(page)?;
        self.figure(lines.map(|(first, _)| first))?;
        self.figure(lines.map(|(_, last)| last))
    }

    /// The place of a leaf; a box has no lines.
    pub(super) fn provenance(&mut self, place: Option<&Provenance>) -> io::Result<()> {
        let lines = place.and_then(|place| match place.region {
            Region::Lines(first, last) => Some((first, last)),
            Region::Box(_) => None,
        });
        self.place(place.map(|place| place.page), lines)
    }

    pub(super) fn end(&mut self) -> io::Result<()> {
        self.writer.write_record(None::<&[u8]>).map_err(into_io)
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.writer.flush()?;
        self.writer.into_inner().map_err(|error| io::Error::new(error.error().kind(), error.to_string()))
    }
}

/// The writer's error as it was: the conversion that csv offers hides its kind.
fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        // Rows of different length; the tables' tests cover every row there is.
        other => io::Error::other(format!("{other:?}")),
    }
}
