//! Text strings outside of content (ISO 32000-1, 7.9.2.2): UTF-16 and UTF-8 by their marks, else
//! PDFDocEncoding.

/// The text that a string means.
pub(crate) fn decode(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => unmarked(bytes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|ch| ch.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// PDFDocEncoding; but Chinese producers often leave out the mark before UTF-8 or write GBK.
fn unmarked(bytes: &[u8]) -> String {
    if bytes.is_ascii() {
        return bytes.iter().map(|b| doc_encoding(*b)).collect();
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    match encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) if text.chars().any(|ch| ('\u{4E00}'..='\u{9FFF}').contains(&ch)) => text.into_owned(),
        _ => bytes.iter().map(|b| doc_encoding(*b)).collect(),
    }
}

fn doc_encoding(byte: u8) -> char {
    const UPPER: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š',
        'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{FFFD}', '€',
    ];
    const ACCENTS: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    let at = |table: &[char], first: u8| table.get(usize::from(byte - first)).copied().unwrap_or(char::REPLACEMENT_CHARACTER);
    match byte {
        0x18..=0x1F => at(&ACCENTS, 0x18),
        0x80..=0xA0 => at(&UPPER, 0x80),
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_mark_says_the_encoding_and_without_one_the_bytes_do() {
        assert_eq!(decode(b"\xFE\xFF\x88\x68"), "表");
        assert_eq!(decode(b"\xFF\xFE\x68\x88"), "表");
        assert_eq!(decode("\u{FEFF}表".as_bytes()), "表");
        assert_eq!(decode("表".as_bytes()), "表");
        assert_eq!(decode(b"\xB1\xED"), "表");
        assert_eq!(decode(b"caf\xE9 \x85"), "café –");
        assert_eq!(decode(b"A-1"), "A-1");
    }
}
