//! Text dumps: bytes → characters → lines → pages.
//!
//! A dump has order only, no geometry. What its tool wrote between pages (form feeds, page
//! numbers, blank lines) is all there is to find the pages by; where it wrote nothing, a form that
//! runs over several pages comes out as one.

mod blanks;
mod borders;
mod encoding;
mod guess;
mod lines;
mod marks;
mod pages;
mod titles;

use biaodan_model::{Finding, FindingCode, Page};

use crate::SourceError;

pub use encoding::{Decoded, decode};
pub(crate) use guess::utf16_plausibility;

/// What was read from a text dump.
#[derive(Debug, Clone, PartialEq)]
pub struct Dump {
    /// The encoding it is in: `utf-8`, `utf-16le`, `utf-16be` or `gb18030`.
    pub encoding: &'static str,
    /// Its pages, in order.
    pub pages: Vec<Page>,
    /// What a person should know: encoding and damage.
    pub findings: Vec<Finding>,
}

/// Reads the pages of a text dump. `is_title` says whether a line, without the blanks around it, is
/// the title of a form; it is asked once at most for a line, and only for lines of 4 to 80
/// characters.
///
/// Takes time linear in the input. The kind of file is not checked: see [`crate::sniff()`].
///
/// # Errors
/// `document-empty` where there is no text, `document-unreadable` where there are more form feeds
/// than any document has pages.
pub fn read(bytes: &[u8], is_title: &dyn Fn(&str) -> bool) -> Result<Dump, SourceError> {
    let decoded = decode(bytes);
    let lines = lines::split(&decoded.text);
    if lines.lines.is_empty() {
        return Err(empty());
    }
    let pages = pages::paginate(lines, is_title)?;
    let findings = findings(&decoded, &pages);
    Ok(Dump { encoding: decoded.encoding, pages, findings })
}

fn empty() -> SourceError {
    SourceError::new(
        FindingCode::DocumentEmpty,
        "文件中没有文本；如果来自扫描件，请先进行文字识别（OCR）",
        "holds no text; if it comes from a scan, recognise the text (OCR) first",
    )
}

fn findings(decoded: &Decoded<'_>, pages: &[Page]) -> Vec<Finding> {
    let mut findings = Vec::new();
    if decoded.encoding != encoding::UTF_8 {
        let name = decoded.encoding;
        let zh = format!("文本不是 UTF-8 编码，按 {name} 读取");
        let en = format!("the text is not UTF-8; it was read as {name}");
        findings.push(Finding::new(FindingCode::TextEncoding, zh, en).with_values("utf-8", name));
    }
    if decoded.damaged > 0 {
        findings.push(damage(decoded, pages));
    }
    findings
}

/// The finding on damaged text; its place is the first damaged line.
fn damage(decoded: &Decoded<'_>, pages: &[Page]) -> Finding {
    let count = decoded.damaged;
    let zh = format!("有 {count} 处字符无法解码，已用 U+FFFD 代替");
    let en = format!("{count} characters could not be decoded and stand as U+FFFD");
    let finding = Finding::new(FindingCode::TextDamaged, zh, en).with_values("0", count.to_string());
    let first = pages.iter().find_map(|page| {
        let line = page.lines.iter().find(|line| line.text.contains('\u{FFFD}'))?;
        Some((page.number, line.number))
    });
    match first {
        Some((page, line)) => finding.with_place(page, Some((line, line))),
        None => finding,
    }
}

#[cfg(test)]
mod tests;
