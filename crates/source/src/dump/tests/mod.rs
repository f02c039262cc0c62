//! Tests of the whole reader. Samples are made up, in the manner of the tools named.

mod encodings;
mod pages;
mod properties;
mod reading;

use super::{Dump, read};

/// Stands in for the form definitions.
fn is_title(line: &str) -> bool {
    line.ends_with("绩效目标表") || line.ends_with("Performance Target Form")
}

fn dump(text: &str) -> Dump {
    read(text.as_bytes(), &is_title).unwrap()
}

/// The texts of each page, joined.
fn page_texts(text: &str) -> Vec<String> {
    let pages = dump(text).pages;
    let joined = |lines: &[biaodan_model::TextLine]| {
        let texts: Vec<_> = lines.iter().map(|line| line.text.trim()).collect();
        texts.join("|")
    };
    pages.iter().map(|page| joined(&page.lines)).collect()
}
