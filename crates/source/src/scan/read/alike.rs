//! Forms of one character that print alike and mean the same: which of them it is, is no doubt about the text.

use crate::scan::recognise::Reading;

/// One form for all that print alike.
pub(super) fn alike(ch: char) -> char {
    match ch {
        '，' => ',',
        '．' => '.',
        '：' | '∶' => ':',
        '；' => ';',
        '（' => '(',
        '）' => ')',
        '％' => '%',
        '＋' => '+',
        '～' | '∼' => '~',
        '＜' | '〈' => '<',
        '＞' | '〉' => '>',
        '“' | '”' | '＂' => '"',
        '‘' | '’' => '\'',
        '－' | '—' | '–' | '−' | '﹣' => '-',
        _ => ch,
    }
}

/// The same reading, with each character as sure as all its forms together.
pub(super) fn merge(mut reading: Reading) -> Reading {
    for own in &mut reading.chars {
        let (same, others): (Vec<_>, Vec<_>) = own.alternatives.iter().partition(|(other, _)| alike(*other) == alike(own.ch));
        own.confidence = same.iter().map(|(_, probability)| probability).fold(own.confidence, |all, one| all + one).min(1.0);
        own.alternatives = others;
    }
    reading.hints.retain(|hint| !hint.ch.is_whitespace());
    reading
}
