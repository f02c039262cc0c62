//! PDF: bytes to pages that know what they draw.
//!
//! Objects, filters, encryption and repair are `hayro-syntax`'s; content is run by an interpreter of our own,
//! which follows text, lines and clips and paints nothing. Coordinates are in points from the top left of the
//! visible page (crop box, after rotation, in user units).
//!
//! ```
//! use biaodan_source::pdf::{Options, Pdf};
//!
//! let error = Pdf::open(b"%PDF-1.7 and then nothing".to_vec(), &Options::default()).err();
//! assert!(error.is_some_and(|error| error.to_string().contains("damaged")));
//! ```

mod annotations;
mod bombs;
mod content;
mod contents;
mod decode;
mod field_value;
mod fonts;
mod frame;
mod layers;
mod limits;
mod matrix;
mod open;
mod reader;
mod rules;
mod structure;
mod text_string;

use std::sync::Arc;

use biaodan_model::{Attachment, Finding, FindingCode};
use hayro_syntax::object::Dict;
use hayro_syntax::page::{Page as PageObject, Pages};

use crate::SourceError;
use layers::Layers;
pub use reader::Reader;

/// How to open a document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// Tried where the document cannot be opened without one.
    pub password: Option<&'o str>,
}

/// An open document. It can be shared by threads, each with a [`Reader`] of its own.
pub struct Pdf {
    document: hayro_syntax::Pdf,
    layers: Layers,
    labels: Vec<structure::LabelRange>,
    attachments: Vec<Attachment>,
    findings: Vec<Finding>,
}

impl Pdf {
    /// Opens a document; damaged cross-reference tables are rebuilt.
    ///
    /// # Errors
    /// Where it needs another password, or is no PDF that can be read; the message says what to do.
    pub fn open(bytes: impl Into<Arc<Vec<u8>>>, options: &Options<'_>) -> Result<Pdf, SourceError> {
        let document = open::open(&bytes.into(), options.password)?;
        let pages = document.pages().len();
        if pages > limits::PAGES {
            return Err(too_many_pages(pages));
        }
        let xref = document.xref();
        let catalog = xref.get::<Dict<'_>>(xref.root_id()).unwrap_or_default();
        let layers = Layers::of(&catalog);
        let labels = structure::label_ranges(&catalog);
        let attachments = structure::attachments(&catalog);
        let findings = missing_pages(&catalog, document.pages().len()).into_iter().collect();
        drop(catalog);
        Ok(Pdf { layers, labels, attachments, findings, document })
    }

    /// How many pages it has.
    #[must_use]
    pub fn page_count(&self) -> u32 {
        u32::try_from(self.document.pages().len()).unwrap_or(u32::MAX)
    }

    /// A reader of its pages.
    #[must_use]
    pub fn reader(&self) -> Reader<'_> {
        Reader::new(self)
    }

    /// What page `number`, from 1, is called in a viewer; none where that is its number.
    #[must_use]
    pub fn page_label(&self, number: u32) -> Option<String> {
        structure::label(&self.labels, number.checked_sub(1)?)
    }

    /// The files attached to it.
    #[must_use]
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// What a person should know about the document as a whole.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    fn page_object(&self, number: u32) -> Option<&PageObject<'_>> {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        let pages: &Pages<'_> = self.document.pages();
        pages.get(index)
    }
}

fn too_many_pages(pages: usize) -> SourceError {
    let most = limits::PAGES;
    SourceError::new(
        FindingCode::DocumentUnreadable,
        format!("有 {pages} 页，超过 {most} 页，未读取；请拆分后再读"),
        format!("has {pages} pages, more than {most}, and was not read; split it"),
    )
}

/// Says so where the document counts more pages than were found.
fn missing_pages(catalog: &Dict<'_>, found: usize) -> Option<Finding> {
    let stated = catalog.get::<Dict<'_>>(b"Pages")?.get::<i32>(b"Count")?;
    let missing = usize::try_from(stated).ok()?.checked_sub(found).filter(|missing| *missing > 0)?;
    let finding = Finding::new(
        FindingCode::PageUnreadable,
        format!("文件应有 {stated} 页，只找到 {found} 页，缺 {missing} 页；文件可能已损坏或不完整"),
        format!("says that it has {stated} pages, but only {found} can be found; it may be damaged or incomplete"),
    );
    Some(finding.with_values(stated.to_string(), found.to_string()))
}

#[cfg(test)]
mod tests;
