//! Bytes as Base64 (RFC 4648, section 4), for data URIs.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends the bytes to `out`.
pub(super) fn push(bytes: &[u8], out: &mut String) {
    out.reserve(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |i: usize| chunk.get(i).map_or(0, |byte| u32::from(*byte));
        let bits = (at(0) << 16) | (at(1) << 8) | at(2);
        for place in 0..4 {
            let index = (bits >> (18 - 6 * place)) & 63;
            let sign = ALPHABET.get(index as usize).filter(|_| place <= chunk.len());
            out.push(sign.map_or('=', |sign| char::from(*sign)));
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_examples_of_the_standard() {
        for (bytes, text) in
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("\u{7ff}?>", "378/Pg==")]
        {
            let mut out = String::new();
            super::push(bytes.as_bytes(), &mut out);
            assert_eq!(out, text);
        }
    }
}
