//! One page after another. Fonts are loaded once for all pages that one reader reads.

use biaodan_model::{Drawing, Font, Grade, Origin, Page, PageStatus, Visibility};

use super::content::{Interpreter, Sink};
use super::contents::{self, Contents};
use super::decode::DecodeError;
use super::fonts::Fonts;
use super::frame::Frame;
use super::{Pdf, annotations, rules};
use crate::scan;

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
    let is_hidden = !is_read && !sink.glyphs.is_empty();
    let drawing =
        Drawing { glyphs: sink.glyphs, rulings: rules::join(sink.pieces), images: sink.images, fonts, rereadings: Vec::new() };
    let grade = scan::grade(&drawing, (frame.width as f32, frame.height as f32));
    let reason = if !contents.is_whole {
        Some("a part of its content is damaged and was not read".to_owned())
    } else if grade != Grade::Text && drawing.images.iter().any(|image| image.is_cut_off) {
        Some("a picture on it is cut off, and what is missing of it was not read".to_owned())
    } else if is_hidden && grade == Grade::Text {
        Some("all its text is invisible".to_owned())
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
        reason,
        lines: Vec::new(),
        drawing,
        grade,
        upright: None,
        beside: None,
    }
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
        grade: Grade::Text,
        upright: None,
        beside: None,
    }
}
