//! What a figure may look like. A reading that breaks these rules lost or gained something.

/// Characters that figures are made of, besides digits.
const MARKS: &str = ".,．，%％‰+-－−±≥≤＞＜><=≈~～:：/";

/// True for a character whose loss or change would make another value of a figure.
pub(super) fn is_of_figures(ch: char) -> bool {
    ch.is_numeric() || MARKS.contains(ch)
}

/// True where every number in a line is written as numbers are: one point at most, separators before groups of three,
/// and no separator, point or colon between digits that does not belong there.
pub(super) fn is_sound(text: &str) -> bool {
    let text: String = text.chars().map(narrow).collect();
    let is_token = |ch: char| ch.is_ascii_digit() || matches!(ch, '.' | ',' | ':');
    text.split(|ch| !is_token(ch)).filter(|token| token.contains(|ch: char| ch.is_ascii_digit())).all(is_number)
}

fn narrow(ch: char) -> char {
    match ch {
        '．' => '.',
        '，' => ',',
        '：' => ':',
        '０'..='９' => char::from_u32(u32::from(ch) - u32::from('０') + u32::from('0')).unwrap_or(ch),
        _ => ch,
    }
}

/// A number, with what may stand around it in running text: a list number's point, a comma after it.
fn is_number(token: &str) -> bool {
    let token = token.trim_matches([',', ':', '.']);
    if is_date(token) {
        return true;
    }
    let (whole, part) = token.split_once('.').map_or((token, None), |(whole, part)| (whole, Some(part)));
    // 10:30 and 1:2 are times and ratios; in a figure a colon is a misread point
    if token.contains(':') {
        return false;
    }
    if part.is_some_and(|part| part.is_empty() || !part.chars().all(|ch| ch.is_ascii_digit())) {
        return false;
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    !first.is_empty() && (rest.is_empty() || first.len() <= 3) && rest.iter().all(|group| group.len() == 3)
}

/// 2024.1.15
fn is_date(token: &str) -> bool {
    let parts: Vec<&str> = token.split('.').collect();
    let digits = |part: &&str| part.chars().all(|ch| ch.is_ascii_digit());
    parts.iter().all(digits)
        && matches!(parts.as_slice(), [year, month, day] if year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_lost_or_gained_a_mark_are_not_sound() {
        for text in
            ["1,234.50", "≥95%", "0.00", "2024年12月", "1.完成3项", "12,345,678", "2024.01.15", "不少于10次，共3项", "100%"]
        {
            assert!(is_sound(text), "{text}");
        }
        for text in ["1,23.505", "1.234.50", "12:305", "1,23455", "1234,567", "20241.2.3"] {
            assert!(!is_sound(text), "{text}");
        }
    }
}
