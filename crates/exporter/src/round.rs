//! Rounding of measured figures for the output. Amounts never come here: they are exact.

use biaodan_model::BBox;

/// Decimals of confidences and of lengths in points. A hundredth of a point is 3.5 µm, finer than
/// any printer; more digits would only print the noise of float arithmetic.
const STEPS_PER_UNIT: f64 = 100.0;

/// A confidence, held within 0 to 1; one that is no number counts as none at all.
pub(crate) fn confidence(measured: f32) -> f64 {
    if measured.is_nan() {
        return 0.0;
    }
    hundredths(f64::from(measured).clamp(0.0, 1.0))
}

/// A length or position in points.
pub(crate) fn points(measured: f64) -> f64 {
    hundredths(measured)
}

/// The corners of a box, in points.
pub(crate) fn bbox(measured: &BBox) -> [f64; 4] {
    [measured.x0, measured.y0, measured.x1, measured.y1].map(|corner| points(f64::from(corner)))
}

fn hundredths(measured: f64) -> f64 {
    let rounded = (measured * STEPS_PER_UNIT).round() / STEPS_PER_UNIT;
    // -0.004 rounds to -0.0, which JSON would print with its sign.
    if rounded == 0.0 { 0.0 } else { rounded }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_is_not_printed() {
        assert_eq!(confidence(0.876_543), 0.88);
        assert_eq!(confidence(0.1), 0.1);
        assert_eq!(confidence(f32::NAN), 0.0);
        assert_eq!(points(595.299_987_79), 595.3);
        assert!(points(-0.001).is_sign_positive());
    }
}
