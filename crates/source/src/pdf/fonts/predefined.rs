//! Predefined CMaps (ISO 32000-1, 9.7.5.2). Their codes are those of an ordinary character encoding,
//! so that the characters need no table of CIDs; CIDs are looked up only where widths depend on them.

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, SHIFT_JIS};

use super::code::{Chars, RawCode};
use super::collection::{Collection, predefined};

/// How the bytes of a string make characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gbk,
    Gb18030,
    Big5,
    EucTw,
    ShiftJis,
    EucJp,
    Jis,
    EucKr,
    Ucs2,
    Utf16,
    Utf8,
    Utf32,
}

/// A predefined CMap.
#[derive(Debug, Clone)]
pub(super) struct Predefined {
    name: Vec<u8>,
    coding: Coding,
    /// Whose CIDs it gives.
    pub(super) collection: Collection,
    /// It writes from top to bottom.
    pub(super) vertical: bool,
    /// The CID of a blank and so of all of ASCII, which no CMap is opened for.
    ascii: Option<u32>,
}

impl Predefined {
    /// By name; none where it is not one of Chinese, Japanese or Korean.
    pub(super) fn of(name: &[u8]) -> Option<Predefined> {
        let text = std::str::from_utf8(name).ok()?;
        let (stem, vertical) = match text.rsplit_once('-') {
            Some((stem, mode @ ("H" | "V"))) => (stem, mode == "V"),
            None if matches!(text, "H" | "V") => ("", text == "V"),
            _ => return None,
        };
        let (coding, collection) = coding_of(stem)?;
        Some(Predefined { name: name.to_vec(), coding, collection, vertical, ascii: ascii_of(stem) })
    }

    /// The code at the head of a string.
    pub(super) fn cut(&self, string: &[u8]) -> Option<RawCode> {
        let second = string.get(1).copied();
        RawCode::of(string, self.coding.length(*string.first()?, second))
    }

    /// The characters of a code.
    pub(super) fn chars(&self, code: RawCode) -> Option<Chars> {
        self.coding.decode(code).or_else(|| self.collection.chars(self.cid(code)?))
    }

    /// The CID of a code.
    pub(super) fn cid(&self, code: RawCode) -> Option<u32> {
        if let (Some(blank), 0x20..=0x7E) = (self.ascii, code.value) {
            return Some(if blank == GB_BLANK && code.value > 0x20 {
                814 + code.value - 0x21
            } else {
                blank + code.value - 0x20
            });
        }
        predefined(&self.name)?.lookup_cid_code(code.value, code.bytes)
    }

    /// True for an ASCII character and for the half-width letters of legacy encodings, whose CIDs stand
    /// apart from all others.
    pub(super) fn is_latin(code: RawCode) -> bool {
        code.value < 0x80
    }
}

fn coding_of(stem: &str) -> Option<(Coding, Collection)> {
    use Collection::{Cns1, Gb1, Japan1, Korea1};
    if let Some(unicode) = stem.strip_prefix("Uni") {
        let (script, rest) = unicode.split_once('-')?;
        let collection = match script {
            "GB" => Gb1,
            "CNS" => Cns1,
            "KS" => Korea1,
            _ if script.starts_with("JIS") => Japan1,
            _ => return None,
        };
        let coding = match rest.strip_suffix("-HW").unwrap_or(rest) {
            "UCS2" => Coding::Ucs2,
            "UTF16" => Coding::Utf16,
            "UTF8" => Coding::Utf8,
            "UTF32" => Coding::Utf32,
            _ => return None,
        };
        return Some((coding, collection));
    }
    Some(match stem {
        "GB-EUC" | "GBK-EUC" | "GBKp-EUC" | "GBpc-EUC" => (Coding::Gbk, Gb1),
        "GBK2K" => (Coding::Gb18030, Gb1),
        "CNS-EUC" => (Coding::EucTw, Cns1),
        "B5pc" => (Coding::Big5, Cns1),
        _ if stem.ends_with("-B5") => (Coding::Big5, Cns1),
        _ if stem.ends_with("-RKSJ") => (Coding::ShiftJis, Japan1),
        "EUC" => (Coding::EucJp, Japan1),
        "" => (Coding::Jis, Japan1),
        "KSC-EUC" | "KSCms-UHC" | "KSCms-UHC-HW" | "KSCpc-EUC" => (Coding::EucKr, Korea1),
        _ => return None,
    })
}

/// The CID of the half-width blank of Adobe-GB1, which stands apart from its half-width letters.
const GB_BLANK: u32 = 7716;

/// Where proportional and half-width Latin start in the collections.
fn ascii_of(stem: &str) -> Option<u32> {
    match stem {
        "GB-EUC" | "GBK-EUC" => Some(GB_BLANK),
        "GBK2K" | "GBKp-EUC" | "GBpc-EUC" | "B5pc" | "ETenms-B5" | "HKscs-B5" => Some(1),
        "UniGB-UCS2" | "UniGB-UTF16" | "UniCNS-UCS2" | "UniCNS-UTF16" | "UniKS-UCS2" | "UniKS-UTF16" => Some(1),
        "ETen-B5" => Some(13_648),
        _ => None,
    }
}

