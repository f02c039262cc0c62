//! The pages behind the marks, drawn as any viewer would.

use std::time::{Duration, Instant};

use biaodan_pipeline::render::{RenderError, Renderer};

/// Dots per inch of a background: those of a PNG, so that its pixels stay as they are.
const DOTS_PER_INCH: f32 = 144.0;

/// How long all pages of a picture are waited for. One takes some hundredths of a second.
const LIMIT: Duration = Duration::from_secs(6);

/// Backgrounds on request.
pub(super) struct Backgrounds {
    renderer: Result<Renderer, RenderError>,
    start: Instant,
    error: Option<RenderError>,
}

impl Backgrounds {
    pub(super) fn new(bytes: &[u8], password: Option<&str>) -> Backgrounds {
        Backgrounds { renderer: Renderer::open(bytes.to_vec(), password), start: Instant::now(), error: None }
    }

    /// The page as PNG; none where it cannot be drawn, or not in what time is left.
    pub(super) fn page(&mut self, number: u32) -> Option<Vec<u8>> {
        let left = LIMIT.saturating_sub(self.start.elapsed());
        let drawn = match &self.renderer {
            Err(error) => Err(*error),
            // No thread is started that nobody waits for.
            Ok(_) if left.is_zero() => Err(RenderError::TooSlow),
            Ok(renderer) => renderer.png(number, DOTS_PER_INCH, left),
        };
        drawn.map_err(|error| self.error = Some(error)).ok()
    }

    /// Why a page is missing.
    pub(super) fn error(&self) -> Option<RenderError> {
        self.error
    }
}
