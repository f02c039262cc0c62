//! Which lines are rules: long ones, and short ones that end at rules on both sides. Strokes of characters
//! are neither.

use super::{Line, Lines};

/// Horizontal and vertical lines from these lengths on, in points, are rules: strokes that happen to stand side by
/// side in text, and more so strokes below each other, are shorter.
const LONG_ROW: f32 = 100.0;
const LONG_COLUMN: f32 = 50.0;

/// Share of a line that is inked; rows of text are less.
const INKED: f32 = 0.72;

/// The shortest side of a cell in points.
const SHORTEST: f32 = 6.0;

/// How far from a rule a line that ends at it may stop, in points.
const STOP: f32 = 2.6;

/// How often rules are looked for among lines that end at rules.
const ROUNDS: usize = 6;

/// The rules among lines of both axes.
pub(super) fn believed(horizontal: Vec<Line>, vertical: Vec<Line>, pixels_per_point: f32) -> Lines {
    let is_solid = |line: &Line| line.inked >= INKED * line.length() && line.length() >= SHORTEST * pixels_per_point;
    let split = |lines: Vec<Line>, long: f32| {
        let is_long = |line: &Line| line.length() >= long * pixels_per_point;
        lines.into_iter().filter(is_solid).partition::<Vec<Line>, _>(is_long)
    };
    let (mut rules_h, mut rest_h) = split(horizontal, LONG_ROW);
    let (mut rules_v, mut rest_v) = split(vertical, LONG_COLUMN);
    let stop = STOP * pixels_per_point;
    for _ in 0..ROUNDS {
        let more_h = take_anchored(&mut rest_h, &rules_v, stop);
        let more_v = take_anchored(&mut rest_v, &rules_h, stop);
        if more_h.is_empty() && more_v.is_empty() {
            break;
        }
        rules_h.extend(more_h);
        rules_v.extend(more_v);
    }
    Lines { horizontal: rules_h, vertical: rules_v }
}

/// Takes those that end at crossing rules on both sides.
fn take_anchored(lines: &mut Vec<Line>, crossing: &[Line], stop: f32) -> Vec<Line> {
    let mut sorted: Vec<&Line> = crossing.iter().collect();
    sorted.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let ends_at_rule = |along: f32, across: f32| {
        // rules lean by a few pixels at most
        let first = sorted.partition_point(|rule| rule.middle() < along - 4.0 * stop);
        let near = sorted.iter().skip(first).take_while(|rule| rule.middle() <= along + 4.0 * stop);
        near.into_iter().any(|rule| {
            (rule.at(across) - along).abs() <= stop + rule.thickness() / 2.0
                && rule.from - stop <= across
                && across <= rule.to + stop
        })
    };
    let is_anchored = |line: &Line| ends_at_rule(line.from, line.at(line.from)) && ends_at_rule(line.to, line.at(line.to));
    let (taken, rest) = lines.iter().copied().partition(is_anchored);
    *lines = rest;
    taken
}
