//! What stands between the last table of a sheet and the first one of the next: furniture of the page,
//! which no table minds, or text, which ends it.

use biaodan_model::{Line, SheetLayout, Table, Turn};

/// How far a running header may move from page to page, in points.
const SAME_HEIGHT: f32 = 3.0;
/// The most characters of a page number with what is around it.
const PAGE_NUMBER: usize = 24;
/// Notes that a table goes on.
const GOES_ON: [&str; 9] = ["续表", "續表", "续上表", "續上表", "接上表", "接下页", "接下頁", "续下页", "(continued)"];
/// Statements of a unit, which are printed again above each part.
const UNITS: [&str; 5] = ["单位", "單位", "金额单位", "金額單位", "Unit"];

/// True where nothing stands above the later part but furniture, captions, and the title of the first part again.
pub(super) fn is_clear(previous: &SheetLayout, upper: (&SheetLayout, &Table), lower: (&SheetLayout, &Table)) -> bool {
    let above = lower.0.lines.iter().filter(|l| l.bbox.y1 <= lower.1.bbox.y0 + l.size && !is_aside(l));
    let titles = || upper.0.lines.iter().filter(|t| t.bbox.y0 < upper.1.bbox.y0);
    let is_title = |line: &Line| titles().any(|t| same_text(&t.text, &line.text));
    above.into_iter().all(|l| is_caption(&l.text) || is_running(l, previous) || is_title(l))
}

/// True where nothing but furniture stands below a table, or on a sheet that has no table left.
pub(super) fn ends_open(sheet: &SheetLayout, last: Option<&Table>) -> bool {
    let below = |l: &&Line| last.is_none_or(|t| l.bbox.y0 >= t.bbox.y1 - l.size);
    let mut lines = sheet.lines.iter().filter(below).filter(|l| !is_aside(l) && !is_caption(&l.text));
    match last {
        Some(table) => {
            let lowest = sheet.lines.iter().map(|l| l.on_page.y0).fold(0.0, f32::max);
            lines.all(|l| l.on_page.y0 >= lowest - SAME_HEIGHT && is_footer(l, table))
        }
        None => lines.all(|l| l.text.chars().count() <= PAGE_NUMBER),
    }
}

/// A last short line well below the table: a running footer. A note follows its table closely.
fn is_footer(line: &Line, table: &Table) -> bool {
    line.text.chars().count() <= PAGE_NUMBER && line.bbox.y0 - table.bbox.y1 > 3.0 * line.size
}

/// Page numbers, and text across the page as stamps and watermarks are.
fn is_aside(line: &Line) -> bool {
    line.turn == Turn::Slanted || is_page_number(&line.text)
}

/// True for a page number in any dress: 3, - 3 -, 第 3 页 共 9 页, Page 3 of 9.
fn is_page_number(text: &str) -> bool {
    let text = text.to_lowercase().replace("page", "").replace("of", "");
    let mut digits = false;
    text.chars().count() <= PAGE_NUMBER
        && text.chars().all(|c| {
            digits |= c.is_numeric() || "一二三四五六七八九十".contains(c);
            c.is_numeric() || c.is_whitespace() || "-–—―‐·•.,，、/／第共页頁总一二三四五六七八九十()（）".contains(c)
        })
        && digits
}

/// A statement of the unit, or a note that the table goes on.
fn is_caption(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !"()（）【】[]".contains(*c)).collect();
    let is_unit = || plain.chars().count() <= PAGE_NUMBER && UNITS.iter().any(|u| plain.starts_with(u) && has_colon(&plain, u));
    GOES_ON.iter().any(|g| plain.eq_ignore_ascii_case(g.trim_matches(['(', ')']))) || is_unit()
}

fn has_colon(text: &str, label: &str) -> bool {
    text.strip_prefix(label).is_some_and(|rest| rest.starts_with([':', '：']) && (rest.ends_with('元') || rest.contains("CNY")))
}

/// True for a line that the sheet before has at the same height of its page.
fn is_running(line: &Line, previous: &SheetLayout) -> bool {
    let same_place = |l: &&Line| {
        (l.on_page.y0 - line.on_page.y0).abs() <= SAME_HEIGHT && (l.on_page.x0 - line.on_page.x0).abs() <= SAME_HEIGHT
    };
    previous.lines.iter().filter(same_place).any(|l| l.page != line.page && same_text(&l.text, &line.text) && l.size < 14.0)
}

/// The same words; figures, blanks and a note that it goes on aside.
fn same_text(a: &str, b: &str) -> bool {
    plain(a).eq(plain(b))
}

fn plain(text: &str) -> impl Iterator<Item = char> {
    let text = text.replace("(续)", "").replace("（续）", "").replace("（續）", "").replace("(cont.)", "");
    text.chars().filter(|c| !c.is_whitespace()).collect::<Vec<_>>().into_iter()
}
