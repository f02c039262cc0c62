//! A document with all its pages drawn, whether it is a PDF or a file of pictures.

use biaodan_model::{Attachment, Finding, Page};
use biaodan_source::{MediaKind, SourceError, pdf};

use crate::scans::{self, Keep, Recognition};
use crate::{remarks, stage};

/// Pages and what is to be said of the document as a whole.
pub(crate) struct Opened {
    pub(crate) pages: Vec<Page>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) attachments: Vec<Attachment>,
}

/// How documents are opened.
#[derive(Debug, Clone, Default)]
pub(crate) struct Opening {
    pub(crate) password: Option<String>,
    pub(crate) recognition: Recognition,
}

impl Opening {
    /// Opens a document of a kind that draws its pages; see [`is_drawn`].
    ///
    /// # Errors
    /// Why it cannot be read.
    pub(crate) fn open(&self, bytes: &[u8], kind: MediaKind, keep: &mut Keep) -> Result<Opened, SourceError> {
        let mut opened = if kind == MediaKind::Pdf { self.pdf(bytes, keep)? } else { self.pictures(bytes, kind, keep)? };
        opened.findings.extend(remarks::on_pages(&opened.pages));
        Ok(opened)
    }

    fn pdf(&self, bytes: &[u8], keep: &mut Keep) -> Result<Opened, SourceError> {
        stage::enter("source", None);
        let password = self.password.as_deref();
        let pdf = pdf::Pdf::open(bytes.to_vec(), &pdf::Options { password })?;
        let mut reader = pdf.reader();
        let read = |number: u32| {
            stage::enter("source", Some(number));
            reader.page(number)
        };
        let mut pages: Vec<Page> = (1..=pdf.page_count()).map(read).collect();
        scans::recognise(&mut pages, bytes, password, &self.recognition, keep);
        Ok(Opened { pages, findings: pdf.findings().to_vec(), attachments: pdf.attachments().to_vec() })
    }

    #[cfg(feature = "recognition")]
    fn pictures(&self, bytes: &[u8], kind: MediaKind, keep: &mut Keep) -> Result<Opened, SourceError> {
        let pictures = biaodan_source::scan::images::Pictures::open(bytes, kind)?;
        let pages = scans::pages_of(&pictures, &self.recognition, keep)?;
        Ok(Opened { pages, findings: Vec::new(), attachments: Vec::new() })
    }

    #[cfg(not(feature = "recognition"))]
    fn pictures(&self, bytes: &[u8], _: MediaKind, _: &mut Keep) -> Result<Opened, SourceError> {
        biaodan_source::sniff(bytes).require_readable()?;
        Ok(Opened { pages: Vec::new(), findings: Vec::new(), attachments: Vec::new() })
    }
}

/// True for a document that draws its pages.
pub(crate) fn is_drawn(kind: MediaKind) -> bool {
    kind == MediaKind::Pdf || kind.is_picture()
}
