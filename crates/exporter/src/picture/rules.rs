//! The ruling lines and images of a page.

use biaodan_model::{Axis, Page, PlacedImage, Ruling};

use super::{Ink, Mark, Picture, Shape, page_alone};

const MEANINGS: &[(Ink, &str)] = &[(Ink::Red, "horizontal ruling"), (Ink::Blue, "vertical ruling"), (Ink::Grey, "image")];

/// Thickness at which a line can still be seen, in points.
const LEAST: f32 = 0.8;

/// The ruling lines that a page draws, and its images.
#[must_use]
pub fn rules(page: &Page, png: Option<Vec<u8>>) -> Picture {
    let images = page.drawing.images.iter().map(image);
    let marks = images.chain(page.drawing.rulings.iter().map(ruling)).collect();
    Picture::new(format!("page {}: rulings", page.number), vec![page_alone(page, png)], marks, MEANINGS)
}

fn ruling(rule: &Ruling) -> Mark {
    let (from, to, ink) = match rule.axis {
        Axis::Horizontal => ((rule.from, rule.at), (rule.to, rule.at), Ink::Red),
        Axis::Vertical => ((rule.at, rule.from), (rule.at, rule.to), Ink::Blue),
    };
    let name = if rule.axis == Axis::Horizontal { "y" } else { "x" };
    let tooltip = format!("{name} {:.2} from {:.2} to {:.2}, {:.2} pt thick", rule.at, rule.from, rule.to, rule.thickness);
    Mark::new(Shape::Line { from, to, thickness: rule.thickness.max(LEAST) }, ink, tooltip)
}

fn image(image: &PlacedImage) -> Mark {
    let (width, height) = image.pixels;
    Mark::new(Shape::Box(image.bbox), Ink::Grey, format!("image of {width} × {height} pixels"))
}
