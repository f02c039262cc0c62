//! The leaves of a form, side by side with those of the same form undamaged.

use std::collections::BTreeMap;

use biaodan_pipeline::model::{Field, FormRecord, Region, State, Value};

/// One leaf, as far as this test looks at it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Leaf {
    /// The value as the plain view prints it; texts without blanks, which line breaks may change.
    pub(crate) value: Option<String>,
    pub(crate) state: State,
    /// A text, which may hold a number among words.
    pub(crate) is_text: bool,
    /// First and last line on which it, or the label of a blank, stands.
    pub(crate) lines: (u32, u32),
}

/// All leaves of a form by path.
pub(crate) fn of(form: &FormRecord) -> BTreeMap<String, Leaf> {
    let mut leaves = BTreeMap::new();
    form.fields.visit(&mut |path, field| {
        leaves.insert(path.to_owned(), leaf(field));
    });
    leaves
}

fn leaf(field: &Field) -> Leaf {
    let is_text = matches!(field.value, Some(Value::Text(_)));
    let lines = match field.provenance.map(|place| place.region) {
        Some(Region::Lines(first, last)) => (first, last),
        _ => (0, 0),
    };
    Leaf { value: field.text().map(|text| without_blanks(&text)), state: field.state, is_text, lines }
}

pub(crate) fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A printed number as the record prints it: plain digits, no thousands separators, no leading zeros.
pub(crate) fn plain_number(token: &str) -> String {
    let plain = |c| match c {
        ',' | '，' => None,
        '．' => Some('.'),
        '－' | '−' => Some('-'),
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        _ => Some(c),
    };
    let digits: String = token.chars().filter_map(plain).collect();
    let zeros = digits.bytes().zip(digits.bytes().skip(1)).take_while(|pair| pair.0 == b'0' && pair.1.is_ascii_digit()).count();
    digits[zeros..].to_owned()
}
