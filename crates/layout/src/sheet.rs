//! From what a sheet draws to its tables and lines.

use biaodan_model::{Canvas, SheetLayout};

use crate::marks::Marks;
use crate::runs::{Run, runs};
use crate::{aligned, assign, outside, ruled, rules, turned};

/// Finds the tables of a sheet and the lines of text outside of them. Everything visible ends in
/// exactly one line: of a cell, outside of tables, or among the repeats.
#[must_use]
pub fn sheet(canvas: &Canvas) -> SheetLayout {
    let Some((laid, turn)) = turned::on_its_side(canvas) else { return upright(canvas) };
    let mut layout = upright(&laid);
    turned::back(&mut layout, turn);
    layout
}

fn upright(canvas: &Canvas) -> SheetLayout {
    let marks = Marks::kept(canvas);
    let rules = rules::rules(canvas);
    let frames = ruled::frames(&rules);
    let runs = assign::cut(&marks, &frames, runs(&marks));
    let assigned = assign::assign(&frames, &runs);
    let mut tables = Vec::with_capacity(frames.len());
    let mut freed: Vec<Run> = Vec::new();
    for (frame, content) in frames.iter().zip(assigned.inside) {
        match aligned::tables_in_frame(&marks, &content, &rules) {
            Some((found, rest)) => {
                tables.extend(found);
                freed.extend(rest);
            }
            None if content.iter().any(|runs| !runs.is_empty()) => tables.push(ruled::table(&marks, frame, content)),
            None => {}
        }
    }
    let mut free = assigned.outside;
    let found = aligned::tables(&marks, &free, &rules);
    if let Some((found, rest)) = found {
        tables.extend(found);
        freed.extend(rest);
        free.clear();
    }
    free.extend(freed.iter());
    let lines = outside::lines(&marks, free);
    tables.sort_by(|a, b| a.bbox.y0.total_cmp(&b.bbox.y0).then(a.bbox.x0.total_cmp(&b.bbox.x0)));
    SheetLayout { tables, lines, repeats: repeats(canvas) }
}

/// Lines of the glyphs that another page of the sheet keeps.
fn repeats(canvas: &Canvas) -> Vec<biaodan_model::Line> {
    let marks = Marks::repeated(canvas);
    let runs = runs(&marks);
    outside::lines(&marks, runs.iter().collect())
}
