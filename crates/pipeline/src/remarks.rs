//! What is to be said about drawn pages and the sheets they make.

use std::collections::BTreeMap;

use biaodan_model::{Canvas, Doubt, Finding, FindingCode, Page, PageStatus, Part, Trust};

/// Pages that were not read, or not in whole, and fonts whose characters cannot be believed.
pub(crate) fn on_pages(pages: &[Page]) -> Vec<Finding> {
    pages.iter().filter_map(unread).chain(doubtful_fonts(pages)).collect()
}

/// A page that could not be read is lost data, and says so.
fn unread(page: &Page) -> Option<Finding> {
    // of a page that was read, a reason says what of it was not
    let reason = page.reason.as_deref().filter(|_| page.status != PageStatus::Empty)?;
    let number = page.number;
    let finding = Finding::new(
        FindingCode::PageUnreadable,
        format!("第 {number} 页未能（完整）读取：{reason}"),
        format!("page {number} was not read, or not in whole: {reason}"),
    );
    Some(finding.with_place(number, None))
}

/// Pages of a form that were not read in whole: what is missing may have been its.
pub(crate) fn on_damage(parts: &[Part], pages: &[Page]) -> Vec<Finding> {
    let own = |page: &&Page| parts.iter().any(|part| part.pages.contains(&page.number));
    pages.iter().filter(own).filter_map(unread).collect()
}

/// One finding for each font that does not say for certain which characters it draws.
fn doubtful_fonts(pages: &[Page]) -> Vec<Finding> {
    let mut found: BTreeMap<(&str, &str), Vec<u32>> = BTreeMap::new();
    for page in pages {
        for font in &page.drawing.fonts {
            if let Trust::Doubtful(why) = &font.trust {
                let pages = found.entry((&font.name, why)).or_default();
                if pages.last() != Some(&page.number) {
                    pages.push(page.number);
                }
            }
        }
    }
    found.into_iter().map(|((name, why), pages)| doubtful_font(name, why, &pages)).collect()
}

/// Pages that a message names; the rest is counted.
const NAMED: usize = 10;

fn doubtful_font(name: &str, why: &str, pages: &[u32]) -> Finding {
    let mut list = pages.iter().take(NAMED).map(u32::to_string).collect::<Vec<_>>().join(", ");
    if pages.len() > NAMED {
        list.push_str(" …");
    }
    let finding = Finding::new(
        FindingCode::FontDoubtful,
        format!("字体“{name}”的字符对照不可信（{why}），见第 {list} 页；请对照页面核对其中的值"),
        format!("the characters of font {name:?} cannot be relied on ({why}), on page {list}; compare its values with the page"),
    );
    match pages.first() {
        Some(&page) => finding.with_place(page, None),
        None => finding,
    }
}

/// What is not certain of the sheets that a form stands on.
pub(crate) fn on_sheets(parts: &[Part], canvases: &[Canvas]) -> Vec<Finding> {
    let own = |canvas: &&Canvas| canvas.pages.iter().any(|page| parts.iter().any(|part| part.pages.contains(&page.number)));
    canvases.iter().filter(own).flat_map(|canvas| &canvas.doubts).map(|doubt| doubted(*doubt)).collect()
}

fn doubted(doubt: Doubt) -> Finding {
    match doubt {
        Doubt::PartMissing => Finding::new(
            FindingCode::HalfMissing,
            "表格被分页切开，缺少其中一部分",
            "the sheet was cut into pages, and a part of it is missing",
        ),
        Doubt::OrderUnsure => Finding::new(
            FindingCode::SheetUnsure,
            "表格被分页切开，各页的拼法不止一种，请核对",
            "the sheet was cut into pages that fit together in more than one way; please compare",
        ),
        Doubt::Unproven => Finding::new(
            FindingCode::SheetUnsure,
            "表格被分页切开，拼接只有框线吻合，没有文字可以证实，请核对",
            "the sheet was cut into pages that only their ruling lines join, without text that proves it; please compare",
        ),
    }
}

/// Says that there are tables, but no form.
pub(crate) fn tables_only(count: usize) -> Finding {
    Finding::new(
        FindingCode::TablesOnly,
        format!("没有找到已知类型的表单，提取了 {count} 个表格"),
        format!("holds no form of a known kind; its {count} tables are given as they are"),
    )
}
