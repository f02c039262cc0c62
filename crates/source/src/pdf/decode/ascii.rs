//! Data written as text: hexadecimal and base 85 (ISO 32000-1, 7.4.2 and 7.4.3).

/// Undoes `ASCIIHexDecode`; the result is shorter than the data.
pub(super) fn hex(data: &[u8]) -> Vec<u8> {
    let body = data.split(|byte| *byte == b'>').next().unwrap_or_default();
    let mut digits = body.iter().filter_map(|byte| char::from(*byte).to_digit(16)).map(|digit| digit as u8);
    let mut out = Vec::with_capacity(body.len() / 2 + 1);
    while let Some(high) = digits.next() {
        out.push(high << 4 | digits.next().unwrap_or(0));
    }
    out
}

/// Undoes `ASCII85Decode`. Only `z`, which stands for four zeros, makes it longer than the data.
pub(super) fn base85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let (mut word, mut count) = (0_u32, 0);
    for byte in data.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'!'..=b'u' => {
                word = word.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend_from_slice(&word.to_be_bytes());
                    (word, count) = (0, 0);
                }
            }
            b'z' if count == 0 => out.extend_from_slice(&[0; 4]),
            _ => {}
        }
    }
    if count > 1 {
        for _ in count..5 {
            word = word.wrapping_mul(85).wrapping_add(84);
        }
        out.extend(word.to_be_bytes().iter().take(count - 1));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_bytes() {
        assert_eq!(hex(b"41 4 2 5>zz"), b"ABP");
        assert_eq!(base85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(base85(b"z87cUR\nDZ~>x"), b"\0\0\0\0Hello");
    }
}
