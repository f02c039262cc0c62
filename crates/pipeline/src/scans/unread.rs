//! Pictures that were not recognised are lost data, and say so.

use biaodan_model::{Drawing, Grade, GradeReason, Origin, Page, PageStatus};

/// Marks the scans among the pages that nothing has recognised as not read; `why` says what to do.
///
/// Their text layer, where they have one, is a scanner's: it is left out. A font that nobody can read is another
/// matter, since the page is there as text and its values are known to be doubtful.
pub(crate) fn mark_unread(pages: &mut [Page], why: &str) {
    for page in pages {
        let Grade::Scan(reason) = page.grade else { continue };
        if page.text_from == Origin::Ocr || page.status == PageStatus::Skipped || reason == GradeReason::UnknownCharacters {
            continue;
        }
        page.status = PageStatus::Skipped;
        page.text_from = Origin::None;
        page.reason = Some(format!("{}; {why}", reason.in_words().en));
        page.drawing = Drawing::default();
    }
}
