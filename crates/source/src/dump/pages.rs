//! Lines to pages.

use biaodan_model::{Drawing, FindingCode, Grade, Origin, Page, PageStatus, TextLine};

use super::borders;
use super::lines::{RawLine, RawLines};
use crate::SourceError;

/// More pages than any document has. A file of form feeds would else cost a page each, a hundred
/// times its size, and one of titles a form each, a thousand times.
const MAX_PAGES: usize = 100_000;

/// Splits the lines into pages; see [`borders`] for where.
///
/// # Errors
/// There are more than [`MAX_PAGES`] pages.
pub(super) fn paginate(raw: RawLines, is_title: &dyn Fn(&str) -> bool) -> Result<Vec<Page>, SourceError> {
    let starts = borders::page_starts(&raw, is_title);
    if starts.len() + empty_pages(&raw) > MAX_PAGES {
        return Err(too_many());
    }
    let count = raw.lines.len();
    let mut pages = Vec::with_capacity(starts.len());
    let mut starts = starts.into_iter().peekable();
    for (index, line) in raw.lines.into_iter().enumerate() {
        let first = starts.next_if_eq(&index).is_some();
        if first {
            push_empty(&mut pages, empty_before(&line, index));
            let end = starts.peek().copied().unwrap_or(count);
            let mut page = page(&pages, PageStatus::Extracted);
            page.lines.reserve_exact(end - index);
            pages.push(page);
        }
        if let Some(page) = pages.last_mut() {
            page.lines.push(text_line(line, first && index > 0));
        }
    }
    push_empty(&mut pages, raw.feeds_after.saturating_sub(1));
    Ok(pages)
}

fn too_many() -> SourceError {
    SourceError::new(
        FindingCode::DocumentUnreadable,
        format!("文件超过 {MAX_PAGES} 页；请检查是否为文本转储，或将其拆分"),
        format!("has more than {MAX_PAGES} pages; check that it is a text dump, or split it"),
    )
}

/// Empty pages before the page that a line starts. A form feed ends a page, so the first one of the
/// file ends an empty page, and any other that follows one directly does.
fn empty_before(line: &RawLine, index: usize) -> u32 {
    if index == 0 { line.feeds_before } else { line.feeds_before.saturating_sub(1) }
}

fn empty_pages(raw: &RawLines) -> usize {
    let before = raw.lines.iter().enumerate().map(|(n, line)| empty_before(line, n) as usize);
    before.sum::<usize>() + raw.feeds_after.saturating_sub(1) as usize
}

fn push_empty(pages: &mut Vec<Page>, count: u32) {
    for _ in 0..count {
        pages.push(page(pages, PageStatus::Empty));
    }
}

fn page(before: &[Page], status: PageStatus) -> Page {
    let empty = status == PageStatus::Empty;
    Page {
        number: u32::try_from(before.len() + 1).unwrap_or(u32::MAX),
        label: None,
        width: None,
        height: None,
        text_from: if empty { Origin::None } else { Origin::Dump },
        status,
        reason: empty.then(|| "the dump has no text between two form feeds".to_owned()),
        lines: Vec::new(),
        drawing: Drawing::default(),
        grade: Grade::Text,
        upright: None,
        beside: None,
    }
}

/// Blank lines at a border that is no form feed belong to the page before it.
fn text_line(line: RawLine, after_border: bool) -> TextLine {
    let blank_before = if after_border && line.feeds_before == 0 { 0 } else { line.blank_before };
    TextLine { number: line.number, blank_before, text: line.text }
}
