//! One page after another. Fonts are loaded once for all pages that one reader reads.

use biaodan_model::{BBox, Drawing, Font, Origin, Page, PageStatus, Visibility};

use super::content::{Interpreter, Sink};
use super::contents::{self, Contents};
use super::decode::DecodeError;
use super::fonts::Fonts;
use super::frame::Frame;
use super::{Pdf, annotations, rules};

/// The part of a page that pictures cover where it is a scan.
const SCAN_COVERS: f64 = 0.5;

/// Reads the pages of a document. It belongs to one thread; a document may have several.
pub struct Reader<'p> {
    pdf: &'p Pdf,
    fonts: Fonts<'p>,
}

impl<'p> Reader<'p> {
    pub(super) fn new(pdf: &'p Pdf) -> Reader<'p> {
        Reader { pdf, fonts: Fonts::default() }
    }

    /// What page `number`, from 1, draws. Of a page that cannot be read, or not in whole, the page's reason
    /// says why.
    pub fn page(&mut self, number: u32) -> Page {
        let Some(page) = self.pdf.page_object(number) else {
            return skipped(number, None, "the document has no such page");
        };
        let frame = Frame::of(page);
        let contents = match contents::of(page) {
            Ok(contents) => contents,
            Err(DecodeError::TooLong) => return skipped(number, Some(&frame), "its content is too long to be that of a form"),
            Err(DecodeError::Damaged) => return skipped(number, Some(&frame), "its content cannot be decoded"),
        };
        let mut interpreter = Interpreter::new(&self.pdf.layers, &mut self.fonts, frame.ctm, frame.bounds());
        interpreter.isolated(|interpreter| interpreter.run(&contents.data, page.resources(), 0));
        annotations::draw(page, &mut interpreter);
        let (sink, fonts) = interpreter.finish();
        if sink.is_overflown() {
            return skipped(number, Some(&frame), "it draws more than any page of a form");
        }
        Page { label: self.pdf.page_label(number), ..drawn(number, &frame, &contents, sink, fonts) }
    }
}

fn drawn(number: u32, frame: &Frame, contents: &Contents<'_>, sink: Sink, fonts: Vec<Font>) -> Page {
    let is_read = sink.glyphs.iter().any(|glyph| glyph.visibility == Visibility::Visible && !glyph.ch.is_whitespace());
    if !is_read && is_picture(frame, &sink) {
        let reason = if sink.glyphs.is_empty() { "it is a picture without text" } else { "it is a picture whose text is hidden" };
        return skipped(number, Some(frame), reason);
    }
    let reason = if !contents.is_whole {
        Some("a part of its content is damaged and was not read")
    } else if !is_read && !sink.glyphs.is_empty() {
        Some("all its text is invisible")
    } else {
        None
    };
    Page {
        number,
        label: None,
        width: Some(frame.width),
        height: Some(frame.height),
        text_from: if is_read { Origin::TextLayer } else { Origin::None },
        status: if is_read { PageStatus::Extracted } else { PageStatus::Empty },
        reason: reason.map(str::to_owned),
        lines: Vec::new(),
        drawing: Drawing { glyphs: sink.glyphs, rulings: rules::join(sink.pieces), images: sink.images, fonts },
    }
}

/// True where pictures cover most of the page: a scan.
fn is_picture(frame: &Frame, sink: &Sink) -> bool {
    let area = |bbox: &BBox| f64::from(bbox.width().max(0.0)) * f64::from(bbox.height().max(0.0));
    let covered: f64 = sink.images.iter().map(|image| area(&image.bbox)).sum();
    covered >= SCAN_COVERS * frame.width * frame.height
}

fn skipped(number: u32, frame: Option<&Frame>, reason: &str) -> Page {
    Page {
        number,
        label: None,
        width: frame.map(|frame| frame.width),
        height: frame.map(|frame| frame.height),
        text_from: Origin::None,
        status: PageStatus::Skipped,
        reason: Some(reason.to_owned()),
        lines: Vec::new(),
        drawing: Drawing::default(),
    }
}
