//! String operands (ISO 32000-1, 7.3.4): found first, decoded when they are shown.

use std::borrow::Cow;

/// A string as it stands in the stream, without its brackets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Str<'d> {
    /// Between parentheses; true where it holds escapes or line ends.
    Literal(&'d [u8], bool),
    /// Between angle brackets.
    Hex(&'d [u8]),
}

impl<'d> Str<'d> {
    /// The bytes it means. `scratch` lends the memory where they have to be decoded.
    pub(crate) fn bytes<'s>(self, scratch: &'s mut Vec<u8>) -> &'s [u8]
    where
        'd: 's,
    {
        match self {
            Str::Literal(raw, false) => raw,
            Str::Literal(raw, true) => {
                scratch.clear();
                unescape(raw, scratch);
                scratch
            }
            Str::Hex(raw) => {
                scratch.clear();
                from_hex(raw, scratch);
                scratch
            }
        }
    }
}

/// Cuts a literal string off the start of `rest`, which begins with its parenthesis.
pub(crate) fn literal<'d>(rest: &mut &'d [u8]) -> Str<'d> {
    let body = rest.get(1..).unwrap_or_default();
    let (mut depth, mut at, mut escaped) = (1_u32, 0, false);
    loop {
        let Some(&byte) = body.get(at) else {
            *rest = &[];
            return Str::Literal(body, escaped);
        };
        match byte {
            b'\\' => {
                escaped = true;
                at += 1;
            }
            b'\r' => escaped = true,
            b'(' => depth += 1,
            b')' => {
                depth -= 1;
                if depth == 0 {
                    break;
                }
            }
            _ => {}
        }
        at += 1;
    }
    let (raw, after) = body.split_at_checked(at).unwrap_or_default();
    *rest = after.get(1..).unwrap_or_default();
    Str::Literal(raw, escaped)
}

/// Cuts a hexadecimal string off the start of `rest`, which begins with its bracket.
pub(crate) fn hex<'d>(rest: &mut &'d [u8]) -> Str<'d> {
    let body = rest.get(1..).unwrap_or_default();
    let end = memchr::memchr(b'>', body).unwrap_or(body.len());
    let (raw, after) = body.split_at_checked(end).unwrap_or_default();
    *rest = after.get(1..).unwrap_or_default();
    Str::Hex(raw)
}

fn from_hex(raw: &[u8], out: &mut Vec<u8>) {
    let mut high = None;
    for digit in raw.iter().filter_map(|b| hex_digit(*b)) {
        match high.take() {
            None => high = Some(digit),
            Some(high) => out.push(high << 4 | digit),
        }
    }
    // a missing last digit is a zero
    out.extend(high.map(|high| high << 4));
}

const fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

fn unescape(mut raw: &[u8], out: &mut Vec<u8>) {
    while let Some((&byte, tail)) = raw.split_first() {
        raw = tail;
        match byte {
            b'\\' => raw = escape(tail, out),
            b'\r' => {
                out.push(b'\n');
                raw = tail.strip_prefix(b"\n").unwrap_or(tail);
            }
            _ => out.push(byte),
        }
    }
}

/// What follows a backslash; returns what follows the escape.
fn escape<'d>(raw: &'d [u8], out: &mut Vec<u8>) -> &'d [u8] {
    let Some((&byte, tail)) = raw.split_first() else { return raw };
    match byte {
        b'n' => out.push(b'\n'),
        b'r' => out.push(b'\r'),
        b't' => out.push(b'\t'),
        b'b' => out.push(8),
        b'f' => out.push(12),
        b'\r' => return tail.strip_prefix(b"\n").unwrap_or(tail),
        b'\n' => {}
        b'0'..=b'7' => {
            let digits = raw.iter().take(3).take_while(|b| matches!(b, b'0'..=b'7')).count();
            let (octal, tail) = raw.split_at_checked(digits).unwrap_or_default();
            // a value above 255 loses its upper bit
            out.push(octal.iter().fold(0_u8, |value, digit| value.wrapping_mul(8).wrapping_add(digit - b'0')));
            return tail;
        }
        _ => out.push(byte),
    }
    tail
}

/// A name with its `#` escapes resolved.
pub(crate) fn name(raw: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr(b'#', raw).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut out = Vec::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if let (b'#', [high, low, after @ ..]) = (byte, tail)
            && let (Some(high), Some(low)) = (hex_digit(*high), hex_digit(*low))
        {
            out.push(high << 4 | low);
            rest = after;
        } else {
            out.push(byte);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(mut data: &[u8]) -> (Vec<u8>, Vec<u8>) {
        let string = if data[0] == b'(' { literal(&mut data) } else { hex(&mut data) };
        (string.bytes(&mut Vec::new()).to_vec(), data.to_vec())
    }

    #[test]
    fn strings_mean_their_bytes() {
        assert_eq!(read(b"(a(b)\\)c)d"), (b"a(b))c".to_vec(), b"d".to_vec()));
        assert_eq!(read(b"(\\101\\0012\\\r\nx\r\ny\\q)"), (b"A\x012x\nyq".to_vec(), Vec::new()));
        assert_eq!(read(b"<4 1 4>z"), (b"A@".to_vec(), b"z".to_vec()));
        assert_eq!(read(b"(open"), (b"open".to_vec(), Vec::new()));
        assert_eq!(read(b"(open\\"), (b"open".to_vec(), Vec::new()));
    }

    #[test]
    fn names_may_hold_any_byte() {
        assert_eq!(name(b"A#20B").as_ref(), b"A B");
        assert_eq!(name(b"A#2").as_ref(), b"A#2");
    }
}
