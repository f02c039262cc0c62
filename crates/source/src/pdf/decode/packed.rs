//! The older compressions: run lengths and LZW (ISO 32000-1, 7.4.4 and 7.4.5). Both end at the limit.

/// Undoes `RunLengthDecode`, up to one byte more than the limit or a run.
pub(super) fn run_length(mut data: &[u8], limit: usize) -> Vec<u8> {
    let mut out = Vec::new();
    while let Some((&length, tail)) = data.split_first() {
        data = match length {
            128 => break,
            0..=127 => {
                let (copied, rest) = tail.split_at_checked(usize::from(length) + 1).unwrap_or((tail, &[]));
                out.extend_from_slice(copied);
                rest
            }
            129.. => {
                let Some((&byte, rest)) = tail.split_first() else { break };
                out.extend(std::iter::repeat_n(byte, 257 - usize::from(length)));
                rest
            }
        };
        if out.len() > limit {
            break;
        }
    }
    out
}

const CLEAR: usize = 256;
const END: usize = 257;
const FIRST: usize = 258;
const MAX_CODES: usize = 4096;

/// Undoes `LZWDecode`, up to one string more than the limit. `early` is 1 where codes grow one entry early,
/// as they do by default.
pub(super) fn lzw(data: &[u8], early: usize, limit: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::new();
    // each entry is a stretch of what was written before
    let mut entries: Vec<(usize, usize)> = Vec::with_capacity(MAX_CODES);
    let mut last: Option<(usize, usize)> = None;
    let mut bits = Bits { data, buffer: 0, count: 0 };
    let mut width = 9;
    while let Some(code) = bits.next(width) {
        match code {
            CLEAR => {
                entries.clear();
                (width, last) = (9, None);
                continue;
            }
            END => break,
            _ => {}
        }
        let start = out.len();
        if code < CLEAR {
            out.push(code as u8);
        } else if let Some(&(from, length)) = entries.get(code - FIRST) {
            out.extend_from_within(from..from + length);
        } else if let Some((from, length)) = last.filter(|_| code - FIRST == entries.len()) {
            // the entry that this very code makes: the last string and its first byte
            out.extend_from_within(from..from + length);
            out.extend_from_within(start..=start);
        } else {
            break;
        }
        if let Some((from, length)) = last.filter(|_| entries.len() < MAX_CODES - FIRST) {
            // the last string, and what follows it: the first byte of this one
            entries.push((from, length + 1));
        }
        last = Some((start, out.len() - start));
        width = match FIRST + entries.len() + early {
            ..512 => 9,
            512..1024 => 10,
            1024..2048 => 11,
            _ => 12,
        };
        if out.len() > limit {
            break;
        }
    }
    out
}

struct Bits<'d> {
    data: &'d [u8],
    buffer: u32,
    count: u32,
}

impl Bits<'_> {
    fn next(&mut self, width: u32) -> Option<usize> {
        while self.count < width {
            let (&byte, rest) = self.data.split_first()?;
            self.data = rest;
            self.buffer = self.buffer << 8 | u32::from(byte);
            self.count += 8;
        }
        self.count -= width;
        Some((self.buffer >> self.count) as usize & ((1 << width) - 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_repeated_and_copied() {
        assert_eq!(run_length(b"\x02abc\xFEx\x80zz", 100), b"abcxxx");
        assert_eq!(run_length(&[129, 0, 129, 0, 129, 0], 100).len(), 128);
    }

    #[test]
    fn the_example_of_the_standard_is_read() {
        let data = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01];
        assert_eq!(lzw(&data, 1, 100), [45, 45, 45, 45, 45, 65, 45, 45, 45, 66]);
    }

    /// A straightforward encoder, to reach all code widths.
    fn encode(data: &[u8]) -> Vec<u8> {
        let (mut bits, mut count, mut out) = (0_u64, 0, Vec::new());
        let mut table: std::collections::HashMap<Vec<u8>, usize> = std::collections::HashMap::new();
        let mut write = |code: usize, entries: usize| {
            let width = match FIRST + entries + 1 {
                ..=512 => 9,
                513..=1024 => 10,
                1025..=2048 => 11,
                _ => 12,
            };
            bits = bits << width | code as u64;
            count += width;
            while count >= 8 {
                count -= 8;
                out.push((bits >> count) as u8);
            }
        };
        let code = |table: &std::collections::HashMap<Vec<u8>, usize>, s: &[u8]| match s {
            [byte] => Some(usize::from(*byte)),
            s => table.get(s).copied(),
        };
        write(CLEAR, 0);
        let mut string = Vec::new();
        for &byte in data {
            string.push(byte);
            if code(&table, &string).is_none() {
                let known = &string[..string.len() - 1];
                write(code(&table, known).unwrap(), table.len());
                table.insert(string.clone(), FIRST + table.len());
                string = vec![byte];
                if table.len() >= 3_800 {
                    write(CLEAR, table.len());
                    table.clear();
                }
            }
        }
        write(code(&table, &string).unwrap(), table.len());
        write(END, table.len() + 1);
        write(0, 0);
        out
    }

    #[test]
    fn long_data_comes_back_whole() {
        let text: Vec<u8> = (0..40_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 27) as u8).collect();
        assert_eq!(lzw(&encode(&text), 1, 1 << 20), text);
        assert!(lzw(&encode(&vec![7; 100_000]), 1, 1_000).len() < 2_000);
    }
}
