//! Content streams to operators with their operands (ISO 32000-1, 7.8.2 and 7.2).
//!
//! Everything borrows from the stream, and nothing is decoded before it is asked for: most of a page's
//! bytes are numbers and short strings. What is malformed is read as other readers do, or left out.

use super::strings::{self, Str};

/// An operand of an operator.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Operand<'d> {
    /// A number.
    Number(f64),
    /// A name, without its slash, escapes not yet resolved.
    Name(&'d [u8]),
    /// A string.
    Str(Str<'d>),
    /// A dictionary with its brackets.
    Dict(&'d [u8]),
    /// The elements of the one array that an operator can have; see [`Operands::array`].
    Array,
    /// true, false or null.
    Other,
}

/// The operands before an operator. Kept from one operator to the next for its memory.
#[derive(Debug, Default)]
pub(crate) struct Operands<'d> {
    stack: Vec<Operand<'d>>,
    array: Vec<Operand<'d>>,
    in_array: usize,
}

/// No operator has more operands; `TJ` arrays may be as long as the stream.
const MAX_OPERANDS: usize = 64;

impl<'d> Operands<'d> {
    fn clear(&mut self) {
        self.stack.clear();
        self.array.clear();
        self.in_array = 0;
    }

    fn push(&mut self, operand: Operand<'d>) {
        if self.in_array > 0 {
            self.array.push(operand);
        } else if self.stack.len() < MAX_OPERANDS {
            self.stack.push(operand);
        }
    }

    fn open_array(&mut self) {
        self.in_array += 1;
        if self.in_array == 1 {
            self.array.clear();
            self.stack.push(Operand::Array);
        }
    }

    /// The last `N` operands, if they are numbers.
    pub(crate) fn numbers<const N: usize>(&self) -> Option<[f64; N]> {
        let last: &[Operand<'_>; N] = self.stack.last_chunk()?;
        let mut numbers = [0.0; N];
        for (number, operand) in numbers.iter_mut().zip(last) {
            let Operand::Number(value) = operand else { return None };
            *number = *value;
        }
        Some(numbers)
    }

    /// All operands that are numbers, up to the first that is none.
    pub(crate) fn leading_numbers(&self) -> impl Iterator<Item = f64> {
        self.stack.iter().map_while(|operand| if let Operand::Number(n) = operand { Some(*n) } else { None })
    }

    /// The last operand, if it is a name.
    pub(crate) fn name(&self) -> Option<&'d [u8]> {
        if let Some(Operand::Name(name)) = self.stack.last() { Some(name) } else { None }
    }

    /// The last operand, if it is a string.
    pub(crate) fn string(&self) -> Option<Str<'d>> {
        if let Some(Operand::Str(string)) = self.stack.last() { Some(*string) } else { None }
    }

    /// The elements of the array among the operands, nested arrays flattened.
    pub(crate) fn array(&self) -> &[Operand<'d>] {
        &self.array
    }

    /// The last two operands; [`Operand::Other`] where there are fewer.
    pub(crate) fn last_two(&self) -> [Operand<'d>; 2] {
        self.stack.last_chunk().copied().unwrap_or([Operand::Other; 2])
    }

    /// All operands.
    pub(crate) fn all(&self) -> &[Operand<'d>] {
        &self.stack
    }
}

/// A reader of one content stream.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'d> {
    rest: &'d [u8],
}

/// A bit for each ASCII character of a class.
const fn bits(characters: &[u8]) -> u128 {
    let (mut set, mut rest) = (0, characters);
    while let [first, tail @ ..] = rest {
        set |= 1 << *first;
        rest = tail;
    }
    set
}

const WHITE: u128 = bits(b" \n\r\t\0\x0C");
const SPECIAL: u128 = WHITE | bits(b"()<>[]{}/%");

const fn is_white(byte: u8) -> bool {
    byte < 128 && WHITE >> byte & 1 == 1
}

const fn is_regular(byte: u8) -> bool {
    byte >= 128 || SPECIAL >> byte & 1 == 0
}

impl<'d> Lexer<'d> {
    /// At the start of the stream.
    pub(crate) fn new(data: &'d [u8]) -> Lexer<'d> {
        Lexer { rest: data }
    }

    /// What is not read yet.
    pub(crate) fn rest(&self) -> &'d [u8] {
        self.rest
    }

    /// Goes on after `count` more bytes.
    pub(crate) fn skip(&mut self, count: usize) {
        self.rest = self.rest.get(count..).unwrap_or_default();
    }

