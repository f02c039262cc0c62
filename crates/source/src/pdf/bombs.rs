//! Object and cross-reference streams that would inflate without end. The library decodes them when it opens
//! a document and knows no limit, so they are looked at before.

use super::decode::{self, DecodeError};
use super::limits;

/// The most that deflated data can grow, by its format.
const DEFLATE_GROWTH: usize = 1_032;

/// How far before its type a stream's dictionary may begin, and how far after it its data, in bytes.
const DICTIONARY: usize = 4_096;

/// True where the object streams of a file would take more memory than those of any document that people
/// make.
pub(crate) fn has_bomb(file: &[u8]) -> bool {
    let kinds = [b"/ObjStm".as_slice(), b"/XRef"];
    let streams = kinds.iter().flat_map(|kind| memchr::memmem::find_iter(file, kind)).filter_map(|at| stream_around(file, at));
    let streams: Vec<(&[u8], &[u8])> = streams.collect();
    if streams.iter().any(|(dictionary, _)| filters(dictionary) > 1) {
        // no producer compresses these twice
        return true;
    }
    let worst = streams.iter().fold(0_usize, |sum, (_, data)| sum.saturating_add(data.len().saturating_mul(DEFLATE_GROWTH)));
    let mut left = limits::OBJECT_STREAM_BYTES;
    worst > left
        && streams.iter().any(|(_, data)| match decode::inflated_size(data, left) {
            Ok(size) => {
                left = left.saturating_sub(size);
                left == 0
            }
            Err(error) => error == DecodeError::TooLong,
        })
}

fn filters(dictionary: &[u8]) -> usize {
    let count = |word: &[u8]| memchr::memmem::find_iter(dictionary, word).count();
    count(b"Decode").saturating_sub(count(b"DecodeParms"))
}

/// The dictionary of the stream whose type stands here, roughly, and its data.
fn stream_around(file: &[u8], at: usize) -> Option<(&[u8], &[u8])> {
    let before = file.get(at.saturating_sub(DICTIONARY)..at)?;
    let start = memchr::memmem::rfind(before, b"obj").unwrap_or_default();
    let after = file.get(at..)?;
    let end = memchr::memmem::find(after.get(..DICTIONARY).unwrap_or(after), b"stream")?;
    let first = at.saturating_sub(DICTIONARY) + start;
    let body = after.get(end + b"stream".len()..)?;
    let body = body.strip_prefix(b"\r\n").or_else(|| body.strip_prefix(b"\n")).unwrap_or(body);
    let length = memchr::memmem::find(body, b"endstream").unwrap_or(body.len());
    Some((file.get(first..at + end)?, body.get(..length)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write;

    fn file(filter: &str, size: usize) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(&vec![b' '; size]).unwrap();
        let data = encoder.finish().unwrap();
        let mut file = format!("7 0 obj << /Type /ObjStm /N 1 /Filter {filter} /Length {} >>\nstream\n", data.len()).into_bytes();
        file.extend_from_slice(&data);
        file.extend_from_slice(b"\nendstream endobj");
        file
    }

    #[test]
    fn object_streams_are_weighed_before_they_are_opened() {
        assert!(!has_bomb(&file("/FlateDecode", limits::OBJECT_STREAM_BYTES / 2)));
        assert!(!has_bomb(&file("/FlateDecode /DecodeParms << /Predictor 1 >>", 1 << 20)));
        assert!(has_bomb(&file("/FlateDecode", limits::OBJECT_STREAM_BYTES + 1)));
        assert!(has_bomb(&file("[/FlateDecode /FlateDecode]", 1 << 20)));
        let many = file("/FlateDecode", limits::OBJECT_STREAM_BYTES / 8).repeat(9);
        assert!(has_bomb(&many));
    }
}
