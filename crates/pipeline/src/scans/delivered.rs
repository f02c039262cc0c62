//! Places on pages that were put upright, led back to the pages as delivered.

use std::collections::BTreeMap;

use biaodan_model::{Affine, BBox, FormRecord, Page, Provenance, Region, Table, Upright};

/// The pages that were put upright, by number.
#[derive(Debug, Default)]
pub(crate) struct Delivered(BTreeMap<u32, Upright>);

impl Delivered {
    pub(crate) fn of(pages: &[Page]) -> Delivered {
        Delivered(pages.iter().filter_map(|page| Some((page.number, page.upright?))).collect())
    }

    /// Width and height of a page as the record states them.
    pub(crate) fn size(&self, page: &Page) -> (Option<f64>, Option<f64>) {
        match self.0.get(&page.number) {
            Some(Upright { delivered: (width, height), .. }) => (Some(f64::from(*width)), Some(f64::from(*height))),
            None => (page.width, page.height),
        }
    }

    /// Leads the places of a form back.
    pub(crate) fn form(&self, form: &mut FormRecord) {
        if self.0.is_empty() {
            return;
        }
        form.fields.visit_mut(&mut |field| field.provenance.iter_mut().for_each(|place| self.place(place)));
        form.ledger.entries.iter_mut().for_each(|entry| self.place(&mut entry.place));
        for finding in &mut form.findings {
            if let (Some(page), Some(region)) = (finding.page, finding.region.as_mut()) {
                self.region(page, region);
            }
        }
    }

    /// Leads the places of a table back.
    pub(crate) fn table(&self, table: &mut Table) {
        if let Some(map) = table.pages.first().and_then(|page| self.map(*page)) {
            table.on_page = map.bbox(&table.on_page);
        }
        for cell in &mut table.cells {
            if let Some(map) = self.map(cell.page) {
                cell.on_page = map.bbox(&cell.on_page);
            }
            for line in &mut cell.lines {
                if let Some(map) = self.map(line.page) {
                    line.on_page = map.bbox(&line.on_page);
                }
            }
        }
    }

    fn map(&self, page: u32) -> Option<&Affine> {
        self.0.get(&page).map(|upright| &upright.to_page)
    }

    fn place(&self, place: &mut Provenance) {
        self.region(place.page, &mut place.region);
    }

    fn region(&self, page: u32, region: &mut Region) {
        if let (Some(map), Region::Box(corners)) = (self.map(page), region) {
            let [x0, y0, x1, y1] = corners.map(|v| v as f32);
            *corners = map.bbox(&BBox { x0, y0, x1, y1 }).rounded();
        }
    }
}
