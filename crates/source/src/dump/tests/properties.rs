//! What holds for any bytes and any text.

use encoding_rs::GB18030;
use proptest::prelude::*;

use super::super::{decode, read};
use super::is_title;
use crate::sniff;

/// Lines of common ideographs with figures between: enough Chinese for any encoding to be told.
fn chinese() -> impl Strategy<Value = String> {
    let line = "[总体绩效目标年度重点工作任务部门预算支出财政拨款其他资金]{12,40}[0-9,.]{0,8}[（万元）]{0,4}";
    prop::collection::vec(line, 3..30).prop_map(|lines| lines.join("\n"))
}

/// Text of the characters that lines and pages turn on.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => "[a表一 \t]{0,6}",
        1 => Just("部门整体预算绩效目标表".to_owned()),
        1 => Just("- 2 -".to_owned()),
        4 => prop::sample::select(vec!["\n", "\r\n", "\r", "\u{B}", "\u{85}", "\u{2028}", "\u{2029}"])
            .prop_map(str::to_owned),
        1 => prop::sample::select(vec!["\u{C}", "\0", "\u{200B}", "\u{FEFF}", "“"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// The lines of a text told the slow way: number and text, blank ones left out.
fn plain_lines(text: &str) -> Vec<(u32, String)> {
    let text = text.replace("\r\n", "\n");
    let ends = ['\n', '\r', '\u{B}', '\u{85}', '\u{2028}', '\u{2029}'];
    let dropped = ['\0', '\u{200B}', '\u{FEFF}'];
    let mut lines = Vec::new();
    for (line, number) in text.split(ends).zip(1..) {
        for part in line.split('\u{C}') {
            let part = part.replace(dropped, "");
            if !part.trim().is_empty() {
                lines.push((number, part.trim_end().to_owned()));
            }
        }
    }
    lines
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = sniff(&bytes).require_readable();
        if let Ok(dump) = read(&bytes, &is_title) {
            let pages = dump.pages.iter().zip(1..);
            prop_assert!(pages.clone().all(|(page, number)| page.number == number));
        }
    }

    #[test]
    fn no_line_is_lost_or_moved(text in text()) {
        let expected = plain_lines(text.strip_prefix('\u{FEFF}').unwrap_or(&text));
        // Stray NUL bytes in very short Latin text may look like UTF-16.
        prop_assume!(decode(text.as_bytes()).encoding == "utf-8");
        let read = read(text.as_bytes(), &is_title);
        let pages = read.map(|dump| dump.pages).unwrap_or_default();
        let lines = pages.into_iter().flat_map(|page| page.lines);
        let found: Vec<_> = lines.map(|line| (line.number, line.text)).collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn chinese_survives_every_encoding(text in chinese()) {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let encoded = [
            ("utf-8", text.clone().into_bytes()),
            ("utf-16le", little),
            ("utf-16be", big),
            ("gb18030", GB18030.encode(&text).0.into_owned()),
        ];
        for (name, bytes) in encoded {
            let decoded = decode(&bytes);
            prop_assert_eq!((decoded.encoding, &*decoded.text, decoded.damaged), (name, &*text, 0));
            prop_assert!(sniff(&bytes).require_readable().is_ok());
        }
    }
}
