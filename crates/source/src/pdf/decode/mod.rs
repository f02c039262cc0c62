//! Stream data within bounds. A stream of 10 KB may inflate to 10 GB through two filters; what reaches the
//! limit is not read at all.

mod ascii;
mod packed;

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

/// Why a stream gives no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecodeError {
    /// It would be longer than the limit.
    TooLong,
    /// Its filters are not known, or its data is damaged from the start.
    Damaged,
}

/// The data of a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded<'p> {
    /// The data, filters undone.
    pub(crate) data: Cow<'p, [u8]>,
    /// False where it ends in damage.
    pub(crate) is_whole: bool,
}

/// The decoded data of a stream, `limit` bytes at most.
///
/// # Errors
/// Where it is longer than that or cannot be decoded. Damage within deflated data is no error: what comes
/// before it is given.
pub(crate) fn stream<'p>(stream: &Stream<'p>, limit: usize) -> Result<Decoded<'p>, DecodeError> {
    let dict = stream.dict();
    let filters = filters(dict);
    if dict.contains_key(keys::DECODE_PARMS) || dict.contains_key(keys::DP) {
        return with_parameters(stream, &filters, limit);
    }
    let mut decoded = Decoded { data: stream.raw_data(), is_whole: true };
    for filter in &filters {
        let next = undo(filter, &decoded.data, limit)?;
        decoded = Decoded { is_whole: next.is_whole && decoded.is_whole, ..next };
    }
    within(decoded, limit)
}

fn undo(filter: &[u8], data: &[u8], limit: usize) -> Result<Decoded<'static>, DecodeError> {
    let data = match filter {
        b"FlateDecode" | b"Fl" => return inflate(data, limit),
        b"LZWDecode" | b"LZW" => packed::lzw(data, 1, limit),
        b"RunLengthDecode" | b"RL" => packed::run_length(data, limit),
        b"ASCII85Decode" | b"A85" => ascii::base85(data),
        b"ASCIIHexDecode" | b"AHx" => ascii::hex(data),
        b"Crypt" => data.to_vec(),
        _ => return Err(DecodeError::Damaged),
    };
    within(Decoded { data: Cow::Owned(data), is_whole: true }, limit)
}

/// Predictors and the like, which hardly any content has, are left to the library. It knows no limit.
fn with_parameters<'p>(stream: &Stream<'p>, filters: &[Name<'p>], limit: usize) -> Result<Decoded<'p>, DecodeError> {
    if let [only] = filters
        && is_flate(only)
        && has_no_predictor(stream.dict())
    {
        return inflate(&stream.raw_data(), limit);
    }
    let worst = filters.iter().fold(stream.raw_data().len(), |length, filter| length.saturating_mul(growth(filter)));
    if worst > limit.saturating_mul(WORST_CASE) {
        return Err(DecodeError::TooLong);
    }
    let data = stream.decoded_data().map_err(|_| DecodeError::Damaged)?;
    within(Decoded { data, is_whole: true }, limit)
}

/// The names of its filters, in the order in which they are undone.
fn filters<'p>(dict: &Dict<'p>) -> Vec<Name<'p>> {
    match dict.get::<Object<'p>>(keys::FILTER).or_else(|| dict.get::<Object<'p>>(keys::F)) {
        Some(Object::Name(name)) => vec![name],
        Some(Object::Array(array)) => Array::iter::<Name<'p>>(&array).take(MAX_FILTERS).collect(),
        _ => Vec::new(),
    }
}

/// No producer uses more than two.
const MAX_FILTERS: usize = 8;

fn is_flate(name: &[u8]) -> bool {
    matches!(name, b"FlateDecode" | b"Fl")
}

/// How far the worst case may lie above the limit for filters that are decoded in one go.
const WORST_CASE: usize = 4;

