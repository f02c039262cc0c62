//! Composite fonts.

use biaodan_model::Trust;

use super::truetype::{named, program};
use super::{Document, Type0};
use crate::pdf::fonts::code::VerticalMetrics;

const MAP: &str = "/ToUnicode 10 0 R";
const PROGRAM: &str = "/FontFile2 10 0 R";

fn identity(dict: &Type0<'_>) -> String {
    dict.dict()
}

#[test]
fn a_map_of_the_document_says_what_codes_are() {
    let document =
        Document::default().with_stream("", "beginbfrange <0001> <0002> [<9884> <7B97>] <0003> <0004> <0031> endbfrange");
    let shown = document.show(&identity(&Type0 { font: MAP, ..Type0::default() }), b"\0\x01\0\x02\0\x04\0\x09");
    assert_eq!(shown.text(), "预算2\u{FFFD}");
    assert_eq!((shown.name.as_str(), shown.trust.clone(), shown.extent), ("SimSun", Trust::Stated, (0.859, -0.141)));
    assert!(!shown.codes[0].is_space_code && shown.codes[0].vertical.is_none());
}

#[test]
fn a_map_that_repeats_one_character_gives_way_to_the_font() {
    let blanks = "beginbfchar <0001> <0020> <0002> <0020> <0003> <0020> <0004> <0020> endbfchar";
    let font = program(&[(3, 1, &[(0x9884, 1), (0x7B97, 2)])]);
    let document = Document::default().with_stream("", blanks).with_stream("", font);
    let font = Type0 { font: MAP, descriptor: "/FontFile2 11 0 R", ..Type0::default() };
    let shown = document.show(&font.dict(), b"\0\x01\0\x02");
    assert_eq!((shown.text().as_str(), shown.trust), ("预算", Trust::Concluded));
}

#[test]
fn an_embedded_font_is_read_backwards_through_the_map_of_glyphs() {
    // Glyph 7 is 一, also as a radical: the ordinary character is meant.
    let font = program(&[(3, 1, &[(0x2F00, 7), (0x4E00, 7), (0x4E8C, 8)])]);
    let document = Document::default().with_stream("", font).with_stream("", [0, 0, 0, 8, 0, 7]);
    let straight = Type0 { descriptor: PROGRAM, ..Type0::default() };
    assert_eq!(document.show(&straight.dict(), b"\0\x07\0\x08").text(), "一二");
    let mapped = Type0 { descriptor: PROGRAM, descendant: "/CIDToGIDMap 11 0 R", ..Type0::default() };
    let shown = document.show(&mapped.dict(), b"\0\x01\0\x02\0\x03");
    assert_eq!((shown.text().as_str(), shown.trust), ("二一\u{FFFD}", Trust::Concluded));
}

#[test]
fn names_of_glyphs_say_what_they_are() {
    let document = Document::default().with_stream("", named(&["uni9884", "u20BB7", "f_f_i", "glyph4", "a12"]));
    let shown = document.show(&identity(&Type0 { descriptor: PROGRAM, ..Type0::default() }), b"\0\x01\0\x02\0\x03\0\x04\0\x05");
    assert_eq!(shown.text(), "预𠮷ffi\u{FFFD}\u{FFFD}");
}

#[test]
fn cids_of_known_collections_have_characters() {
    for (ordering, cid, ch) in [("GB1", 4559_u16, "中"), ("Japan1", 2980, "中"), ("CNS1", 661, "中"), ("Korea1", 6922, "中")]
    {
        let shown = Document::default().show(&identity(&Type0 { ordering, ..Type0::default() }), &cid.to_be_bytes());
        assert_eq!((shown.text().as_str(), shown.trust), (ch, Trust::Stated), "{ordering}");
    }
}

#[test]
fn an_unknown_ordering_without_a_map_is_doubtful() {
    let shown = Document::default().show(&identity(&Type0 { ordering: "Founder", ..Type0::default() }), b"\0\x41");
    assert_eq!(shown.text(), "\u{FFFD}");
    assert!(shown.is_doubtful());
}

#[test]
fn private_characters_are_no_text() {
    let map = "beginbfchar <0001> <E5E5> <0002> <9884> <0003> <F0A8> endbfchar";
    let shown =
        Document::default().with_stream("", map).show(&identity(&Type0 { font: MAP, ..Type0::default() }), b"\0\x01\0\x02\0\x03");
    assert_eq!(shown.text(), "\u{FFFD}预□");
    assert_eq!(shown.trust, Trust::Doubtful("1 of its characters are private ones".into()));

    let font = program(&[(3, 1, &[(0x90E8, 1)])]);
    let document = Document::default().with_stream("", map).with_stream("", font);
    let shown = document.show(&identity(&Type0 { font: MAP, descriptor: "/FontFile2 11 0 R", ..Type0::default() }), b"\0\x01");
    assert_eq!((shown.text().as_str(), shown.trust), ("部", Trust::Stated), "the font itself knows better");
}

