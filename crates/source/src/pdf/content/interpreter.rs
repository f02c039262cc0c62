//! The loop over operators (ISO 32000-1, annex A), and the operators of the graphics and text state.

use std::rc::Rc;

use biaodan_model::{BBox, Font, Glyph};
use hayro_syntax::object::{Array, Dict, ObjectIdentifier};
use hayro_syntax::page::Resources;
use rustc_hash::FxHashMap;

use super::by_name::ByName;
use super::fonts_on_page::FontsOnPage;
use super::lexer::{Lexer, Operand, Operands};
use super::marks::Marks;
use super::objects::FormObject;
use super::path::Path;
use super::sink::Sink;
use super::state::State;
use super::strings;
use super::text::TextObject;
use crate::pdf::fonts::Fonts;
use crate::pdf::layers::Layers;
use crate::pdf::limits;
use crate::pdf::matrix::Matrix;

/// Runs content streams of one page.
pub(crate) struct Interpreter<'p, 'r> {
    pub(super) layers: &'r Layers,
    pub(super) fonts: FontsOnPage<'p, 'r>,
    pub(super) state: State,
    pub(super) text: TextObject,
    pub(super) path: Path,
    pub(super) marks: Marks,
    pub(super) sink: Sink,
    pub(super) forms: FxHashMap<ObjectIdentifier, Option<Rc<FormObject<'p>>>>,
    pub(super) parameters: ByName<Option<Parameters>>,
    pub(super) scratch: Vec<u8>,
    pub(super) pending_clip: bool,
    saved: Vec<State>,
    operators_left: u32,
    bytes_left: usize,
}

/// What a content stream can refer to.
pub(crate) struct Scope<'s, 'p> {
    /// What its names stand for.
    pub(crate) resources: &'s Resources<'p>,
    /// How many forms it stands in.
    pub(crate) depth: u32,
    /// Saved states and marks that are not its own.
    pub(super) floor: (usize, usize),
}

impl<'p, 'r> Interpreter<'p, 'r> {
    /// At the start of a page. `ctm` maps user space to the page, whose visible part is `page`.
    pub(crate) fn new(layers: &'r Layers, fonts: &'r mut Fonts<'p>, ctm: Matrix, page: BBox) -> Interpreter<'p, 'r> {
        Interpreter {
            layers,
            fonts: FontsOnPage::new(fonts),
            state: State::new(ctm, page_and_around(&page)),
            text: TextObject::NEW,
            path: Path::default(),
            marks: Marks::default(),
            sink: Sink::new(page),
            forms: FxHashMap::default(),
            parameters: ByName::default(),
            scratch: Vec::new(),
            pending_clip: false,
            saved: Vec::new(),
            operators_left: limits::OPERATORS,
            bytes_left: limits::CONTENT_BYTES,
        }
    }

    /// What was drawn, and the fonts that its glyphs count.
    pub(crate) fn finish(self) -> (Sink, Vec<Font>) {
        (self.sink, self.fonts.into_list())
    }

    /// How many glyphs there are so far.
    pub(crate) fn glyph_count(&self) -> usize {
        self.sink.glyphs.len()
    }

    /// Adds a glyph that no content draws.
    pub(crate) fn add_glyph(&mut self, glyph: Glyph) {
        self.sink.glyph(glyph);
    }

    /// The number of the font of such glyphs.
    pub(crate) fn plain_font(&mut self) -> Option<u16> {
        self.fonts.plain()
    }

    /// True for an object that belongs to a layer that is switched off.
    pub(crate) fn is_off(&self, object: &Dict<'_>) -> bool {
        self.layers.hide(object)
    }

    /// A rectangle of user space, as far as it lies on the visible part of the page.
    pub(crate) fn on_visible_page(&self, from: (f64, f64), to: (f64, f64)) -> BBox {
        self.state.ctm.bounds(from, to).intersection(&self.sink.page)
    }

    /// Runs a content stream. The state after it is that at its end.
    pub(crate) fn run(&mut self, data: &[u8], resources: &Resources<'p>, depth: u32) {
        let Some(left) = self.bytes_left.checked_sub(data.len()) else {
            self.sink.overflow();
            return;
        };
        self.bytes_left = left;
        let scope = Scope { resources, depth, floor: (self.saved.len(), self.marks.depth()) };
        let mut lexer = Lexer::new(data);
        let mut operands = Operands::default();
        while let Some(operator) = lexer.next_operator(&mut operands) {
            match self.operators_left.checked_sub(1) {
                Some(left) => self.operators_left = left,
                None => self.sink.overflow(),
            }
            if self.sink.is_overflown() {
                break;
            }
            if operator == b"BI" {
                self.inline_image(&mut lexer, &mut operands, &scope);
            } else {
                self.operate(operator, &operands, &scope);
            }
        }
        while self.marks.depth() > scope.floor.1 {
            self.end_mark(&scope);
        }
        self.saved.truncate(scope.floor.0);
    }

    /// Runs something with a state of its own.
    pub(crate) fn isolated(&mut self, run: impl FnOnce(&mut Self)) {
        let (state, text) = (self.state, self.text);
        let path = std::mem::take(&mut self.path);
        run(self);
        (self.state, self.text, self.path) = (state, text, path);
        self.pending_clip = false;
    }

    fn operate(&mut self, operator: &[u8], operands: &Operands<'_>, scope: &Scope<'_, 'p>) {
        if self.text_operator(operator, operands, scope).is_none()
            && self.path_operator(operator, operands).is_none()
            && self.color_operator(operator, operands, scope).is_none()
        {
            self.other_operator(operator, operands, scope);
        }
    }

