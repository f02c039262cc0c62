//! Residue: numbers on the form's pages that belong to no value and no label.

use biaodan_model::{Finding, FindingCode, Ledger};

use crate::report::Report;

/// Tokens reported one by one; a page that was not understood at all has hundreds.
const MAX_NAMED: usize = 20;

/// Reports every number nothing accounts for, the first ones singly, the rest as one.
pub(crate) fn check(ledger: &Ledger, report: &mut Report) {
    for entry in ledger.residue().take(MAX_NAMED) {
        let (text, place) = (&entry.text, entry.place.in_words());
        let mut finding = Finding::new(
            FindingCode::NumberUnaccounted,
            format!("数字 {text} 不属于任何栏目（{}）", place.zh),
            format!("the number {text} belongs to no value and no label ({})", place.en),
        )
        .at(&entry.place);
        finding.found = Some(text.clone());
        report.add(finding);
    }
    if let Some(next) = ledger.residue().nth(MAX_NAMED) {
        let rest = ledger.residue().count() - MAX_NAMED;
        let finding = Finding::new(
            FindingCode::NumberUnaccounted,
            format!("另有 {rest} 个数字不属于任何栏目"),
            format!("{rest} more numbers belong to no value and no label"),
        );
        report.add(finding.at(&next.place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use biaodan_model::{LedgerEntry, Outcome, Provenance, Region};

    fn ledger(residue: u32) -> Ledger {
        let entry = |line, outcome| LedgerEntry { text: "7".to_owned(), place: Provenance::line(1, line), outcome };
        let mut entries = vec![entry(1, Outcome::Label), entry(2, Outcome::Value("a".into()))];
        entries.extend((0..residue).map(|i| entry(i + 3, Outcome::Residue)));
        Ledger { entries }
    }

    #[test]
    fn each_token_has_its_place_and_the_rest_is_counted() {
        let run = |residue| {
            let mut report = Report::new(vec![]);
            check(&ledger(residue), &mut report);
            report.findings
        };
        assert!(run(0).is_empty());
        assert_eq!(run(1)[0].region, Some(Region::Lines(3, 3)));
        assert_eq!(run(20).len(), 20);
        let many = run(345);
        assert_eq!(many.len(), 21);
        assert!(many[20].message.en.starts_with("325 more"));
    }
}
