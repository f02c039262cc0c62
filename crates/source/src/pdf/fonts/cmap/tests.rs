//! Files as producers write them, from correct to sloppy.

use super::parse;
use crate::pdf::fonts::code::RawCode;

fn text(map: &super::CMap, code: u32) -> String {
    map.chars(code).map(|chars| chars.iter().collect()).unwrap_or_default()
}

#[test]
fn characters_ranges_arrays_surrogates_and_ligatures() {
    let map = parse(
        b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
          2 beginbfchar <0003> <0020> <0004> <00660066006C> endbfchar\n\
          3 beginbfrange <0010> <0012> <4E00> <0020> <0022> [<9884> <7B97> <D842DFB7>] <0030><0031><D842DFB7> endbfrange",
    );
    assert_eq!(text(&map, 3), " ");
    assert_eq!(text(&map, 4), "ffl");
    assert_eq!(text(&map, 0x12), "\u{4E02}");
    assert_eq!(text(&map, 0x21), "算");
    assert_eq!(text(&map, 0x22), "𠮷");
    assert_eq!(text(&map, 0x31), "\u{20BB8}");
    assert_eq!(text(&map, 0x32), "");
}

#[test]
fn sloppy_files_are_read_as_far_as_they_make_sense() {
    // One-byte codes in a two-byte font, a single-byte target, blanks within a code, an odd digit, a
    // glyph name, a list that is too long, a range turned round, a missing end.
    let map = parse(
        b"beginbfchar <41> <42> <00 43><0044> <5> /eacute endbfchar beginbfrange <60> <61> [<0061> <0062> <0063>]\n\
          <90> <80> <0041> endbfrange beginbfchar <70> <0000> <71> <D800> <72> <0078",
    );
    assert_eq!(text(&map, 0x41), "B");
    assert_eq!(text(&map, 0x43), "D");
    assert_eq!(text(&map, 0x5), "é");
    assert_eq!(text(&map, 0x61), "b");
    assert_eq!(text(&map, 0x62), "");
    assert_eq!(text(&map, 0x85), "");
    assert_eq!(text(&map, 0x70), "");
    assert_eq!(text(&map, 0x71), "");
    assert_eq!(text(&map, 0x72), "x");
}

#[test]
fn the_later_of_two_definitions_holds() {
    let map = parse(b"beginbfrange <00> <FF> <0000> endbfrange beginbfchar <41> <7532> endbfchar");
    assert_eq!((text(&map, 0x41), text(&map, 0x42)), ("甲".into(), "B".into()));
}

#[test]
fn strings_are_cut_by_code_spaces_of_mixed_length() {
    let map = parse(b"begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange begincidrange <20> <7E> 814 endcidrange");
    assert_eq!(map.cut(b"A\xB0\xA1"), Some(RawCode { value: 0x41, bytes: 1 }));
    assert_eq!(map.cut(b"\xB0\xA1A"), Some(RawCode { value: 0xB0A1, bytes: 2 }));
    assert_eq!(map.cut(b"\xB0"), Some(RawCode { value: 0xB0, bytes: 1 }));
    assert_eq!(map.cut(b""), None);
    assert_eq!(map.cid(0x41), Some(847));
}

#[test]
fn hostile_files_end() {
    parse(b"beginbfrange <0000> <FFFFFFFF> <0041> <0000> <FFFFFFFF> [");
    parse(&b"beginbfchar <".repeat(10_000));
    parse(&b"(((".repeat(10_000));
}
