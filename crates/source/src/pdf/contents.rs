//! The content of a page: one stream, or several that are read as one (ISO 32000-1, 7.7.3.3).

use std::borrow::Cow;

use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, MaybeRef, Object, Stream};
use hayro_syntax::page::Page;

use super::decode::{self, DecodeError, Decoded};
use super::limits;

/// The content of a page.
#[derive(Debug, Default)]
pub(crate) struct Contents<'p> {
    /// Operators and operands.
    pub(crate) data: Cow<'p, [u8]>,
    /// False where a part of it was lost.
    pub(crate) is_whole: bool,
}

/// Decodes the content of a page; a page without any draws nothing.
///
/// # Errors
/// Where it is too long, or where none of it can be decoded.
pub(crate) fn of<'p>(page: &Page<'p>) -> Result<Contents<'p>, DecodeError> {
    let dict = page.raw();
    if let Some(stream) = dict.get::<Stream<'p>>(keys::CONTENTS) {
        let Decoded { data, is_whole } = decode::stream(&stream, limits::STREAM_BYTES)?;
        return Ok(Contents { data, is_whole });
    }
    let Some(parts) = dict.get::<Array<'p>>(keys::CONTENTS) else {
        return Ok(Contents { is_whole: true, ..Contents::default() });
    };
    let (mut data, mut count, mut lost) = (Vec::new(), 0, 0);
    for item in parts.raw_iter() {
        let stream = match item {
            MaybeRef::Ref(reference) => page.xref().get::<Stream<'p>>(reference.into()),
            MaybeRef::NotRef(Object::Stream(stream)) => Some(stream),
            MaybeRef::NotRef(_) => continue,
        };
        count += 1;
        match stream.map(|stream| decode::stream(&stream, limits::STREAM_BYTES.saturating_sub(data.len()))) {
            Some(Ok(part)) => {
                data.extend_from_slice(&part.data);
                // an operator may not go over the border of two streams
                data.push(b'\n');
                lost += usize::from(!part.is_whole);
            }
            Some(Err(DecodeError::TooLong)) => return Err(DecodeError::TooLong),
            // a reference to nothing is legal, and draws nothing
            None => {}
            Some(Err(DecodeError::Damaged)) => lost += 1,
        }
    }
    if data.is_empty() && count > 0 && lost > 0 {
        return Err(DecodeError::Damaged);
    }
    Ok(Contents { data: Cow::Owned(data), is_whole: lost == 0 })
}
