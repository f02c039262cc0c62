//! Which page or sheet is shown, and how it is asked for.

use anyhow::Result;
use biaodan_pipeline::exporter::picture::{self, Picture};
use biaodan_pipeline::model::{Canvas, Envelope, Page};
use biaodan_pipeline::{Engine, Layers};

use super::What;
use crate::exit::UsageError;

/// Gives the background of a page.
type Background<'b> = dyn FnMut(u32) -> Option<Vec<u8>> + 'b;

/// A document and what is to be seen of it.
pub(super) struct Document<'d> {
    layers: &'d Layers,
    what: What,
    /// Its record, where values are to be seen.
    envelope: Option<Envelope>,
}

impl<'d> Document<'d> {
    pub(super) fn new(engine: &Engine, bytes: &[u8], layers: &'d Layers, what: What) -> Document<'d> {
        let envelope = (what == What::Fields).then(|| engine.read("", bytes));
        Document { layers, what, envelope }
    }

    /// The picture of this page, or of the first with something to show.
    ///
    /// # Errors
    /// [`UsageError`] where there is no such page.
    pub(super) fn picture(&self, number: Option<u32>, background: &mut Background<'_>) -> Result<Picture> {
        if self.what == What::Sheet {
            let canvas = self.canvas(number)?;
            return Ok(self.sheet(canvas, background));
        }
        let page = self.page(number)?;
        Ok(self.of_page(page, background(page.number)))
    }

    fn page(&self, number: Option<u32>) -> Result<&Page> {
        let pages = &self.layers.pages;
        let found = match number {
            Some(number) => pages.iter().find(|page| page.number == number),
            None => pages.iter().find(|page| !self.of_page(page, None).marks.is_empty()).or(pages.first()),
        };
        found.ok_or_else(|| self.no_such_page(number))
    }

    fn of_page(&self, page: &Page, background: Option<Vec<u8>>) -> Picture {
        match (self.what, &self.envelope) {
            (What::Glyphs, _) => picture::glyphs(page, background),
            (What::Rules, _) => picture::rules(page, background),
            (What::Fields, Some(envelope)) => picture::fields(page, envelope, background),
            (What::Cells | What::Sheet | What::Fields, _) => {
                picture::cells(page, &self.layers.canvases, &self.layers.sheets, background)
            }
        }
    }

    /// The sheet of this page; without one, the first sheet that was cut, else the first with a table.
    fn canvas(&self, number: Option<u32>) -> Result<usize> {
        let canvases = &self.layers.canvases;
        let found = match number {
            Some(number) => canvases.iter().position(|canvas| holds(canvas, number)),
            None => {
                let with_table = || self.layers.sheets.iter().position(|sheet| !sheet.tables.is_empty());
                let cut = canvases.iter().position(|canvas| canvas.pages.len() > 1);
                cut.or_else(with_table).or((!canvases.is_empty()).then_some(0))
            }
        };
        found.ok_or_else(|| self.no_such_page(number))
    }

    fn sheet(&self, at: usize, background: &mut Background<'_>) -> Picture {
        let layers = self.layers;
        let canvas = layers.canvases.get(at).cloned().unwrap_or_default();
        picture::sheet(&canvas, layers.sheets.get(at), &layers.pages, background)
    }

    fn no_such_page(&self, number: Option<u32>) -> anyhow::Error {
        let count = self.layers.pages.len();
        match number {
            Some(number) => UsageError(format!("--page {number}: the document has {count} page(s)")).into(),
            None => anyhow::anyhow!("the document has no page"),
        }
    }
}

fn holds(canvas: &Canvas, number: u32) -> bool {
    canvas.pages.iter().any(|page| page.number == number)
}
