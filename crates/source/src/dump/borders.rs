//! Where pages start.
//!
//! Form feeds are the tool's own word and stand alone. Without them, printed page numbers come
//! first, then runs of blank lines longer than the usual ones. Titles add borders inside the pages
//! so found: a page that has a form's title already does not hold the next form's.

use super::lines::{RawLine, RawLines};
use super::marks::{self, Marks};
use super::{blanks, titles};

/// The indices of the lines that start a page, ascending; the first is 0.
pub(super) fn page_starts(raw: &RawLines, is_title: &dyn Fn(&str) -> bool) -> Vec<usize> {
    let lines = raw.lines.as_slice();
    if raw.feeds_after > 0 || lines.iter().any(|line| line.feeds_before > 0) {
        return titles::add_borders(lines, &fed(lines), titles::Trust::Pages, is_title);
    }
    let marks = marks::find(lines);
    let starts = match &marks {
        Marks::Leading(found) => found.clone(),
        Marks::Trailing(found) => found.iter().map(|at| at + 1).collect(),
        Marks::None => blanks::borders(lines),
    };
    let trust = match marks {
        Marks::Trailing(_) => titles::Trust::Footers,
        Marks::Leading(_) | Marks::None => titles::Trust::Nothing,
    };
    titles::add_borders(lines, &starts, trust, is_title)
}

fn fed(lines: &[RawLine]) -> Vec<usize> {
    let after_feed = lines.iter().enumerate().filter(|(_, line)| line.feeds_before > 0);
    after_feed.map(|(index, _)| index).collect()
}
