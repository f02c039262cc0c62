//! The tokens of a CMap file, as far as CMaps use PostScript. Damage is skipped, never an error.

/// A token; slices are parts of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// The digits between `<` and `>`.
    Hex(&'a [u8]),
    /// A name without its slash.
    Name(&'a [u8]),
    /// A whole number.
    Int(i64),
    /// An operator or anything else.
    Word(&'a [u8]),
    /// `[`
    Open,
    /// `]`
    Close,
}

/// Reads tokens from the start of `rest`.
#[derive(Clone)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(data: &'a [u8]) -> Tokens<'a> {
        Tokens { rest: data }
    }

    fn advance(&mut self, count: usize) -> &'a [u8] {
        let (head, rest) = self.rest.split_at_checked(count).unwrap_or((self.rest, &[]));
        self.rest = rest;
        head
    }

    fn take_until(&mut self, stop: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.rest.iter().position(|&byte| stop(byte)).unwrap_or(self.rest.len());
        self.advance(end)
    }

    fn skip_string(&mut self) {
        let mut depth = 0_usize;
        let mut escaped = false;
        while let [byte] = self.advance(1) {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'(' => depth += 1,
                b')' if depth <= 1 => return,
                b')' => depth -= 1,
                _ => {}
            }
        }
    }
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'<' | b'>' | b'[' | b']' | b'(' | b')' | b'{' | b'}' | b'/' | b'%') || is_space(byte)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0 | 0x0C)
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.take_until(|byte| !is_space(byte));
            match (*self.rest.first()?, self.rest.get(1)) {
                (b'%', _) => drop(self.take_until(|byte| matches!(byte, b'\r' | b'\n'))),
                (b'<', Some(b'<')) | (b'>', Some(b'>')) => drop(self.advance(2)),
                (b'(', _) => self.skip_string(),
                (b'<', _) => {
                    self.advance(1);
                    let digits = self.take_until(|byte| matches!(byte, b'>' | b'<' | b'[' | b']'));
                    if self.rest.first() == Some(&b'>') {
                        self.advance(1);
                    }
                    return Some(Token::Hex(digits));
                }
                (b'[', _) => return self.bracket(Token::Open),
                (b']', _) => return self.bracket(Token::Close),
                (b'/', _) => {
                    self.advance(1);
                    return Some(Token::Name(self.take_until(is_delimiter)));
                }
                (byte, _) if is_delimiter(byte) => drop(self.advance(1)),
                _ => return Some(number_or_word(self.take_until(is_delimiter))),
            }
        }
    }
}

impl<'a> Tokens<'a> {
    fn bracket(&mut self, token: Token<'a>) -> Option<Token<'a>> {
        self.advance(1);
        Some(token)
    }
}

fn number_or_word(bytes: &[u8]) -> Token<'_> {
    let number = std::str::from_utf8(bytes).ok().and_then(|text| text.parse().ok());
    number.map_or(Token::Word(bytes), Token::Int)
}

/// A code of one to four bytes written in hexadecimal: its number and how many bytes it has.
pub(super) fn code(digits: &[u8]) -> Option<(u32, u8)> {
    let mut value = 0_u32;
    let mut count = 0_u8;
    for nibble in nibbles(digits) {
        count = count.checked_add(1).filter(|&count| count <= 8)?;
        value = value << 4 | u32::from(nibble);
    }
    match count {
        0 => None,
        odd if odd % 2 == 1 => Some((value, odd.div_ceil(2))),
        even => Some((value, even / 2)),
    }
}

/// The hexadecimal digits of a string; blanks within it do not count.
pub(super) fn nibbles(digits: &[u8]) -> impl Iterator<Item = u8> + '_ {
    digits.iter().filter_map(|&byte| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    })
}
