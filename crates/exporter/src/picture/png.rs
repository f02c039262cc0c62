//! A picture as PNG: the same marks as in SVG, with labels in strokes, without tooltips.

use std::io::Cursor;
use std::sync::Arc;

use biaodan_model::BBox;
use vello_cpu::color::{AlphaColor, Srgb};
use vello_cpu::kurbo::{Affine, BezPath, Line, Point, Rect, Shape as _, Stroke};
use vello_cpu::peniko::{BlendMode, Compose, ImageSampler, Mix};
use vello_cpu::{Image, ImageSource, Pixmap, RenderContext, Resources};

use super::{FILL_OPACITY, FRAME, Ink, LABEL, Mark, Picture, PictureOfPage, Shape, lettering};

/// The longest side in pixels; larger pictures are drawn coarser.
const MOST_PIXELS: f32 = 5_000.0;

/// Height of the legend's letters in points.
const LEGEND: f32 = 7.0;

/// Thickness of the strokes of letters, as part of their height.
const PEN: f32 = 0.13;

/// Draws with so many pixels a point.
pub(super) fn write(picture: &Picture, pixels_per_point: f32) -> Option<Vec<u8>> {
    let view = &picture.view;
    let scale = pixels_per_point.min(MOST_PIXELS / view.width().max(view.height()));
    let side = |points: f32| (points * scale).ceil().max(1.0) as u16;
    let (width, height) = (side(view.width()), side(view.height()));
    let scale = f64::from(scale);
    let placing = Affine::scale(scale) * Affine::translate((-f64::from(view.x0), -f64::from(view.y0)));
    let mut pen = Pen { context: RenderContext::new(width, height), placing };
    pen.draw(picture);
    pen.context.flush();
    let mut pixmap = Pixmap::new(width, height);
    pen.context.render(&mut pixmap, &mut Resources::new());
    pixmap.into_png().ok()
}

struct Pen {
    context: RenderContext,
    placing: Affine,
}

impl Pen {
    fn draw(&mut self, picture: &Picture) {
        self.context.set_transform(self.placing);
        self.fill(&picture.view, grey(0xDD));
        for page in &picture.pages {
            self.fill(&page.bbox, grey(0xFF));
        }
        // Pages of a sheet overlap, and the white of one must not hide what is printed on another.
        self.context.set_blend_mode(BlendMode::new(Mix::Multiply, Compose::SrcOver));
        for page in &picture.pages {
            self.page(page);
        }
        self.context.set_blend_mode(BlendMode::default());
        for mark in &picture.marks {
            self.mark(mark);
        }
        for (x, y, ink, text) in picture.legend_lines() {
            self.fill(&BBox::of((x, x + LEGEND), (y - LEGEND, y)), colour(ink, 1.0));
            self.letters(text, (x + 2.0 * LEGEND, y), LEGEND, grey(0x20));
        }
    }

    fn page(&mut self, page: &PictureOfPage) {
        // A background that is no picture leaves the page white, as one that is not there does.
        let Some(pixmap) = page.png.as_ref().and_then(|png| Pixmap::from_png(Cursor::new(png)).ok()) else { return };
        let (width, height) = (f64::from(pixmap.width()), f64::from(pixmap.height()));
        let place = rect(&page.bbox);
        let fit =
            Affine::translate((place.x0, place.y0)) * Affine::scale_non_uniform(place.width() / width, place.height() / height);
        self.context.set_paint(Image { image: ImageSource::Pixmap(Arc::new(pixmap)), sampler: ImageSampler::default() });
        self.context.set_paint_transform(fit);
        self.context.fill_rect(&place);
        self.context.reset_paint_transform();
    }

    fn mark(&mut self, mark: &Mark) {
        match mark.shape {
            Shape::Box(bbox) => {
                self.fill(&bbox, colour(mark.ink, FILL_OPACITY));
                self.stroke(&rect(&bbox).to_path(0.1), FRAME, colour(mark.ink, 1.0));
            }
            Shape::Frame(bbox) => self.stroke(&rect(&bbox).to_path(0.1), FRAME, colour(mark.ink, 1.0)),
            Shape::Line { from, to, thickness } => {
                self.stroke(&Line::new(point(from), point(to)).to_path(0.1), thickness, colour(mark.ink, 1.0));
            }
        }
        if let Some((label, x, y)) = mark.placed_label() {
            self.letters(label, (x, y), LABEL * 0.8, colour(mark.ink, 1.0));
        }
    }

    /// Letters whose first one stands on this point.
    fn letters(&mut self, text: &str, foot: (f32, f32), height: f32, colour: AlphaColor<Srgb>) {
        let step = height / lettering::HEIGHT;
        let mut path = BezPath::new();
        for line in lettering::lines(text) {
            for (i, (x, y)) in line.into_iter().enumerate() {
                let point = point((foot.0 + x * step, foot.1 + y * step));
                if i == 0 { path.move_to(point) } else { path.line_to(point) }
            }
        }
        // A label is read against anything it stands on.
        self.stroke(&path, height * 4.0 * PEN, grey(0xFF).with_alpha(0.8));
        self.stroke(&path, height * PEN, colour);
    }

    fn fill(&mut self, bbox: &BBox, colour: AlphaColor<Srgb>) {
        self.context.set_paint(colour);
        self.context.fill_rect(&rect(bbox));
    }

    fn stroke(&mut self, path: &BezPath, thickness: f32, colour: AlphaColor<Srgb>) {
        self.context.set_paint(colour);
        self.context.set_stroke(Stroke::new(f64::from(thickness)));
        self.context.stroke_path(path);
    }
}

fn rect(bbox: &BBox) -> Rect {
    Rect::from_points(point((bbox.x0, bbox.y0)), point((bbox.x1, bbox.y1)))
}

fn point((x, y): (f32, f32)) -> Point {
    Point::new(f64::from(x), f64::from(y))
}

fn colour(ink: Ink, opacity: f32) -> AlphaColor<Srgb> {
    let [red, green, blue] = ink.rgb();
    AlphaColor::from_rgba8(red, green, blue, 0xFF).with_alpha(opacity)
}

fn grey(lightness: u8) -> AlphaColor<Srgb> {
    AlphaColor::from_rgba8(lightness, lightness, lightness, 0xFF)
}
