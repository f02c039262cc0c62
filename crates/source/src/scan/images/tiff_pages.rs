//! TIFF: pages of 1 to 16 bits, grey, colour, palette or CMYK.

use std::io::Cursor;

use image::RgbImage;
use tiff::ColorType;
use tiff::decoder::{Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

use super::{MOST_BYTES, check_size, damaged, unreadable};
use crate::SourceError;
use crate::scan::PageImage;

type File<'b> = Decoder<Cursor<&'b [u8]>>;

fn open(bytes: &[u8]) -> Result<File<'_>, SourceError> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
    limits.intermediate_buffer_size = limits.decoding_buffer_size;
    Ok(Decoder::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?.with_limits(limits))
}

/// How many pages there are.
pub(super) fn count(bytes: &[u8], most: usize) -> Result<usize, SourceError> {
    let mut file = open(bytes)?;
    let mut pages = 1;
    while file.more_images() {
        if pages == most {
            return Err(damaged(&format!("超过 {most} 页，未读取"), &format!("has more than {most} pages and was not read")));
        }
        // a damaged directory ends the file; the pages before it are there
        if file.next_image().is_err() {
            break;
        }
        pages += 1;
    }
    Ok(pages)
}

/// The picture of a page, from 1.
pub(super) fn page(bytes: &[u8], number: usize) -> Result<PageImage, SourceError> {
    let mut file = open(bytes)?;
    let index = number.checked_sub(1).ok_or_else(|| damaged("没有这一页", "has no such page"))?;
    file.seek_to_image(index).map_err(|error| unreadable(&error))?;
    let (width, height) = file.dimensions().map_err(|error| unreadable(&error))?;
    check_size((width, height))?;
    let color = file.colortype().map_err(|error| unreadable(&error))?;
    let palette = file.find_tag(Tag::ColorMap).ok().flatten().and_then(|tag| tag.into_u16_vec().ok()).unwrap_or_default();
    let dpi = density(&mut file);
    let orientation = file.find_tag_unsigned::<u8>(Tag::Orientation).ok().flatten();
    let samples = match file.read_image().map_err(|error| unreadable(&error))? {
        DecodingResult::U8(samples) => samples,
        DecodingResult::U16(samples) => samples.into_iter().map(|v| (v >> 8) as u8).collect(),
        _ => return Err(unsupported()),
    };
    let pixels = rgb(&samples, color, width, &palette).ok_or_else(unsupported)?;
    let image = RgbImage::from_raw(width, height, pixels)
        .ok_or_else(|| damaged("TIFF 数据不完整", "is a TIFF picture that breaks off"))?;
    let Some(orientation) = orientation.and_then(image::metadata::Orientation::from_exif) else {
        return Ok(PageImage { image, dpi });
    };
    let mut picture = image::DynamicImage::ImageRgb8(image);
    picture.apply_orientation(orientation);
    Ok(PageImage { image: picture.into_rgb8(), dpi: dpi.map(|dpi| super::oriented(dpi, orientation)) })
}

fn unsupported() -> SourceError {
    damaged(
        "TIFF 的像素格式不受支持；请转换为灰度或 RGB",
        "is a TIFF picture of a kind that is not read; convert it to grey or RGB",
    )
}

fn density(file: &mut File<'_>) -> Option<(f32, f32)> {
    let unit = match file.find_tag_unsigned::<u16>(Tag::ResolutionUnit).ok().flatten() {
        Some(3) => 2.54,
        Some(2) | None => 1.0,
        _ => return None,
    };
    let mut number = |tag: Tag| {
        let value = file.find_tag(tag).ok().flatten()?;
        let number = match value {
            tiff::decoder::ifd::Value::Rational(above, below) => above as f32 / below as f32,
            other => other.into_f32().ok()?,
        };
        Some(number * unit)
    };
    let dpi = (number(Tag::XResolution)?, number(Tag::YResolution)?);
    ((20.0..=2_400.0).contains(&dpi.0) && (20.0..=2_400.0).contains(&dpi.1)).then_some(dpi)
}

/// Samples to red, green, blue.
fn rgb(samples: &[u8], color: ColorType, width: u32, palette: &[u16]) -> Option<Vec<u8>> {
    let grey = |v: u8| [v; 3];
    let ink = |v: u8, k: u8| ((255 - u16::from(v)) * (255 - u16::from(k)) / 255) as u8;
    let on_white = |v: u8, a: u8| ((u16::from(v) * u16::from(a) + 255 * (255 - u16::from(a))) / 255) as u8;
    let each = |count: usize, pixel: &dyn Fn(&[u8]) -> Option<[u8; 3]>| {
        samples.chunks_exact(count).map(pixel).collect::<Option<Vec<[u8; 3]>>>().map(Vec::<[u8; 3]>::into_flattened)
    };
    match color {
        ColorType::Gray(bits @ (1 | 2 | 4)) => {
            Some(packed(samples, bits, width, |v, most| grey((u16::from(v) * 255 / most) as u8)))
        }
        ColorType::Palette(bits @ (1 | 2 | 4 | 8)) => {
            let size = 1usize << bits;
            let part = |number: usize| palette.get(number).map_or(0, |v| (*v >> 8) as u8);
            Some(packed(samples, bits, width, |v, _| [0, 1, 2].map(|channel| part(usize::from(v) + channel * size))))
        }
        ColorType::Gray(8 | 16) => each(1, &|p| Some(grey(*p.first()?))),
        ColorType::GrayA(8 | 16) => each(2, &|p| if let [v, a] = *p { Some(grey(on_white(v, a))) } else { None }),
        ColorType::RGB(8 | 16) | ColorType::YCbCr(8) => each(3, &|p| if let [r, g, b] = *p { Some([r, g, b]) } else { None }),
        ColorType::RGBA(8 | 16) => {
            each(4, &|p| if let [r, g, b, a] = *p { Some([r, g, b].map(|v| on_white(v, a))) } else { None })
        }
        ColorType::CMYK(8 | 16) => each(4, &|p| if let [c, m, y, k] = *p { Some([c, m, y].map(|v| ink(v, k))) } else { None }),
        _ => None,
    }
}

/// Pixels of less than a byte; each row starts with a byte of its own.
fn packed(samples: &[u8], bits: u8, width: u32, color: impl Fn(u8, u16) -> [u8; 3]) -> Vec<u8> {
    let per_byte = usize::from(8 / bits);
    let width = width as usize;
    let most = (1u16 << bits) - 1;
    let mut out = Vec::with_capacity(samples.len() * per_byte * 3);
    for row in samples.chunks(width.div_ceil(per_byte).max(1)) {
        for x in 0..width {
            let byte = row.get(x / per_byte).copied().unwrap_or(255);
            let shift = 8 - bits * ((x % per_byte) as u8 + 1);
            out.extend(color(((u16::from(byte) >> shift) & most) as u8, most));
        }
    }
    out
}