    fn skip_white(&mut self) {
        while let [byte, rest @ ..] = self.rest {
            if is_white(*byte) {
                self.rest = rest;
            } else if *byte == b'%' {
                let end = memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len());
                self.skip(1 + end);
            } else {
                break;
            }
        }
    }

    /// The next operator; its operands are in `operands`. None at the end of the stream.
    pub(crate) fn next_operator(&mut self, operands: &mut Operands<'d>) -> Option<&'d [u8]> {
        operands.clear();
        loop {
            self.skip_white();
            let (&first, tail) = self.rest.split_first()?;
            match first {
                b'0'..=b'9' | b'.' | b'-' | b'+' => match self.number() {
                    Some(number) => operands.push(Operand::Number(number)),
                    None => operands.clear(),
                },
                b'(' => operands.push(Operand::Str(strings::literal(&mut self.rest))),
                b'/' => {
                    self.rest = tail;
                    operands.push(Operand::Name(self.word()));
                }
                b'[' => {
                    self.rest = tail;
                    operands.open_array();
                }
                b']' => {
                    self.rest = tail;
                    operands.in_array = operands.in_array.saturating_sub(1);
                }
                b'<' if tail.first() == Some(&b'<') => operands.push(Operand::Dict(self.dictionary())),
                b'<' => operands.push(Operand::Str(strings::hex(&mut self.rest))),
                b')' | b'>' | b'{' | b'}' => self.rest = tail,
                _ => match self.word() {
                    b"true" | b"false" | b"null" => operands.push(Operand::Other),
                    // a word inside an array is garbage, unless the array was never closed
                    operator if operands.in_array == 0 || ends_array(operator) => return Some(operator),
                    _ => {}
                },
            }
        }
    }

    fn word(&mut self) -> &'d [u8] {
        let end = self.rest.iter().position(|b| !is_regular(*b)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at_checked(end).unwrap_or_default();
        self.rest = rest;
        word
    }

    /// The next number; none, and its word is skipped, where it is an unknown operator instead.
    fn number(&mut self) -> Option<f64> {
        let (number, length) = plain_number(self.rest);
        match self.rest.get(length) {
            Some(next) if is_regular(*next) => odd_number(self.word()),
            _ => {
                self.skip(length.max(1));
                Some(number)
            }
        }
    }

    /// A dictionary with its brackets, strings and nested ones passed over.
    fn dictionary(&mut self) -> &'d [u8] {
        let whole = self.rest;
        let mut depth = 0_u32;
        loop {
            match self.rest {
                [] => break,
                [b'<', b'<', rest @ ..] => {
                    depth += 1;
                    self.rest = rest;
                }
                [b'>', b'>', rest @ ..] => {
                    depth -= 1;
                    self.rest = rest;
                    if depth == 0 {
                        break;
                    }
                }
                [b'(', ..] => drop(strings::literal(&mut self.rest)),
                [_, rest @ ..] => self.rest = rest,
            }
        }
        whole.get(..whole.len() - self.rest.len()).unwrap_or_default()
    }
}

/// Operators that may show that the array before them lacks its end.
fn ends_array(word: &[u8]) -> bool {
    matches!(word, b"TJ" | b"Tj" | b"ET" | b"BT" | b"Q" | b"d" | b"re" | b"EMC")
}

/// The number at the start, and how many bytes it takes: sign, digits, point, digits.
fn plain_number(data: &[u8]) -> (f64, usize) {
    let mut rest = data;
    let negative = matches!(rest, [b'-', ..]);
    if let [b'-' | b'+', tail @ ..] = rest {
        rest = tail;
    }
    let mut mantissa = 0_u64;
    let mut scale = 0_usize;
    let mut in_fraction = false;
    while let [byte, tail @ ..] = rest {
        match byte {
            b'0'..=b'9' => {
                // further digits are beyond what a coordinate can mean
                if mantissa < 100_000_000_000_000_000 {
                    mantissa = mantissa * 10 + u64::from(byte - b'0');
                    scale += usize::from(in_fraction);
                }
            }
            b'.' if !in_fraction => in_fraction = true,
            _ => break,
        }
        rest = tail;
    }
    let value = mantissa as f64 / TENS.get(scale).copied().unwrap_or(1e18);
    (if negative { -value } else { value }, data.len() - rest.len())
}

const TENS: [f64; 19] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

/// Numbers that some producers misspell: `--5`, `12-34` (12), `1.5.2` (1.5), `1e-5`.
fn odd_number(word: &[u8]) -> Option<f64> {
    if !word.iter().all(|b| matches!(b, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E')) {
        return None;
    }
    if let Some(value) = std::str::from_utf8(word).ok().and_then(|text| text.parse::<f64>().ok()) {
        return value.is_finite().then_some(value);
    }
    let signs = word.iter().take_while(|b| matches!(b, b'-' | b'+')).count();
    let (value, _) = plain_number(word.get(signs..)?);
    Some(if word.first() == Some(&b'-') { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators(data: &[u8]) -> Vec<(String, String)> {
        let mut lexer = Lexer::new(data);
        let mut operands = Operands::default();
        let mut seen = Vec::new();
        while let Some(operator) = lexer.next_operator(&mut operands) {
            let text = operands.all().iter().map(|o| format!("{o:?}")).collect::<Vec<_>>().join(" ");
            seen.push((String::from_utf8_lossy(operator).into_owned(), text));
        }
        seen
    }

    #[test]
    fn operators_come_with_their_operands() {
        let seen = operators(b"q 1 0 0 -1 .5 -.25 cm%x\n/F1 12 Tf/P<</A(>>)/B<</C 1>>>>BDC(a)Tj");
        let names: Vec<_> = seen.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["q", "cm", "Tf", "BDC", "Tj"]);
        assert_eq!(seen[1].1, "Number(1.0) Number(0.0) Number(0.0) Number(-1.0) Number(0.5) Number(-0.25)");
    }

    #[test]
    fn misspelt_numbers_are_read_as_others_do() {
        let mut lexer = Lexer::new(b"--5 12-34 1.5.2 1e-2 +.5 re");
        let mut operands = Operands::default();
        assert_eq!(lexer.next_operator(&mut operands), Some(b"re".as_slice()));
        assert_eq!(operands.numbers::<5>(), Some([-5.0, 12.0, 1.5, 0.01, 0.5]));
    }

    #[test]
    fn an_array_holds_strings_and_numbers_even_where_it_is_not_closed() {
        let mut lexer = Lexer::new(b"[(a)-20<62>x 7]TJ [(c) TJ");
        let mut operands = Operands::default();
        assert_eq!(lexer.next_operator(&mut operands), Some(b"TJ".as_slice()));
        assert_eq!(operands.array().len(), 4);
        assert_eq!(lexer.next_operator(&mut operands), Some(b"TJ".as_slice()));
        assert_eq!(operands.array().len(), 1);
        assert_eq!(lexer.next_operator(&mut operands), None);
    }
}
