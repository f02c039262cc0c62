//! Operators that refer to other objects: XObjects, parameter dictionaries, marked content with properties.

use std::rc::Rc;

use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, FromBytes, Name, ObjectIdentifier, Rect, Stream, String as PdfString};
use hayro_syntax::page::Resources;

use super::interpreter::{Interpreter, Scope};
use super::lexer::{Operand, Operands};
use super::marks::{Mark, Replacement};
use super::strings;
use crate::pdf::decode;
use crate::pdf::limits;
use crate::pdf::matrix::Matrix;
use crate::pdf::text_string;

/// A form XObject, decoded once a page.
pub(crate) struct FormObject<'p> {
    data: Vec<u8>,
    matrix: Matrix,
    bbox: Option<Rect>,
    resources: Option<Resources<'p>>,
}

impl<'p> FormObject<'p> {
    /// None where its data cannot be decoded.
    pub(crate) fn new(stream: &Stream<'p>) -> Option<FormObject<'p>> {
        let dict = stream.dict();
        Some(FormObject {
            data: decode::stream(stream, limits::STREAM_BYTES).ok()?.data.into_owned(),
            matrix: dict.get::<Array<'_>>(keys::MATRIX).and_then(|array| matrix_of(&array)).unwrap_or(Matrix::IDENTITY),
            bbox: dict.get::<Rect>(keys::BBOX),
            resources: dict.get::<Dict<'p>>(keys::RESOURCES).map(Resources::new),
        })
    }

    /// Its box after its matrix: where an annotation's appearance is taken from.
    pub(crate) fn extent(&self) -> Option<biaodan_model::BBox> {
        self.bbox.map(|r| self.matrix.bounds((r.x0, r.y0), (r.x1, r.y1)))
    }
}

/// The six numbers of an array.
fn matrix_of(array: &Array<'_>) -> Option<Matrix> {
    let mut numbers = [0.0; 6];
    let mut items = array.iter::<f32>();
    for number in &mut numbers {
        *number = f64::from(items.next()?);
    }
    Some(Matrix(numbers))
}

impl<'p> Interpreter<'p, '_> {
    /// The operators that are neither of text nor of paths nor of colours. Unknown ones do nothing.
    pub(super) fn other_operator(&mut self, operator: &[u8], operands: &Operands<'_>, scope: &Scope<'_, 'p>) {
        match operator {
            b"q" => self.save(),
            b"Q" => self.restore(scope),
            b"cm" => operands.numbers().into_iter().for_each(|numbers| self.concatenate(&Matrix(numbers))),
            b"w" => operands.numbers().into_iter().for_each(|[width]| self.state.line_width = width),
            b"gs" => {
                if let Some(name) = operands.name() {
                    self.set_parameters(&scope.resources.ext_g_states, &strings::name(name));
                }
            }
            b"Do" => self.draw_object(operands, scope),
            b"sh" => self.shade(),
            b"BMC" => self.marks.open(Mark::default()),
            b"BDC" => self.begin_mark(operands, scope),
            b"EMC" => self.end_mark(scope),
            _ => {}
        }
    }

    fn draw_object(&mut self, operands: &Operands<'_>, scope: &Scope<'_, 'p>) {
        let Some(name) = operands.name().map(strings::name) else { return };
        let objects = &scope.resources.x_objects;
        let known = objects.get_ref(&name).and_then(|reference| self.forms.get(&ObjectIdentifier::from(reference)));
        if let Some(form) = known {
            if let Some(form) = form.clone() {
                self.draw_form(&form, Some(scope.resources), scope.depth);
            }
            return;
        }
        let Some(stream) = objects.get::<Stream<'p>>(&name) else { return };
        if self.layers.hide(stream.dict()) {
            return;
        }
        match stream.dict().get::<Name<'_>>(keys::SUBTYPE).as_deref() {
            Some(b"Image") => self.draw_image(&stream),
            Some(b"Form") => {
                let form = FormObject::new(&stream).map(Rc::new);
                if let Some(reference) = objects.get_ref(&name) {
                    self.forms.insert(reference.into(), form.clone());
                }
                form.iter().for_each(|form| self.draw_form(form, Some(scope.resources), scope.depth));
            }
            _ => {}
        }
    }

    /// Draws a form where the state says. One without resources uses those of what draws it.
    pub(crate) fn draw_form(&mut self, form: &FormObject<'p>, outer: Option<&Resources<'p>>, depth: u32) {
        let none = Resources::new(Dict::empty());
        let resources = form.resources.as_ref().or(outer).unwrap_or(&none);
        if depth >= limits::FORM_DEPTH {
            self.sink.overflow();
            return;
        }
        self.isolated(|this| {
            this.concatenate(&form.matrix);
            if let Some(r) = form.bbox {
                let bounds = this.on_page(&Matrix::IDENTITY, (r.x0, r.y0), (r.x1, r.y1));
                this.clip_to(&bounds);
            }
            this.run(&form.data, resources, depth + 1);
        });
    }

    fn begin_mark(&mut self, operands: &Operands<'_>, scope: &Scope<'_, 'p>) {
        let [tag, properties] = operands.last_two();
        let hidden = match (tag, properties) {
            (Operand::Name(b"OC"), Operand::Name(name)) => {
                self.layers.hide_entry(&scope.resources.properties, &strings::name(name))
            }
            _ => false,
        };
        let text = match properties {
            Operand::Dict(raw) if memchr::memmem::find(raw, b"ActualText").is_some() => {
                Dict::from_bytes(raw).and_then(|dict| actual_text(&dict))
            }
            Operand::Name(name) if tag != Operand::Name(b"OC") => {
                scope.resources.properties.get::<Dict<'_>>(strings::name(name)).and_then(|dict| actual_text(&dict))
            }
            _ => None,
        };
        let replacement = text.map(|text| Replacement { text, first: self.sink.glyphs.len() });
        self.marks.open(Mark { hidden, replacement });
    }

    /// `EMC`.
    pub(super) fn end_mark(&mut self, scope: &Scope<'_, 'p>) {
        if let Some(replacement) = self.marks.close(scope.floor.1) {
            self.replace(&replacement);
        }
    }
}

fn actual_text(dict: &Dict<'_>) -> Option<String> {
    dict.get::<PdfString<'_>>(b"ActualText").map(|string| text_string::decode(&string))
}
