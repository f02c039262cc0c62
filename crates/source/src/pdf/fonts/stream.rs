//! Streams of fonts, decoded no further than is needed: a font program of megabytes is not inflated
//! where its first tables answer, and none takes more memory than its limit.

use std::borrow::Cow;
use std::io::Read;

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use crate::pdf::decode;

/// No CMap of a real font comes near it; the largest predefined ones have half a megabyte.
pub(super) const CMAP_LIMIT: usize = 4 << 20;

/// Whole Chinese fonts have 5 to 30 MB.
pub(super) const PROGRAM_LIMIT: usize = 64 << 20;

/// The first `limit` bytes of a stream, decoded; fewer where it is shorter or damaged, none where several
/// filters would make more of it.
pub(super) fn decode<'a>(stream: &Stream<'a>, limit: usize) -> Option<Cow<'a, [u8]>> {
    let inflated = match stream.filters().as_slice() {
        [Filter::FlateDecode] if !has_predictor(stream) => inflate(&stream.raw_data(), limit),
        _ => None,
    };
    inflated.map(Cow::Owned).or_else(|| decode::stream(stream, limit).ok().map(|decoded| decoded.data))
}

fn has_predictor(stream: &Stream<'_>) -> bool {
    stream.dict().contains_key(b"DecodeParms") || stream.dict().contains_key(b"DP")
}

/// Damaged data gives what came before the damage, so that the fonts of a truncated file still read.
fn inflate(data: &[u8], limit: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(limit.min(data.len().saturating_mul(3)));
    let _damage_ends_it = flate2::bufread::ZlibDecoder::new(data).take(limit as u64).read_to_end(&mut out);
    (!out.is_empty()).then_some(out)
}
