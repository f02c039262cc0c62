//! Annotations that are drawn on the page: stamps, free text and the widgets of form fields (ISO 32000-1,
//! 12.5.5 and 12.7.3).

use biaodan_model::BBox;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, Rect, Stream};
use hayro_syntax::page::Page;

use super::content::{FormObject, Interpreter};
use super::matrix::Matrix;
use super::{field_value, limits};

const HIDDEN: i32 = 1 << 1;
const NO_VIEW: i32 = 1 << 5;

/// Draws the annotations of a page over its content.
pub(crate) fn draw<'p>(page: &Page<'p>, interpreter: &mut Interpreter<'p, '_>) {
    let Some(list) = page.raw().get::<Array<'p>>(keys::ANNOTS) else { return };
    for item in list.raw_iter().take(limits::ANNOTATIONS) {
        let annotation = match item {
            MaybeRef::Ref(reference) => page.xref().get::<Dict<'p>>(reference.into()),
            MaybeRef::NotRef(Object::Dict(dict)) => Some(dict),
            MaybeRef::NotRef(_) => None,
        };
        annotation.iter().for_each(|annotation| draw_one(annotation, interpreter));
    }
}

fn draw_one<'p>(annotation: &Dict<'p>, interpreter: &mut Interpreter<'p, '_>) {
    let kind = annotation.get::<Name<'_>>(keys::SUBTYPE);
    let flags = annotation.get::<i32>(keys::F).unwrap_or_default();
    if kind.as_deref() == Some(b"Popup") || flags & (HIDDEN | NO_VIEW) != 0 || interpreter.is_off(annotation) {
        return;
    }
    let Some(place) = annotation.get::<Rect>(keys::RECT) else { return };
    let before = interpreter.glyph_count();
    if let Some(form) = appearance(annotation).and_then(|stream| FormObject::new(&stream)) {
        draw_appearance(&form, &place, interpreter);
    }
    if kind.as_deref() == Some(b"Widget") && interpreter.glyph_count() == before {
        field_value::draw(annotation, &place, interpreter);
    }
}

/// The normal appearance, in the state that the annotation is in.
fn appearance<'p>(annotation: &Dict<'p>) -> Option<Stream<'p>> {
    let appearances = annotation.get::<Dict<'p>>(b"AP")?;
    if let Some(stream) = appearances.get::<Stream<'p>>(b"N") {
        return Some(stream);
    }
    let state = annotation.get::<Name<'p>>(b"AS")?;
    appearances.get::<Dict<'p>>(b"N")?.get::<Stream<'p>>(&*state)
}

/// Fits the appearance's box into the annotation's rectangle.
fn draw_appearance<'p>(form: &FormObject<'p>, place: &Rect, interpreter: &mut Interpreter<'p, '_>) {
    let Some(extent) = form.extent() else { return };
    let fit = fit(&extent, place);
    interpreter.isolated(|interpreter| {
        interpreter.concatenate(&fit);
        interpreter.draw_form(form, None, 0);
    });
}

fn fit(extent: &BBox, place: &Rect) -> Matrix {
    let scale = |from: f32, to: f64| if from > 0.0 { to / f64::from(from) } else { 1.0 };
    let (x, y) = (scale(extent.width(), place.width()), scale(extent.height(), place.height()));
    Matrix([x, 0.0, 0.0, y, place.x0 - f64::from(extent.x0) * x, place.y0 - f64::from(extent.y0) * y])
}
