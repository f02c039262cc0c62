//! The models at work, where they are there: on a page of a fixture, drawn.

use std::path::Path;
use std::time::Duration;

use image::RgbImage;

use super::*;
use crate::render::Renderer;

/// The engine; none, with a note, where `scripts/models` was not run.
fn engine() -> Option<Engine> {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    match Models::find(&ModelPlaces { checkout: Some(&checkout), ..ModelPlaces::default() }) {
        Ok(models) => Some(Engine::load(models, 2).unwrap()),
        Err(error) => {
            eprintln!("not tested: {error}");
            None
        }
    }
}

/// The upper part of a form at 150 dpi.
fn form() -> RgbImage {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/pdf/project-calc.pdf");
    let renderer = Renderer::open(std::fs::read(file).unwrap(), None).unwrap();
    let png = renderer.png(1, 150.0, Duration::from_secs(60)).unwrap();
    let page = image::load_from_memory(&png).unwrap().to_rgb8();
    imageops::crop_imm(&page, 0, 0, page.width(), page.height() / 3).to_image()
}

fn lines_of(page: &RgbImage, boxes: &[PixelBox]) -> Vec<RgbImage> {
    let crop = |b: &PixelBox| imageops::crop_imm(page, b.x0, b.y0, b.x1 - b.x0, b.y1 - b.y0).to_image();
    boxes.iter().map(crop).collect()
}

#[test]
fn a_form_is_found_read_and_read_again() {
    let Some(engine) = engine() else { return };
    let page = form();
    let lines = lines_of(&page, &engine.detect(&page).unwrap());
    let readings = engine.read(&lines).unwrap();
    let text: Vec<String> = readings.iter().map(Reading::text).collect();
    for label in ["项目名称", "实施单位", "主管部门"] {
        assert!(text.iter().any(|line| line.contains(label)), "{label} in {text:?}");
    }
    let is_figure = |line: &&String| line.contains('.') && line.chars().all(|c| c.is_ascii_digit() || ",.".contains(c));
    assert!(text.iter().filter(is_figure).count() >= 3, "{text:?}");
    let again = engine.read_again(&lines).unwrap();
    for (first, second) in readings.iter().zip(&again).filter(|(first, _)| is_figure(&&first.text())) {
        assert_eq!(first.text(), second.text());
    }
    for reading in &readings {
        assert!(reading.chars.windows(2).all(|pair| pair[0].from <= pair[0].to && pair[0].to <= pair[1].from + 1e-6));
    }
}

#[test]
fn a_page_on_its_head_is_noticed() {
    let Some(engine) = engine() else { return };
    let page = form();
    let lines = lines_of(&page, &engine.detect(&page).unwrap());
    let turned: Vec<RgbImage> = lines.iter().map(imageops::rotate180).collect();
    assert_eq!(engine.upside_down(&lines).unwrap(), Some(false));
    assert_eq!(engine.upside_down(&turned).unwrap(), Some(true));
    assert_eq!(engine.upside_down(&[]).unwrap(), None);
}

#[test]
fn pictures_without_text_read_as_nothing() {
    let Some(engine) = engine() else { return };
    let blank = RgbImage::from_pixel(300, 40, image::Rgb([255; 3]));
    let odd = [blank.clone(), RgbImage::new(0, 0), RgbImage::new(1, 1), RgbImage::new(3_000, 2), RgbImage::new(1, 500)];
    let readings = engine.read(&odd).unwrap();
    assert_eq!(readings.len(), 5);
    assert!(readings[0].chars.is_empty() && readings[1].chars.is_empty());
    assert!(engine.detect(&blank).unwrap().is_empty() && engine.detect(&RgbImage::new(0, 9)).unwrap().is_empty());
}
