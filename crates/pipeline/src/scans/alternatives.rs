//! Other readings of recognised lines, brought to the values that rest on them.

use std::collections::BTreeMap;

use biaodan_model::{BBox, Field, Node, Page, Region, Rereading};

/// Points by which a line may reach out of the box of its value.
const SLACK: f32 = 1.0;

/// Other readings by page; places are on the page put upright.
#[derive(Debug, Default)]
pub(crate) struct Rereadings(BTreeMap<u32, Vec<Rereading>>);

impl Rereadings {
    pub(crate) fn of(pages: &[Page]) -> Rereadings {
        let with_some = pages.iter().filter(|page| !page.drawing.rereadings.is_empty());
        Rereadings(with_some.map(|page| (page.number, page.drawing.rereadings.clone())).collect())
    }

    /// Gives every field the other readings of its text.
    pub(crate) fn give(&self, fields: &mut Node) {
        if !self.0.is_empty() {
            fields.visit_mut(&mut |field| field.alternatives = self.alternatives(field));
        }
    }

    fn alternatives(&self, field: &Field) -> Vec<String> {
        let Some((place, raw)) = field.provenance.as_ref().zip(field.raw.as_deref()) else { return Vec::new() };
        let Region::Box(corners) = place.region else { return Vec::new() };
        let [x0, y0, x1, y1] = corners.map(|v| v as f32);
        let own = BBox { x0: x0 - SLACK, y0: y0 - SLACK, x1: x1 + SLACK, y1: y1 + SLACK };
        let within = self.0.get(&place.page).into_iter().flatten().filter(|line| own.holds(line.bbox.center()));
        let others = within.flat_map(|line| line.others.iter().map(|other| raw.replacen(line.text.trim(), other.trim(), 1)));
        let mut out: Vec<String> = Vec::new();
        for other in others {
            if other != raw && !out.contains(&other) {
                out.push(other);
            }
        }
        out
    }
}
