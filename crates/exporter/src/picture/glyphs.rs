//! The characters of a page: where they stand, who sees them, and how they were learnt.

use biaodan_model::{Drawing, Glyph, Page, Trust, Visibility};

use super::{Ink, Mark, Picture, Shape, page_alone};

const MEANINGS: &[(Ink, &str)] = &[
    (Ink::Blue, "the document says which character it is"),
    (Ink::Green, "concluded from the font itself, or surely recognised"),
    (Ink::Orange, "the font contradicts itself or says too little, or weakly recognised"),
    (Ink::Red, "character not known"),
    (Ink::Purple, "drawn without ink"),
    (Ink::Grey, "clipped, hidden or off the page"),
];

/// The characters that a page draws.
#[must_use]
pub fn glyphs(page: &Page, png: Option<Vec<u8>>) -> Picture {
    let drawing = &page.drawing;
    let mark = |glyph: &Glyph| Mark::new(Shape::Box(glyph.bbox), ink(glyph, trust(glyph, drawing)), tooltip(glyph, drawing));
    let marks = drawing.glyphs.iter().map(mark).collect();
    Picture::new(format!("page {}: glyphs", page.number), vec![page_alone(page, png)], marks, MEANINGS)
}

fn trust<'d>(glyph: &Glyph, drawing: &'d Drawing) -> Option<&'d Trust> {
    drawing.fonts.get(usize::from(glyph.font)).map(|font| &font.trust)
}

/// The confidence from which a recognised character is drawn as sure.
const SURE: f32 = 0.9;

fn ink(glyph: &Glyph, trust: Option<&Trust>) -> Ink {
    match (glyph.visibility, trust) {
        (Visibility::Clipped | Visibility::OffPage | Visibility::Hidden, _) => Ink::Grey,
        _ if glyph.ch == char::REPLACEMENT_CHARACTER => Ink::Red,
        (Visibility::Invisible, _) => Ink::Purple,
        (Visibility::Visible, Some(Trust::Stated)) => Ink::Blue,
        (Visibility::Visible, Some(Trust::Concluded)) => Ink::Green,
        (Visibility::Visible, Some(Trust::Recognised)) if glyph.confidence >= SURE => Ink::Green,
        (Visibility::Visible, Some(Trust::Recognised | Trust::Doubtful(_)) | None) => Ink::Orange,
    }
}

/// The character, its number, font and size, and whatever is unusual about it.
fn tooltip(glyph: &Glyph, drawing: &Drawing) -> String {
    let font = drawing.fonts.get(usize::from(glyph.font));
    let name = font.map_or("?", |font| font.name.as_str());
    let mut text = format!("{} U+{:04X} · {name} {:.1} pt", glyph.ch, u32::from(glyph.ch), glyph.size);
    if glyph.visibility != Visibility::Visible {
        text.push_str(&format!(" · {:?}", glyph.visibility).to_lowercase());
    }
    if glyph.turn != biaodan_model::Turn::Upright {
        text.push_str(&format!(" · turned {:?}", glyph.turn).to_lowercase());
    }
    match font.map(|font| &font.trust) {
        Some(Trust::Doubtful(why)) => text.push_str(&format!(" · {why}")),
        Some(Trust::Concluded) => text.push_str(" · concluded"),
        Some(Trust::Recognised) => text.push_str(&format!(" · recognised, confidence {:.2}", glyph.confidence)),
        Some(Trust::Stated) | None => {}
    }
    text
}
