//! Pages to be recognised, one after another: a page's picture is large.

use std::time::Duration;

use biaodan_model::{BBox, Font, Grade, GradeReason, Origin, Page, PageStatus, Visibility};
use biaodan_source::SourceError;
use biaodan_source::render::Renderer;
use biaodan_source::scan::PageImage;
use biaodan_source::scan::images::Pictures;
use biaodan_source::scan::page_image::page_image;
use biaodan_source::scan::read::{Read, ReadPage};
use biaodan_source::scan::recognise::Recogniser;

use super::keep::Keep;
use super::mark_unread;
use super::recognition::{Ocr, Recognition};
use crate::stage;

/// Pages that are held against each other for cut sheets: what they show at their borders takes memory.
const TOGETHER: usize = 64;

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
    let picture = |number: u32| page_image(&renderer, number, LIMIT).map_err(|error| error.to_string());
    let mut needed: Vec<&mut Page> = pages.iter_mut().filter(|page| is_needed(page, recognition.ocr)).collect();
    for together in needed.chunks_mut(TOGETHER) {
        read_together(together, &read, &picture, keep);
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
    let count = pictures.page_count();
    let mut pages: Vec<Page> = (1..=count).map(|number| blank(u32::try_from(number).unwrap_or(u32::MAX))).collect();
    if recognition.ocr == Ocr::Never {
        mark_unread(&mut pages, NOT_ASKED);
        return Ok(pages);
    }
    let recogniser = match recogniser(recognition) {
        Ok(recogniser) => recogniser,
        Err(why) => {
            mark_unread(&mut pages, &why);
            return Ok(pages);
        }
    };
    // a picture that cannot be decoded is a document that cannot be read
    if count == 1 {
        pictures.page(1)?;
    }
    let read = Read { recogniser, cells: &biaodan_layout::cell_boxes };
    let picture = |number: u32| pictures.page(number as usize).map_err(|error| error.message.en.clone());
    let mut all: Vec<&mut Page> = pages.iter_mut().collect();
    for together in all.chunks_mut(TOGETHER) {
        read_together(together, &read, &picture, keep);
    }
    Ok(pages)
}

/// Gives the picture of a page, or says why there is none.
type PictureOf<'p> = dyn Fn(u32) -> Result<PageImage, String> + 'p;

/// Reads pages, and what was cut between them.
fn read_together(pages: &mut [&mut Page], read: &Read<'_>, picture: &PictureOf<'_>, keep: &mut Keep) {
    let mut done: Vec<(u32, ReadPage)> = Vec::new();
    for page in pages.iter_mut() {
        stage::enter("recognition", Some(page.number));
        let known = if matches!(page.grade, Grade::Hybrid(_)) { visible(page) } else { Vec::new() };
        let own = picture(page.number).and_then(|picture| read.page(&picture, &known).map_err(|error| error.to_string()));
        match own {
            Ok(mut own) => {
                keep.page(page.number, &own);
                own.forget_picture();
                done.push((page.number, own));
            }
            Err(why) => mark_unread(std::slice::from_mut(page), &why),
        }
    }
    let mut beside = read.mend(&mut done).unwrap_or_default();
    for (number, own) in done {
        let Some(page) = pages.iter_mut().find(|page| page.number == number) else { continue };
        page.beside = beside.iter().position(|(right, _)| *right == number).map(|at| beside.swap_remove(at).1);
        if matches!(page.grade, Grade::Hybrid(_)) { add(page, own) } else { replace(page, own) }
    }
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
        beside: None,
    }
}

/// What a scan draws is what was recognised.
fn replace(page: &mut Page, read: ReadPage) {
    if page.grade == Grade::Text {
        page.grade = Grade::Scan(GradeReason::Asked);
    }
    (page.width, page.height) = (Some(f64::from(read.size.0)), Some(f64::from(read.size.1)));
    page.upright = Some(read.upright);
    page.drawing = read.into_drawing();
    let has_text = page.drawing.glyphs.iter().any(|glyph| !glyph.ch.is_whitespace());
    page.status = if has_text { PageStatus::Extracted } else { PageStatus::Empty };
    page.text_from = Origin::Ocr;
}

/// The boxes of what a page shows as text.
fn visible(page: &Page) -> Vec<BBox> {
    let shown = page.drawing.glyphs.iter().filter(|glyph| glyph.visibility == Visibility::Visible);
    shown.map(|glyph| glyph.bbox).collect()
}

/// Adds what pictures hold to a page that has text of its own; places are those of the page as delivered.
fn add(page: &mut Page, read: ReadPage) {
    let map = read.upright.to_page;
    let read = read.into_drawing();
    let Ok(font) = u16::try_from(page.drawing.fonts.len()) else { return };
    let pictures: Vec<BBox> = page.drawing.images.iter().map(|image| image.bbox).collect();
    let is_in_picture = |bbox: &BBox| pictures.iter().any(|picture| picture.holds(bbox.center()));
    let glyphs = read.glyphs.into_iter().map(|glyph| {
        let (_, baseline) = map.point((glyph.bbox.x0, glyph.baseline));
        biaodan_model::Glyph { bbox: map.bbox(&glyph.bbox), baseline, font, ..glyph }
    });
    page.drawing.glyphs.extend(glyphs.filter(|glyph| is_in_picture(&glyph.bbox)));
    let rulings = read.rulings.iter().filter_map(|ruling| {
        let own = map.bbox(&ruling.bbox());
        is_in_picture(&own).then(|| biaodan_model::Ruling::along(ruling.axis, &own, ruling.thickness))
    });
    page.drawing.rulings.extend(rulings);
    page.drawing.fonts.extend(read.fonts.into_iter().map(|own| Font { ..own }));
    let again = read.rereadings.into_iter().map(|own| biaodan_model::Rereading { bbox: map.bbox(&own.bbox), ..own });
    page.drawing.rereadings.extend(again);
    page.status = PageStatus::Extracted;
}
