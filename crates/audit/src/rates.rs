//! Rates and the scores that follow from them.
//!
//! A rate is printed as `91.37%`, as `91.37` or as `0.9137`; without a percent sign both readings
//! are tried. Everything is reckoned in percent. What rounding explains is half a unit of the
//! printed rate, and what half a unit of the two figures can move their quotient.

use biaodan_model::{Finding, FindingCode, Node};
use rust_decimal::{Decimal, RoundingStrategy};

use crate::figure::{Figure, Measure, Reading};
use crate::report::{Report, placed};

/// One way to read a printed rate.
struct Share {
    percent: Decimal,
    /// How far the exact rate may be from it, in percent.
    rounding: Decimal,
    /// True where the print is a fraction of one.
    is_fraction: bool,
}

/// Checks that a rate is `part / whole`.
pub(crate) fn check_rate(fields: &Node, rate: &str, part: &str, whole: &str, report: &mut Report) {
    let Some([printed, part, whole]) = read(fields, [rate, part, whole], report) else { return };
    if part.measure != whole.measure {
        return report.add_unchecked(rate, fields.field(rate), "两项金额单位不同", "its two figures differ in unit");
    }
    let Some((expected, rounding)) = quotient(&part, &whole) else {
        // 0 of 0 is printed as 0 % or as 100 %; neither says anything.
        let is_void = part.number.is_zero() && shares(&printed).iter().any(|s| is_nothing_or_all(s.percent));
        if !is_void {
            report.add_unchecked(rate, fields.field(rate), "分母为零", "it is a share of zero");
        }
        return;
    };
    let is_close = |share: &Share| (share.percent - expected).abs() <= share.rounding + rounding;
    if !shares(&printed).iter().any(is_close) {
        let expected = in_print(expected, &printed);
        report.add(mismatch(
            FindingCode::RateMismatch,
            ("比率与其分子、分母不符", "the rate is not the quotient of its figures"),
            (fields, rate),
            &expected,
        ));
    }
}

/// Checks that a score is `weight × rate`, and the whole weight where the rate is above 100 %.
pub(crate) fn check_score(fields: &Node, score: &str, weight: &str, rate: &str, report: &mut Report) {
    let Some([printed, weight, rate]) = read(fields, [score, weight, rate], report) else { return };
    let mut nearest: Option<(Decimal, Decimal)> = None;
    for share in shares(&rate) {
        let Some((expected, rounding)) = product(&weight, &share) else { continue };
        let distance = (printed.number - expected).abs();
        if distance <= printed.half_unit() + rounding {
            return;
        }
        if nearest.is_none_or(|(best, _)| distance < best) {
            nearest = Some((distance, expected));
        }
    }
    let Some((_, expected)) = nearest else { return };
    report.add(mismatch(
        FindingCode::ScoreMismatch,
        ("得分不等于分值乘以执行率", "the score is not weight times rate"),
        (fields, score),
        &at_decimals(expected, printed.number.scale()).to_string(),
    ));
}

/// The readings of a rule's fields; none, in silence, where one is missing, and none with a finding
/// where one is unusable.
fn read(fields: &Node, paths: [&str; 3], report: &mut Report) -> Option<[Reading; 3]> {
    let figures = paths.map(|path| Figure::of(fields.field(path)));
    if figures.contains(&Figure::Missing) {
        return None;
    }
    if let [Figure::Read(a), Figure::Read(b), Figure::Read(c)] = figures {
        return Some([a, b, c]);
    }
    let (path, _) = paths.iter().zip(figures).find(|(_, figure)| *figure == Figure::Unusable)?;
    report.add_unchecked(path, fields.field(path), "数字无法读取", "the figure cannot be read");
    None
}

fn shares(rate: &Reading) -> Vec<Share> {
    let printed = Share { percent: rate.number, rounding: rate.half_unit(), is_fraction: false };
    if rate.measure == Measure::Percent {
        return vec![printed];
    }
    // A bare `1` or `0` is all or nothing: half a unit of it would be 50 percent.
    let rounding = if rate.number.scale() == 0 { Decimal::ZERO } else { rate.half_unit() };
    let fraction =
        Share { percent: rate.number * Decimal::ONE_HUNDRED, rounding: rounding * Decimal::ONE_HUNDRED, is_fraction: true };
    vec![printed, fraction]
}

/// `part / whole` in percent, and how far the rounding of both can move it; none for a zero whole.
fn quotient(part: &Reading, whole: &Reading) -> Option<(Decimal, Decimal)> {
    let ratio = part.number.checked_div(whole.number)?;
    let percent = ratio.checked_mul(Decimal::ONE_HUNDRED)?;
    let moved = ratio.abs().checked_mul(whole.half_unit())?.checked_add(part.half_unit())?;
    let rounding = moved.checked_div(whole.number.abs())?.checked_mul(Decimal::ONE_HUNDRED)?;
    Some((percent, rounding))
}

/// `weight × rate` and how far the rounding of the rate can move it.
fn product(weight: &Reading, share: &Share) -> Option<(Decimal, Decimal)> {
    let capped = share.percent.min(Decimal::ONE_HUNDRED);
    let expected = weight.number.checked_mul(capped)?.checked_div(Decimal::ONE_HUNDRED)?;
    let rounding = weight.number.abs().checked_mul(share.rounding)?.checked_div(Decimal::ONE_HUNDRED)?;
    Some((expected, rounding))
}

fn is_nothing_or_all(percent: Decimal) -> bool {
    percent.is_zero() || percent == Decimal::ONE_HUNDRED
}

/// The expected rate as the form would print it: its sign, its decimals, its nearer reading.
fn in_print(expected: Decimal, printed: &Reading) -> String {
    let shares = shares(printed);
    let nearest = shares.iter().min_by_key(|share| (share.percent - expected).abs());
    let number = match nearest {
        Some(share) if share.is_fraction => expected / Decimal::ONE_HUNDRED,
        _ => expected,
    };
    let sign = if printed.measure == Measure::Percent { "%" } else { "" };
    format!("{}{sign}", at_decimals(number, printed.number.scale()))
}

fn at_decimals(number: Decimal, scale: u32) -> Decimal {
    let mut rounded = number.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(scale);
    rounded
}

fn mismatch(code: FindingCode, (zh, en): (&str, &str), (fields, path): (&Node, &str), expected: &str) -> Finding {
    let field = fields.field(path);
    let found = field.and_then(|f| f.text()).unwrap_or_default();
    let finding = Finding::new(
        code,
        format!("{zh}：{path} 印作 {found}，应为 {expected}"),
        format!("{en}: {path} is printed {found}, expected {expected}"),
    );
    placed(finding.with_values(expected, found), path, field)
}

#[cfg(test)]
mod tests;
