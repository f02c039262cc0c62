//! The resolution that a picture's file states.

use image::ImageFormat;
use memchr::memmem;

/// Metres of an inch.
const METRES: f32 = 0.0254;

/// Centimetres of an inch.
const CENTIMETRES: f32 = 2.54;

/// Bytes at the start of a file that state its resolution.
const HEAD: usize = 64 * 1024;

/// Pixels of an inch, across and down.
pub(super) fn of(bytes: &[u8], format: ImageFormat) -> Option<(f32, f32)> {
    let dpi = match format {
        ImageFormat::Png => png(bytes),
        ImageFormat::Jpeg => jfif(bytes),
        ImageFormat::Bmp => bmp(bytes),
        _ => None,
    };
    dpi.filter(|(x, y)| (20.0..=2_400.0).contains(x) && (20.0..=2_400.0).contains(y))
}

/// The chunk `pHYs`: two numbers and the unit, 1 for metres.
fn png(bytes: &[u8]) -> Option<(f32, f32)> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let at = memmem::find(head, b"pHYs")? + 4;
    let metre = head.get(at + 8) == Some(&1);
    let number = |at: usize| Some(u32::from_be_bytes(*head.get(at..)?.first_chunk::<4>()?) as f32 * METRES);
    metre.then(|| Some((number(at)?, number(at + 4)?)))?
}

/// The segment `JFIF`: version, unit (1 for inches, 2 for centimetres), two numbers.
fn jfif(bytes: &[u8]) -> Option<(f32, f32)> {
    let head = bytes.get(..bytes.len().min(HEAD))?;
    let at = memmem::find(head, b"JFIF\0")? + 7;
    let unit = match head.get(at)? {
        1 => 1.0,
        2 => CENTIMETRES,
        _ => return None,
    };
    let number = |at: usize| Some(f32::from(u16::from_be_bytes(*head.get(at..)?.first_chunk::<2>()?)) * unit);
    Some((number(at + 1)?, number(at + 3)?))
}

fn bmp(bytes: &[u8]) -> Option<(f32, f32)> {
    let number = |at: usize| Some(i32::from_le_bytes(*bytes.get(at..)?.first_chunk::<4>()?) as f32 * METRES);
    Some((number(38)?, number(42)?))
}
