//! The pages behind the marks: as any viewer would draw them, or put upright as they were recognised.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use biaodan_pipeline::page_picture;
use biaodan_pipeline::render::{RenderError, Renderer};

/// How long all pages of a picture are waited for. One takes some hundredths of a second.
const LIMIT: Duration = Duration::from_secs(6);

/// Backgrounds on request.
pub(super) struct Backgrounds<'b> {
    bytes: &'b [u8],
    upright: &'b BTreeMap<u32, Vec<u8>>,
    dots_per_inch: f32,
    renderer: Result<Renderer, RenderError>,
    start: Instant,
    error: Option<RenderError>,
}

impl<'b> Backgrounds<'b> {
    /// Those of a document; pages that are `upright` have the picture given there.
    pub(super) fn new(
        bytes: &'b [u8],
        password: Option<&str>,
        upright: &'b BTreeMap<u32, Vec<u8>>,
        dots_per_inch: f32,
    ) -> Backgrounds<'b> {
        let renderer = Renderer::open(bytes.to_vec(), password);
        Backgrounds { bytes, upright, dots_per_inch, renderer, start: Instant::now(), error: None }
    }

    /// The page as PNG; none where it cannot be drawn, or not in what time is left.
    pub(super) fn page(&mut self, number: u32) -> Option<Vec<u8>> {
        // a picture that could not be written is empty
        if let Some(upright) = self.upright.get(&number).filter(|png| !png.is_empty()) {
            return Some(upright.clone());
        }
        if let Some(delivered) = page_picture(self.bytes, number) {
            return Some(delivered);
        }
        self.drawn(number).map_err(|error| self.error = Some(error)).ok()
    }

    fn drawn(&self, number: u32) -> Result<Vec<u8>, RenderError> {
        let left = LIMIT.saturating_sub(self.start.elapsed());
        match &self.renderer {
            Err(error) => Err(*error),
            // No thread is started that nobody waits for.
            Ok(_) if left.is_zero() => Err(RenderError::TooSlow),
            Ok(renderer) => renderer.png(number, self.dots_per_inch, left),
        }
    }

    /// Why a page is missing.
    pub(super) fn error(&self) -> Option<RenderError> {
        self.error
    }
}
