//! What may stand in a cell, by the same rule as the CSV tables of `biaodan extract`.
//!
//! Spreadsheets take a cell that begins with one of these signs for a formula, full-width ones too in East Asian
//! locales. Such a cell gets a leading apostrophe, but for a well-formed number. A leading apostrophe is doubled, so
//! that taking one off gives back every text exactly.

use std::borrow::Cow;

use crate::datum::is_decimal;

const FORMULA_SIGNS: &[char] = &['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The text as a cell that no spreadsheet runs.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with('\'') || (text.starts_with(FORMULA_SIGNS) && !is_decimal(text)) {
        return Cow::Owned(format!("'{text}"));
    }
    Cow::Borrowed(text)
}

/// The text of such a cell.
pub(super) fn original(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_come_back() {
        for text in ["=1+1", "+1", "-", "-1+cmd|' /C calc'!A0", "@SUM(A1)", "\t=1", "\r=1", "-1.", "－5", "＝5", "'=1", "''"] {
            assert_eq!(harmless(text), format!("'{text}"), "{text:?}");
            assert_eq!(original(&harmless(text)), text);
        }
        for text in ["", "-3.50", "0.00", "≥95%", "1+1", "持续提升", "—", "a'b"] {
            assert_eq!(harmless(text), text);
        }
    }
}
