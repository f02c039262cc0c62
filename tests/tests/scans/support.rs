//! An engine that recognises, and pages as pictures.

use std::fs;
use std::path::Path;

use biaodan_pipeline::exporter::View;
use biaodan_pipeline::model::Envelope;
use biaodan_pipeline::recognise::{self, ModelPlaces, Models, Recogniser};
use biaodan_pipeline::{Engine, Ocr, Recognition};
use biaodan_tests::{fixtures, json};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use serde_json::Value;

/// What recognises; loaded once for each engine, when the first page needs it.
pub(crate) fn recognition(ocr: Ocr) -> Recognition {
    Recognition::by(ocr, || {
        let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let (named, program) = (std::env::var_os("BIAODAN_MODELS"), std::env::current_exe().ok());
        let places = ModelPlaces {
            environment: named.as_deref(),
            program: program.as_deref(),
            checkout: Some(&checkout),
            ..ModelPlaces::default()
        };
        let models = Models::find(&places).unwrap_or_else(|error| panic!("{error}"));
        Ok(Box::new(recognise::Engine::load(models, 2)?) as Box<dyn Recogniser>)
    })
}

pub(crate) fn engine(ocr: Ocr) -> Engine {
    biaodan_tests::engine().unwrap().with_recognition(recognition(ocr))
}

/// A fixture of the folder of scans.
pub(crate) fn scan(name: &str) -> Vec<u8> {
    fs::read(fixtures().join("scan").join(name)).unwrap()
}

/// The picture in a PDF of one page, as it is embedded.
pub(crate) fn jpeg(name: &str) -> Vec<u8> {
    let pdf = scan(name);
    let at = |mark: &[u8]| pdf.windows(mark.len()).position(|window| window == mark);
    let (start, end) = (at(b"\xff\xd8\xff").unwrap(), at(b"\nendstream\nendobj\nxref").unwrap());
    pdf[start..end].to_vec()
}

/// The upper part of a page, which holds its title and its amounts; below it the page is white. What is tried in many
/// ways need not be read whole each time.
pub(crate) fn upper_part() -> RgbImage {
    /// Between two rows of the table.
    const PART: f32 = 0.229;
    let mut picture = image::load_from_memory_with_format(&jpeg("project-skew.pdf"), ImageFormat::Jpeg).unwrap().into_rgb8();
    let below = (PART * picture.height() as f32) as u32;
    picture
        .enumerate_rows_mut()
        .filter(|(y, _)| *y >= below)
        .for_each(|(_, row)| row.for_each(|(_, _, pixel)| *pixel = Rgb([255; 3])));
    picture
}

pub(crate) fn encoded(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture.clone()).write_to(&mut out, format).unwrap();
    out.into_inner()
}

/// The values of the only form.
pub(crate) fn fields(envelope: &Envelope) -> Value {
    let record = json(envelope, View::Plain).unwrap();
    let forms = record["forms"].as_array().unwrap();
    assert_eq!(forms.len(), 1, "{record:#}");
    forms[0]["fields"].clone()
}
