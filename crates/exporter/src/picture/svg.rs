//! A picture as SVG: pages as images, marks of one ink in a group, tooltips as titles.

use std::fmt::Write;

use biaodan_model::BBox;

use super::{FILL_OPACITY, FRAME, Ink, LABEL, Mark, Picture, PictureOfPage, Shape, base64};
use crate::markup::Escaped;

/// Pages of a sheet overlap, and the white of one must not hide what is printed on another.
const MULTIPLY: &str = "style=\"mix-blend-mode:multiply\"";

/// A label is read against anything it stands on.
const HALO: &str = "stroke=\"#fff\" stroke-width=\"1\" paint-order=\"stroke\" fill-opacity=\"1\"";

/// Writing to a `String` cannot fail, so its results are let go.
pub(super) fn write(picture: &Picture) -> String {
    let BBox { x0, y0, .. } = picture.view;
    let (width, height) = (picture.view.width(), picture.view.height());
    let mut out = String::new();
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:.2}pt\" height=\"{height:.2}pt\" \
         viewBox=\"{x0:.2} {y0:.2} {width:.2} {height:.2}\" font-family=\"sans-serif\" font-size=\"{LABEL}\">"
    );
    let _ = writeln!(out, "<title>{}</title>", Escaped(&picture.title));
    let _ = writeln!(out, "<rect {} fill=\"#ddd\"/>", place(&picture.view));
    for page in &picture.pages {
        let _ = writeln!(out, "<rect {} fill=\"#fff\"/>", place(&page.bbox));
    }
    for page in &picture.pages {
        write_page(page, &mut out);
    }
    for marks in picture.marks.chunk_by(|a, b| a.ink == b.ink) {
        write_marks(marks, &mut out);
    }
    for (x, y, ink, text) in picture.legend_lines() {
        let _ = writeln!(out, "<text x=\"{x:.2}\" y=\"{y:.2}\" fill=\"{}\" font-size=\"8\">■ {text}</text>", colour(ink));
    }
    out.push_str("</svg>\n");
    out
}

fn write_page(page: &PictureOfPage, out: &mut String) {
    if let Some(png) = &page.png {
        let place = place(&page.bbox);
        let _ = write!(out, "<image {place} {MULTIPLY} preserveAspectRatio=\"none\" href=\"data:image/png;base64,");
        base64::push(png, out);
        out.push_str("\"/>\n");
    }
}

/// Marks of one ink.
fn write_marks(marks: &[Mark], out: &mut String) {
    let Some(ink) = marks.first().map(|mark| colour(mark.ink)) else { return };
    let _ = writeln!(out, "<g fill=\"{ink}\" fill-opacity=\"{FILL_OPACITY}\" stroke=\"{ink}\" stroke-width=\"{FRAME}\">");
    for mark in marks {
        let title = Escaped(&mark.tooltip);
        let _ = match mark.shape {
            Shape::Box(bbox) => writeln!(out, "<rect {}><title>{title}</title></rect>", place(&bbox)),
            Shape::Frame(bbox) => writeln!(out, "<rect {} fill=\"none\"><title>{title}</title></rect>", place(&bbox)),
            Shape::Line { from, to, thickness } => writeln!(
                out,
                "<line x1=\"{:.2}\" y1=\"{:.2}\" x2=\"{:.2}\" y2=\"{:.2}\" stroke-width=\"{thickness:.2}\"><title>{title}</title></line>",
                from.0, from.1, to.0, to.1
            ),
        };
        if let Some((label, x, y)) = mark.placed_label() {
            let _ = writeln!(out, "<text x=\"{x:.2}\" y=\"{y:.2}\" {HALO}>{}</text>", Escaped(label));
        }
    }
    out.push_str("</g>\n");
}

fn colour(ink: Ink) -> String {
    let [red, green, blue] = ink.rgb();
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn place(bbox: &BBox) -> String {
    let (width, height) = (bbox.width().max(0.0), bbox.height().max(0.0));
    format!("x=\"{:.2}\" y=\"{:.2}\" width=\"{width:.2}\" height=\"{height:.2}\"", bbox.x0, bbox.y0)
}
