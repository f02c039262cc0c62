//! Font dictionaries of all kinds, correct and as producers write them, and what they say.

mod composite;
mod document;
mod simple;
mod truetype;

use document::Document;

/// A composite font: its encoding, and entries of the font, of its descendant and of the descriptor.
struct Type0<'a> {
    encoding: &'a str,
    font: &'a str,
    descendant: &'a str,
    ordering: &'a str,
    descriptor: &'a str,
}

impl Default for Type0<'_> {
    fn default() -> Self {
        Type0 { encoding: "/Identity-H", font: "", descendant: "", ordering: "Identity", descriptor: "" }
    }
}

impl Type0<'_> {
    fn dict(&self) -> String {
        let Type0 { encoding, font, descendant, ordering, descriptor } = self;
        format!(
            "<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+SimSun /Encoding {encoding} {font} /DescendantFonts [ << \
             /Type /Font /Subtype /CIDFontType2 /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 0 >> \
             {descendant} /FontDescriptor << /Type /FontDescriptor /Ascent 859 /Descent -141 {descriptor} >> >> ] >>"
        )
    }
}
