//! Any drawing, on any number of pages, becomes sheets and tables.
#![no_main]

use biaodan_model::{Axis, BBox, Drawing, Font, Glyph, Origin, Page, PageStatus, Ruling, Turn, Visibility};
use libfuzzer_sys::fuzz_target;

/// Bytes of one thing drawn.
const RECORD: usize = 6;

fuzz_target!(|bytes: &[u8]| {
    let pages: Vec<Page> = bytes.split(|&b| b == 0xFF).take(8).zip(1..).map(|(drawn, number)| page(number, drawn)).collect();
    let canvases = biaodan_normalizer::rejoin(pages);
    let sheets = canvases.iter().map(biaodan_layout::sheet).collect();
    let _ = biaodan_normalizer::run_on(sheets);
});

fn page(number: u32, bytes: &[u8]) -> Page {
    let mut drawing = Drawing { fonts: vec![Font::default()], ..Drawing::default() };
    for record in bytes.chunks_exact(RECORD) {
        let [kind, x, y, length, ch, fine] = *record else { continue };
        let (x, y) = (f32::from(x) * 4.0 - 100.0 + f32::from(fine) / 64.0, f32::from(y) * 4.0 - 50.0);
        match kind % 4 {
            0 => drawing.rulings.push(ruling(Axis::Horizontal, y, x, f32::from(length) * 3.0)),
            1 => drawing.rulings.push(ruling(Axis::Vertical, x, y, f32::from(length) * 3.0)),
            _ => drawing.glyphs.push(glyph(kind, ch, x, y)),
        }
    }
    Page {
        number,
        label: None,
        width: Some(595.0),
        height: Some(842.0),
        text_from: Origin::TextLayer,
        status: PageStatus::Extracted,
        reason: None,
        lines: Vec::new(),
        drawing,
    }
}

fn ruling(axis: Axis, at: f32, from: f32, length: f32) -> Ruling {
    Ruling { axis, at, from, to: from + length, thickness: 0.5 }
}

fn glyph(kind: u8, ch: u8, x: f32, y: f32) -> Glyph {
    let visibility = match kind >> 6 {
        0 | 1 => Visibility::Visible,
        2 => Visibility::OffPage,
        _ => Visibility::Clipped,
    };
    let turn = if kind & 0x20 == 0 { Turn::Upright } else { Turn::Left };
    let bbox = BBox { x0: x, y0: y - 8.0, x1: x + 10.0, y1: y + 2.0 };
    let ch = if ch < 0x80 { char::from(ch) } else { char::from_u32(0x4E00 + u32::from(ch)).unwrap_or('一') };
    Glyph { ch, bbox, baseline: y, size: 10.0, font: 0, turn, visibility }
}
