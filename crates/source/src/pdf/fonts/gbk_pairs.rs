//! Old simple fonts whose strings are GBK text: printer drivers of the nineties declared a Chinese font as
//! a Latin one and let each viewer take two bytes for one character.

use super::code::{Chars, RawCode};
use super::widths::SimpleWidths;

/// Latin transcriptions that Chinese typefaces have in their names.
const NAMES: [&str; 26] = [
    "simsun",
    "simhei",
    "simfang",
    "simkai",
    "simli",
    "simyou",
    "fangsong",
    "kaiti",
    "xiaobiaosong",
    "biaosong",
    "dabiaosong",
    "songti",
    "heiti",
    "shusong",
    "baosong",
    "stsong",
    "stkaiti",
    "stfangsong",
    "stheiti",
    "stzhongsong",
    "lisu",
    "youyuan",
    "zhongsong",
    "gb2312",
    "gbk",
    "_gb",
];

/// True for the name of a Chinese typeface.
pub(super) fn is_chinese_name(name: &str) -> bool {
    let folded = name.to_lowercase().replace([' ', '-'], "");
    name.chars().any(|ch| ('\u{4E00}'..='\u{9FFF}').contains(&ch)) || NAMES.iter().any(|part| folded.contains(part))
}

/// The pair at the head of a string, where it is one. Both halves are half an em wide; Latin text in a
/// Chinese font has the widths of its own characters.
pub(super) fn pair(string: &[u8], widths: &SimpleWidths) -> Option<RawCode> {
    let (&lead, &trail) = (string.first()?, string.get(1)?);
    let half = |byte: u8| widths.is_empty() || widths.listed(byte).is_none_or(|width| (width - 0.5).abs() < 0.02);
    let is_pair = (0x81..=0xFE).contains(&lead) && (0x40..=0xFE).contains(&trail) && trail != 0x7F;
    // Rows of dots lead to page numbers; as GBK they would be a rare character again and again.
    let is_leader = lead == trail && matches!(lead, 0xB7 | 0x95 | 0x85);
    let code = RawCode::of(string, 2)?;
    (is_pair && !is_leader && half(lead) && half(trail) && chars(code).is_some()).then_some(code)
}

/// The character of a pair.
pub(super) fn chars(code: RawCode) -> Option<Chars> {
    let (bytes, start) = code.to_bytes();
    let (text, damaged) = encoding_rs::GBK.decode_without_bom_handling(bytes.get(start..)?);
    let chars: Chars = text.chars().collect();
    (!damaged && chars.single().is_some_and(|ch| !super::private::is_private(ch))).then_some(chars)
}
