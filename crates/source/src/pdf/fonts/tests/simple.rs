//! Simple fonts.

use biaodan_model::Trust;

use super::Document;
use super::document::Shown;
use super::truetype::{named, program};

fn show(font: &str, string: &[u8]) -> Shown {
    Document::default().show(font, string)
}

#[test]
fn standard_encodings() {
    let font = |encoding: &str| format!("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /{encoding} >>");
    assert_eq!(show(&font("WinAnsiEncoding"), b"A\x80\x93\xA7\x81").text(), "A€“§•");
    assert_eq!(show(&font("MacRomanEncoding"), b"\x8E\xA5\xD2").text(), "é•“");
    assert_eq!(show(&font("StandardEncoding"), b"'\xAE\xB1").text(), "’ﬁ–");
    assert_eq!(show(&font("WinAnsiEncoding"), b"A").trust, Trust::Stated);
}

#[test]
fn standard_fonts_have_their_widths() {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
    assert_eq!(show(font, b"Ai ").advances(), [667.0, 222.0, 278.0]);
    let courier = "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>";
    assert_eq!(show(courier, b"Ai").advances(), [600.0, 600.0]);
}

#[test]
fn stated_widths_count_from_the_first_code() {
    let font = "<< /Subtype /TrueType /BaseFont /Arial /FirstChar 65 /LastChar 66 /Widths [700 710] \
                /FontDescriptor << /MissingWidth 250 /Ascent 905 /Descent 212 >> >>";
    let shown = show(font, b"AB!");
    assert_eq!(shown.advances(), [700.0, 710.0, 250.0]);
    assert_eq!(shown.extent, (0.905, -0.212), "a descent without its sign");
}

#[test]
fn differences_by_names_of_glyphs() {
    let font = "<< /Subtype /Type1 /BaseFont /X /Encoding << /BaseEncoding /WinAnsiEncoding \
                /Differences [1 /uni9884 /u7B97 /f_i 65 /Euro /eacute.alt] >> >>";
    let shown = show(font, b"\x01\x02\x03ABC");
    assert_eq!((shown.text().as_str(), shown.trust), ("预算fi€éC", Trust::Stated));
}

#[test]
fn names_that_say_nothing_are_glyph_numbers_at_best() {
    let embedded = Document::default().with_stream("", program(&[(3, 1, &[(0x9884, 12)])]));
    let font = "<< /Subtype /TrueType /BaseFont /X /Encoding << /Differences [1 /g12 /g13] >> /FontDescriptor << /FontFile2 10 0 R >> >>";
    let shown = embedded.show(font, b"\x01\x02");
    assert_eq!(shown.text(), "预\u{FFFD}");
    assert_eq!(shown.trust, Trust::Doubtful("nothing says which characters 1 of its codes are".into()));
}

#[test]
fn a_map_goes_before_names_and_names_betray_a_scrambled_one() {
    let names = "/Differences [49 /one /two /three /four /five]";
    let font = format!("<< /Subtype /Type1 /BaseFont /X /Encoding << {names} >> /ToUnicode 10 0 R >>");
    let honest = Document::default().with_stream("", "beginbfrange <31> <35> <0031> endbfrange").show(&font, b"12");
    assert_eq!((honest.text().as_str(), honest.trust), ("12", Trust::Stated));
    let scrambled = Document::default().with_stream("", "beginbfrange <31> <35> <0034> endbfrange").show(&font, b"12");
    assert!(scrambled.text() == "45" && scrambled.is_doubtful());
}

#[test]
fn symbolic_truetype_fonts_go_by_their_own_tables() {
    let tables = program(&[(3, 0, &[(0xF041, 5)]), (1, 0, &[(0x42, 6)]), (0, 3, &[(0x7532, 5), (0x4E59, 6)])]);
    let font = "<< /Subtype /TrueType /BaseFont /X /FontDescriptor << /Flags 4 /FontFile2 10 0 R >> >>";
    let shown = Document::default().with_stream("", tables).show(font, b"AB");
    assert_eq!((shown.text().as_str(), shown.trust), ("甲乙", Trust::Concluded));
}

