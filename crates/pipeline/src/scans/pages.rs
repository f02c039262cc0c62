//! Pages to be recognised, one after another: a page's picture is large.

use std::time::Duration;

use biaodan_model::{BBox, Font, Grade, GradeReason, Origin, Page, PageStatus, Visibility};
use biaodan_source::SourceError;
use biaodan_source::render::Renderer;
use biaodan_source::scan::PageImage;
use biaodan_source::scan::images::Pictures;
use biaodan_source::scan::page_image::page_image;
use biaodan_source::scan::read::{Read, ReadPage};
use biaodan_source::scan::recognise::{RecogniseError, Recogniser};

use super::keep::Keep;
use super::mark_unread;
use super::recognition::{Ocr, Recognition};

/// How long the picture of a page is waited for.
const LIMIT: Duration = Duration::from_secs(30);

/// Recognises the pages of a PDF that need it, and marks those that cannot be recognised as not read.
pub(crate) fn recognise(pages: &mut [Page], bytes: &[u8], password: Option<&str>, recognition: &Recognition, keep: &mut Keep) {
    if !pages.iter().any(|page| is_needed(page, recognition.ocr)) {
        return mark_unread(pages, NOT_ASKED);
    }
    let recogniser = match recogniser(recognition) {
        Ok(recogniser) => recogniser,
        Err(why) => return mark_unread(pages, &why),
    };
    let renderer = match Renderer::open(bytes.to_vec(), password) {
        Ok(renderer) => renderer,
        Err(error) => return mark_unread(pages, &error.to_string()),
    };
    let read = Read { recogniser, cells: &biaodan_layout::cell_boxes };
    for page in pages.iter_mut().filter(|page| is_needed(page, recognition.ocr)) {
        let picture = page_image(&renderer, page.number, LIMIT).map_err(|error| error.to_string());
        let done = picture.and_then(|picture| recognise_page(page, &read, &picture, keep).map_err(|error| error.to_string()));
        if let Err(why) = done {
            mark_unread(std::slice::from_mut(page), &why);
        }
    }
}

const NOT_ASKED: &str = "it was not recognised because of --ocr never";

fn is_needed(page: &Page, ocr: Ocr) -> bool {
    match ocr {
        Ocr::Never => false,
        Ocr::Always => page.status != PageStatus::Skipped,
        Ocr::Auto => page.status != PageStatus::Skipped && page.grade != Grade::Text,
    }
}

fn recogniser(recognition: &Recognition) -> Result<&dyn Recogniser, String> {
    match recognition.recogniser() {
        None => Err("nothing is there to recognise it with".to_owned()),
        Some(Err(error)) => Err(error.to_string()),
        Some(Ok(recogniser)) => Ok(recogniser),
    }
}

/// The pages of a file of pictures.
///
/// # Errors
/// Where the file is damaged, or has one page and that cannot be read.
pub(crate) fn pages_of(pictures: &Pictures<'_>, recognition: &Recognition, keep: &mut Keep) -> Result<Vec<Page>, SourceError> {
    let recogniser = recogniser(recognition);
    let mut out = Vec::new();
    for number in 1..=pictures.page_count() {
        let mut page = blank(u32::try_from(number).unwrap_or(u32::MAX));
        let done = match (&recogniser, recognition.ocr) {
            (_, Ocr::Never) => Err(NOT_ASKED.to_owned()),
            (Err(why), _) => Err(why.clone()),
            (Ok(recogniser), _) => match pictures.page(number) {
                Err(error) if pictures.page_count() == 1 => return Err(error),
                Err(error) => Err(error.message.en.clone()),
                Ok(picture) => {
                    let read = Read { recogniser: *recogniser, cells: &biaodan_layout::cell_boxes };
                    recognise_page(&mut page, &read, &picture, keep).map_err(|error| error.to_string())
                }
            },
        };
        if let Err(why) = done {
            mark_unread(std::slice::from_mut(&mut page), &why);
        }
        out.push(page);
    }
    Ok(out)
}

fn blank(number: u32) -> Page {
    Page {
        number,
        label: None,
        width: None,
        height: None,
        text_from: Origin::None,
        status: PageStatus::Empty,
        reason: None,
        lines: Vec::new(),
        drawing: biaodan_model::Drawing::default(),
        grade: Grade::Scan(GradeReason::Picture),
        upright: None,
    }
}

fn recognise_page(page: &mut Page, read: &Read<'_>, picture: &PageImage, keep: &mut Keep) -> Result<(), RecogniseError> {
    if let Grade::Hybrid(_) = page.grade {
        let known = visible(page);
        add(page, read.page(picture, &known)?);
        return Ok(());
    }
    if page.grade == Grade::Text {
        page.grade = Grade::Scan(GradeReason::Asked);
    }
    let read = read.page(picture, &[])?;
    keep.page(page.number, &read);
    let has_text = read.drawing.glyphs.iter().any(|glyph| !glyph.ch.is_whitespace());
    page.status = if has_text { PageStatus::Extracted } else { PageStatus::Empty };
    page.text_from = Origin::Ocr;
    (page.width, page.height) = (Some(f64::from(read.size.0)), Some(f64::from(read.size.1)));
    page.upright = Some(read.upright);
    page.drawing = read.drawing;
    Ok(())
}

/// The boxes of what a page shows as text.
fn visible(page: &Page) -> Vec<BBox> {
    let shown = page.drawing.glyphs.iter().filter(|glyph| glyph.visibility == Visibility::Visible);
    shown.map(|glyph| glyph.bbox).collect()
}

/// Adds what pictures hold to a page that has text of its own; places are those of the page as delivered.
fn add(page: &mut Page, read: ReadPage) {
    let map = read.upright.to_page;
    let Ok(font) = u16::try_from(page.drawing.fonts.len()) else { return };
    let pictures: Vec<BBox> = page.drawing.images.iter().map(|image| image.bbox).collect();
    let is_in_picture = |bbox: &BBox| pictures.iter().any(|picture| picture.holds(bbox.center()));
    let glyphs = read.drawing.glyphs.into_iter().map(|glyph| {
        let (_, baseline) = map.point((glyph.bbox.x0, glyph.baseline));
        biaodan_model::Glyph { bbox: map.bbox(&glyph.bbox), baseline, font, ..glyph }
    });
    page.drawing.glyphs.extend(glyphs.filter(|glyph| is_in_picture(&glyph.bbox)));
    let rulings = read.drawing.rulings.iter().filter_map(|ruling| {
        let own = map.bbox(&ruling.bbox());
        is_in_picture(&own).then(|| biaodan_model::Ruling::along(ruling.axis, &own, ruling.thickness))
    });
    page.drawing.rulings.extend(rulings);
    page.drawing.fonts.extend(read.drawing.fonts.into_iter().map(|own| Font { ..own }));
    let again = read.drawing.rereadings.into_iter().map(|own| biaodan_model::Rereading { bbox: map.bbox(&own.bbox), ..own });
    page.drawing.rereadings.extend(again);
    page.status = PageStatus::Extracted;
}
