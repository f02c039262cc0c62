//! Page borders told by runs of blank lines.
//!
//! Some tools (Apache Tika) end a paragraph with a blank line and a page with more of them.

use std::cmp::Reverse;

use memchr::memmem;

use super::lines::RawLine;

/// A run this much longer than the usual one is a border, and no shorter than `LEAST`: the seed has
/// runs of 1 and, at the border, of 3.
const LONGER_BY: u32 = 2;
const LEAST: u32 = 3;

/// Where at most one run in this many is longer than the usual one, the tool spaces its paragraphs
/// alike, and any longer run is a border (generated Tika dumps: 67 runs of 1, one of 2).
const REGULAR: usize = 12;

/// Where at least one line in this many holds an inner gap, the dump keeps columns (`pdftotext
/// -layout`), and blank lines are space on the page.
const ALIGNED: usize = 10;
/// No tool separates paragraphs by this many blank lines.
const LONGEST_USUAL: usize = 64;
const GAP: &[u8] = b"   ";

/// The indices of the lines after a border, ascending.
pub(super) fn borders(lines: &[RawLine]) -> Vec<usize> {
    let Some(least) = least_border(lines) else { return Vec::new() };
    let inner = lines.iter().enumerate().skip(1);
    let found: Vec<usize> = inner.filter(|(_, line)| line.blank_before >= least).map(|(index, _)| index).collect();
    if found.is_empty() || is_aligned(lines) { Vec::new() } else { found }
}

/// The length from which a run is a border; none where runs tell nothing.
fn least_border(lines: &[RawLine]) -> Option<u32> {
    let runs = || lines.iter().skip(1).map(|line| line.blank_before).filter(|&run| run > 0);
    let usual = most_frequent(runs())?;
    let strong = LEAST.max(usual.saturating_add(LONGER_BY));
    if runs().any(|run| run >= strong) {
        return Some(strong);
    }
    let longer = runs().filter(|&run| run > usual).count();
    (longer > 0 && longer * REGULAR <= runs().count()).then(|| usual.saturating_add(1))
}

/// The most frequent length; the shorter of two that are as frequent.
fn most_frequent(runs: impl Iterator<Item = u32>) -> Option<u32> {
    let mut counts = [0usize; LONGEST_USUAL];
    for run in runs {
        if let Some(count) = counts.get_mut(run as usize) {
            *count += 1;
        }
    }
    let best = counts.iter().zip(0..).max_by_key(|&(&count, run)| (count, Reverse(run)))?;
    (*best.0 > 0).then_some(best.1)
}

fn is_aligned(lines: &[RawLine]) -> bool {
    let gap = memmem::Finder::new(GAP);
    let gapped = lines.iter().filter(|line| gap.find(line.text.trim_start().as_bytes()).is_some());
    gapped.count() * ALIGNED >= lines.len()
}
