//! How a composite font cuts strings into codes and which CIDs they stand for.

use hayro_syntax::object::{Name, Object, Stream};

use super::cmap::{self, CMap};
use super::code::{Chars, RawCode};
use super::collection::Collection;
use super::predefined::Predefined;
use super::stream::{CMAP_LIMIT, decode};

/// CMaps that build on one another, at most.
const MAX_DEPTH: usize = 6;

/// The `Encoding` of a composite font.
pub(super) enum CidCodes {
    /// Two bytes a code, which is the CID.
    Identity {
        /// It writes from top to bottom.
        vertical: bool,
    },
    /// One of the CMaps that every reader knows.
    Predefined(Predefined),
    /// A CMap of the document's own.
    Own {
        /// What it says itself.
        map: Box<CMap>,
        /// What it builds on.
        base: Option<Box<CidCodes>>,
    },
}

impl CidCodes {
    /// From the value of `Encoding`; codes are taken for CIDs where it makes no sense.
    pub(super) fn of(encoding: Option<Object<'_>>) -> CidCodes {
        encoding.and_then(|encoding| CidCodes::read(&encoding, 0)).unwrap_or(CidCodes::Identity { vertical: false })
    }

    fn read(encoding: &Object<'_>, depth: usize) -> Option<CidCodes> {
        match encoding {
            Object::Name(name) => CidCodes::named(name.as_ref()),
            Object::Stream(stream) if depth < MAX_DEPTH => Some(CidCodes::from_stream(stream, depth)),
            _ => None,
        }
    }

    fn named(name: &[u8]) -> Option<CidCodes> {
        match name {
            b"Identity-H" | b"Identity-V" => Some(CidCodes::Identity { vertical: name.ends_with(b"V") }),
            _ => Predefined::of(name).map(CidCodes::Predefined),
        }
    }

    fn from_stream(stream: &Stream<'_>, depth: usize) -> CidCodes {
        let dict = stream.dict();
        let mut map = decode(stream, CMAP_LIMIT).map(|data| cmap::parse(&data)).unwrap_or_default();
        if let Some(mode) = dict.get::<u32>(b"WMode") {
            map.vertical = Some(mode == 1);
        }
        let base = dict.get::<Object<'_>>(b"UseCMap").and_then(|base| CidCodes::read(&base, depth + 1));
        let base = base.or_else(|| CidCodes::named(map.base.as_deref()?));
        // A copy of a predefined CMap, or of the identity, often is no more than its name.
        let name = dict.get::<Name<'_>>(b"CMapName");
        let known = || name.and_then(|name| CidCodes::named(name.as_ref()));
        let base = if base.is_none() && map.cids.is_empty() { known() } else { base };
        CidCodes::Own { map: Box::new(map), base: base.map(Box::new) }
    }

    /// It writes from top to bottom.
    pub(super) fn is_vertical(&self) -> bool {
        match self {
            CidCodes::Identity { vertical } => *vertical,
            CidCodes::Predefined(known) => known.vertical,
            CidCodes::Own { map, base } => map.vertical.unwrap_or_else(|| base.as_ref().is_some_and(|base| base.is_vertical())),
        }
    }

    /// Whose CIDs it gives, where it says so.
    pub(super) fn collection(&self) -> Option<Collection> {
        match self {
            CidCodes::Identity { .. } => None,
            CidCodes::Predefined(known) => Some(known.collection),
            CidCodes::Own { base, .. } => base.as_ref().and_then(|base| base.collection()),
        }
    }

    /// The code at the head of a string.
    pub(super) fn cut(&self, string: &[u8]) -> Option<RawCode> {
        match self {
            CidCodes::Identity { .. } => RawCode::of(string, 2),
            CidCodes::Predefined(known) => known.cut(string),
            CidCodes::Own { map, base } => match base {
                Some(base) if map.spaces.is_empty() => base.cut(string),
                _ => map.cut(string),
            },
        }
    }

    /// The CID of a code.
    pub(super) fn cid(&self, code: RawCode) -> Option<u32> {
        match self {
            CidCodes::Identity { .. } => Some(code.value),
            CidCodes::Predefined(known) => known.cid(code),
            CidCodes::Own { map, base } => map.cid(code.value).or_else(|| match base {
                Some(base) => base.cid(code),
                None if map.cids.is_empty() => Some(code.value),
                None => None,
            }),
        }
    }

    /// The characters of a code, where the codes themselves are those of a known encoding.
    pub(super) fn chars(&self, code: RawCode) -> Option<Chars> {
        match self {
            CidCodes::Identity { .. } => None,
            CidCodes::Predefined(known) => known.chars(code),
            CidCodes::Own { map, base } => match map.cid(code.value) {
                Some(_) => None,
                None => base.as_ref()?.chars(code),
            },
        }
    }
}
