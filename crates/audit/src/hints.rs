//! Hints: the smallest single slips that would explain a broken sum.
//!
//! For every term the sum itself says what its value would have to be; a hint names the terms for
//! which that value is one slip away from what is printed. Hints help a person look; they never
//! change a value. Computed for broken sums only, in time linear in the number of terms.

use std::cell::OnceCell;
use std::collections::HashMap;

use biaodan_model::{Message, Node, State, Value, parse_number};
use rust_decimal::Decimal;

use crate::edits::{Edit, as_printed, slip};
use crate::figure::Measure;
use crate::terms::{Equation, Side, Term};

/// Hints of one finding; more than a handful help nobody.
const MAX_HINTS: usize = 5;

/// Places kept for one amount: enough to find one that is not the term itself.
const MAX_PLACES: usize = 2;

/// Where each printed amount of a form stands. Built at the first broken sum.
pub(crate) struct AmountIndex<'f> {
    fields: &'f Node,
    places: OnceCell<HashMap<Decimal, Vec<String>>>,
}

impl<'f> AmountIndex<'f> {
    /// An index that is built when it is first asked.
    pub(crate) fn new(fields: &'f Node) -> AmountIndex<'f> {
        AmountIndex { fields, places: OnceCell::new() }
    }

    /// A path other than `path` at which exactly this amount stands.
    fn elsewhere(&self, amount: Decimal, path: &str) -> Option<&str> {
        let places = self.places.get_or_init(|| places(self.fields));
        places.get(&amount)?.iter().map(String::as_str).find(|other| *other != path)
    }
}

fn places(fields: &Node) -> HashMap<Decimal, Vec<String>> {
    let mut places: HashMap<Decimal, Vec<String>> = HashMap::new();
    fields.visit(&mut |path, field| {
        if let Some(Value::Amount(amount)) = &field.value {
            let paths = places.entry(amount.number).or_default();
            if paths.len() < MAX_PLACES {
                paths.push(path.to_owned());
            }
        }
    });
    places
}

/// One way to close the sum.
struct Hint<'e> {
    edit: Edit,
    /// Position of the term in the sum; hints of one kind keep this order.
    order: usize,
    term: &'e Term<'e>,
    /// What the term would have to be.
    needed: Decimal,
    /// The other place, for a wrong column or an exchange.
    other: Option<&'e str>,
}

/// The hints for a sum whose left side is `difference` above its right side, simplest first.
pub(crate) fn explain(equation: &Equation<'_>, difference: Decimal, amounts: &AmountIndex<'_>) -> Vec<Message> {
    let left = equation.left.terms.iter().map(|term| (term, -difference));
    let right = equation.right.terms.iter().map(|term| (term, difference));
    let single = left.chain(right).enumerate();
    let mut hints: Vec<Hint<'_>> =
        single.filter_map(|(order, (term, change))| single_hint(order, term, change, amounts)).collect();
    hints.extend(exchanges(&equation.left, &equation.right, difference));
    hints.sort_by_key(|hint| (hint.edit, hint.order));
    hints.iter().take(MAX_HINTS).map(message).collect()
}

/// The simplest slip of one term that closes the sum.
fn single_hint<'e>(order: usize, term: &'e Term<'e>, change: Decimal, amounts: &'e AmountIndex<'_>) -> Option<Hint<'e>> {
    let hint = |edit, needed, other| Some(Hint { edit, order, term, needed, other });
    let Some(reading) = term.reading() else {
        // Amounts are rarely negative: a blank that would have to be is no explanation.
        let explains = term.field.state == State::Blank && change > Decimal::ZERO;
        return if explains { hint(Edit::TermBlank, change, None) } else { None };
    };
    let needed = reading.number.checked_add(change)?;
    if term.field.alternatives.iter().any(|other| parse_number(other.trim()) == Ok(needed)) {
        return hint(Edit::ReadOtherwise, needed, None);
    }
    if let Some((edit, needed)) = slip(reading.number, &plain_digits(term, reading.number), needed) {
        return hint(edit, needed, None);
    }
    // Zeros and small bare numbers stand everywhere and would explain everything.
    if needed.is_zero() || !matches!(reading.measure, Measure::Money(_)) {
        return None;
    }
    let other = amounts.elsewhere(needed, &term.path)?;
    hint(Edit::WrongColumn, as_printed(needed, reading.number.scale()), Some(other))
}

