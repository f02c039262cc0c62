//! Values of form fields that have no appearance: their text is set into the field's rectangle, so that it is
//! read at the place where it belongs.

use biaodan_model::{BBox, Glyph, Turn, Visibility};
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, String as PdfString};

use super::content::Interpreter;
use super::{limits, text_string};

/// The largest size, in points, that a value is set in.
const MAX_SIZE: f32 = 12.0;

/// Lines of a value that are read.
const MAX_LINES: usize = 1_000;

/// Sets the value of a text or choice field into its rectangle.
pub(crate) fn draw<'p>(widget: &Dict<'p>, place: &Rect, interpreter: &mut Interpreter<'p, '_>) {
    let kind = inherited::<Name<'p>>(widget, b"FT", Dict::get);
    if !matches!(kind.as_deref(), Some(b"Tx" | b"Ch")) {
        return;
    }
    let Some(text) = inherited(widget, b"V", |dict, key| dict.get::<Object<'p>>(key)).and_then(text_of) else { return };
    let area = interpreter.on_visible_page((place.x0, place.y0), (place.x1, place.y1));
    let lines: Vec<&str> = text.split(['\r', '\n']).filter(|line| !line.trim().is_empty()).take(MAX_LINES).collect();
    let Some(font) = interpreter.plain_font().filter(|_| !lines.is_empty() && !area.is_empty()) else { return };
    let pitch = area.height() / lines.len() as f32;
    for (number, line) in lines.iter().enumerate() {
        let y0 = area.y0 + pitch * number as f32;
        set_line(line, &BBox { y0, y1: y0 + pitch, ..area }, font, interpreter);
    }
}

/// An entry of the field, or of the nearest of its parents that has it.
fn inherited<'p, T>(widget: &Dict<'p>, key: &'static [u8], get: impl Fn(&Dict<'p>, &'static [u8]) -> Option<T>) -> Option<T> {
    let mut field = widget.clone();
    for _ in 0..limits::TREE_DEPTH {
        if let Some(value) = get(&field, key) {
            return Some(value);
        }
        field = field.get::<Dict<'p>>(b"Parent")?;
    }
    None
}

fn text_of(value: Object<'_>) -> Option<String> {
    match value {
        Object::String(text) => Some(text_string::decode(&text)),
        Object::Array(list) => {
            let texts: Vec<_> =
                Array::iter::<PdfString<'_>>(&list).take(MAX_LINES).map(|text| text_string::decode(&text)).collect();
            Some(texts.join("\n"))
        }
        _ => None,
    }
}

/// Sets one line into its area, squeezed where it is too long.
fn set_line(line: &str, area: &BBox, font: u16, interpreter: &mut Interpreter<'_, '_>) {
    let size = (area.height() * 0.8).clamp(1.0, MAX_SIZE);
    let ems: f32 = line.chars().map(em_width).sum();
    let em = size.min(area.width() / ems.max(0.5));
    let middle = area.center().1;
    let (y0, y1) = (middle - size / 2.0, middle + size / 2.0);
    let mut x = area.x0;
    for ch in line.chars().filter(|ch| !ch.is_control()) {
        let width = em * em_width(ch);
        interpreter.add_glyph(Glyph {
            ch,
            bbox: BBox { x0: x, y0, x1: x + width, y1 },
            baseline: y1 - 0.12 * size,
            size,
            font,
            turn: Turn::Upright,
            visibility: Visibility::Visible,
            confidence: 1.0,
        });
        x += width;
    }
}

/// Width of a character in a plain font: half an em for Latin, a whole one for Chinese.
fn em_width(ch: char) -> f32 {
    if ch < '\u{2E80}' { 0.5 } else { 1.0 }
}
