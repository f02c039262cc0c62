//! Page borders told by the titles of forms.
//!
//! A tool that writes in drawing order may put a page's values before its title, so a title is a
//! sign of a new page only where the page has one already.

use super::lines::RawLine;
use super::marks::{bare_number, page_mark};

/// Titles stand in blocks: Chinese, English, the year between. Titles this near to one another, in
/// lines that are not blank, are one.
const BLOCK: usize = 3;

/// The most lines of values before the title of their own page. Generated dumps have up to 73; what
/// is longer is some other text before the first form.
const MAX_LEAD: usize = 150;

/// The fewest characters of a line by which a page's beginning is known again.
const LEAD_CHARS: usize = 4;

/// The lengths of a title, in characters.
const TITLE_CHARS: std::ops::RangeInclusive<usize> = 4..=80;

/// How sure the borders are that titles are added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    /// They are form feeds: a page is a page.
    Pages,
    /// They are page numbers that end their pages.
    Footers,
    /// There may be more that left no trace.
    Nothing,
}

/// Adds the borders that titles tell to those at `known`; the result begins with 0.
pub(super) fn add_borders(lines: &[RawLine], known: &[usize], trust: Trust, is_title: &dyn Fn(&str) -> bool) -> Vec<usize> {
    let mut walk = Walk { lines, trust, starts: vec![0], first_title: None, last_title: None };
    let mut known = known.iter().copied().filter(|&at| at > 0 && at < lines.len()).peekable();
    for (index, line) in lines.iter().enumerate() {
        if known.next_if_eq(&index).is_some() {
            walk.start_page(index);
        }
        let text = line.text.trim();
        if may_be_title(text) && is_title(text) {
            walk.title(index);
        }
    }
    walk.starts
}

/// Asked first because it is cheap.
fn may_be_title(text: &str) -> bool {
    text.len() <= TITLE_CHARS.end() * 4 && TITLE_CHARS.contains(&text.chars().count())
}

/// The state on the way through the lines.
struct Walk<'a> {
    lines: &'a [RawLine],
    trust: Trust,
    starts: Vec<usize>,
    /// The first and the last title of the current page.
    first_title: Option<usize>,
    last_title: Option<usize>,
}

impl Walk<'_> {
    fn start_page(&mut self, index: usize) {
        if self.page_start() < index {
            self.starts.push(index);
        }
        self.first_title = None;
        self.last_title = None;
    }

    fn page_start(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    fn title(&mut self, index: usize) {
        match self.last_title {
            Some(last) if index > last + BLOCK => self.start_page(self.opening(index, last + 1)),
            None if self.trust == Trust::Nothing && index > self.page_start() + MAX_LEAD => {
                self.start_page(self.before_furniture(index, self.page_start()));
            }
            _ => {}
        }
        self.first_title.get_or_insert(index);
        self.last_title = Some(index);
    }

    /// Where the page of the title at `index` starts, not before `floor`.
    fn opening(&self, index: usize, floor: usize) -> usize {
        let lead = match self.trust {
            Trust::Nothing => self.repeated_lead(index, floor),
            Trust::Pages | Trust::Footers => None,
        };
        self.before_furniture(lead.unwrap_or(index), floor)
    }

    /// A sheet printed on two pages repeats the cells that cross the border. Where the page before
    /// begins with values that stand before its title, the same first value begins this page.
    fn repeated_lead(&self, index: usize, floor: usize) -> Option<usize> {
        let page = self.lines.get(self.page_start()..self.first_title?)?;
        let lead = page.iter().map(|line| line.text.trim()).find(|text| !is_furniture(text))?;
        let from = floor.max(index.saturating_sub(MAX_LEAD));
        let near = self.lines.get(from..index)?;
        near.iter().rposition(|line| is_same_value(line.text.trim(), lead)).map(|at| from + at)
    }

    /// Takes in the page number and the attachment number that stand before a page's first line.
    fn before_furniture(&self, index: usize, floor: usize) -> usize {
        let page = u32::try_from(self.starts.len() + 1).unwrap_or(u32::MAX);
        let belongs = |text: &str| {
            let number = self.trust != Trust::Footers && (page_mark(text).is_some() || bare_number(text) == Some(page));
            number || is_attachment(text)
        };
        let before = self.lines.get(floor..index).unwrap_or_default();
        let taken = before.iter().rev().take(BLOCK).take_while(|line| belongs(&line.text)).count();
        index - taken
    }
}

fn is_furniture(text: &str) -> bool {
    page_mark(text).is_some() || bare_number(text).is_some() || is_attachment(text)
}

/// `附件2`, `附表 3-1`: the number of an attachment, printed above its title.
fn is_attachment(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("附件") || text.starts_with("附表")) && text.chars().count() <= 8
}

/// Whether `text` is the line `lead`, or its value without the label before it.
fn is_same_value(text: &str, lead: &str) -> bool {
    text.chars().nth(LEAD_CHARS - 1).is_some()
        && lead.strip_suffix(text).is_some_and(|label| label.is_empty() || label.ends_with(' '))
}