fn within(decoded: Decoded<'_>, limit: usize) -> Result<Decoded<'_>, DecodeError> {
    if decoded.data.len() > limit { Err(DecodeError::TooLong) } else { Ok(decoded) }
}

/// The most bytes that one byte of its input can become.
fn growth(filter: &[u8]) -> usize {
    match filter {
        b"FlateDecode" | b"Fl" => 1_032,
        b"LZWDecode" | b"LZW" => 2_731,
        b"RunLengthDecode" | b"RL" => 64,
        b"ASCII85Decode" | b"A85" => 4,
        _ => 1,
    }
}

fn has_no_predictor(dict: &Dict<'_>) -> bool {
    let parameters = dict.get::<Object<'_>>(keys::DECODE_PARMS).or_else(|| dict.get::<Object<'_>>(keys::DP));
    match parameters {
        None | Some(Object::Null(_)) => true,
        Some(Object::Dict(parameters)) => parameters.get::<i32>(keys::PREDICTOR).is_none_or(|predictor| predictor <= 1),
        Some(_) => false,
    }
}

/// Inflates zlib data, or bare deflate data; damage ends it.
pub(crate) fn inflate(data: &[u8], limit: usize) -> Result<Decoded<'static>, DecodeError> {
    let mut out = Vec::with_capacity(data.len().saturating_mul(4).min(limit));
    let mut is_whole = read_some(ZlibDecoder::new(data), limit, &mut out);
    if !is_whole {
        // a wrong or missing checksum or header: the deflated data itself may be whole
        for body in [data.get(2..).unwrap_or_default(), data] {
            let mut again = Vec::new();
            let whole = read_some(DeflateDecoder::new(body), limit, &mut again);
            if (whole && !again.is_empty()) || again.len() > out.len() {
                (out, is_whole) = (again, whole);
                break;
            }
        }
    }
    if out.is_empty() && !is_whole {
        return Err(DecodeError::Damaged);
    }
    if out.len() > limit { Err(DecodeError::TooLong) } else { Ok(Decoded { data: Cow::Owned(out), is_whole }) }
}

/// How long zlib data gets, without keeping it; damage ends it.
pub(crate) fn inflated_size(data: &[u8], limit: usize) -> Result<usize, DecodeError> {
    let mut decoder = ZlibDecoder::new(data);
    let (mut buffer, mut size) = ([0; 32 << 10], 0_usize);
    loop {
        size += match decoder.read(&mut buffer) {
            Ok(0) | Err(_) => return Ok(size),
            Ok(count) => count,
        };
        if size > limit {
            return Err(DecodeError::TooLong);
        }
    }
}

/// Reads up to one byte more than the limit; false where the data is damaged.
fn read_some(decoder: impl Read, limit: usize, out: &mut Vec<u8>) -> bool {
    decoder.take(limit as u64 + 1).read_to_end(out).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn deflated(data: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(data).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_bomb_is_not_read() {
        let bomb = deflated(&vec![b' '; 1 << 20]);
        assert!(bomb.len() < 2_000);
        assert_eq!(inflate(&bomb, 1 << 19), Err(DecodeError::TooLong));
        assert_eq!(inflate(&bomb, 1 << 20).map(|read| read.data.len()), Ok(1 << 20));
    }

    #[test]
    fn what_stands_before_the_damage_is_read() {
        let text: Vec<u8> = (0..20_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
        let mut data = deflated(&text);
        data.truncate(data.len() / 2);
        let read = inflate(&data, 1 << 20).unwrap();
        assert!(!read.data.is_empty() && text.starts_with(&read.data) && !read.is_whole);
        let mut headless = deflated(b"0 0 m");
        headless[0] = 0xFF;
        let whole = Decoded { data: Cow::Borrowed(b"0 0 m"), is_whole: true };
        assert_eq!(inflate(&headless, 100), Ok(whole.clone()));
        let mut unchecked = deflated(b"0 0 m");
        unchecked.truncate(unchecked.len() - 4);
        assert_eq!(inflate(&unchecked, 100), Ok(whole));
        assert_eq!(inflate(b"nothing of the kind", 100), Err(DecodeError::Damaged));
    }
}
