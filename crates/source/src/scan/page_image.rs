//! The picture of a PDF page that is a scan. Where one picture is all that the page shows, it is taken as it was
//! embedded, pixel by pixel; otherwise the page is drawn.

use std::time::Duration;

use hayro::hayro_interpret::hayro_syntax::object::Dict;
use hayro::hayro_interpret::hayro_syntax::page::Page;
use hayro::hayro_interpret::kurbo::{Affine, BezPath, Rect};
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageData, ImageDrawProps, InterpreterCache, SoftMask,
    TransformExt, font::GlyphRun, interpret_page,
};
use image::RgbImage;

use super::PageImage;
use super::images::MOST_PIXELS;
use crate::render::{RenderError, Renderer, settings};

/// Points of an inch.
const POINTS_PER_INCH: f32 = 72.0;

/// Resolutions that pages are drawn at.
const COARSEST: f32 = 200.0;
const FINEST: f32 = 300.0;

/// Share of a page's sides that its only picture covers.
const WHOLE: f64 = 0.94;

/// The picture of the page with this 1-based number, as seen after rotation and crop.
///
/// # Errors
/// Where there is no such page, or it cannot be decoded or drawn in this time.
pub fn page_image(renderer: &Renderer, number: u32, limit: Duration) -> Result<PageImage, RenderError> {
    renderer.within(number, limit, |page| match embedded(page) {
        Ok(picture) => Ok(picture),
        Err(Otherwise::Drawn(finest)) => drawn(page, finest),
        Err(Otherwise::TooLarge) => Err(RenderError::TooLarge),
    })
}

/// What a page is without a picture that is all of it.
enum Otherwise {
    /// It has to be drawn; its finest picture has this resolution.
    Drawn(f32),
    /// One of its pictures is larger than any page of a form.
    TooLarge,
}

/// The only picture of a page.
fn embedded(page: &Page<'_>) -> Result<PageImage, Otherwise> {
    let (width, height) = page.render_dimensions();
    let mut only = OnlyPicture::default();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let cache = InterpreterCache::new();
    let transform = page.initial_transform(true).to_kurbo();
    interpret_page(page, &mut Context::new(transform, area, &cache, page.xref(), settings()), &mut only);
    if only.is_too_large {
        return Err(Otherwise::TooLarge);
    }
    let finest = only.finest;
    let Some((picture, transform)) = only.picture.filter(|_| !only.has_more) else { return Err(Otherwise::Drawn(finest)) };
    upright(picture, transform, (f64::from(width), f64::from(height))).ok_or(Otherwise::Drawn(finest))
}

/// The picture turned as it is placed, if it covers the page.
fn upright(picture: RgbImage, transform: Affine, (width, height): (f64, f64)) -> Option<PageImage> {
    let (across, down) = (f64::from(picture.width()), f64::from(picture.height()));
    let placed = transform.transform_rect_bbox(Rect::new(0.0, 0.0, across, down));
    let [a, b, c, d, _, _] = transform.as_coeffs();
    let covered = placed.intersect(Rect::new(0.0, 0.0, width, height));
    let is_whole = covered.width() >= WHOLE * width && covered.height() >= WHOLE * height;
    let is_inside = covered.area() >= WHOLE * placed.area();
    if !is_whole || !is_inside {
        return None;
    }
    let small = 1e-3 * (a.abs() + b.abs());
    let image = match (b.abs() <= small && c.abs() <= small, a.abs() <= small && d.abs() <= small) {
        (true, _) if a > 0.0 && d > 0.0 => picture,
        (true, _) if a < 0.0 && d < 0.0 => image::imageops::rotate180(&picture),
        (_, true) if b > 0.0 && c < 0.0 => image::imageops::rotate90(&picture),
        (_, true) if b < 0.0 && c > 0.0 => image::imageops::rotate270(&picture),
        _ => return None,
    };
    let dpi = |pixels: u32, points: f64| (f64::from(pixels) / points * f64::from(POINTS_PER_INCH)) as f32;
    let dpi = (dpi(image.width(), placed.width()), dpi(image.height(), placed.height()));
    Some(PageImage { image, dpi: Some(dpi) })
}

fn drawn(page: &Page<'_>, finest: f32) -> Result<PageImage, RenderError> {
    let dpi = finest.clamp(COARSEST, FINEST);
    let pixmap = crate::render::pixmap(page, dpi)?;
    let (width, height) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    let pixels = pixmap.data_as_u8_slice().chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
    let image = RgbImage::from_raw(width, height, pixels).ok_or(RenderError::Failed)?;
    let size = page.render_dimensions();
    let dpi = (width as f32 / size.0 * POINTS_PER_INCH, height as f32 / size.1 * POINTS_PER_INCH);
    Ok(PageImage { image, dpi: Some(dpi) })
}

/// Takes the first picture and notes whether there is anything else to see.
#[derive(Default)]
struct OnlyPicture {
    picture: Option<(RgbImage, Affine)>,
    has_more: bool,
    finest: f32,
    seen: bool,
    is_too_large: bool,
}

impl<'a> Device<'a> for OnlyPicture {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, mode: &DrawMode) {
        self.has_more |= !matches!(mode, DrawMode::Invisible);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, _: &GlyphRun<'_, 'a>, _: DrawProps<'a>, mode: &DrawMode) {
        self.has_more |= !matches!(mode, DrawMode::Invisible);
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        let size = (image.width(), image.height());
        let [a, b, _, _, _, _] = props.transform.as_coeffs();
        self.is_too_large |= u64::from(size.0) * u64::from(size.1) > MOST_PIXELS;
        let points_per_pixel = a.hypot(b).max(1e-6) as f32;
        self.finest = self.finest.max(POINTS_PER_INCH / points_per_pixel);
        self.has_more |= std::mem::replace(&mut self.seen, true) || self.is_too_large || props.soft_mask.is_some();
        if self.has_more {
            self.picture = None;
            return;
        }
        match image {
            Image::Raster(raster) => raster.with_rgba(
                |data, alpha| {
                    let right_size = (data.width(), data.height()) == size && data.scale_factors() == (1.0, 1.0);
                    self.picture = rgb(data).filter(|_| alpha.is_none() && right_size).map(|rgb| (rgb, props.transform));
                },
                None,
            ),
            // drawn in a colour of its own
            Image::Stencil(_) => self.has_more = true,
        }
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}

    fn begin_marked_content(&mut self, _: &[u8], _: Option<&Dict<'_>>) {}
}

fn rgb(data: ImageData) -> Option<RgbImage> {
    match data {
        ImageData::Rgb(rgb) => RgbImage::from_raw(rgb.width, rgb.height, rgb.data),
        ImageData::Luma(grey) => {
            RgbImage::from_raw(grey.width, grey.height, grey.data.into_iter().flat_map(|v| [v; 3]).collect())
        }
    }
}