#[test]
fn a_scrambled_map_is_told_by_the_font_it_belongs_to() {
    let digits: Vec<(u32, u16)> = (0..10).map(|digit| (0x30 + digit, digit as u16 + 1)).collect();
    let honest = "beginbfrange <0001> <0001> <0030> <0002> <0002> <0031> <0003> <0003> <0032> <0004> <0004> <0033> endbfrange";
    let scrambled = "beginbfchar <0001> <0037> <0002> <0030> <0003> <0039> <0004> <0031> <0005> <0033> endbfchar";
    for (map, doubtful) in [(honest, false), (scrambled, true)] {
        let document = Document::default().with_stream("", map).with_stream("", program(&[(3, 1, &digits)]));
        let font = Type0 { font: MAP, descriptor: "/FontFile2 11 0 R", ..Type0::default() };
        assert_eq!(document.show(&font.dict(), b"\0\x01").is_doubtful(), doubtful, "{map}");
    }
}

#[test]
fn a_map_with_control_characters_was_damaged() {
    let map = "beginbfrange <0001> <0001> <007F> <0002> <0002> <0080> <0003> <0003> <9884> endbfrange";
    let shown =
        Document::default().with_stream("", map).show(&identity(&Type0 { font: MAP, ..Type0::default() }), b"\0\x02\0\x03");
    assert!(shown.text() == "\u{FFFD}预" && shown.is_doubtful());
}

#[test]
fn a_map_that_takes_glyph_numbers_for_characters_gives_way_to_the_font() {
    let digits: Vec<(u32, u16)> = (0..10).map(|digit| (0x30 + digit, digit as u16 + 0x32)).collect();
    for map in ["beginbfrange <0000> <FFFF> <0000> endbfrange", "beginbfrange <0001> <8000> <0001> endbfrange"] {
        let document = Document::default().with_stream("", map).with_stream("", program(&[(3, 1, &digits)]));
        let font = Type0 { font: MAP, descriptor: "/FontFile2 11 0 R", ..Type0::default() };
        let shown = document.show(&font.dict(), b"\0\x33\0\x34");
        assert_eq!((shown.text().as_str(), shown.trust), ("12", Trust::Concluded));
        let alone = Document::default().with_stream("", map);
        assert_eq!(alone.show(&Type0 { font: MAP, ..Type0::default() }.dict(), b"\0\x33").text(), "3");
    }
}

#[test]
fn a_drawn_soft_hyphen_is_a_minus() {
    let document = Document::default().with_stream("", "beginbfchar <0001> <00AD> endbfchar");
    assert_eq!(document.show(&identity(&Type0 { font: MAP, ..Type0::default() }), b"\0\x01").text(), "-");
}

#[test]
fn widths_betray_a_wrong_map() {
    let map = "beginbfrange <0001> <0001> <0041> <0002> <0002> <9884> <0003> <0003> <0031> <0004> <0004> <00FF> <0005> <0005> \
               <0100> <0006> <0006> <007C> endbfrange";
    let document = Document::default().with_stream("", map);
    let honest = Type0 { font: MAP, descendant: "/W [1 [500 1000 500 500 500 500]]", ..Type0::default() };
    assert!(!document.show(&honest.dict(), b"\0\x01").is_doubtful());
    let shifted = Type0 { descendant: "/W [1 [500 1000 1000 1000 1000 1000]]", ..honest };
    assert!(document.show(&shifted.dict(), b"\0\x01").is_doubtful());
}

#[test]
fn glyph_numbers_that_pass_for_cids_are_doubtful() {
    let document = Document::default().with_stream("", program(&[])).with_stream("", [0, 0].repeat(5000));
    let numbers = Type0 { ordering: "GB1", descriptor: PROGRAM, ..Type0::default() };
    assert!(document.show(&numbers.dict(), &4559_u16.to_be_bytes()).is_doubtful());
    let mapped = Type0 { descendant: "/CIDToGIDMap 11 0 R", ..numbers };
    assert_eq!(document.show(&mapped.dict(), &4559_u16.to_be_bytes()).trust, Trust::Concluded);
}

