//! Pages as pictures, for looking at what was read; nothing of them is ever read back.
//!
//! A page is drawn on a thread of its own and waited for so long: drawing is known not to end on some
//! odd files, and a picture is not worth waiting for. A thread that takes too long is left behind.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::font::FontQuery;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::Pixmap;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};

/// The name of the threads that draw. What goes wrong on one of them is told as an error, so a panic
/// hook has nothing to say of it.
pub const THREAD: &str = "biaodan-render";

/// Points of an inch.
const POINTS_PER_INCH: f32 = 72.0;

/// The longest side of a picture in pixels: A0 at 100 dpi. Larger pages are drawn coarser.
const MOST_PIXELS: f32 = 4_800.0;

/// Stack of a thread that draws, in bytes; forms within forms go deep.
const STACK: usize = 16 * 1024 * 1024;

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The document cannot be opened, or not with this password.
    #[error("the document cannot be opened for drawing")]
    CannotOpen,
    /// It has no page of this number.
    #[error("the document has no such page")]
    NoSuchPage,
    /// The time was over.
    #[error("drawing the page took too long")]
    TooSlow,
    /// A picture on the page is larger than any page of a form.
    #[error("a picture on the page is larger than any page of a form; bring it below 120 million pixels")]
    TooLarge,
    /// Drawing failed.
    #[error("the page cannot be drawn")]
    Failed,
}

/// A document whose pages can be drawn.
#[derive(Clone)]
pub struct Renderer {
    pdf: Arc<Pdf>,
}

impl Renderer {
    /// Opens a document.
    ///
    /// # Errors
    /// [`RenderError::CannotOpen`].
    pub fn open(bytes: Vec<u8>, password: Option<&str>) -> Result<Renderer, RenderError> {
        // The parser is hardened, but a picture must not cost the record it stands beside.
        let opened = catch_unwind(AssertUnwindSafe(|| Pdf::new_with_password(bytes, password.unwrap_or_default())));
        match opened {
            Ok(Ok(pdf)) => Ok(Renderer { pdf: Arc::new(pdf) }),
            _ => Err(RenderError::CannotOpen),
        }
    }

    /// The page with this 1-based number as PNG, as seen after rotation and crop, on white.
    ///
    /// # Errors
    /// Any but [`RenderError::CannotOpen`].
    pub fn png(&self, number: u32, dots_per_inch: f32, limit: Duration) -> Result<Vec<u8>, RenderError> {
        self.within(number, limit, move |page| pixmap(page, dots_per_inch)?.into_png().map_err(|_| RenderError::Failed))
    }

    /// Does something with the page of this number on a thread of its own, and waits for so long.
    pub(crate) fn within<T: Send + 'static>(
        &self,
        number: u32,
        limit: Duration,
        work: impl FnOnce(&Page<'_>) -> Result<T, RenderError> + Send + 'static,
    ) -> Result<T, RenderError> {
        let pdf = Arc::clone(&self.pdf);
        let (give, take) = sync_channel(1);
        let work = move || {
            let done = catch_unwind(AssertUnwindSafe(|| work(page(&pdf, number)?)));
            // The taker may have stopped waiting.
            let _ = give.send(done.unwrap_or(Err(RenderError::Failed)));
        };
        thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK).spawn(work).map_err(|_| RenderError::Failed)?;
        take.recv_timeout(limit).unwrap_or_else(|error| match error {
            RecvTimeoutError::Timeout => Err(RenderError::TooSlow),
            RecvTimeoutError::Disconnected => Err(RenderError::Failed),
        })
    }
}

fn page(pdf: &Pdf, number: u32) -> Result<&Page<'_>, RenderError> {
    let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    index.and_then(|index| pdf.pages().get(index)).ok_or(RenderError::NoSuchPage)
}

/// A page drawn on white.
pub(crate) fn pixmap(page: &Page<'_>, dots_per_inch: f32) -> Result<Pixmap, RenderError> {
    let scale = scale(page, dots_per_inch).ok_or(RenderError::Failed)?;
    Ok(hayro::render(
        page,
        &RenderCache::new(),
        &settings(),
        &RenderSettings::default(),
        &PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE },
    ))
}

/// Pixels of a point; none for a page without extent.
fn scale(page: &Page<'_>, dots_per_inch: f32) -> Option<f32> {
    let (width, height) = page.render_dimensions();
    let (long, short) = (width.max(height), width.min(height));
    let scale = (dots_per_inch / POINTS_PER_INCH).min(MOST_PIXELS / long);
    (scale.is_finite() && short * scale >= 1.0).then_some(scale)
}

pub(crate) fn settings() -> InterpreterSettings {
    InterpreterSettings {
        font_resolver: Arc::new(|query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            // A Latin font would show wrong characters for the codes of a Chinese one.
            FontQuery::Fallback(font) if font.character_collection.is_some() => None,
            FontQuery::Fallback(font) => Some(font.pick_standard_font().get_font_data()),
        }),
        ..InterpreterSettings::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One page of 144 by 72 points with a black square; the cross-reference table is left to repair.
    const SQUARE: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n\
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n\
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 144 72]/Contents 4 0 R>>endobj\n\
        4 0 obj<</Length 15>>stream\n36 36 36 36 re f\nendstream endobj\ntrailer<</Root 1 0 R>>\n";

    fn square(number: u32, limit: Duration) -> Result<Vec<u8>, RenderError> {
        Renderer::open(SQUARE.to_vec(), None)?.png(number, 144.0, limit)
    }

    #[test]
    fn a_page_becomes_a_picture_of_its_size() {
        let png = square(1, Duration::from_secs(20)).unwrap();
        assert!(png.starts_with(b"\x89PNG"));
        assert_eq!((&png[16..20], &png[20..24]), (&288u32.to_be_bytes()[..], &144u32.to_be_bytes()[..]));
    }

    #[test]
    fn what_cannot_be_drawn_says_why() {
        assert_eq!(square(2, Duration::from_secs(20)), Err(RenderError::NoSuchPage));
        assert_eq!(square(0, Duration::from_secs(20)), Err(RenderError::NoSuchPage));
        assert_eq!(square(1, Duration::ZERO), Err(RenderError::TooSlow));
        assert_eq!(Renderer::open(b"%PDF-1.4\n".to_vec(), None).err(), Some(RenderError::CannotOpen));
    }
}