impl Coding {
    /// How many bytes the code has that starts with these.
    fn length(self, lead: u8, second: Option<u8>) -> usize {
        let trailed = second.is_some_and(|trail| trail >= 0x40);
        match (self, lead) {
            (Coding::Gb18030, 0x81..=0xFE) if second.is_some_and(|digit| digit.is_ascii_digit()) => 4,
            (Coding::Gbk | Coding::Gb18030 | Coding::Big5 | Coding::EucKr, 0x81..=0xFE) if trailed => 2,
            (Coding::ShiftJis, 0x81..=0x9F | 0xE0..=0xFC) if trailed => 2,
            (Coding::EucTw, 0x8E) => 4,
            (Coding::EucTw | Coding::EucJp, 0xA1..=0xFE) | (Coding::EucJp, 0x8E) => 2,
            (Coding::Jis | Coding::Ucs2, _) => 2,
            (Coding::Utf16, 0xD8..=0xDB) | (Coding::Utf32, _) | (Coding::Utf8, 0xF0..=0xF7) => 4,
            (Coding::Utf16, _) | (Coding::Utf8, 0xC0..=0xDF) => 2,
            (Coding::Utf8, 0xE0..=0xEF) => 3,
            _ => 1,
        }
    }

    fn decode(self, code: RawCode) -> Option<Chars> {
        let by = |encoding: &'static Encoding, mask: u32| {
            let (bytes, start) = RawCode { value: code.value | mask, bytes: code.bytes }.to_bytes();
            let (text, damaged) = encoding.decode_without_bom_handling(bytes.get(start..)?);
            (!damaged).then(|| text.chars().collect())
        };
        let chars: Chars = match self {
            Coding::Gbk | Coding::Gb18030 => by(GB18030, 0),
            Coding::Big5 => by(BIG5, 0),
            Coding::ShiftJis => by(SHIFT_JIS, 0),
            Coding::EucJp => by(EUC_JP, 0),
            Coding::Jis => by(EUC_JP, 0x8080),
            Coding::EucKr => by(EUC_KR, 0),
            Coding::EucTw => None,
            Coding::Utf8 => by(encoding_rs::UTF_8, 0),
            Coding::Utf16 if code.bytes == 4 => by(encoding_rs::UTF_16BE, 0),
            Coding::Ucs2 | Coding::Utf16 | Coding::Utf32 => char::from_u32(code.value).map(Chars::one),
        }?;
        // What an encoding leaves undefined is a private character in Unicode's tables; CIDs may know more.
        (!chars.iter().any(|ch| super::private::is_private(ch) || ch == '\0')).then_some(chars)
    }
}

#[cfg(test)]
mod tests {
    use super::Predefined;
    use crate::pdf::fonts::code::RawCode;

    fn read(cmap: &str, mut string: &[u8]) -> String {
        let cmap = Predefined::of(cmap.as_bytes()).unwrap();
        let mut text = String::new();
        while let Some(code) = cmap.cut(string) {
            text.extend(cmap.chars(code).unwrap().iter());
            string = &string[usize::from(code.bytes)..];
        }
        text
    }

    #[test]
    fn strings_of_every_encoding_are_read() {
        for cmap in ["GB-EUC-H", "GBK-EUC-H", "GBK-EUC-V", "GBKp-EUC-H", "GBpc-EUC-H", "GBK2K-H"] {
            assert_eq!(read(cmap, b"\xD4\xA4\xCB\xE3 1,234.5"), "预算 1,234.5", "{cmap}");
        }
        assert_eq!(read("GBK-EUC-H", b"\x83\x4E\xA1\xAA\xA2\xF1"), "僋—Ⅰ");
        assert_eq!(read("GBK2K-H", b"\x81\x39\xEE\x39A"), "\u{3400}A");
        for cmap in ["B5pc-H", "ETen-B5-H", "ETenms-B5-H", "HKscs-B5-H"] {
            assert_eq!(read(cmap, b"\xB9w\xBA\xE2 9"), "預算 9", "{cmap}");
        }
        assert_eq!(read("90ms-RKSJ-H", b"\x97\x5C\x8E\x5A\xB1"), "予算ｱ");
        assert_eq!(read("EUC-H", b"\xCD\xBD"), "予");
        assert_eq!(read("H", b"\x4D\x3D"), "予");
        assert_eq!(read("KSCms-UHC-H", b"\xBF\xB9\xBB\xEA"), "예산");
        assert_eq!(read("CNS-EUC-H", b"\xC4\xA1"), "一");
        assert_eq!(read("UniGB-UCS2-H", b"\x98\x84\x7B\x97"), "预算");
        assert_eq!(read("UniGB-UTF16-H", b"\x98\x84\xD8\x42\xDF\xB7"), "预𠮷");
        assert_eq!(read("UniGB-UTF8-H", "预算a".as_bytes()), "预算a");
        assert_eq!(read("UniGB-UTF32-H", b"\0\0\x98\x84"), "预");
        assert_eq!(read("UniJIS2004-UTF16-H", b"\x98\x84"), "预");
    }

    #[test]
    fn the_cids_of_ascii_are_those_of_the_cmaps() {
        for name in [
            "GB-EUC-H",
            "GBK-EUC-H",
            "GBK2K-H",
            "GBKp-EUC-H",
            "GBpc-EUC-H",
            "B5pc-H",
            "ETenms-B5-H",
            "HKscs-B5-H",
            "ETen-B5-H",
            "UniGB-UCS2-H",
            "UniGB-UTF16-H",
            "UniCNS-UCS2-H",
            "UniCNS-UTF16-H",
            "UniKS-UCS2-H",
            "UniKS-UTF16-H",
        ] {
            let ours = Predefined::of(name.as_bytes()).unwrap();
            let table = super::predefined(name.as_bytes()).unwrap();
            let bytes = if name.starts_with("Uni") { 2 } else { 1 };
            for value in 0x20..=0x7E {
                assert_eq!(ours.cid(RawCode { value, bytes }), table.lookup_cid_code(value, bytes), "{name} {value:#x}");
            }
        }
    }
}
