//! One leaf in either view.
//!
//! Keys of the full view, in order: value, raw, state, page, then `bbox` (points) or `lines`
//! (1-based), confidence, from; then, where there is one: unit and cny (amounts), parsed (targets),
//! canonical (category labels), suggestion. Exact numbers are strings with their printed decimals,
//! because a JSON number is a float to most readers.

use std::fmt::Display;

use biaodan_model::{Field, Provenance, Region, Suggestion, Target, Value};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::round;

/// The leaf's value alone; `null` where there is none.
pub(super) struct PlainLeaf<'a>(pub(super) &'a Field);

impl Serialize for PlainLeaf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            None => serializer.serialize_none(),
            Some(Value::Text(text)) => serializer.serialize_str(text),
            Some(Value::Integer(number)) => serializer.serialize_i64(*number),
            Some(Value::Amount(amount)) => serializer.collect_str(&amount.number),
            Some(Value::Number(number)) => serializer.collect_str(number),
        }
    }
}

/// The leaf with everything known of it.
pub(super) struct FullLeaf<'a>(pub(super) &'a Field);

impl Serialize for FullLeaf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let field = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("value", &PlainLeaf(field))?;
        map.serialize_entry("raw", &field.raw)?;
        map.serialize_entry("state", &field.state)?;
        write_place(&mut map, field.provenance.as_ref())?;
        map.serialize_entry("confidence", &round::confidence(field.confidence))?;
        map.serialize_entry("from", &field.provenance.map(|place| place.from))?;
        write_understanding(&mut map, field)?;
        map.end()
    }
}

/// Page and region; a leaf without a place has neither, and says so with nulls.
fn write_place<M: SerializeMap>(map: &mut M, place: Option<&Provenance>) -> Result<(), M::Error> {
    map.serialize_entry("page", &place.map(|place| place.page))?;
    match place.map(|place| place.region) {
        None => map.serialize_entry("lines", &None::<[u32; 2]>),
        Some(Region::Lines(first, last)) => map.serialize_entry("lines", &[first, last]),
        Some(Region::Box(corners)) => map.serialize_entry("bbox", &corners.map(round::points)),
    }
}

/// What was made of the printed text, key by key where there is something.
fn write_understanding<M: SerializeMap>(map: &mut M, field: &Field) -> Result<(), M::Error> {
    if let Some(Value::Amount(amount)) = &field.value {
        map.serialize_entry("unit", &amount.unit)?;
        map.serialize_entry("cny", &amount.cny().map(Shown))?;
    }
    if let Some(target) = &field.target {
        map.serialize_entry("parsed", &TargetJson::new(target))?;
    }
    if let Some(canonical) = &field.canonical {
        map.serialize_entry("canonical", canonical)?;
    }
    if let Some(suggestion) = &field.suggestion {
        map.serialize_entry("suggestion", &SuggestionJson::new(suggestion))?;
    }
    if !field.alternatives.is_empty() {
        map.serialize_entry("alternatives", &field.alternatives)?;
    }
    Ok(())
}

/// Something written as a string the way it displays itself, without an allocation of its own.
struct Shown<T>(T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

#[derive(Serialize)]
struct TargetJson<'a> {
    operator: &'static str,
    number: Shown<&'a dyn Display>,
    unit: Option<&'a str>,
}

impl<'a> TargetJson<'a> {
    fn new(target: &'a Target) -> TargetJson<'a> {
        TargetJson { operator: target.operator.as_str(), number: Shown(&target.number), unit: target.unit.as_deref() }
    }
}

#[derive(Serialize)]
struct SuggestionJson<'a> {
    value: &'a str,
    from: &'static str,
    why: &'static str,
}

impl<'a> SuggestionJson<'a> {
    fn new(suggestion: &'a Suggestion) -> SuggestionJson<'a> {
        SuggestionJson { value: &suggestion.value, from: "inferred", why: suggestion.why }
    }
}
