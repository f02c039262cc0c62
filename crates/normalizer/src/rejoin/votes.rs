//! Which pages draw the same text, and how far apart: every three characters in a row that a page
//! hides vote for the offset to each other page that draws them too.
//!
//! Headers, titles printed on every page and the labels of like forms stand at the same place on
//! both pages, or are seen on both; they have no vote.

use rustc_hash::FxHashSet;

use super::part::Part;

/// Characters a vote needs in a row.
const GRAM: usize = 3;
/// Most pages, before or after, that a page is compared with for one text. A text found on more pages
/// than that tells nothing of a page far away.
const REACH: usize = 8;
/// Most places of one text on one page that are looked at.
const PLACES: usize = 3;
/// Pages that are compared at a time; windows overlap by half.
const WINDOW: usize = 512;
/// Hidden texts of a window that are looked at; of more, a sample.
const POSTS: usize = 100_000;
/// Same place on both pages: ordinary repetition, in points.
const UNMOVED: f32 = 3.0;
/// Width of the bins in which offsets are counted, in points.
const BIN: f32 = 1.0;
/// Votes that an offset needs to be looked at.
const QUORUM: usize = 1;
/// Offsets of one pair of pages that are looked at.
const CHOICES: usize = 3;

/// An offset with fewer votes than the best one's by this factor is chance.
const RIVAL: usize = 4;

/// Add `dx`, `dy` to the place on page `second` to get the place on page `first`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Offset {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) dx: f32,
    pub(super) dy: f32,
}

impl Offset {
    /// The same with the page further to the left or top first.
    fn onward(self) -> Offset {
        if self.dx + self.dy >= 0.0 {
            return self;
        }
        Offset { first: self.second, second: self.first, dx: -self.dx, dy: -self.dy }
    }
}

/// Three characters and where the first of them stands.
#[derive(Debug, Clone, Copy)]
struct Post {
    gram: u64,
    page: usize,
    x: f32,
    y: f32,
    hidden: bool,
}

