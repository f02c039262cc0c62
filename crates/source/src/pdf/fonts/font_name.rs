//! The name of a font: without the prefix of a subset, and readable where a producer wrote the
//! family's Chinese name in its own encoding (`/#CB#CE#CC#E5` is 宋体 in GBK).

use encoding_rs::GBK;

/// The name as a reader knows it.
pub(super) fn readable(bytes: &[u8]) -> String {
    let text = decode(bytes);
    without_subset_prefix(&text).to_owned()
}

fn decode(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        // Some writers escape the escape: the name itself then spells `#CB#CE`.
        return match unescape(bytes) {
            Some(unescaped) => decode_legacy(&unescaped),
            None => text.to_owned(),
        };
    }
    decode_legacy(bytes)
}

fn decode_legacy(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let (text, _, damaged) = GBK.decode(bytes);
    if damaged { String::from_utf8_lossy(bytes).into_owned() } else { text.into_owned() }
}

fn unescape(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut found = false;
    while let Some((&first, tail)) = rest.split_first() {
        let pair = tail.get(..2).and_then(|pair| std::str::from_utf8(pair).ok());
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).filter(|_| first == b'#') {
            Some(byte) => {
                found = true;
                out.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            None => {
                out.push(first);
                rest = tail;
            }
        }
    }
    found.then_some(out)
}

fn without_subset_prefix(name: &str) -> &str {
    match name.split_once('+') {
        Some((prefix, rest)) if prefix.len() == 6 && prefix.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn names_lose_the_subset_prefix_and_show_their_script() {
        assert_eq!(readable(b"ABCDEF+SimSun"), "SimSun");
        assert_eq!(readable(b"A+B"), "A+B");
        assert_eq!(readable(b"\xCB\xCE\xCC\xE5"), "宋体");
        assert_eq!(readable("ABCDEF+仿宋_GB2312".as_bytes()), "仿宋_GB2312");
        assert_eq!(readable(b"#CB#CE#CC#E5,Bold"), "宋体,Bold");
    }
}
