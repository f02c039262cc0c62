//! One value by itself: the place it was read from, with a little around it.

use biaodan_model::{BBox, Field, Page};

use super::fields::{ink, place, tooltip};
use super::{Mark, Picture, Shape, page_alone};

/// What is shown around a value, in points: enough to see the ruling lines of its cell.
const AROUND: f32 = 6.0;

/// Points between a value and its frame, which must not hide a stroke of it.
const APART: f32 = 1.5;

/// The place of a value on its page, framed; none where the value has no place with corners, as in a text dump.
/// `page` is the page that its provenance names, as the record states it.
#[must_use]
pub fn value(page: &Page, path: &str, field: &Field, png: Option<Vec<u8>>) -> Option<Picture> {
    let bbox = field.provenance.as_ref().and_then(place)?;
    let frame = grown(&bbox, APART);
    let mark = Mark::new(Shape::Frame(frame), ink(field), tooltip(path, field));
    let is_finite = mark.shape.is_finite();
    is_finite.then(|| Picture {
        title: format!("page {}: {path}", page.number),
        view: grown(&bbox, AROUND),
        pages: vec![page_alone(page, png)],
        marks: vec![mark],
        legend: Vec::new(),
    })
}

fn grown(bbox: &BBox, by: f32) -> BBox {
    BBox { x0: bbox.x0 - by, y0: bbox.y0 - by, x1: bbox.x1 + by, y1: bbox.y1 + by }
}
