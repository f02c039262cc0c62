//! Pieces of one line, joined over breaks.

use super::{Line, Thin};

/// Breaks between any two pieces, in points.
const SMALL_BREAK: f32 = 1.5;

/// Breaks between pieces that are longer than strokes of characters.
const BREAK: f32 = 4.0;

/// The widest break that faint ink may bridge.
const FAINT_BREAK: f32 = 60.0;

/// Pieces longer than this are hardly strokes of characters.
const LONG_PIECE: f32 = 12.0;

/// Share of a break that is faintly inked.
const FAINT_SHARE: f32 = 0.6;

/// How far pieces of one line lie apart across it, in points.
const ASIDE: f32 = 0.6;

/// Rows of one bucket.
const BUCKET: f32 = 4.0;

/// Joins pieces that continue each other.
pub(super) fn join(mut pieces: Vec<Line>, thin: &Thin<'_>, pixels_per_point: f32) -> Vec<Line> {
    pieces.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.middle().total_cmp(&b.middle())));
    let mut lines: Vec<Line> = Vec::with_capacity(pieces.len());
    let mut buckets: Vec<Vec<usize>> = vec![Vec::new(); (thin.picture.height as f32 / BUCKET) as usize + 1];
    let bucket = |at: f32| (at.max(0.0) / BUCKET) as usize;
    for piece in pieces {
        let at = piece.at(piece.from);
        let near = bucket(at).saturating_sub(1)..=bucket(at) + 1;
        let before = near.filter_map(|row| buckets.get(row)).flatten().copied();
        let breaks = before.filter_map(|line| Some((line, gap(lines.get(line)?, &piece, thin, pixels_per_point)?)));
        let nearest = breaks.min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
        let own = match nearest.and_then(|(line, _)| Some((line, lines.get_mut(line)?))) {
            Some((number, line)) => {
                *line = joined(line, &piece);
                number
            }
            None => {
                lines.push(piece);
                lines.len() - 1
            }
        };
        let end = lines.get(own).map_or(at, |line| line.at(line.to));
        if let Some(bucket) = buckets.get_mut(bucket(end)).filter(|bucket| !bucket.contains(&own)) {
            bucket.push(own);
        }
    }
    lines
}

/// How wide the break is, if the piece continues the line.
fn gap(line: &Line, piece: &Line, thin: &Thin<'_>, pixels_per_point: f32) -> Option<f32> {
    let gap = piece.from - line.to;
    let middle = (piece.from + line.to) / 2.0;
    let aside = (line.at(middle) - piece.at(middle)).abs();
    if aside > (ASIDE * pixels_per_point).max(1.5) || gap < -line.length() - piece.length() {
        return None;
    }
    let both_long = line.length().min(piece.length()) >= LONG_PIECE * pixels_per_point;
    let either_long = line.length().max(piece.length()) >= LONG_PIECE * pixels_per_point;
    let allowed = if both_long { BREAK } else { SMALL_BREAK } * pixels_per_point;
    let is_near = gap <= allowed;
    let is_faint = || faint(line, piece, thin, pixels_per_point) >= FAINT_SHARE;
    let is_bridged = || either_long && gap <= FAINT_BREAK * pixels_per_point && is_faint();
    (is_near || is_bridged()).then_some(gap)
}

/// Share of a break where there is faint ink between the two ends, and none beside it.
fn faint(line: &Line, piece: &Line, thin: &Thin<'_>, pixels_per_point: f32) -> f32 {
    let (start, end) = (line.at(line.to), piece.at(piece.from));
    let count = (piece.from - line.to).max(1.0);
    let across = |along: f32| start + (end - start) * ((along - line.to) / count);
    thin.alone((line.to, piece.from), across, line.thickness().max(piece.thickness()), pixels_per_point)
}

fn joined(line: &Line, piece: &Line) -> Line {
    let overlap = (line.to.min(piece.to) - piece.from).max(0.0);
    Line {
        from: line.from.min(piece.from),
        to: line.to.max(piece.to),
        inked: line.inked + (piece.inked - overlap).max(0.0),
        area: line.area + piece.area,
        fit: line.fit.joined(&piece.fit),
    }
}
