//! Which pages are scans. A page is graded by how much of it pictures cover and by whether its text layer is seen and
//! plausible, not by whether there is text: scanners leave invisible text of their own reading, and stamp numbers
//! on pictures.

use biaodan_model::{BBox, Drawing, Glyph, Grade, GradeReason as Reason, Visibility};

/// Share of a page that pictures cover in a scan; scanners leave margins.
const COVERED: f32 = 0.7;

/// Share of a page that a picture which may hold a table covers.
const LARGE: f32 = 0.2;

/// Pixels of a point below which a picture is a pattern or a wash, not a scan: 60 dpi.
const COARSEST: f32 = 60.0 / 72.0;

/// Visible characters on a scan at most: a page number, a received stamp, a line of a fax machine.
const FEW: usize = 60;

/// Share of characters that are unknown in a text that cannot be read.
const UNKNOWN: f32 = 0.3;

/// Grades a page of this width and height in points.
#[must_use]
pub fn grade(drawing: &Drawing, size: (f32, f32)) -> Grade {
    let page = BBox { x0: 0.0, y0: 0.0, x1: size.0, y1: size.1 };
    let pictures: Vec<BBox> =
        drawing.images.iter().filter(|image| is_fine(image)).map(|image| image.bbox.intersection(&page)).collect();
    let covered = coverage(&pictures, &page);
    let visible: Vec<&Glyph> =
        drawing.glyphs.iter().filter(|glyph| glyph.visibility == Visibility::Visible && !glyph.ch.is_whitespace()).collect();
    let has_invisible = drawing.glyphs.iter().any(|glyph| glyph.visibility == Visibility::Invisible);
    let unknown = visible.iter().filter(|glyph| is_unknown(glyph.ch)).count();
    if covered >= COVERED {
        return match visible.len() {
            0 if has_invisible => Grade::Scan(Reason::InvisibleText),
            0 => Grade::Scan(Reason::NoText),
            _ if unknown as f32 >= UNKNOWN * visible.len() as f32 => Grade::Scan(Reason::UnknownCharacters),
            count if count <= FEW => Grade::Scan(Reason::FewCharacters),
            // text drawn first lies under the picture: a scanner's reading that is hidden by it
            _ if drawing.rulings.is_empty() => Grade::Hybrid(Reason::TextOnPicture),
            _ => Grade::Text,
        };
    }
    if !visible.is_empty() && unknown as f32 >= UNKNOWN * visible.len() as f32 {
        return Grade::Scan(Reason::UnknownCharacters);
    }
    match (covered >= LARGE, visible.len()) {
        (true, 0) => Grade::Scan(if has_invisible { Reason::InvisibleText } else { Reason::NoText }),
        (true, count) if count <= FEW => Grade::Scan(Reason::FewCharacters),
        (true, _) => Grade::Hybrid(Reason::PictureBesideText),
        (false, _) => Grade::Text,
    }
}

fn is_fine(image: &biaodan_model::PlacedImage) -> bool {
    let (width, height) = (image.pixels.0 as f32, image.pixels.1 as f32);
    // a scan may be cut into strips
    let pixels = (width * height).max(1.0);
    let area = (image.bbox.width() * image.bbox.height()).max(1.0);
    !image.bbox.is_empty() && pixels / area >= COARSEST * COARSEST
}

fn is_unknown(ch: char) -> bool {
    ch == char::REPLACEMENT_CHARACTER || ('\u{e000}'..='\u{f8ff}').contains(&ch) || ch.is_control()
}

/// Rows and columns of the grid that coverage is counted on.
const GRID: usize = 48;

/// Share of the page that lies in one of the boxes.
fn coverage(boxes: &[BBox], page: &BBox) -> f32 {
    if boxes.is_empty() || page.is_empty() {
        return 0.0;
    }
    let place = |at: usize, size: f32| (at as f32 + 0.5) / GRID as f32 * size;
    let points = (0..GRID * GRID).map(|at| (place(at % GRID, page.width()), place(at / GRID, page.height())));
    let boxes = boxes.get(..boxes.len().min(MOST_BOXES)).unwrap_or_default();
    points.filter(|point| boxes.iter().any(|own| own.holds(*point))).count() as f32 / (GRID * GRID) as f32
}

/// Pictures looked at; a page of more is a drawing.
const MOST_BOXES: usize = 1_000;

#[cfg(test)]
mod tests {
    use super::*;
    use biaodan_model::PlacedImage;

    const A4: (f32, f32) = (595.0, 842.0);

    fn page(image: Option<BBox>, glyphs: usize, ch: char, visibility: Visibility) -> Drawing {
        let glyph = Glyph {
            ch,
            bbox: BBox { x0: 50.0, y0: 50.0, x1: 60.0, y1: 60.0 },
            baseline: 58.0,
            size: 10.0,
            font: 0,
            turn: biaodan_model::Turn::Upright,
            visibility,
            confidence: 1.0,
        };
        let images = image.map(|bbox| PlacedImage { bbox, pixels: (1654, 2339), is_cut_off: false }).into_iter().collect();
        Drawing { glyphs: vec![glyph; glyphs], images, ..Drawing::default() }
    }

    #[test]
    fn a_text_layer_does_not_make_a_scan_a_text() {
        let full = Some(BBox { x0: 0.0, y0: 0.0, x1: 595.0, y1: 842.0 });
        let half = Some(BBox { x0: 50.0, y0: 400.0, x1: 545.0, y1: 800.0 });
        assert_eq!(grade(&page(None, 500, '表', Visibility::Visible), A4), Grade::Text);
        assert_eq!(grade(&page(full, 0, '表', Visibility::Visible), A4), Grade::Scan(Reason::NoText));
        assert_eq!(grade(&page(full, 900, '裹', Visibility::Invisible), A4), Grade::Scan(Reason::InvisibleText));
        assert_eq!(grade(&page(full, 3, '1', Visibility::Visible), A4), Grade::Scan(Reason::FewCharacters));
        assert_eq!(grade(&page(full, 900, '\u{fffd}', Visibility::Visible), A4), Grade::Scan(Reason::UnknownCharacters));
        assert_eq!(grade(&page(half, 900, '表', Visibility::Visible), A4), Grade::Hybrid(Reason::PictureBesideText));
    }

    #[test]
    fn a_wash_behind_text_is_no_scan() {
        let mut own = page(Some(BBox { x0: 0.0, y0: 0.0, x1: 595.0, y1: 842.0 }), 500, '表', Visibility::Visible);
        own.images.iter_mut().for_each(|image| image.pixels = (64, 64));
        assert_eq!(grade(&own, A4), Grade::Text);
    }
}