/// Pairs of a left and a right term that close the sum when they change places: each exchange moves
/// twice their difference.
fn exchanges<'e>(left: &'e Side<'e>, right: &'e Side<'e>, difference: Decimal) -> Vec<Hint<'e>> {
    let half = difference / Decimal::TWO;
    let mut partners: HashMap<Decimal, &Term<'_>> = HashMap::new();
    for term in &right.terms {
        if let Some(reading) = term.reading() {
            partners.entry(reading.number).or_insert(term);
        }
    }
    let pairs = left.terms.iter().enumerate().filter_map(|(order, term)| {
        let partner = partners.get(&term.reading()?.number.checked_sub(half)?)?;
        let needed = partner.reading()?.number;
        Some(Hint { edit: Edit::Exchanged, order, term, needed, other: Some(&partner.path) })
    });
    pairs.collect()
}

/// The printed digits and point of a number, leading zeros kept; what the number says where the
/// printed text holds more than the number.
fn plain_digits(term: &Term<'_>, number: Decimal) -> String {
    let raw = term.field.raw.as_deref().filter(|raw| parse_number(raw) == Ok(number));
    let Some(raw) = raw else { return number.abs().to_string() };
    raw.chars().filter_map(plain_char).collect()
}

fn plain_char(c: char) -> Option<char> {
    match c {
        '0'..='9' | '.' => Some(c),
        '．' => Some('.'),
        '０'..='９' => char::from_digit((c as u32).wrapping_sub('０' as u32), 10),
        _ => None,
    }
}

fn message(hint: &Hint<'_>) -> Message {
    let (path, needed) = (&hint.term.path, hint.needed);
    let other = hint.other.unwrap_or_default();
    let (zh, en) = match hint.edit {
        Edit::ReadOtherwise => ("识别时的另一种读法", "another reading of the picture"),
        Edit::Point => ("小数点可能丢失或错位", "a decimal point lost or misplaced"),
        Edit::Separator => ("千位分隔符与小数点可能混淆", "a thousands separator and a decimal point confused"),
        Edit::DigitChanged => ("可能有一位数字不同", "one digit changed"),
        Edit::DigitsSwapped => ("可能有相邻两位数字颠倒", "two neighbouring digits swapped"),
        Edit::DigitLost => ("可能漏了一位数字", "one digit lost"),
        Edit::DigitExtra => ("可能多了一位数字", "one digit too many"),
        Edit::WrongColumn => {
            return Message::new(
                format!("{path} 若为 {needed} 则平衡：该数在 {other}，可能取错了栏"),
                format!("{path} would have to be {needed}: that stands at {other}, perhaps a wrong column"),
            );
        }
        Edit::Exchanged => {
            return Message::new(
                format!("{path} 与 {other} 互换则平衡"),
                format!("{path} and {other} would close the sum if exchanged"),
            );
        }
        Edit::TermBlank => {
            return Message::new(
                format!("{path} 空白，若为 {needed} 则平衡"),
                format!("{path} is blank; {needed} there would close the sum"),
            );
        }
    };
    let printed = hint.term.field.raw.as_deref().unwrap_or_default();
    Message::new(
        format!("{path} 印作 {printed}，若为 {needed} 则平衡：{zh}"),
        format!("{path} is printed {printed}; {needed} would close the sum: {en}"),
    )
}

#[cfg(test)]
mod tests;
