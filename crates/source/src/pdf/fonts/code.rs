//! What a string shown in a font consists of: codes with their characters and metrics. Lengths in em.

/// The replacement character, for a code whose character is not known.
pub(crate) const UNKNOWN: char = '\u{FFFD}';

/// The characters of one code, mostly one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chars {
    chars: [char; Chars::MAX],
    len: u8,
}

impl Chars {
    /// The longest text of a code. Ligatures have up to four characters; longer texts are cut.
    pub(crate) const MAX: usize = 8;

    /// No character at all.
    pub(crate) const NONE: Chars = Chars { chars: ['\0'; Chars::MAX], len: 0 };

    /// One character.
    pub(crate) fn one(ch: char) -> Chars {
        let mut chars = ['\0'; Chars::MAX];
        if let Some(first) = chars.first_mut() {
            *first = ch;
        }
        Chars { chars, len: 1 }
    }

    /// As a slice.
    pub(crate) fn as_slice(&self) -> &[char] {
        self.chars.get(..usize::from(self.len)).unwrap_or_default()
    }

    /// One after another.
    pub(crate) fn iter(&self) -> std::iter::Copied<std::slice::Iter<'_, char>> {
        self.as_slice().iter().copied()
    }

    /// The only character, where there is one.
    pub(crate) fn single(&self) -> Option<char> {
        match self.as_slice() {
            &[ch] => Some(ch),
            _ => None,
        }
    }

    /// True where there is no character.
    pub(crate) fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl FromIterator<char> for Chars {
    fn from_iter<I: IntoIterator<Item = char>>(iter: I) -> Chars {
        let mut text = Chars::NONE;
        for (slot, ch) in text.chars.iter_mut().zip(iter) {
            *slot = ch;
            text.len += 1;
        }
        text
    }
}

/// Metrics of a code in vertical writing, in em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct VerticalMetrics {
    /// x of the position vector: from the horizontal origin to the vertical one.
    pub(crate) vx: f32,
    /// y of the position vector.
    pub(crate) vy: f32,
    /// The displacement along y, negative downwards.
    pub(crate) w1: f32,
}

/// One code of a string.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Code {
    /// How many bytes of the string it takes; at least one.
    pub(crate) bytes: usize,
    /// Its characters; U+FFFD where they are not known.
    pub(crate) text: Chars,
    /// The horizontal advance in em.
    pub(crate) advance: f32,
    /// Set in fonts that write from top to bottom.
    pub(crate) vertical: Option<VerticalMetrics>,
    /// Word spacing applies to it: the one-byte code 32.
    pub(crate) is_space_code: bool,
}

/// A code as cut from a string, before it is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct RawCode {
    /// Its bytes as a big-endian number.
    pub(super) value: u32,
    /// How many bytes, 1 to 4.
    pub(super) bytes: u8,
}

impl RawCode {
    /// The first `bytes` bytes of a string, or as many as it has; none for an empty one.
    pub(super) fn of(string: &[u8], bytes: usize) -> Option<RawCode> {
        let bytes = bytes.clamp(1, 4).min(string.len());
        let head = string.get(..bytes).filter(|head| !head.is_empty())?;
        let value = head.iter().fold(0, |value, &byte| value << 8 | u32::from(byte));
        Some(RawCode { value, bytes: u8::try_from(bytes).ok()? })
    }

    /// Its bytes, right-aligned in four.
    pub(super) fn to_bytes(self) -> ([u8; 4], usize) {
        (self.value.to_be_bytes(), 4 - usize::from(self.bytes.min(4)))
    }
}