#[test]
fn predefined_cmaps_need_neither_font_nor_map() {
    let string = b"\xD4\xA4\xCB\xE3 12";
    for encoding in ["/GBK-EUC-H", "/GBKp-EUC-H", "/GBK2K-H", "/GB-EUC-H", "/GBpc-EUC-H"] {
        let font = Type0 {
            encoding,
            ordering: "GB1",
            descendant: "/DW 1000 /W [1 95 500 814 939 500 7712 7716 500]",
            ..Type0::default()
        };
        let shown = Document::default().show(&font.dict(), string);
        assert_eq!((shown.text().as_str(), shown.trust.clone()), ("预算 12", Trust::Stated), "{encoding}");
        assert_eq!(shown.advances(), [1000.0, 1000.0, 500.0, 500.0, 500.0], "{encoding}");
        assert!(shown.codes[2].is_space_code);
    }
    let shown = Document::default()
        .show(&identity(&Type0 { encoding: "/UniGB-UCS2-H", ordering: "GB1", ..Type0::default() }), b"\x98\x84\0 ");
    assert_eq!(shown.text(), "预 ");
    assert!(!shown.codes[1].is_space_code, "a two-byte blank takes no word spacing");
    assert_eq!(shown.advances(), [1000.0, 500.0], "without any widths, letters are half as wide as characters");
}

#[test]
fn predefined_cmaps_hold_for_embedded_fonts_too() {
    let document = Document::default().with_stream("", program(&[]));
    let font = Type0 { encoding: "/GBK-EUC-H", ordering: "GB1", descriptor: PROGRAM, ..Type0::default() };
    let shown = document.show(&font.dict(), b"\xD4\xA4A");
    assert_eq!((shown.text().as_str(), shown.trust), ("预A", Trust::Stated));
}

#[test]
fn widths_by_cid_of_a_predefined_cmap() {
    // CID 4559 is 中.
    let font = Type0 { encoding: "/GBK-EUC-H", ordering: "GB1", descendant: "/DW 900 /W [4559 [700 800]]", ..Type0::default() };
    assert_eq!(Document::default().show(&font.dict(), b"\xD6\xD0\xD4\xA4A").advances(), [700.0, 900.0, 900.0]);
}

#[test]
fn cmaps_of_the_document_cut_strings_and_build_on_others() {
    let cmap =
        "/GBK-EUC-H usecmap begincodespacerange <00> <80> <8140> <FEFE> endcodespacerange begincidchar <A1> 4559 endcidchar";
    let document = Document::default().with_stream("/WMode 0", cmap);
    let font = Type0 { encoding: "10 0 R", ordering: "GB1", ..Type0::default() };
    let shown = document.show(&font.dict(), b"\xD4\xA4A");
    assert_eq!((shown.text().as_str(), shown.codes.len()), ("预A", 2));

    let cmap = "begincodespacerange <00> <FF> endcodespacerange begincidrange <41> <42> 4559 endcidrange";
    let document = Document::default().with_stream("/UseCMap /Identity-H", cmap);
    assert_eq!(document.show(&font.dict(), b"A").text(), "中", "by CID");

    let copy =
        Document::default().with_stream("/CMapName /Identity-V /WMode 1", "begincodespacerange <0000> <FFFF> endcodespacerange");
    let shown = copy.show(&font.dict(), &4559_u16.to_be_bytes());
    assert!(shown.text() == "中" && shown.codes[0].vertical.is_some());
}

#[test]
fn vertical_writing_has_its_own_metrics() {
    let entries = "/W [1 [600]] /DW2 [880 -1000] /W2 [2 2 -500 250 772 3 [-900 450 800]]";
    let font = Type0 { encoding: "/Identity-V", descendant: entries, ..Type0::default() };
    let shown = Document::default().show(&font.dict(), b"\0\x01\0\x02\0\x03\0\x04");
    let metrics = |vx, vy, w1| Some(VerticalMetrics { vx, vy, w1 });
    let vertical: Vec<_> = shown.codes.iter().map(|code| code.vertical).collect();
    assert_eq!(
        vertical,
        [metrics(0.3, 0.88, -1.0), metrics(0.25, 0.772, -0.5), metrics(0.45, 0.8, -0.9), metrics(0.5, 0.88, -1.0)]
    );
}

#[test]
fn damaged_dictionaries_give_unknown_characters() {
    for font in [
        "<< /Type /Font /Subtype /Type0 /DescendantFonts 4 0 R /Encoding 4 0 R >>",
        "<< /Type /Font /Subtype /Type0 /DescendantFonts [] /Encoding /Nonsense >>",
        "<< /Type /Font /Subtype /Type0 /DescendantFonts [<< /W [1 [2 3] 4 /x] /DW /y /W2 3 >>] /ToUnicode 99 0 R >>",
    ] {
        let shown = Document::default().show(font, b"\0A\0");
        assert_eq!(shown.text(), "\u{FFFD}\u{FFFD}");
        assert!(shown.is_doubtful(), "{font}");
    }
}
