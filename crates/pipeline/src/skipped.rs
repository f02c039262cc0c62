//! Pages that are too large to be read: what is far larger than any form is no form, and reading it
//! would take the memory of the machine. None is left out in silence.

use biaodan_model::{Finding, FindingCode, Page, PageStatus};

/// Leaves out the text of a page that is larger than any page of a form, and says so.
pub(crate) fn leave_out_too_large(page: &mut Page) -> Option<Finding> {
    if !biaodan_layout::is_too_large(page) {
        return None;
    }
    page.lines = Vec::new();
    skip(page, "the page has more text than any page of a form");
    let number = page.number;
    let finding = Finding::new(
        FindingCode::PageUnreadable,
        format!("第 {number} 页文字过多，不是表单页，未读取；请检查转储的分页，或将其拆分"),
        format!(
            "page {number} has more text than any page of a form and was not read; check the page breaks of the dump, or split it"
        ),
    );
    Some(finding.with_place(number, None))
}

/// Notes on the pages themselves which of them the search did not read.
pub(crate) fn mark(pages: &mut [Page], findings: &[Finding]) {
    let unread = findings.iter().filter(|f| f.code == FindingCode::PageUnreadable).filter_map(|f| f.page);
    for number in unread {
        // pages are numbered from 1
        if let Some(page) = usize::try_from(number).ok().and_then(|n| pages.get_mut(n.checked_sub(1)?)) {
            skip(page, "the form it belongs to has more text than any form");
        }
    }
}

fn skip(page: &mut Page, reason: &str) {
    page.status = PageStatus::Skipped;
    page.reason = Some(reason.to_owned());
}
