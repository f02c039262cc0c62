//! A record made ready for the journal. Workers do this, so that the parent only has to store it.

use std::io;

use biaodan_pipeline::Engine;
use biaodan_pipeline::exporter::{View, render_element};
use biaodan_pipeline::model::Envelope;
use biaodan_sinks::{Datum, DocumentRows, Table};

use crate::facts::Facts;
use crate::pack::{pack, sha256, unpack};
use crate::wire::Reading;

/// Record, rows and facts of an envelope.
pub(crate) fn of(envelope: &Envelope, engine: &Engine) -> io::Result<Reading> {
    let record = render_element(envelope, View::Full, false)?;
    let shapes = |kind: &str| engine.definitions().shape(kind);
    let rows = biaodan_sinks::rows(envelope, &[], &shapes);
    let rows = postcard::to_stdvec(&rows).map_err(io::Error::other)?;
    Ok(Reading {
        facts: Facts::of(envelope),
        record_sha256: sha256(&record),
        record: pack(&record),
        rows_sha256: sha256(&rows),
        rows: pack(&rows),
    })
}

/// Rows as they were packed, with the names under which the document is known now; without any, those of the record.
pub(crate) fn rows(packed: &[u8], names: &[String]) -> io::Result<DocumentRows> {
    let bytes = unpack(packed)?;
    let mut rows: DocumentRows = crate::wire::parse(&bytes)?;
    if let Some(table) = rows.tables.get_mut(Table::Names as usize).filter(|_| !names.is_empty()) {
        let ordinals = 0_i64..;
        *table = ordinals.zip(names).map(|(ordinal, name)| vec![Datum::Integer(ordinal), Datum::text(name)]).collect();
    }
    Ok(rows)
}
