//! The same page from any file, turned any way, read on any number of threads, gives the same values.

use std::convert::Infallible;
use std::num::NonZeroUsize;

use biaodan_pipeline::exporter::{View, render_element};
use biaodan_pipeline::model::Origin;
use biaodan_pipeline::{Batch, Engine, Input, Ocr, Place};
use biaodan_tests::fixtures;
use image::{ImageFormat, RgbImage, imageops};
use serde_json::{Value, json};
use tiff::encoder::{TiffEncoder, colortype};

use crate::support::{encoded, engine, fields, upper_part};

/// The amounts at the top of the page.
fn amounts() -> Value {
    json!({"total": "940.98", "fiscal_appropriation": "884.32", "carried_over": "56.66", "other": "0.00"})
}

fn read(engine: &Engine, bytes: &[u8]) -> Value {
    let fields = fields(&engine.read("page", bytes));
    assert_eq!(fields["funds"]["annual"], amounts());
    assert_eq!(fields["fiscal_year"], 2026);
    fields
}

#[test]
fn every_format_gives_the_same_values() {
    let engine = engine(Ocr::Auto);
    let page = upper_part();
    let png = read(&engine, &encoded(&page, ImageFormat::Png));
    for format in [ImageFormat::Bmp, ImageFormat::WebP, ImageFormat::Jpeg] {
        assert_eq!(read(&engine, &encoded(&page, format)), png, "{format:?}");
    }
}

#[test]
fn turned_pages_are_put_upright() {
    let engine = engine(Ocr::Auto);
    let page = upper_part();
    let upright = read(&engine, &encoded(&page, ImageFormat::Png));
    for (degrees, turned) in
        [(90, imageops::rotate90(&page)), (180, imageops::rotate180(&page)), (270, imageops::rotate270(&page))]
    {
        let envelope = engine.read("page", &encoded(&turned, ImageFormat::Png));
        assert_eq!(fields(&envelope), upright, "turned by {degrees}°");
        // places are those of the page as delivered
        let (width, height) = (envelope.pages[0].width.unwrap(), envelope.pages[0].height.unwrap());
        assert_eq!(width > height, degrees != 180, "{width} by {height}");
    }
}

#[test]
fn every_page_of_a_tiff_is_read() {
    let page = upper_part();
    let blank = RgbImage::from_pixel(page.width(), page.height(), image::Rgb([255; 3]));
    let envelope = engine(Ocr::Auto).read("pages", &tiff(&[&blank, &page, &blank]));
    assert_eq!(envelope.pages.len(), 3);
    assert!(envelope.pages.iter().all(|page| page.text_from == Origin::Ocr));
    assert_eq!(envelope.forms[0].pages, [2]);
    assert_eq!(fields(&envelope)["funds"]["annual"], amounts());
}

fn tiff(pages: &[&RgbImage]) -> Vec<u8> {
    let mut out = std::io::Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut out).unwrap();
    for page in pages {
        encoder.write_image::<colortype::RGB8>(page.width(), page.height(), page.as_raw()).unwrap();
    }
    out.into_inner()
}

#[test]
fn threads_do_not_show() {
    let scans = ["project-skew.pdf", "expenditure-skew.pdf"];
    let inputs: Vec<Input> = scans.iter().map(|name| input(name)).collect();
    assert!(render(&inputs, 1) == render(&inputs, 4), "the number of threads shows in the output");
}

fn input(name: &str) -> Input {
    Input { name: name.to_owned(), shown: name.to_owned(), place: Place::File(fixtures().join("scan").join(name)) }
}

fn render(inputs: &[Input], jobs: usize) -> Vec<Vec<u8>> {
    let engine = engine(Ocr::Auto);
    let batch = Batch::new(&engine, NonZeroUsize::new(jobs), inputs.len()).unwrap();
    let mut all = Vec::new();
    let make = |envelope| render_element(&envelope, View::Full, false).unwrap();
    let run: Result<(), Infallible> = batch.run(inputs, make, |_, bytes| {
        all.push(bytes);
        Ok(())
    });
    run.unwrap();
    all
}
