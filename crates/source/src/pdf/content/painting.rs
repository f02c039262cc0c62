//! Operators that build, paint and clip paths, and those that set colours (ISO 32000-1, 8.5 and 8.6).

use biaodan_model::BBox;

use super::color::{Ink, Space};
use super::interpreter::{Interpreter, Scope};
use super::lexer::{Operand, Operands};
use super::state::Paint;
use crate::pdf::matrix::Matrix;
use crate::pdf::rules::Stroke;

impl<'p> Interpreter<'p, '_> {
    /// None where it is no operator of paths.
    pub(super) fn path_operator(&mut self, operator: &[u8], operands: &Operands<'_>) -> Option<()> {
        let ctm = self.state.ctm;
        match operator {
            b"m" => operands.numbers().into_iter().for_each(|[x, y]| self.path.move_to((x, y), &ctm)),
            b"l" => operands.numbers().into_iter().for_each(|[x, y]| self.path.line_to((x, y), &ctm)),
            b"re" => operands.numbers().into_iter().for_each(|[x, y, w, h]| self.path.rectangle((x, y), (w, h), &ctm)),
            b"c" => {
                if let Some([a, b, c, d, x, y]) = operands.numbers() {
                    self.path.curve_to(&[(a, b), (c, d), (x, y)], &ctm);
                }
            }
            b"v" | b"y" => {
                if let Some([a, b, x, y]) = operands.numbers() {
                    self.path.curve_to(&[(a, b), (x, y)], &ctm);
                }
            }
            b"h" => self.path.close(),
            b"W" | b"W*" => self.pending_clip = true,
            b"n" => self.paint(false, false),
            b"S" => self.paint(false, true),
            b"s" => {
                self.path.close();
                self.paint(false, true);
            }
            b"f" | b"F" | b"f*" => self.paint(true, false),
            b"B" | b"B*" => self.paint(true, true),
            b"b" | b"b*" => {
                self.path.close();
                self.paint(true, true);
            }
            _ => return None,
        }
        Some(())
    }

    /// Ends the path: fills, strokes and clips.
    fn paint(&mut self, fill: bool, stroke: bool) {
        if !self.path.is_empty() && !self.marks.is_hidden() {
            if fill && self.state.fill.alpha > 0.0 {
                self.fill();
            }
            if stroke && self.state.stroke.alpha > 0.0 {
                self.stroke();
            }
        }
        if std::mem::take(&mut self.pending_clip) && !self.path.is_empty() && !self.path.is_overflown() {
            self.clip_to(&self.path.bounds());
        }
        self.path.clear();
    }

    /// Narrows the clip path.
    pub(super) fn clip_to(&mut self, bounds: &BBox) {
        self.state.clip = self.state.clip.intersection(bounds);
    }

    fn fill(&mut self) {
        let is_white = self.state.fill.ink == Ink::Paper;
        let clip = self.state.clip;
        for part in self.path.subpaths() {
            let bounds = part.bounds();
            let visible = bounds.intersection(&clip);
            if visible.is_empty() {
                continue;
            }
            let shows = !is_white || self.sink.is_dark(visible.center());
            let is_rule = shows && part.is_straight() && self.sink.pieces.add_filled(visible, false);
            if shows && !is_rule {
                self.sink.ground(visible, is_white);
            }
        }
        if !is_white {
            self.sink.pieces.add_frame(&self.path, &clip);
        }
    }

    fn stroke(&mut self) {
        let width = (self.state.line_width.abs() * self.state.ctm.growth()) as f32;
        let clip = self.state.clip;
        let is_white = self.state.stroke.ink == Ink::Paper;
        for part in self.path.subpaths() {
            for (from, to) in part.lines() {
                let stroke = Stroke { from, to, width };
                if !is_white || self.sink.is_dark(stroke.middle()) {
                    self.sink.pieces.add_stroked(&stroke, &clip);
                }
            }
        }
    }

    /// `sh`: fills the clip path.
    pub(super) fn shade(&mut self) {
        let area = self.state.clip.intersection(&self.sink.page);
        if !area.is_empty() && !self.marks.is_hidden() && !self.sink.pieces.add_filled(area, false) {
            self.sink.ground(area, false);
        }
    }

    /// None where it is no operator of colours.
    pub(super) fn color_operator(&mut self, operator: &[u8], operands: &Operands<'_>, scope: &Scope<'_, 'p>) -> Option<()> {
        match operator {
            b"g" => set(&mut self.state.fill, Some(Space::Gray), operands),
            b"G" => set(&mut self.state.stroke, Some(Space::Gray), operands),
            b"rg" => set(&mut self.state.fill, Some(Space::Rgb), operands),
            b"RG" => set(&mut self.state.stroke, Some(Space::Rgb), operands),
            b"k" => set(&mut self.state.fill, Some(Space::Cmyk), operands),
            b"K" => set(&mut self.state.stroke, Some(Space::Cmyk), operands),
            b"sc" | b"scn" => set(&mut self.state.fill, None, operands),
            b"SC" | b"SCN" => set(&mut self.state.stroke, None, operands),
            b"cs" => choose(&mut self.state.fill, operands, scope),
            b"CS" => choose(&mut self.state.stroke, operands, scope),
            _ => return None,
        }
        Some(())
    }
}

/// Sets a colour, in the space given or else in the one chosen before.
fn set(paint: &mut Paint, space: Option<Space>, operands: &Operands<'_>) {
    let space = space.unwrap_or(paint.space);
    paint.space = space;
    paint.ink = match operands.all().last() {
        Some(Operand::Name(_)) => Ink::Visible,
        _ => space.ink(operands.leading_numbers()),
    };
}

fn choose(paint: &mut Paint, operands: &Operands<'_>, scope: &Scope<'_, '_>) {
    if let Some(name) = operands.name() {
        paint.space = Space::named(name, scope.resources);
        paint.ink = Ink::Visible;
    }
}

impl Interpreter<'_, '_> {
    /// A rectangle of user space, as it lies on the page.
    pub(super) fn on_page(&self, matrix: &Matrix, (x0, y0): (f64, f64), (x1, y1): (f64, f64)) -> BBox {
        matrix.then(&self.state.ctm).bounds((x0, y0), (x1, y1))
    }
}
