//! What may come out of a damaged dump.
//!
//! Of an accepted form only the leaf of the damaged number may differ from the undamaged record, and
//! only in the way the text now says: blank where the number is gone, altered where it was altered.

use std::collections::BTreeMap;

use biaodan_pipeline::Engine;
use biaodan_pipeline::model::{Envelope, FormRecord, State, Verdict};

use crate::edits::{Edit, Fault};
use crate::leaves::{self, Leaf, plain_number, without_blanks};
use crate::sums;
use crate::truths;
use crate::yardstick::{Home, Token, Yardstick, counted};

/// Everything that is wrong with the record of a damaged dump.
pub(crate) fn judge(engine: &Engine, before: &Yardstick, edit: &Edit, after: &Envelope) -> Vec<String> {
    let mut wrong = truths::of_any_record(after, &edit.text);
    let accepted = || after.forms.iter().filter(|form| form.verdict == Verdict::Accepted);
    for form in accepted() {
        wrong.extend(sums::broken(engine, form));
        wrong.extend(strays(before, edit, form));
    }
    let all_accepted = accepted().count() == after.forms.len() && !after.forms.is_empty();
    let (found, printed) = (counted(after), truths::numbers(&edit.text).len());
    if all_accepted && before.is_all_form() && found != printed {
        wrong.push(format!("accepted, but the ledger has {found} of {printed} numbers"));
    }
    wrong
}

/// Compares an accepted form with the undamaged one it fits best.
fn strays(before: &Yardstick, edit: &Edit, form: &FormRecord) -> Vec<String> {
    let after = leaves::of(form);
    let same_kind = before.envelope.forms.iter().enumerate().filter(|(_, other)| other.kind == form.kind);
    let all = same_kind.map(|(at, other)| Case { dump: before, edit, form: at }.differences(&leaves::of(other), &after));
    all.min_by_key(Vec::len).unwrap_or_else(|| vec![format!("accepted a {} that was not there", form.kind)])
}

/// A damaged dump, and which of its forms is looked at.
struct Case<'c> {
    dump: &'c Yardstick,
    edit: &'c Edit,
    form: usize,
}

impl Case<'_> {
    fn differences(&self, before: &BTreeMap<String, Leaf>, after: &BTreeMap<String, Leaf>) -> Vec<String> {
        let no_row = Leaf { value: None, state: State::Absent, is_text: false, lines: (0, 0) };
        let paths = before.keys().chain(after.keys().filter(|path| !before.contains_key(*path)));
        let compare = |path: &String| {
            let (was, is) = (before.get(path).unwrap_or(&no_row), after.get(path).unwrap_or(&no_row));
            let fine = if self.is_home(path) { self.fits_home(path, was, is) } else { was.value == is.value };
            (!fine && !self.is_printed_there(was, is))
                .then(|| format!("accepted with {path} {} instead of {}", shown(is), shown(was)))
        };
        paths.filter_map(compare).collect()
    }

    fn token(&self) -> &Token {
        &self.dump.tokens[self.edit.target]
    }

    /// True for the leaf of the damaged number (of either one where two were fused). The year stands
    /// in titles and headings, where the ledger calls it a label.
    fn is_home(&self, path: &str) -> bool {
        let here = |home: &Option<Home>| home.as_ref().is_some_and(|home| home.form == self.form && home.path == path);
        let fused = matches!(&self.edit.fault, Fault::Fused(home, _) if here(home));
        fused || here(&self.token().home) || (path == "fiscal_year" && self.token().home.is_none())
    }

    /// True where the damaged number's own leaf says what the damaged text says.
    fn fits_home(&self, path: &str, was: &Leaf, is: &Leaf) -> bool {
        let token = self.token().text.as_str();
        let untouched = was.value == is.value;
        let is_year = path == "fiscal_year";
        let is_gone = is.value.is_none() && (is.state == State::Blank || is_year);
        let reads = |now: &str| is.value.as_ref().is_some_and(|value| readings(was, token, now).contains(value));
        match &self.edit.fault {
            Fault::Gone => is_gone || (was.is_text && reads("")) || (untouched && (is_year || self.is_printed_twice())),
            Fault::Moved(_) => is_gone || (was.is_text && reads("")) || untouched,
            Fault::Replaced(now) => reads(now) || (is_year && (is_gone || untouched)),
            Fault::Repeated => untouched || (was.is_text && reads(&format!("{token}{token}"))),
            Fault::Fused(other, fused) => {
                // Both numbers stand in one text: it is printed as it stands. Two leaves lose theirs.
                let one_text = was.is_text && self.token().home == *other;
                is_gone || (one_text && (untouched || is.value.as_deref() == Some(fused.as_str())))
            }
        }
    }

    fn is_printed_twice(&self) -> bool {
        self.token().home.as_ref().is_some_and(|home| self.dump.printed_twice.contains(home))
    }

    /// True where a moved number came to stand in the lines of a text, which is printed as it stands,
    /// or behind the label of a blank: nobody can know that it does not belong there.
    fn is_printed_there(&self, was: &Leaf, is: &Leaf) -> bool {
        let (Fault::Moved(line), Some(value)) = (&self.edit.fault, &is.value) else { return false };
        if !(is.lines.0..=is.lines.1).contains(line) {
            return false;
        }
        let token = self.token().text.as_str();
        let lost = if self.token().line == *line { "" } else { token };
        let was_text = was.value.as_deref().unwrap_or("");
        let mut without = value.match_indices(token).map(|(at, _)| format!("{}{}", &value[..at], &value[at + token.len()..]));
        let gained = without.any(|text| text == was_text || (text == was_text.replacen(lost, "", 1)));
        if is.is_text { gained } else { was.value.is_none() && *value == plain_number(token) }
    }
}

fn shown(leaf: &Leaf) -> String {
    leaf.value.as_ref().map_or_else(|| format!("{:?}", leaf.state), |value| format!("{value:?}"))
}

/// What a leaf may say once `token` has become `now`: a text may hold the number in several places.
fn readings(was: &Leaf, token: &str, now: &str) -> Vec<String> {
    if !was.is_text {
        return vec![plain_number(now)];
    }
    let was = was.value.as_deref().unwrap_or("");
    let token = without_blanks(token);
    was.match_indices(&token).map(|(at, _)| format!("{}{now}{}", &was[..at], &was[at + token.len()..])).collect()
}
