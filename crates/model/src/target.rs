//! Indicator targets: `≥95%`, `不低于80%`, `=100.00(%)`, `≤12小时`, `2025年12月底前`, `持续提升`.
//!
//! The printed text stays the value; this is what it says, where it says a number.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::amount::parse_number;
use crate::token::numeric_tokens;

/// How the actual value is to be compared with the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    /// ≥, 不低于, 以上.
    #[serde(rename = ">=")]
    AtLeast,
    /// ≤, 不超过, 以内.
    #[serde(rename = "<=")]
    AtMost,
    /// >, 大于, 超过.
    #[serde(rename = ">")]
    Above,
    /// <, 小于, 低于.
    #[serde(rename = "<")]
    Below,
    /// = or no operator at all.
    #[serde(rename = "=")]
    Equal,
}

impl Operator {
    /// The operator in plain ASCII.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Operator::AtLeast => ">=",
            Operator::AtMost => "<=",
            Operator::Above => ">",
            Operator::Below => "<",
            Operator::Equal => "=",
        }
    }
}

/// Spellings before the number; longer ones first where one is the start of another.
const PREFIXES: &[(&str, Operator)] = &[
    ("大于或等于", Operator::AtLeast),
    ("大于等于", Operator::AtLeast),
    ("不低于", Operator::AtLeast),
    ("不少于", Operator::AtLeast),
    ("不小于", Operator::AtLeast),
    ("至少", Operator::AtLeast),
    ("达到", Operator::AtLeast),
    ("at least", Operator::AtLeast),
    ("not less than", Operator::AtLeast),
    (">=", Operator::AtLeast),
    ("≥", Operator::AtLeast),
    ("≧", Operator::AtLeast),
    ("⩾", Operator::AtLeast),
    ("小于或等于", Operator::AtMost),
    ("小于等于", Operator::AtMost),
    ("不高于", Operator::AtMost),
    ("不超过", Operator::AtMost),
    ("不多于", Operator::AtMost),
    ("不大于", Operator::AtMost),
    ("at most", Operator::AtMost),
    ("not more than", Operator::AtMost),
    ("no more than", Operator::AtMost),
    ("<=", Operator::AtMost),
    ("≤", Operator::AtMost),
    ("≦", Operator::AtMost),
    ("⩽", Operator::AtMost),
    ("大于", Operator::Above),
    ("高于", Operator::Above),
    ("超过", Operator::Above),
    (">", Operator::Above),
    ("＞", Operator::Above),
    ("小于", Operator::Below),
    ("低于", Operator::Below),
    ("少于", Operator::Below),
    ("<", Operator::Below),
    ("＜", Operator::Below),
    ("等于", Operator::Equal),
    ("=", Operator::Equal),
    ("＝", Operator::Equal),
    ("﹦", Operator::Equal),
];

/// Spellings after the number and its unit.
const SUFFIXES: &[(&str, Operator)] = &[
    ("及以上", Operator::AtLeast),
    ("以上", Operator::AtLeast),
    ("及以下", Operator::AtMost),
    ("以下", Operator::AtMost),
    ("以内", Operator::AtMost),
    ("之内", Operator::AtMost),
];

/// A target that holds one number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The comparison; [`Operator::Equal`] where none is printed.
    pub operator: Operator,
    /// The number, decimals as printed.
    pub number: Decimal,
    /// What follows the number: `%`, `小时`, `万元`; none where nothing does.
    pub unit: Option<String>,
}

impl Target {
    /// Reads operator, number and unit out of a printed target; none where it holds no number, or
    /// more than one (a range, a date), which no single comparison expresses.
    #[must_use]
    pub fn parse(text: &str) -> Option<Target> {
        let text = text.trim();
        let mut tokens = numeric_tokens(text);
        let token = tokens.next()?;
        if tokens.next().is_some() {
            return None;
        }
        let number = parse_number(token.text).ok()?;
        let head = text.get(..token.range.start)?.trim();
        let tail = text.get(token.range.end..)?.trim();
        let operator = PREFIXES.iter().find(|(word, _)| head.eq_ignore_ascii_case(word)).map(|&(_, op)| op);
        if operator.is_none() && !head.is_empty() {
            return None;
        }
        let (unit, after) = split_suffix(tail);
        if operator.is_some() && after.is_some() {
            return None;
        }
        Some(Target { operator: operator.or(after).unwrap_or(Operator::Equal), number, unit: clean_unit(unit) })
    }

    /// True where the text starts with an operator or a number, as targets do and names do not.
    #[must_use]
    pub fn looks_like(text: &str) -> bool {
        let text = text.trim_start();
        let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
        let worded =
            || PREFIXES.iter().any(|(word, _)| text.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with(digit)));
        text.starts_with(digit) || text.starts_with('-') || (text.contains(digit) && worded())
    }
}

fn split_suffix(tail: &str) -> (&str, Option<Operator>) {
    for &(word, operator) in SUFFIXES {
        if let Some(unit) = tail.strip_suffix(word) {
            return (unit, Some(operator));
        }
        // `200以上（次）`
        if let Some(unit) = tail.strip_prefix(word) {
            return (unit, Some(operator));
        }
    }
    (tail, None)
}

fn clean_unit(unit: &str) -> Option<String> {
    let unit = unit.trim();
    let inner = unit.strip_prefix(['(', '（']).and_then(|u| u.strip_suffix([')', '）'])).unwrap_or(unit).trim();
    match inner {
        "" => None,
        "％" | "百分比" | "percent" => Some("%".to_owned()),
        other => Some(other.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(&'static str, String, String)> {
        Target::parse(text).map(|t| (t.operator.as_str(), t.number.to_string(), t.unit.unwrap_or_default()))
    }

    #[test]
    fn notations_of_the_wild() {
        let cases = [
            ("≥95%", (">=", "95", "%")),
            ("≧ 95％", (">=", "95", "%")),
            ("不低于80%", (">=", "80", "%")),
            ("大于等于3", (">=", "3", "")),
            ("≥13459.00(平方米)", (">=", "13459.00", "平方米")),
            ("=100.00(%)", ("=", "100.00", "%")),
            ("﹦5", ("=", "5", "")),
            ("≤12小时", ("<=", "12", "小时")),
            ("不超过351万元", ("<=", "351", "万元")),
            ("30日以内", ("<=", "30", "日")),
            ("200以上", (">=", "200", "")),
            ("100百分比", ("=", "100", "%")),
            ("6,363", ("=", "6363", "")),
            ("0.88", ("=", "0.88", "")),
            ("＜3", ("<", "3", "")),
        ];
        for (text, (op, number, unit)) in cases {
            assert_eq!(parsed(text), Some((op, number.to_owned(), unit.to_owned())), "{text}");
        }
    }

    #[test]
    fn words_dates_and_ranges_hold_no_single_number() {
        for text in ["持续提升", "2025年12月底前", "80%-90%", "", "第3季度前完成2次"] {
            assert_eq!(parsed(text), None, "{text}");
        }
    }

    #[test]
    fn targets_look_different_from_names() {
        assert!(Target::looks_like("不低于80%") && Target::looks_like("96") && Target::looks_like("≤3%"));
        assert!(!Target::looks_like("开展培训场次（场）") && !Target::looks_like("达到预期"));
    }
}
