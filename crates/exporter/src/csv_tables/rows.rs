//! Rows, cell by cell, on a CSV writer.

use std::fmt::{Display, Write as _};
use std::io::{self, Write};

use biaodan_model::{Envelope, Field, FormRecord, Provenance, Region, State};

use super::cell::harmless;
use crate::round;

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

    /// Page, first and last line of a text dump, and x0, y0, x1, y1 in points on a drawn page.
    pub(super) fn place(&mut self, page: Option<u32>, region: Option<Region>) -> io::Result<()> {
        self.figure(page)?;
        let (lines, corners) = match region {
            Some(Region::Lines(first, last)) => ([Some(first), Some(last)], [None; 4]),
            Some(Region::Box(corners)) => ([None; 2], corners.map(round::points).map(Some)),
            None => ([None; 2], [None; 4]),
        };
        lines.into_iter().try_for_each(|line| self.figure(line))?;
        corners.into_iter().try_for_each(|corner| self.figure(corner))
    }

    pub(super) fn provenance(&mut self, place: Option<&Provenance>) -> io::Result<()> {
        self.place(place.map(|place| place.page), place.map(|place| place.region))
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
pub(crate) fn into_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        // Rows of different length; the tables' tests cover every row there is.
        other => io::Error::other(format!("{other:?}")),
    }
}
