//! Makes canvases of pages, by plan or each by itself.

use biaodan_model::{Canvas, Drawing, Page, PlacedPage};

use super::Plan;
use super::cut::{Cut, cuts, trim};
use super::once::{Fate, fates, made_visible};
use super::part::is_seen;

/// The canvases of these pages; plans hold the places of pages by index.
pub(super) fn canvases(pages: Vec<Page>, plans: Vec<Plan>) -> Vec<Canvas> {
    let mut pages: Vec<Option<Page>> = pages.into_iter().map(Some).collect();
    let mut canvases: Vec<(usize, Canvas)> = Vec::new();
    for plan in plans {
        let first = plan.places.iter().map(|p| p.part).min().unwrap_or(0);
        let taken: Vec<Page> = plan.places.iter().filter_map(|p| pages.get_mut(p.part).and_then(Option::take)).collect();
        if taken.len() == plan.places.len() {
            canvases.push((first, sheet(taken, plan)));
        }
    }
    let rest = pages.into_iter().enumerate().filter_map(|(i, page)| page.map(|p| (i, single(p))));
    canvases.extend(rest);
    canvases.sort_by_key(|c| c.0);
    canvases.into_iter().map(|c| c.1).collect()
}

fn single(page: Page) -> Canvas {
    let mut drawing = page.drawing;
    drawing.glyphs.retain(is_seen);
    Canvas { pages: vec![PlacedPage { number: page.number, drawing, ..PlacedPage::default() }], doubts: Vec::new() }
}

fn sheet(pages: Vec<Page>, plan: Plan) -> Canvas {
    if plan.places.len() == 1 {
        let mut canvas = pages.into_iter().next().map(single).unwrap_or_default();
        canvas.doubts = plan.doubts;
        return canvas;
    }
    let (fates, cuts) = {
        let views: Vec<&Page> = pages.iter().collect();
        (fates(&views, &plan), cuts(&views, &plan))
    };
    let placed = pages.into_iter().zip(fates).enumerate().map(|(i, (page, fates))| place(page, &fates, i, &plan, &cuts));
    Canvas { pages: placed.collect(), doubts: plan.doubts.clone() }
}

fn place(page: Page, fates: &[Fate], index: usize, plan: &Plan, cuts: &[Cut]) -> PlacedPage {
    let at = plan.places.get(index).copied();
    let (dx, dy) = at.map_or((0.0, 0.0), |p| (p.dx, p.dy));
    let Drawing { glyphs, rulings, images, fonts, rereadings } = page.drawing;
    let with = |fate: Fate| glyphs.iter().zip(fates).filter(move |(_, f)| **f == fate).map(|(g, _)| made_visible(g)).collect();
    let rulings = at.map(|p| trim(&rulings, index, &p, cuts)).unwrap_or_default();
    let repeated = with(Fate::Repeat);
    PlacedPage {
        number: page.number,
        dx,
        dy,
        drawing: Drawing { glyphs: with(Fate::Keep), rulings, images, fonts, rereadings },
        repeated,
    }
}
