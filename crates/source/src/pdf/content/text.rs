//! Text operators (ISO 32000-1, 9.4): where each glyph stands.

use std::rc::Rc;

use biaodan_model::{BBox, Glyph, Turn, Visibility};

use super::color::Ink;
use super::interpreter::Interpreter;
use super::lexer::Operand;
use super::strings::Str;
use crate::pdf::fonts::{Code, LoadedFont};
use crate::pdf::matrix::Matrix;

/// The matrices that live between `BT` and `ET`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextObject {
    /// Text space to user space at the pen.
    pub(crate) matrix: Matrix,
    /// The same at the start of the line.
    pub(crate) line: Matrix,
}

impl TextObject {
    /// At the origin.
    pub(crate) const NEW: TextObject = TextObject { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY };

    /// The pen to this matrix.
    pub(crate) fn set(&mut self, matrix: Matrix) {
        self.matrix = matrix;
        self.line = matrix;
    }

    /// The pen to a line beginning this far from the last one's.
    pub(crate) fn next_line(&mut self, x: f64, y: f64) {
        let [a, b, c, d, e, f] = self.line.0;
        self.set(Matrix([a, b, c, d, x * a + y * c + e, x * b + y * d + f]));
    }

    fn advance(&mut self, x: f64, y: f64) {
        let [a, b, c, d, e, f] = self.matrix.0;
        self.matrix.0 = [a, b, c, d, e + x * a + y * c, f + x * b + y * d];
    }
}

/// What is the same for all glyphs of a string.
struct Pen {
    /// One unit of text space along the line and across it, on the page.
    along: (f64, f64),
    across: (f64, f64),
    turn: Turn,
    size: f32,
    font: u16,
    /// Not to be seen for reasons that hold for the whole string.
    hidden: Option<Visibility>,
    white: bool,
}

/// A text direction within this of an axis (a sine, about 5°) is along it.
const NEARLY_ALONG: f64 = 0.087;

fn turn_of((x, y): (f64, f64)) -> Turn {
    let slant = NEARLY_ALONG * x.hypot(y);
    if y.abs() <= slant {
        if x >= 0.0 { Turn::Upright } else { Turn::Over }
    } else if x.abs() <= slant {
        if y > 0.0 { Turn::Right } else { Turn::Left }
    } else {
        Turn::Slanted
    }
}

