//! The number ledger: counts and residue in both views, every token in the full one.

use biaodan_model::{Ledger, LedgerEntry, Outcome};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::View;
use super::finding::{corners, lines};

pub(super) struct LedgerJson<'a>(pub(super) &'a Ledger, pub(super) View);

impl Serialize for LedgerJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let LedgerJson(ledger, view) = self;
        let counts = Counts::of(ledger);
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("values", &counts.values)?;
        map.serialize_entry("duplicates", &counts.duplicates)?;
        map.serialize_entry("labels", &counts.labels)?;
        if *view == View::Full {
            map.serialize_entry("entries", &Entries(&ledger.entries))?;
        }
        map.serialize_entry("residue", &Residue(ledger))?;
        map.end()
    }
}

#[derive(Default)]
struct Counts {
    values: usize,
    duplicates: usize,
    labels: usize,
}

impl Counts {
    fn of(ledger: &Ledger) -> Counts {
        let mut counts = Counts::default();
        for entry in &ledger.entries {
            match entry.outcome {
                Outcome::Value(_) => counts.values += 1,
                Outcome::Duplicate { .. } => counts.duplicates += 1,
                Outcome::Label => counts.labels += 1,
                // The residue is listed, so its length is its count.
                Outcome::Residue => {}
            }
        }
        counts
    }
}

struct Entries<'a>(&'a [LedgerEntry]);

impl Serialize for Entries<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(EntryJson::new))
    }
}

/// A token and what became of it.
#[derive(Serialize)]
struct EntryJson<'a> {
    text: &'a str,
    page: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<[f64; 4]>,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
}

impl<'a> EntryJson<'a> {
    fn new(entry: &'a LedgerEntry) -> EntryJson<'a> {
        let (outcome, path, of, why) = match &entry.outcome {
            Outcome::Value(path) => ("value", Some(&**path), None, None),
            Outcome::Duplicate { of, why } => ("duplicate", None, Some(&**of), Some(*why)),
            Outcome::Label => ("label", None, None, None),
            Outcome::Residue => ("residue", None, None, None),
        };
        EntryJson {
            text: &entry.text,
            page: entry.place.page,
            line: first_line(entry),
            bbox: corners(entry.place.region),
            outcome,
            path,
            of,
            why,
        }
    }
}

struct Residue<'a>(&'a Ledger);

impl Serialize for Residue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.residue().map(TokenJson::new))
    }
}

/// A token and its place.
#[derive(Serialize)]
struct TokenJson<'a> {
    text: &'a str,
    page: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bbox: Option<[f64; 4]>,
}

impl<'a> TokenJson<'a> {
    fn new(entry: &'a LedgerEntry) -> TokenJson<'a> {
        TokenJson { text: &entry.text, page: entry.place.page, line: first_line(entry), bbox: corners(entry.place.region) }
    }
}

fn first_line(entry: &LedgerEntry) -> Option<u32> {
    lines(entry.place.region).map(|(first, _)| first)
}
