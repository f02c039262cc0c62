//! What the end-to-end tests share: the fixtures, and an engine that knows all their kinds.

use std::io;
use std::path::{Path, PathBuf};

use biaodan_pipeline::exporter::{View, schema, write_json};
use biaodan_pipeline::model::Envelope;
use biaodan_pipeline::{DefinitionError, Definitions, Engine, Input, expand};
use serde_json::Value;

/// The kind that one TOML file adds.
const VISA: &str = include_str!("../../fixtures/visa/visa-application.toml");

/// The folder of fixtures.
#[must_use]
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures")
}

/// Every document among the fixtures that is read without recognition, in order.
#[must_use]
pub fn documents() -> Vec<Input> {
    all().into_iter().filter(|input| !is_scan(input)).collect()
}

/// Those that have to be recognised.
#[must_use]
pub fn scans() -> Vec<Input> {
    all().into_iter().filter(is_scan).collect()
}

fn all() -> Vec<Input> {
    expand(&[fixtures().into_os_string()]).documents
}

fn is_scan(input: &Input) -> bool {
    input.name.starts_with("scan/")
}

/// The text dumps among them.
#[must_use]
pub fn dumps() -> Vec<Input> {
    documents().into_iter().filter(|input| !input.name.ends_with(".pdf")).collect()
}

/// An engine with the built-in kinds and the one among the fixtures.
///
/// # Errors
/// A definition is refused.
pub fn engine() -> Result<Engine, DefinitionError> {
    let mut definitions = Definitions::built_in()?;
    definitions.add("visa-application.toml", VISA)?;
    Ok(Engine::new(definitions))
}

/// The schema of a view, for the kinds of an engine.
#[must_use]
pub fn schema_of(engine: &Engine, view: View) -> Value {
    let kinds = engine.definitions().kinds().iter();
    let kinds: Vec<_> = kinds.map(|d| (d.kind.clone(), d.shape.clone())).collect();
    schema(view, &kinds)
}

/// A record as its JSON.
///
/// # Errors
/// It is not JSON.
pub fn json(envelope: &Envelope, view: View) -> io::Result<Value> {
    let mut bytes = Vec::new();
    write_json(envelope, view, false, &mut bytes)?;
    Ok(serde_json::from_slice(&bytes)?)
}