impl<'p> Interpreter<'p, '_> {
    /// `Tj`: shows a string.
    pub(crate) fn show(&mut self, string: Str<'_>) {
        let Some((font, pen)) = self.pen() else { return };
        self.show_with(string, &font, &pen);
    }

    /// `TJ`: shows strings with moves between them.
    pub(crate) fn show_all(&mut self, elements: &[Operand<'_>]) {
        let Some((font, pen)) = self.pen() else { return };
        for element in elements {
            match element {
                Operand::Str(string) => self.show_with(*string, &font, &pen),
                Operand::Number(back) => {
                    let by = -back / 1000.0 * self.state.text.size;
                    if font.vertical {
                        self.text.advance(0.0, by);
                    } else {
                        self.text.advance(by * self.state.text.stretch, 0.0);
                    }
                }
                _ => {}
            }
        }
    }

    fn pen(&self) -> Option<(Rc<LoadedFont<'p>>, Pen)> {
        let text = &self.state.text;
        let number = text.font?;
        let font = Rc::clone(self.fonts.on_page(number)?);
        let map = self.text.matrix.then(&self.state.ctm);
        if !map.is_usable() || !text.size.is_finite() {
            return None;
        }
        let (along, across) = (map.turn((1.0, 0.0)), map.turn((0.0, 1.0)));
        let upright = if text.size * text.stretch < 0.0 { (-along.0, -along.1) } else { along };
        let em = match font.matrix {
            // the glyph space of a Type 3 font has any scale; what it draws has an extent
            Some(_) => f64::from(font.ascent - font.descent),
            None => 1.0,
        };
        Some((
            font,
            Pen {
                along,
                across,
                turn: turn_of(upright),
                size: (across.0.hypot(across.1) * text.size.abs() * em) as f32,
                font: number,
                hidden: self.hidden(),
                white: self.is_white_text(),
            },
        ))
    }

    /// Why no glyph can be seen in this state.
    fn hidden(&self) -> Option<Visibility> {
        let (fill, stroke) = (self.state.fill.alpha > 0.0, self.state.stroke.alpha > 0.0);
        let has_ink = match self.state.text.mode {
            0 | 4 => fill,
            1 | 5 => stroke,
            2 | 6 => fill || stroke,
            _ => false,
        };
        if self.marks.is_hidden() {
            Some(Visibility::Hidden)
        } else if has_ink {
            None
        } else {
            Some(Visibility::Invisible)
        }
    }

    fn is_white_text(&self) -> bool {
        let (fill, stroke) = (self.state.fill.ink == Ink::Paper, self.state.stroke.ink == Ink::Paper);
        match self.state.text.mode {
            0 | 4 => fill,
            1 | 5 => stroke,
            _ => fill && stroke,
        }
    }

    fn show_with(&mut self, string: Str<'_>, font: &LoadedFont<'_>, pen: &Pen) {
        let mut scratch = std::mem::take(&mut self.scratch);
        let mut rest = string.bytes(&mut scratch);
        while let Some(code) = font.next(rest) {
            rest = rest.get(code.bytes.max(1)..).unwrap_or_default();
            self.code(&code, font, pen);
        }
        self.scratch = scratch;
    }

    fn code(&mut self, code: &Code, font: &LoadedFont<'_>, pen: &Pen) {
        let text = self.state.text;
        let spacing = text.character_spacing + if code.is_space_code { text.word_spacing } else { 0.0 };
        let origin = self.state.ctm.apply(self.text.matrix.apply((0.0, text.rise)));
        if let Some(metrics) = code.vertical {
            let metrics = [metrics.vx, metrics.vy, metrics.w1].map(|v| f64::from(v) * text.size);
            return self.vertical_code(code, metrics, pen, origin, spacing);
        }
        let width = f64::from(code.advance) * text.size;
        let (low, high) = (f64::from(font.descent) * text.size, f64::from(font.ascent) * text.size);
        self.place(code, pen, origin, (0.0, width * text.stretch), (low, high));
        self.text.advance((width + spacing) * text.stretch, 0.0);
    }

    /// The pen of vertical writing stands above the glyph's middle, at the end of its position vector, and
    /// moves down.
    fn vertical_code(&mut self, code: &Code, [vx, vy, down]: [f64; 3], pen: &Pen, origin: (f64, f64), spacing: f64) {
        let text = self.state.text;
        let left = -vx * text.stretch;
        let width = f64::from(code.advance) * text.size * text.stretch;
        let baseline = (origin.0 - vy * pen.across.0, origin.1 - vy * pen.across.1);
        self.place(code, pen, baseline, (left, left + width), (vy + down, vy));
        self.text.advance(0.0, down + spacing);
    }

    /// Puts the characters of a code side by side; `x` and `y` are from the origin of the glyph in text space.
    fn place(&mut self, code: &Code, pen: &Pen, origin: (f64, f64), x: (f64, f64), y: (f64, f64)) {
        let count = code.text.as_slice().len();
        let step = (x.1 - x.0) / count.max(1) as f64;
        for (number, ch) in code.text.iter().enumerate() {
            let left = x.0 + step * number as f64;
            let bbox = pen.bounds(origin, (left, left + step), y);
            if !(bbox.width().is_finite() && bbox.height().is_finite()) {
                continue;
            }
            let baseline = match pen.turn {
                Turn::Right | Turn::Left => origin.0,
                _ => origin.1,
            };
            self.sink.glyph(Glyph {
                ch,
                bbox,
                baseline: baseline as f32,
                size: pen.size,
                font: pen.font,
                turn: pen.turn,
                visibility: self.visibility(pen, &bbox),
                confidence: 1.0,
            });
        }
    }

    fn visibility(&self, pen: &Pen, bbox: &BBox) -> Visibility {
        let middle = bbox.center();
        if let Some(hidden) = pen.hidden {
            hidden
        } else if !self.sink.page.holds(middle) {
            Visibility::OffPage
        } else if !self.state.clip.holds(middle) {
            Visibility::Clipped
        } else if pen.white && !self.sink.is_dark(middle) {
            Visibility::Invisible
        } else {
            Visibility::Visible
        }
    }
}

impl Pen {
    /// The box around a rectangle of text space.
    fn bounds(&self, origin: (f64, f64), x: (f64, f64), y: (f64, f64)) -> BBox {
        let span = |origin: f64, along: f64, across: f64| {
            let (a, b) = (x.0 * along, x.1 * along);
            let (c, d) = (y.0 * across, y.1 * across);
            ((origin + a.min(b) + c.min(d)) as f32, (origin + a.max(b) + c.max(d)) as f32)
        };
        let (x0, x1) = span(origin.0, self.along.0, self.across.0);
        let (y0, y1) = span(origin.1, self.along.1, self.across.1);
        BBox { x0, y0, x1, y1 }
    }
}
