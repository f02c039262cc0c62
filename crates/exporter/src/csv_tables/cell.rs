//! What may stand in a cell.
//!
//! A spreadsheet takes a cell that begins with `=`, `+`, `-`, `@`, tab or a line end for a formula,
//! and a form's text is anybody's text, so such a cell gets a leading apostrophe. Spreadsheets of
//! East Asian locales read the full-width signs in the same way. A well-formed number is left alone:
//! a negative amount stays a number. A leading apostrophe is doubled, so that taking one off again
//! gives back every text exactly.

use std::borrow::Cow;

const FORMULA_SIGNS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text as a cell that no spreadsheet runs.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with('\'') || (text.starts_with(FORMULA_SIGNS) && !is_number(text)) {
        return Cow::Owned(format!("'{text}"));
    }
    Cow::Borrowed(text)
}

/// `-?digits(.digits)?`, nothing else.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_text() {
        for text in ["=1+1", "+1", "-", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "-1.", "－5", "＝5", "'=1"] {
            assert_eq!(harmless(text), format!("'{text}"), "{text:?}");
        }
    }

    #[test]
    fn numbers_and_common_text_stay() {
        for text in ["", "-3.50", "0.00", "-12", "≥95%", "1+1", "持续提升", "a=b", "—"] {
            assert_eq!(harmless(text), text);
        }
    }
}
