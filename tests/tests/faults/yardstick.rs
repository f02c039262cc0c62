//! A fixture undamaged: its text, its numbers, its record, and where in the record each number went.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Range;

use biaodan_pipeline::model::{Envelope, LedgerEntry, Outcome, Region, Verdict, numeric_tokens};
use biaodan_pipeline::{Engine, Place};
use biaodan_tests::dumps;
use encoding_rs::Encoding;

/// A leaf of one of the forms.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Home {
    /// Position of the form in the document.
    pub(crate) form: usize,
    pub(crate) path: String,
}

/// One number of the dump.
#[derive(Debug, Clone)]
pub(crate) struct Token {
    pub(crate) text: String,
    pub(crate) range: Range<usize>,
    /// 1-based line of the file.
    pub(crate) line: u32,
    /// The leaf it is the value of, or part of.
    pub(crate) home: Option<Home>,
}

/// A fixture and what is known of it.
pub(crate) struct Yardstick {
    pub(crate) name: String,
    /// Decoded, with bare line feeds.
    pub(crate) text: String,
    pub(crate) tokens: Vec<Token>,
    pub(crate) envelope: Envelope,
    /// Leaves whose number the dump prints a second time.
    pub(crate) printed_twice: BTreeSet<Home>,
}

impl Yardstick {
    /// True where every form is accepted.
    pub(crate) fn is_accepted(&self) -> bool {
        let forms = &self.envelope.forms;
        !forms.is_empty() && forms.iter().all(|form| form.verdict == Verdict::Accepted)
    }

    /// True where the ledgers of the forms hold every number of the dump.
    pub(crate) fn is_all_form(&self) -> bool {
        counted(&self.envelope) == self.tokens.len()
    }
}

/// The numbers in all ledgers of a document.
pub(crate) fn counted(envelope: &Envelope) -> usize {
    envelope.forms.iter().map(|form| form.ledger.entries.len()).sum()
}

/// Every dump among the fixtures.
pub(crate) fn all(engine: &Engine) -> Vec<Yardstick> {
    let path = |place| match place {
        Place::File(path) => path,
        Place::StandardInput => panic!("fixtures are files"),
    };
    dumps().into_iter().map(|dump| new(engine, dump.name, &fs::read(path(dump.place)).unwrap())).collect()
}

/// A dump undamaged. Damage is done to its text, so the yardstick is the record of that text.
fn new(engine: &Engine, name: String, bytes: &[u8]) -> Yardstick {
    let encoding = engine.read(&name, bytes).source.encoding.expect("fixtures are texts");
    let encoding = Encoding::for_label(encoding.as_bytes()).expect("a known encoding");
    let text = encoding.decode_with_bom_removal(bytes).0.replace("\r\n", "\n");
    let envelope = engine.read(&name, text.as_bytes());
    let mut homes = Homes::of(&envelope);
    let tokens = tokens(&text).map(|(text, range, line)| Token { home: homes.take(line, &text), text, range, line }).collect();
    Yardstick { name, text, tokens, envelope, printed_twice: homes.printed_twice }
}

fn tokens(text: &str) -> impl Iterator<Item = (String, Range<usize>, u32)> {
    numeric_tokens(text).map(|token| {
        let line = text[..token.range.start].matches('\n').count() + 1;
        (token.text.to_owned(), token.range, u32::try_from(line).unwrap())
    })
}

/// Where the ledgers say each number went: by line and text, in the order of the line.
struct Homes {
    by_place: BTreeMap<(u32, String), Vec<Option<Home>>>,
    printed_twice: BTreeSet<Home>,
}

impl Homes {
    fn of(envelope: &Envelope) -> Homes {
        let mut homes = Homes { by_place: BTreeMap::new(), printed_twice: BTreeSet::new() };
        let numbered = envelope.forms.iter().enumerate();
        for (form, entry) in numbered.flat_map(|(at, form)| form.ledger.entries.iter().map(move |entry| (at, entry))) {
            let home = match &entry.outcome {
                Outcome::Value(path) => Some(Home { form, path: path.to_string() }),
                Outcome::Duplicate { of, .. } => {
                    let home = Home { form, path: of.to_string() };
                    homes.printed_twice.insert(home.clone());
                    Some(home)
                }
                Outcome::Label | Outcome::Residue => None,
            };
            homes.by_place.entry((line_of(entry), entry.text.clone())).or_default().insert(0, home);
        }
        homes
    }

    fn take(&mut self, line: u32, text: &str) -> Option<Home> {
        self.by_place.get_mut(&(line, text.to_owned()))?.pop()?
    }
}

fn line_of(entry: &LedgerEntry) -> u32 {
    match entry.place.region {
        Region::Lines(first, _) => first,
        Region::Box(_) => 0,
    }
}
