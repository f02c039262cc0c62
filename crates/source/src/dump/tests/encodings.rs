//! Which encoding is found, and what is kept of damaged text.

use encoding_rs::GB18030;

use super::super::decode;

const FORM: &str = "部门整体预算绩效目标表\n部门名称 某市司法局\n基本支出 2,293.28\n≥95％（万元）\n";
const ENGLISH: &str = "department performance target form\nbasic expenditure 2,293.28\n";
const TRADITIONAL: &str = "項目支出績效目標表\r\n項目名稱 農村飲水安全鞏固提升\r\n年度資金總額 3,576.28\r\n";

fn utf16(text: &str, little: bool) -> Vec<u8> {
    let units = text.encode_utf16();
    units.flat_map(|u| if little { u.to_le_bytes() } else { u.to_be_bytes() }).collect()
}

#[track_caller]
fn check(bytes: &[u8], encoding: &str, text: &str, bom: bool) {
    let decoded = decode(bytes);
    assert_eq!((decoded.encoding, &*decoded.text), (encoding, text));
    assert_eq!((decoded.bom, decoded.damaged), (bom, 0));
}

#[test]
fn every_encoding_without_a_mark() {
    for text in [FORM, ENGLISH, TRADITIONAL] {
        check(text.as_bytes(), "utf-8", text, false);
        check(&utf16(text, true), "utf-16le", text, false);
        check(&utf16(text, false), "utf-16be", text, false);
    }
    check(&GB18030.encode(FORM).0, "gb18030", FORM, false);
    check(&GB18030.encode(TRADITIONAL).0, "gb18030", TRADITIONAL, false);
}

#[test]
fn every_encoding_with_a_mark() {
    let marked = format!("\u{FEFF}{FORM}");
    check(marked.as_bytes(), "utf-8", FORM, true);
    check(&utf16(&marked, true), "utf-16le", FORM, true);
    check(&utf16(&marked, false), "utf-16be", FORM, true);
    check(&GB18030.encode(&marked).0, "gb18030", FORM, true);
}

#[test]
fn utf16_of_ideographs_only_has_no_zero_bytes_to_go_by() {
    let text = "部门整体预算绩效目标申报表总体绩效目标年度重点工作任务其他需完成的任务";
    check(&utf16(text, true), "utf-16le", text, false);
    check(&utf16(text, false), "utf-16be", text, false);
}

#[test]
fn latin_letters_with_a_little_gb18030_are_not_utf16() {
    let text = "abcdefghijklmnopqrstuvwxyz".repeat(20) + "绩效目标";
    check(&GB18030.encode(&text).0, "gb18030", &text, false);
}

#[test]
fn a_cut_utf16_file_keeps_all_but_the_last_character() {
    for little in [true, false] {
        let bytes = utf16(FORM, little);
        let decoded = decode(&bytes[..bytes.len() - 1]);
        assert_eq!(decoded.damaged, 1);
        assert_eq!(decoded.text.strip_suffix('\u{FFFD}').unwrap(), FORM.trim_end_matches('\n'));
    }
}

#[test]
fn a_cut_gb18030_file_stays_gb18030() {
    let bytes = GB18030.encode(FORM.trim_end()).0.into_owned();
    let cut = GB18030.encode("财政拨款").0;
    let bytes = [&bytes, &cut[..cut.len() - 1]].concat();
    let decoded = decode(&bytes);
    assert_eq!((decoded.encoding, decoded.damaged), ("gb18030", 1));
}

#[test]
fn a_cut_utf8_file_stays_utf8() {
    let bytes = "财政拨款其他资金".as_bytes();
    for cut in 1..3 {
        let decoded = decode(&bytes[..bytes.len() - cut]);
        assert_eq!((decoded.encoding, decoded.damaged), ("utf-8", 1));
    }
}

#[test]
fn a_broken_byte_in_utf8_does_not_change_the_encoding() {
    let mut bytes = FORM.repeat(3).into_bytes();
    bytes[40] = 0xFF;
    let decoded = decode(&bytes);
    assert_eq!(decoded.encoding, "utf-8");
    assert!(decoded.damaged > 0);
    // Latin-1 in ASCII: neither encoding reads it.
    let decoded = decode(b"caf\xe9 au lait");
    assert_eq!((decoded.encoding, decoded.damaged), ("utf-8", 1));
}

#[test]
fn what_an_earlier_tool_lost_counts_as_damage() {
    assert_eq!(decode("绩效\u{FFFD}标".as_bytes()).damaged, 1);
}

#[test]
fn stray_zero_bytes_leave_utf8_as_it_is() {
    let decoded = decode(b"basic \0expenditure\0 2,293.28\n");
    assert_eq!((decoded.encoding, decoded.damaged), ("utf-8", 0));
}
