//! Records on their way out. JSON is rendered on the threads that read the documents and only put
//! together here; CSV rows are written here, because tables share the state of their writer.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use anyhow::{Context, Result};
use biaodan_pipeline::exporter::{
    CsvTable, CsvTables, JsonArray, ShapeLookup, Table, View, render_element, write_json, write_ndjson,
};
use biaodan_pipeline::model::Envelope;

use crate::output::Output;

/// How records are written; the flag says whether JSON is indented.
pub(super) enum Style {
    /// One object.
    Object(View, bool),
    /// An array.
    Array(View, bool),
    /// One line each.
    Lines(View),
    /// Tables; this one where there is only standard output for them.
    Csv(Table),
}

/// A record, rendered where that can be done ahead.
pub(super) enum Ready {
    Bytes(io::Result<Vec<u8>>),
    Record(Box<Envelope>),
}

impl Ready {
    pub(super) fn new(envelope: Envelope, style: &Style) -> Ready {
        let mut bytes = Vec::new();
        let written = match *style {
            Style::Object(view, pretty) => write_json(&envelope, view, pretty, &mut bytes),
            Style::Lines(view) => write_ndjson(&envelope, view, &mut bytes),
            Style::Array(view, pretty) => {
                return Ready::Bytes(render_element(&envelope, view, pretty));
            }
            Style::Csv(_) => return Ready::Record(Box::new(envelope)),
        };
        Ready::Bytes(written.map(|()| bytes))
    }
}

/// Where they go.
pub(super) enum Sink {
    Plain(Output),
    Array(JsonArray<Output>),
    Table(Box<CsvTable<Output>>),
    Folder(CsvTables<File>),
}

impl Sink {
    pub(super) fn open(style: &Style, path: Option<&Path>, bom: bool) -> Result<Sink> {
        Ok(match (style, path) {
            (Style::Object(..) | Style::Lines(_), path) => Sink::Plain(Output::open(path)?),
            (Style::Array(_, pretty), path) => Sink::Array(JsonArray::new(Output::open(path)?, *pretty)),
            (Style::Csv(_), Some(folder)) => Sink::Folder(CsvTables::create(folder, bom)?),
            (Style::Csv(table), None) => Sink::Table(Box::new(CsvTable::single(*table, Output::standard(), bom)?)),
        })
    }

    pub(super) fn take(&mut self, ready: Ready, shapes: &ShapeLookup<'_>) -> Result<()> {
        match (self, ready) {
            (Sink::Plain(output), Ready::Bytes(bytes)) => output.write_all(&bytes?),
            (Sink::Array(array), Ready::Bytes(bytes)) => array.push_rendered(&bytes?),
            (Sink::Table(table), Ready::Record(envelope)) => table.write(&envelope, shapes),
            (Sink::Folder(tables), Ready::Record(envelope)) => tables.write(&envelope, shapes),
            // Both are made from one style, so they always fit; if not, that is no silent loss.
            (Sink::Plain(_) | Sink::Array(_), Ready::Record(_)) | (Sink::Table(_) | Sink::Folder(_), Ready::Bytes(_)) => {
                Err(io::Error::other("the record was made for another format"))
            }
        }
        .context("cannot write the output")
    }

    pub(super) fn finish(self) -> Result<()> {
        match self {
            Sink::Plain(output) => output.finish(),
            Sink::Array(array) => array.finish().context("cannot write the output")?.finish(),
            Sink::Table(table) => table.finish().context("cannot write the output")?.finish(),
            Sink::Folder(tables) => tables.finish().map(drop).context("cannot write the output"),
        }
    }
}