/// The offsets that are worth a closer look, by pair of pages. Long documents are looked at in windows,
/// so that memory has a bound.
pub(super) fn offsets(parts: &[Part<'_>]) -> Vec<Offset> {
    let starts = (0..parts.len().max(1)).step_by(WINDOW / 2);
    let windows = starts.take_while(|start| *start == 0 || start + WINDOW / 2 < parts.len());
    windows.flat_map(|start| offsets_within(parts, start)).collect()
}

fn offsets_within(parts: &[Part<'_>], start: usize) -> Vec<Offset> {
    let mut votes = Vec::new();
    let posts = posts(parts, start);
    for group in posts.chunk_by(|a, b| a.gram == b.gram).filter(|g| g.iter().any(|p| p.hidden)) {
        vote(group, &mut votes);
    }
    votes.sort_unstable_by(|a, b| {
        (a.first, a.second).cmp(&(b.first, b.second)).then(a.dx.total_cmp(&b.dx)).then(a.dy.total_cmp(&b.dy))
    });
    votes.chunk_by(|a, b| (a.first, a.second) == (b.first, b.second)).flat_map(dominant).map(Offset::onward).collect()
}

/// The texts of the pages of a window that are hidden on at least one, sorted by text and page.
fn posts(parts: &[Part<'_>], start: usize) -> Vec<Post> {
    let window = || parts.iter().enumerate().skip(start).take(WINDOW);
    let mut hidden = FxHashSet::default();
    let total: usize = window().map(|(_, p)| p.hidden).sum();
    let one_of = (total / POSTS + 1) as u64;
    for (_, part) in window() {
        each_gram(part, 0, true, &mut |post| {
            if mixed(post.gram).is_multiple_of(one_of) {
                hidden.insert(post.gram);
            }
        });
    }
    let mut posts = Vec::new();
    if hidden.is_empty() {
        return posts;
    }
    for (i, part) in window() {
        each_gram(part, i, false, &mut |post| {
            if hidden.contains(&post.gram) {
                posts.push(post);
            }
        });
    }
    posts.sort_by_key(|p| (p.gram, p.page));
    posts
}

/// Every bit of a text's number in the lower ones, to take a fair sample.
fn mixed(gram: u64) -> u64 {
    gram.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
}

fn each_gram(part: &Part<'_>, page: usize, only_hidden: bool, sink: &mut dyn FnMut(Post)) {
    for run in part.runs.iter().filter(|r| !only_hidden || r.unseen > 0) {
        let glyphs = part.glyphs(run);
        let size = glyphs.first().map_or(0, |g| (g.size * 2.0).round() as u64);
        for window in glyphs.windows(GRAM) {
            let unseen = window.iter().any(super::part::is_unseen);
            let known = window.iter().all(|g| g.ch != char::REPLACEMENT_CHARACTER);
            if let (Some(first), true) = (window.first(), known && (!only_hidden || unseen)) {
                let gram = window.iter().fold(size, |h, g| h << 21 ^ h >> 43 ^ u64::from(u32::from(g.ch)));
                sink(Post { gram, page, x: first.bbox.x0, y: first.baseline, hidden: unseen });
            }
        }
    }
}

/// The votes of one text.
fn vote(group: &[Post], votes: &mut Vec<Offset>) {
    let pages: Vec<&[Post]> = group.chunk_by(|a, b| a.page == b.page).collect();
    for (i, one) in pages.iter().enumerate() {
        for two in pages.iter().skip(i + 1).take(REACH) {
            for a in one.iter().take(PLACES) {
                for b in two.iter().take(PLACES).filter(|b| a.hidden || b.hidden) {
                    let (dx, dy) = (a.x - b.x, a.y - b.y);
                    if dx.is_finite() && dy.is_finite() && (dx.abs() > UNMOVED || dy.abs() > UNMOVED) {
                        votes.push(Offset { first: a.page, second: b.page, dx, dy });
                    }
                }
            }
        }
    }
}

/// The offsets with the most votes; the votes are those of one pair of pages, sorted by `dx`.
fn dominant(votes: &[Offset]) -> Vec<Offset> {
    let bin = |v: &Offset| ((v.dx / BIN).round() as i64, (v.dy / BIN).round() as i64);
    let mut bins: Vec<(i64, i64)> = votes.iter().map(bin).collect();
    bins.sort_unstable();
    let mut counted: Vec<((i64, i64), usize)> =
        bins.chunk_by(|a, b| a == b).filter_map(|c| c.first().map(|b| (*b, c.len()))).collect();
    counted.sort_by_key(|&(bin, count)| (std::cmp::Reverse(count), bin));
    let mut chosen: Vec<Offset> = Vec::new();
    let most = counted.first().map_or(0, |c| c.1);
    for &((bx, by), count) in counted.iter().take(4 * CHOICES) {
        if count * RIVAL < most {
            break;
        }
        let near = |v: &&Offset| (v.dx - bx as f32 * BIN).abs() <= BIN && (v.dy - by as f32 * BIN).abs() <= BIN;
        let members: Vec<&Offset> = votes.iter().filter(near).collect();
        let middle = mean(&members);
        let is_new = |m: &Offset| !chosen.iter().any(|c| (c.dx - m.dx).abs() < 2.0 * BIN && (c.dy - m.dy).abs() < 2.0 * BIN);
        if let Some(middle) = middle.filter(|m| members.len() >= QUORUM && is_new(m)) {
            chosen.push(middle);
        }
    }
    chosen.truncate(CHOICES);
    chosen
}

fn mean(votes: &[&Offset]) -> Option<Offset> {
    let first = votes.first()?;
    let n = votes.len() as f32;
    let sum = |f: fn(&Offset) -> f32| votes.iter().map(|v| f(v)).sum::<f32>() / n;
    Some(Offset { dx: sum(|v| v.dx), dy: sum(|v| v.dy), ..**first })
}
