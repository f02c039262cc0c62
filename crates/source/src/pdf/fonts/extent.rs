//! How far the characters of a font reach above and below the baseline.

use hayro_syntax::object::Dict;

use super::embedded::Embedded;

/// Of fonts that do not say: the proportions of Chinese fonts.
const USUAL: (f32, f32) = (0.88, -0.12);

/// Ascent and descent in em, the latter negative.
pub(super) fn of(descriptor: &Dict<'_>, embedded: &Embedded<'_>) -> (f32, f32) {
    let stated = |key: &[u8]| descriptor.get::<f32>(key).map(|value| value / 1000.0);
    let told = stated(b"Ascent").zip(stated(b"Descent")).map(|(ascent, descent)| (ascent, -descent.abs()));
    let own =
        || embedded.exists().then(|| embedded.head(&[b"head", b"hhea"]).and_then(|head| super::program::extent(&head))).flatten();
    told.filter(is_sane).or_else(|| own().filter(is_sane)).unwrap_or(USUAL)
}

/// Ascent and descent of a Type 3 font, by the box around its glyphs.
pub(super) fn of_type3(font: &Dict<'_>, matrix: &[f32; 6]) -> (f32, f32) {
    let box_ = font.get::<[f32; 4]>(b"FontBBox").unwrap_or_default();
    let (low, high) = (box_[1].min(box_[3]) * matrix[3], box_[1].max(box_[3]) * matrix[3]);
    Some((high.max(low), low.min(high))).filter(is_sane).unwrap_or(USUAL)
}

/// Some producers state the box of the few glyphs that they embed; that is no measure for all of them.
fn is_sane(&(ascent, descent): &(f32, f32)) -> bool {
    (0.6..=1.6).contains(&ascent) && (-0.8..=-0.05).contains(&descent)
}
