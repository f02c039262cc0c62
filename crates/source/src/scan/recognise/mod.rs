//! Pictures of text lines to characters, each with its place and how sure it is.
//!
//! [`Recogniser`] is the seam: whatever reads, the stages after it see [`Reading`]s. The engine that comes with
//! the program ([`Engine`], feature `recognition`) runs in process on models that [`Models`] finds; without the
//! feature the trait stays, for engines of the caller's own and for tests.
//!
//! A reading is what the picture looks like and never more: no dictionary, no expectation of what a form says.

#[cfg(feature = "recognition")]
mod engine;
mod error;
mod reading;
mod variant;

pub use error::RecogniseError;
pub use reading::{Hint, ReadChar, Reading};

#[cfg(feature = "recognition")]
pub use engine::{Engine, ModelPlaces, Models};

use image::RgbImage;

use super::PixelBox;

/// Something that reads text lines out of pictures.
///
/// One recogniser serves all threads; an implementation bounds by itself how much it does at a time.
pub trait Recogniser: Send + Sync {
    /// What it is called in the record: name and version of engine and models.
    fn name(&self) -> &str;

    /// Reads pictures of one upright text line each, in their order. A picture without text gives an empty
    /// reading.
    ///
    /// # Errors
    /// [`RecogniseError`] where the engine failed; never because a picture is hard to read.
    fn read(&self, lines: &[RgbImage]) -> Result<Vec<Reading>, RecogniseError>;

    /// Finds the text lines of a page that stands upright and straight: boxes by their upper edges, then from
    /// left to right.
    ///
    /// # Errors
    /// [`RecogniseError`] where the engine failed.
    fn detect(&self, page: &RgbImage) -> Result<Vec<PixelBox>, RecogniseError>;

    /// Whether the page that these lines were cut from stands on its head; `None` where the lines do not say.
    /// A few long lines are enough.
    ///
    /// # Errors
    /// [`RecogniseError`] where the engine failed.
    fn upside_down(&self, lines: &[RgbImage]) -> Result<Option<bool>, RecogniseError>;

    /// Reads each line a second time from a changed picture, so that a figure can be held against its first
    /// reading: slightly blurred, narrower and with its contrast stretched. `lines` are the pictures of the first reading.
    ///
    /// # Errors
    /// [`RecogniseError`] where the engine failed.
    fn read_again(&self, lines: &[RgbImage]) -> Result<Vec<Reading>, RecogniseError> {
        let changed: Vec<RgbImage> = lines.iter().map(variant::changed).collect();
        self.read(&changed)
    }

    /// Reads a line twice, from the picture as it is and from a changed one.
    ///
    /// # Errors
    /// [`RecogniseError`] where the engine failed.
    fn read_twice(&self, line: &RgbImage) -> Result<[Reading; 2], RecogniseError> {
        let mut readings = self.read(&[line.clone(), variant::changed(line)])?.into_iter();
        Ok([readings.next().unwrap_or_default(), readings.next().unwrap_or_default()])
    }
}