    /// None where it is no operator of text; operands that do not fit make it do nothing.
    fn text_operator(&mut self, operator: &[u8], operands: &Operands<'_>, scope: &Scope<'_, 'p>) -> Option<()> {
        match operator {
            b"Tj" => operands.string().into_iter().for_each(|string| self.show(string)),
            b"TJ" => self.show_all(operands.array()),
            b"'" => {
                self.next_line();
                operands.string().into_iter().for_each(|string| self.show(string));
            }
            b"\"" => self.show_spaced(operands),
            b"BT" => self.text = TextObject::NEW,
            b"Td" => operands.numbers().into_iter().for_each(|[x, y]| self.text.next_line(x, y)),
            b"TD" => {
                if let Some([x, y]) = operands.numbers() {
                    self.state.text.leading = -y;
                    self.text.next_line(x, y);
                }
            }
            b"Tm" => operands.numbers().into_iter().for_each(|numbers| self.text.set(Matrix(numbers))),
            b"T*" => self.next_line(),
            b"Tf" => self.set_font(operands, scope),
            b"Tc" => number(operands, &mut self.state.text.character_spacing),
            b"Tw" => number(operands, &mut self.state.text.word_spacing),
            b"TL" => number(operands, &mut self.state.text.leading),
            b"Ts" => number(operands, &mut self.state.text.rise),
            b"Tz" => operands.numbers().into_iter().for_each(|[percent]| self.state.text.stretch = percent / 100.0),
            b"Tr" => operands.numbers().into_iter().for_each(|[mode]| self.state.text.mode = mode.clamp(0.0, 7.0) as u8),
            b"ET" => {}
            _ => return None,
        }
        Some(())
    }

    fn next_line(&mut self) {
        self.text.next_line(0.0, -self.state.text.leading);
    }

    /// `"`: spacings and a string on the next line.
    fn show_spaced(&mut self, operands: &Operands<'_>) {
        let mut numbers = operands.leading_numbers();
        if let (Some(word), Some(character)) = (numbers.next(), numbers.next()) {
            self.state.text.word_spacing = word;
            self.state.text.character_spacing = character;
        }
        self.next_line();
        if let Some(string) = operands.string() {
            self.show(string);
        }
    }

    fn set_font(&mut self, operands: &Operands<'_>, scope: &Scope<'_, 'p>) {
        let [Operand::Name(name), Operand::Number(size)] = operands.last_two() else { return };
        self.state.text.size = size;
        self.state.text.font = self.fonts.named(&scope.resources.fonts, &strings::name(name));
    }

    /// `Q` beyond what the stream itself has saved is ignored.
    pub(super) fn restore(&mut self, scope: &Scope<'_, 'p>) {
        if self.saved.len() > scope.floor.0
            && let Some(state) = self.saved.pop()
        {
            self.state = state;
        }
    }

    /// `q`.
    pub(super) fn save(&mut self) {
        if self.saved.len() < limits::STATES {
            self.saved.push(self.state);
        }
    }

    /// `cm`.
    pub(crate) fn concatenate(&mut self, matrix: &Matrix) {
        let ctm = matrix.then(&self.state.ctm);
        if ctm.is_usable() {
            self.state.ctm = ctm;
        }
    }

    /// `gs`: a dictionary of several parameters (8.4.5).
    pub(super) fn set_parameters(&mut self, dicts: &Dict<'p>, name: &[u8]) {
        let mut known = std::mem::take(&mut self.parameters);
        let found = known.get(dicts, name, || {
            let dict = dicts.get::<Dict<'p>>(name)?;
            let font = dict.get::<Array<'p>>(b"Font").and_then(|array| {
                let mut items = array.flex_iter();
                Some((self.fonts.of(&items.next::<Dict<'p>>()?), f64::from(items.next::<f32>()?)))
            });
            Some(Parameters { line_width: dict.get(b"LW"), fill: dict.get(b"ca"), stroke: dict.get(b"CA"), font })
        });
        self.parameters = known;
        let Some(Parameters { line_width, fill, stroke, font }) = found else { return };
        if let Some(width) = line_width {
            self.state.line_width = f64::from(width);
        }
        if let Some(alpha) = fill {
            self.state.fill.alpha = f64::from(alpha);
        }
        if let Some(alpha) = stroke {
            self.state.stroke.alpha = f64::from(alpha);
        }
        if let Some((font, size)) = font {
            self.state.text.font = font;
            self.state.text.size = size;
        }
    }
}

/// What a parameter dictionary sets.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parameters {
    line_width: Option<f32>,
    /// Opacity of fills.
    fill: Option<f32>,
    /// Opacity of strokes.
    stroke: Option<f32>,
    /// Number of a font on the page, and its size.
    font: Option<(Option<u16>, f64)>,
}

/// Sets a parameter to the one number given.
fn number(operands: &Operands<'_>, parameter: &mut f64) {
    if let Some([value]) = operands.numbers() {
        *parameter = value;
    }
}

/// The clip path before any: far larger than the page, since what lies off the page is kept.
fn page_and_around(page: &BBox) -> BBox {
    const AROUND: f32 = 1e6;
    BBox { x0: page.x0 - AROUND, y0: page.y0 - AROUND, x1: page.x1 + AROUND, y1: page.y1 + AROUND }
}