#[test]
fn an_embedded_program_tells_how_far_it_reaches() {
    let font = "<< /Subtype /TrueType /BaseFont /X /FontDescriptor << /Ascent 0 /Descent 0 /FontFile2 10 0 R >> >>";
    let shown = Document::default().with_stream("", named(&["A"])).show(font, b"A");
    assert_eq!(shown.extent, (1802.0 / 2048.0, -246.0 / 2048.0));
    assert_eq!(show("<< /Subtype /Type1 /BaseFont /X >>", b"A").extent, (0.88, -0.12));
}

#[test]
fn symbol_fonts_have_meanings_of_their_own() {
    assert_eq!(show("<< /Subtype /Type1 /BaseFont /Symbol >>", b"a\xB3 ").text(), "α≥ ");
    assert_eq!(show("<< /Subtype /Type1 /BaseFont /ZapfDingbats >>", b"4n").text(), "✔■");
    assert_eq!(show("<< /Subtype /TrueType /BaseFont /Wingdings >>", b"\xA8\xFE\xFC").text(), "□☑✓");
    let wingdings = "<< /Subtype /TrueType /BaseFont /ABCDEF+Wingdings2 /Encoding /WinAnsiEncoding >>";
    assert_eq!(show(wingdings, b"R\xA3").text(), "☑□");
}

#[test]
fn old_fonts_carry_pairs_of_gbk() {
    let halves = format!("/FirstChar 0 /LastChar 255 /Widths [{}]", "500 ".repeat(256));
    for name in ["XiaoBiaoSong", "SimFang", "KaiTi_GB2312", "#CB#CE#CC#E5"] {
        let font = format!("<< /Subtype /TrueType /BaseFont /{name} /Encoding /WinAnsiEncoding {halves} >>");
        let shown = show(&font, b"\xD4\xA4\xCB\xE3(12)");
        assert_eq!((shown.text().as_str(), shown.trust.clone()), ("预算(12)", Trust::Concluded), "{name}");
        assert_eq!(shown.advances()[..3], [1000.0, 1000.0, 500.0]);
    }
}

#[test]
fn latin_text_in_a_chinese_font_is_no_gbk() {
    let widths = "/FirstChar 147 /LastChar 215 /Widths [1000 1000 0 0 1000]";
    let font = format!("<< /Subtype /TrueType /BaseFont /SimSun /Encoding /WinAnsiEncoding {widths} >>");
    assert_eq!(show(&font, b"\x93A\x94").text(), "“A”");
    let font = "<< /Subtype /TrueType /BaseFont /SimSun /Encoding /WinAnsiEncoding >>";
    assert_eq!(show(font, b"\xB7\xB7\xB7").text(), "···");
}

#[test]
fn type_3_fonts_scale_their_widths_and_go_by_their_map() {
    let rest = "/FontMatrix [0.01 0 0 0.01 0 0] /FontBBox [0 -12 100 88] /FirstChar 1 /Widths [50 100] /CharProcs << >>";
    let font = format!("<< /Subtype /Type3 {rest} /Encoding << /Differences [1 /a1 /g2] >> /ToUnicode 10 0 R >>");
    let shown = Document::default().with_stream("", "beginbfchar <01> <9884> <02> <7B97> endbfchar").show(&font, b"\x01\x02");
    assert_eq!((shown.text().as_str(), shown.trust.clone()), ("预算", Trust::Stated));
    assert_eq!((shown.advances(), shown.extent), (vec![500.0, 1000.0], (0.88, -0.12)));
}

#[test]
fn type_3_fonts_with_useless_names_are_doubtful() {
    let font = |names: &str, first: u8| {
        format!(
            "<< /Subtype /Type3 /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar {first} /Widths [500 500] /Encoding << /Differences [{first} {names}] >> >>"
        )
    };
    let ascii = show(&font("/a49 /a50", 49), b"12");
    assert!(ascii.text() == "12" && ascii.is_doubtful(), "{ascii:?}");
    let numbered = show(&font("/g0 /g1", 1), b"\x01\x02");
    assert!(numbered.text() == "\u{FFFD}\u{FFFD}" && numbered.is_doubtful());
    assert_eq!(show(&font("/one /two", 49), b"12").trust, Trust::Stated);
}

#[test]
fn dictionaries_without_sense_are_read_as_latin() {
    assert_eq!(show("<< >>", b"A").text(), "A");
    let circular =
        "<< /Subtype /TrueType /Encoding 4 0 R /ToUnicode 4 0 R /FontDescriptor 4 0 R /FontFile2 4 0 R /Widths 4 0 R >>";
    assert_eq!(show(circular, b"A").text(), "A");
}
