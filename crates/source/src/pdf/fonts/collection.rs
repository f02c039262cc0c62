//! Adobe's character collections: what a CID is, when a font says whose CIDs it uses.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use hayro_cmap::{BfString, CMap, CMapName, load_embedded};
use hayro_syntax::object::{self, Dict};

use super::code::Chars;

/// A collection with known characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collection {
    /// Adobe-GB1, Simplified Chinese.
    Gb1,
    /// Adobe-CNS1, Traditional Chinese.
    Cns1,
    /// Adobe-Japan1.
    Japan1,
    /// Adobe-Korea1, and KR after it, which shares nothing with it and is not known.
    Korea1,
}

impl Collection {
    /// By registry and ordering.
    pub(super) fn of(registry: &[u8], ordering: &[u8]) -> Option<Collection> {
        match (registry, ordering) {
            (b"Adobe", b"GB1") => Some(Collection::Gb1),
            (b"Adobe", b"CNS1") => Some(Collection::Cns1),
            (b"Adobe", b"Japan1" | b"Japan2") => Some(Collection::Japan1),
            (b"Adobe", b"Korea1") => Some(Collection::Korea1),
            _ => None,
        }
    }

    /// By a font's `CIDSystemInfo`.
    pub(super) fn of_info(info: &Dict<'_>) -> Option<Collection> {
        let text = |key: &[u8]| info.get::<object::String<'_>>(key);
        Collection::of(text(b"Registry")?.as_bytes(), text(b"Ordering")?.as_bytes())
    }

    /// The characters of a CID.
    pub(super) fn chars(self, cid: u32) -> Option<Chars> {
        let name = match self {
            Collection::Gb1 => CMapName::AdobeGb1Ucs2,
            Collection::Cns1 => CMapName::AdobeCns1Ucs2,
            Collection::Japan1 => CMapName::AdobeJapan1Ucs2,
            Collection::Korea1 => CMapName::AdobeKorea1Ucs2,
        };
        match predefined(name.to_bytes())?.lookup_bf_string(cid)? {
            BfString::Char(ch) => Some(Chars::one(ch)),
            BfString::String(text) => Some(text.chars().collect()),
        }
        .filter(|chars| !chars.is_empty() && !chars.iter().any(|ch| ch == '\0' || ch == '\u{FFFD}'))
    }
}

type Loaded = BTreeMap<Vec<u8>, Option<Arc<CMap>>>;

/// A predefined CMap by name. Each is unpacked once a process; only predefined names are kept.
pub(super) fn predefined(name: &[u8]) -> Option<Arc<CMap>> {
    static LOADED: LazyLock<Mutex<Loaded>> = LazyLock::new(Mutex::default);
    let data = match CMapName::from_bytes(name) {
        CMapName::Custom(_) => return None,
        known => load_embedded(known)?,
    };
    let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
    loaded.entry(name.to_vec()).or_insert_with(|| CMap::parse(data, load_embedded).map(Arc::new)).clone()
}
