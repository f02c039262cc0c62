use biaodan_model::Axis;
use image::Rgb;

use super::*;

/// A4 at 150 dpi: a table of two columns and three rows, with a bar of ink for text in two of its cells.
fn form(slope: f32) -> RgbImage {
    let mut page = RgbImage::from_pixel(1240, 1754, Rgb([250, 250, 248]));
    let mut ink = |x: f32, y: f32| {
        let (x, y) = (x - slope * (y - 877.0), y + slope * (x - 620.0));
        if let Some(pixel) = page.get_pixel_mut_checked(x.round() as u32, y.round() as u32) {
            *pixel = Rgb([20, 20, 20]);
        }
    };
    for thick in 0..3 {
        let off = thick as f32;
        (100..1100).for_each(|x| [200.0, 260.0, 320.0, 380.0].iter().for_each(|y| ink(x as f32, y + off)));
        (200..383).for_each(|y| [100.0, 500.0, 1098.0].iter().for_each(|x| ink(x + off, y as f32)));
    }
    // characters of 20 pixels, as crosses
    for (left, top) in [(140, 220), (140, 280), (560, 220)] {
        for character in 0..4 {
            let left = left + character * 24;
            (0..20).for_each(|at| {
                ink((left + at) as f32, (top + 10) as f32);
                ink((left + 10) as f32, (top + at) as f32);
                ink((left + at) as f32, (top + 18) as f32);
            });
        }
    }
    page
}

fn dpi() -> Option<(f32, f32)> {
    Some((150.0, 150.0))
}

#[test]
fn rules_come_out_in_points_and_text_in_lines() {
    let page = prepare(&form(0.0), dpi());
    let rows: Vec<f32> = page.rulings.iter().filter(|rule| rule.axis == Axis::Horizontal).map(|rule| rule.at).collect();
    assert_eq!(rows.len(), 4);
    for (found, drawn) in rows.iter().zip([201.5, 261.5, 321.5, 381.5]) {
        assert!((found - drawn * 0.48).abs() < 0.3, "{found}");
    }
    assert_eq!(page.rulings.len(), 7);
    let cell = |x: (f32, f32), y: (f32, f32)| BBox::of((x.0 * 0.48, x.1 * 0.48), (y.0 * 0.48, y.1 * 0.48));
    let cells =
        [cell((101.0, 501.0), (201.0, 261.0)), cell((501.0, 1100.0), (201.0, 261.0)), cell((501.0, 1100.0), (261.0, 321.0))];
    let found: Vec<Option<usize>> = lines(&page, &cells).iter().map(|line| line.cell).collect();
    assert_eq!(found, [Some(0), Some(1), None]);
}

#[test]
fn a_skewed_page_is_put_straight_and_leads_back() {
    let page = prepare(&form(0.03), dpi());
    assert!((page.skew - 1.72).abs() < 0.05, "{}", page.skew);
    let first = page.rulings.iter().find(|rule| rule.axis == Axis::Horizontal).unwrap();
    let (x, y) = page.to_page.point((first.from, first.at));
    let drawn = (100.0 - 0.03 * (201.5 - 877.0), 201.5 + 0.03 * (100.0 - 620.0));
    assert!((x - drawn.0 * 0.48).abs() < 1.5 && (y - drawn.1 * 0.48).abs() < 1.0, "{x} {y}");
}

#[test]
fn turning_over_twice_changes_nothing() {
    let page = prepare(&form(0.0), dpi());
    let twice = page.clone().turned_over().turned_over();
    assert_eq!((twice.quarter_turns, twice.picture()), (page.quarter_turns, page.picture()));
    assert!(twice.rulings.iter().zip(&page.rulings).all(|(a, b)| (a.at - b.at).abs() < 0.01 && (a.from - b.from).abs() < 0.01));
}

#[test]
fn odd_sizes_do_no_harm() {
    for (width, height) in [(1, 1), (1, 900), (900, 1), (17, 33)] {
        let page = prepare(&RgbImage::new(width, height), None);
        assert!(lines(&page, &[BBox::of((0.0, 50.0), (0.0, 50.0))]).len() < 10);
    }
}
