//! What a document holds besides its pages: page labels and attached files (ISO 32000-1, 7.9.6, 7.11.4 and
//! 12.4.2).

use biaodan_model::Attachment;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};

use super::{limits, text_string};

/// The files of the `EmbeddedFiles` name tree, in its order.
pub(crate) fn attachments(catalog: &Dict<'_>) -> Vec<Attachment> {
    let Some(root) = catalog.get::<Dict<'_>>(b"Names").and_then(|names| names.get::<Dict<'_>>(b"EmbeddedFiles")) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    walk(&root, b"Names", 0, &mut limits::TREE_ENTRIES.clone(), &mut |key, value| {
        if let Object::Dict(file) = value {
            found.push(attachment(&key, &file));
        }
    });
    found
}

fn attachment(key: &Object<'_>, file: &Dict<'_>) -> Attachment {
    let name = file.get::<PdfString<'_>>(b"UF").or_else(|| file.get::<PdfString<'_>>(b"F"));
    let key = if let Object::String(key) = key { text_string::decode(key) } else { String::new() };
    let embedded = file.get::<Dict<'_>>(b"EF");
    let stream = embedded.and_then(|files| files.get::<Stream<'_>>(b"F").or_else(|| files.get::<Stream<'_>>(b"UF")));
    let size = stream.and_then(|stream| stream.dict().get::<Dict<'_>>(b"Params")?.get::<i32>(b"Size"));
    Attachment {
        name: name.map_or(key, |name| text_string::decode(&name)),
        bytes: size.and_then(|size| u64::try_from(size).ok()),
    }
}

/// How the pages from one on are labelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LabelRange {
    /// The first page, from 0.
    first: u32,
    prefix: String,
    style: Option<u8>,
    start: u32,
}

/// The ranges of the `PageLabels` number tree, by their first pages.
pub(crate) fn label_ranges(catalog: &Dict<'_>) -> Vec<LabelRange> {
    let Some(root) = catalog.get::<Dict<'_>>(b"PageLabels") else { return Vec::new() };
    let mut ranges = Vec::new();
    walk(&root, b"Nums", 0, &mut limits::TREE_ENTRIES.clone(), &mut |key, value| {
        if let (Object::Number(first), Object::Dict(label)) = (key, value)
            && let Ok(first) = u32::try_from(first.as_i64())
        {
            ranges.push(LabelRange {
                first,
                prefix: label.get::<PdfString<'_>>(b"P").map(|prefix| text_string::decode(&prefix)).unwrap_or_default(),
                style: label.get::<Name<'_>>(b"S").and_then(|style| style.first().copied()),
                start: label.get::<i32>(b"St").and_then(|start| u32::try_from(start).ok()).unwrap_or(1),
            });
        }
    });
    ranges.sort_by_key(|range| range.first);
    ranges
}

/// The label of a page, from 0.
pub(crate) fn label(ranges: &[LabelRange], page: u32) -> Option<String> {
    let range = ranges.iter().rev().find(|range| range.first <= page)?;
    let number = range.start.saturating_add(page - range.first);
    let number = match range.style {
        Some(b'D') => number.to_string(),
        Some(b'R') => roman(number),
        Some(b'r') => roman(number).to_lowercase(),
        Some(b'A') => letters(number, b'A'),
        Some(b'a') => letters(number, b'a'),
        _ => String::new(),
    };
    Some(format!("{}{number}", range.prefix))
}

fn roman(mut number: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 10_000 {
        return number.to_string();
    }
    let mut text = String::new();
    for (value, digits) in DIGITS {
        while number >= value {
            text.push_str(digits);
            number -= value;
        }
    }
    text
}

/// A to Z, AA to ZZ, AAA to ZZZ and so on.
fn letters(number: u32, first: u8) -> String {
    let Some(number) = number.checked_sub(1).filter(|number| *number < 26 * 100) else { return number.to_string() };
    let letter = char::from(first + (number % 26) as u8);
    std::iter::repeat_n(letter, number as usize / 26 + 1).collect()
}

/// Calls `visit` with each key and value of a name or number tree, in order. `left` bounds nodes and entries.
fn walk<'p>(node: &Dict<'p>, leaves: &'static [u8], depth: u32, left: &mut usize, visit: &mut dyn FnMut(Object<'p>, Object<'p>)) {
    let mut spend = || left.checked_sub(1).map(|rest| *left = rest).is_some();
    if let Some(list) = node.get::<Array<'p>>(leaves) {
        let mut items = list.flex_iter();
        while let (Some(key), Some(value)) = (items.next::<Object<'p>>(), items.next::<Object<'p>>())
            && spend()
        {
            visit(key, value);
        }
    }
    let Some(kids) = node.get::<Array<'p>>(b"Kids").filter(|_| depth < limits::TREE_DEPTH) else { return };
    for kid in kids.iter::<Dict<'p>>() {
        if left.checked_sub(1).map(|rest| *left = rest).is_none() {
            return;
        }
        walk(&kid, leaves, depth + 1, left, visit);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_count_in_their_style_from_their_start() {
        let range = |first, prefix: &str, style, start| LabelRange { first, prefix: prefix.to_owned(), style, start };
        let ranges =
            [range(0, "", Some(b'r'), 1), range(4, "A-", Some(b'D'), 8), range(6, "", Some(b'a'), 27), range(7, "封底", None, 1)];
        let labels: Vec<_> = (0..8).filter_map(|page| label(&ranges, page)).collect();
        assert_eq!(labels, ["i", "ii", "iii", "iv", "A-8", "A-9", "aa", "封底"]);
        assert_eq!(label(&ranges[1..], 3), None);
    }
}
