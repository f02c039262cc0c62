//! Rows of ink within a cell, put together to lines of text.

use super::{Area, ink_by_row, stretches};
use crate::scan::prepare::raster::Raster;

/// Parts of a character (二, 三, the dot of an i) stand this near to each other, as a share of the em.
const WITHIN: f32 = 0.42;

/// A line is at most this many ems high.
const HIGHEST: f32 = 1.3;

/// Rows higher than this are two lines that touch.
const TOUCHING: f32 = 1.75;

/// Ink at most, as a share of the em's square, that is dirt; a full stop is more.
const DIRT: f32 = 0.008;

/// Ink of a single row of pixels, in ems, that is a dash.
const DASH: f32 = 0.3;

/// Rows of ink in an area, from top to bottom.
pub(super) fn inked(text: &Raster, area: &Area) -> Vec<(usize, usize)> {
    let rows = stretches(&ink_by_row(text, area), |count| count > 0);
    rows.into_iter().map(|(first, last)| (first + area.y0, last + area.y0)).collect()
}

/// Lines of text: rows of ink that belong together joined, those that are several lines cut.
pub(super) fn bands(text: &Raster, area: &Area, rows: &[(usize, usize)], em: f32) -> Vec<(usize, usize)> {
    let mut bands: Vec<(usize, usize)> = Vec::new();
    let span = |from: usize, to: usize| to.saturating_sub(from) as f32;
    for (at, row) in rows.iter().enumerate() {
        let next = rows.get(at + 1);
        match bands.last_mut() {
            Some(last)
                if span(last.0, row.1) <= HIGHEST * em
                    && span(last.1, row.0) <= WITHIN * em
                    && !is_nearer(span(last.1, row.0), row, next, em) =>
            {
                last.1 = row.1;
            }
            _ => bands.push(*row),
        }
    }
    let cut = bands.iter().flat_map(|band| cut(text, area, *band, em));
    cut.filter(|band| is_text(text, &Area { y0: band.0, y1: band.1, ..*area }, em)).collect()
}

/// True for a part of a character that is nearer to the row below it.
fn is_nearer(above: f32, row: &(usize, usize), next: Option<&(usize, usize)>, em: f32) -> bool {
    let is_small = ((row.1 - row.0) as f32) < 0.5 * em;
    is_small && next.is_some_and(|next| ((next.0 - row.1) as f32) < above && ((next.1 - row.0) as f32) <= HIGHEST * em)
}

/// A band that is several lines high, cut where there is the least ink.
fn cut(text: &Raster, area: &Area, band: (usize, usize), em: f32) -> Vec<(usize, usize)> {
    let height = (band.1 - band.0) as f32;
    if height <= TOUCHING * em {
        return vec![band];
    }
    let counts = ink_by_row(text, &Area { y0: band.0, y1: band.1, ..*area });
    // characters much larger than the others, as of a heading, have ink in every row
    let most = counts.iter().copied().max().unwrap_or_default();
    let (mut out, mut from) = (Vec::new(), 0usize);
    while ((counts.len() - from) as f32) > TOUCHING * em {
        let (low, high) = (from + (0.75 * em) as usize, (from + (1.6 * em) as usize).min(counts.len()));
        let thinnest =
            (low..high).min_by_key(|at| (counts.get(*at).copied().unwrap_or_default(), at.abs_diff(from + (1.15 * em) as usize)));
        let Some(at) = thinnest.filter(|at| *at > from && counts.get(*at).is_some_and(|count| count * 3 < most)) else { break };
        out.push((band.0 + from, band.0 + at));
        from = at;
    }
    out.push((band.0 + from, band.1));
    out
}

fn is_text(text: &Raster, area: &Area, em: f32) -> bool {
    let ink: usize = ink_by_row(text, area).iter().sum();
    // a dash may be one row high
    ink as f32 > DIRT * em * em && (area.height() > 1 || ink as f32 > DASH * em)
}
