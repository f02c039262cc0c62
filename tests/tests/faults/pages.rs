//! Damage to whole pages.

use std::collections::BTreeMap;

use biaodan_pipeline::Engine;
use biaodan_pipeline::model::{Envelope, FormRecord, Verdict};

use crate::leaves::{self, Leaf};
use crate::sums;
use crate::truths;
use crate::yardstick::Yardstick;

fn pages(text: &str) -> Vec<&str> {
    text.trim_end_matches('\u{c}').split('\u{c}').collect()
}

/// Every page of a dump dropped in turn: what is left may lack values, and has no others.
pub(crate) fn drop_each(engine: &Engine, dump: &Yardstick) -> Vec<String> {
    let pages = pages(&dump.text);
    let mut wrong = Vec::new();
    for dropped in 0..pages.len() {
        let left: Vec<&str> = pages.iter().enumerate().filter(|(at, _)| *at != dropped).map(|(_, page)| *page).collect();
        let text = left.join("\u{c}");
        // A dump without anything in it has nothing to be read, and that is what the record says.
        if text.trim().is_empty() {
            continue;
        }
        let after = engine.read(&dump.name, text.as_bytes());
        let found = truths::of_any_record(&after, &text).into_iter().chain(accepted(engine, &after, &[dump]));
        wrong.extend(found.map(|found| format!("{}: page {} dropped: {found}", dump.name, dropped + 1)));
    }
    wrong
}

/// The left half of one sheet and the right half of another, both ways round.
pub(crate) fn swap_halves(engine: &Engine, dumps: &[Yardstick]) -> Vec<String> {
    let is_sheet = |dump: &&Yardstick| {
        dump.envelope.forms.len() == 1
            && pages(&dump.text).len() == 2
            && (dump.name.contains("split-") || dump.name.contains("halves"))
    };
    let sheets: Vec<&Yardstick> = dumps.iter().filter(is_sheet).collect();
    assert!(sheets.len() >= 5, "sheets printed on two pages are always among the fixtures");
    let mut wrong = Vec::new();
    for (one, other) in sheets.iter().flat_map(|one| sheets.iter().map(move |other| (one, other))) {
        if one.name == other.name || one.name.contains("two-departments") || other.name.contains("two-departments") {
            continue;
        }
        let (a, b) = (pages(&one.text), pages(&other.text));
        for text in [[a[0], b[1]].join("\u{c}"), [a[0], b[1], b[0], a[1]].join("\u{c}")] {
            let after = engine.read(&one.name, text.as_bytes());
            let found = truths::of_any_record(&after, &text).into_iter().chain(accepted(engine, &after, &[*one, *other]));
            wrong.extend(found.map(|found| format!("left of {}, right of {}: {found}", one.name, other.name)));
        }
    }
    wrong
}

/// Accepted forms that break a rule, or are not part of one of the undamaged forms.
fn accepted(engine: &Engine, after: &Envelope, before: &[&Yardstick]) -> Vec<String> {
    let mut wrong = Vec::new();
    for form in after.forms.iter().filter(|form| form.verdict == Verdict::Accepted) {
        wrong.extend(sums::broken(engine, form));
        let mut known = before.iter().flat_map(|dump| &dump.envelope.forms);
        if !known.any(|whole| is_part(form, whole)) {
            wrong.push(format!("accepted the {:?} of pages {:?}, which is part of no undamaged form", form.title, form.pages));
        }
    }
    wrong
}

/// True where every value stands at the same place of the whole form; rows may be missing.
fn is_part(part: &FormRecord, whole: &FormRecord) -> bool {
    let (part, whole) = (by_row(leaves::of(part)), by_row(leaves::of(whole)));
    part.iter().all(|(list, rows)| {
        let mut others = whole.get(list).into_iter().flatten();
        rows.iter().all(|row| {
            others.any(|other| {
                row.iter().all(|(name, leaf)| leaf.value.is_none() || other.get(name).is_some_and(|o| o.value == leaf.value))
            })
        })
    })
}

/// Leaves of lists by list and row; all others are one row of the list without a name.
fn by_row(leaves: BTreeMap<String, Leaf>) -> BTreeMap<String, Vec<BTreeMap<String, Leaf>>> {
    let mut rows: BTreeMap<(String, usize), BTreeMap<String, Leaf>> = BTreeMap::new();
    for (path, leaf) in leaves {
        let split = path.split_once('[').and_then(|(list, rest)| {
            let (row, name) = rest.split_once("].")?;
            Some(((list.to_owned(), row.parse().ok()?), name.to_owned()))
        });
        let (place, name) = split.unwrap_or_else(|| ((String::new(), 0), path));
        rows.entry(place).or_default().insert(name, leaf);
    }
    let mut lists: BTreeMap<String, Vec<_>> = BTreeMap::new();
    for ((list, _), row) in rows {
        lists.entry(list).or_default().push(row);
    }
    lists
}
