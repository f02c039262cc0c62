//! Which page or sheet is shown, and how it is asked for.

use anyhow::Result;
use biaodan_pipeline::Layers;
use biaodan_pipeline::exporter::picture::{self, Picture};
use biaodan_pipeline::model::{Canvas, Page};

use super::What;
use super::values::{Values, no_such_page};

/// Gives the background of a page.
pub(super) type Background<'b> = dyn FnMut(u32) -> Option<Vec<u8>> + 'b;

/// A document and what is to be seen of it.
pub(super) enum Document<'d> {
    /// What a stage made of its pages.
    Stages(&'d Layers, What),
    /// The values of its record.
    Values(Values),
}

impl Document<'_> {
    /// The picture of this page, or of the first with something to show.
    ///
    /// # Errors
    /// [`crate::exit::UsageError`] where there is no such page.
    pub(super) fn picture(&self, number: Option<u32>, background: &mut Background<'_>) -> Result<Picture> {
        match self {
            Document::Values(values) => {
                let page = values.page(number)?;
                Ok(values.picture(page, background(page.number)))
            }
            Document::Stages(layers, What::Sheet) => {
                let at = canvas(layers, number)?;
                let canvas = layers.canvases.get(at).cloned().unwrap_or_default();
                Ok(picture::sheet(&canvas, layers.sheets.get(at), &layers.pages, background))
            }
            Document::Stages(layers, what) => {
                let page = page(layers, *what, number)?;
                Ok(of_page(layers, *what, page, background(page.number)))
            }
        }
    }

    /// The pages that could not be read, with the reason.
    pub(super) fn unread(&self) -> impl Iterator<Item = (u32, &str)> {
        let pages = match self {
            Document::Values(values) => values.pages(),
            Document::Stages(layers, _) => &layers.pages,
        };
        let skipped = pages.iter().filter(|page| page.status == biaodan_pipeline::model::PageStatus::Skipped);
        skipped.map(|page| (page.number, page.reason.as_deref().unwrap_or("no reason is known")))
    }
}

fn page(layers: &Layers, what: What, number: Option<u32>) -> Result<&Page> {
    let pages = &layers.pages;
    let found = match number {
        Some(number) => pages.iter().find(|page| page.number == number),
        None => pages.iter().find(|page| !of_page(layers, what, page, None).marks.is_empty()).or(pages.first()),
    };
    found.ok_or_else(|| no_such_page(number, pages.len()))
}

fn of_page(layers: &Layers, what: What, page: &Page, background: Option<Vec<u8>>) -> Picture {
    match what {
        What::Glyphs => picture::glyphs(page, background),
        What::Rules => picture::rules(page, background),
        What::Cells | What::Sheet | What::Fields => picture::cells(page, &layers.canvases, &layers.sheets, background),
    }
}

/// The sheet of this page; without one, the first sheet that was cut, else the first with a table.
fn canvas(layers: &Layers, number: Option<u32>) -> Result<usize> {
    let canvases = &layers.canvases;
    let found = match number {
        Some(number) => canvases.iter().position(|canvas| holds(canvas, number)),
        None => {
            let with_table = || layers.sheets.iter().position(|sheet| !sheet.tables.is_empty());
            let cut = canvases.iter().position(|canvas| canvas.pages.len() > 1);
            cut.or_else(with_table).or((!canvases.is_empty()).then_some(0))
        }
    };
    found.ok_or_else(|| no_such_page(number, layers.pages.len()))
}

fn holds(canvas: &Canvas, number: u32) -> bool {
    canvas.pages.iter().any(|page| page.number == number)
}
