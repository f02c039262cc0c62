//! What was extracted: each value where it was read, and the numbers that nothing accounts for.

use std::collections::BTreeMap;

use biaodan_model::{BBox, Envelope, Field, Page, Provenance, Region, State};

use super::{Ink, Mark, Picture, Shape, page_alone};

const MEANINGS: &[(Ink, &str)] = &[
    (Ink::Blue, "value"),
    (Ink::Orange, "value that rests on a weak reading"),
    (Ink::Grey, "blank or not applicable"),
    (Ink::Red, "not readable, or a number that nothing accounts for"),
];

/// The values that a record takes from a page, which is one of the record's own: of a page that was put upright the
/// record states places and size as delivered.
#[must_use]
pub fn fields(page: &Page, envelope: &Envelope, png: Option<Vec<u8>>) -> Picture {
    let mut marks = Marks::default();
    for form in &envelope.forms {
        form.fields.visit(&mut |path, field| {
            let place = field.provenance.as_ref().filter(|place| place.page == page.number).and_then(place);
            if let Some(bbox) = place {
                marks.add(bbox, ink(field), path, &tooltip(path, field));
            }
        });
        for entry in form.ledger.residue().filter(|entry| entry.place.page == page.number) {
            if let Some(bbox) = place(&entry.place) {
                marks.add(bbox, Ink::Red, "?", &format!("{} is not accounted for", entry.text));
            }
        }
    }
    Picture::new(format!("page {}: fields", page.number), vec![page_alone(page, png)], marks.marks, MEANINGS)
}

/// Marks, one a place: the category of many indicators is read from one cell.
#[derive(Default)]
struct Marks {
    marks: Vec<Mark>,
    /// Which mark stands at a place, by the bits of its corners, and how many texts it has.
    at: BTreeMap<[u32; 4], (usize, usize)>,
}

impl Marks {
    fn add(&mut self, bbox: BBox, ink: Ink, label: &str, tooltip: &str) {
        let key = [bbox.x0, bbox.y0, bbox.x1, bbox.y1].map(f32::to_bits);
        let (index, count) = self.at.entry(key).or_insert((self.marks.len(), 0));
        *count += 1;
        let Some(mark) = self.marks.get_mut(*index) else {
            let mark = Mark::new(Shape::Box(bbox), ink, tooltip.to_owned());
            self.marks.push(mark.with_label_above(label.to_owned()));
            return;
        };
        mark.tooltip.push_str(&format!("\n\n{tooltip}"));
        if let Some(label) = &mut mark.label {
            let first = label.text.split(' ').next().unwrap_or_default();
            label.text = format!("{first} and {} more", *count - 1);
        }
        if matches!(ink, Ink::Orange | Ink::Red) {
            mark.ink = ink;
        }
    }
}

pub(super) fn ink(field: &Field) -> Ink {
    match field.state {
        State::Printed if field.is_weak() => Ink::Orange,
        State::Printed => Ink::Blue,
        State::Blank | State::Absent | State::Dash => Ink::Grey,
        State::Unreadable => Ink::Red,
    }
}

pub(super) fn tooltip(path: &str, field: &Field) -> String {
    let text = field.text().map_or_else(String::new, |text| format!("\n{text}"));
    let state = format!("{:?}", field.state).to_lowercase();
    let others = field.alternatives.iter().map(|other| format!("\nor {other}")).collect::<String>();
    format!("{path}{text}\n{state}, confidence {:.2}{others}", field.confidence)
}

pub(super) fn place(provenance: &Provenance) -> Option<BBox> {
    match provenance.region {
        Region::Box(corners) => {
            let [x0, y0, x1, y1] = corners.map(|corner| corner as f32);
            Some(BBox { x0, y0, x1, y1 })
        }
        Region::Lines(..) => None,
    }
}
