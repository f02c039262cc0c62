//! Letters made of strokes, so that pictures need no font: the signs of field paths and legends.
//!
//! A letter stands on a grid of 4 by 8 steps: x to the right, y downwards, the top of tall letters at
//! 0, that of small ones at 2, the line they stand on at 6. Capitals are drawn as small letters.

/// Steps of a letter's height, tails aside.
pub(super) const HEIGHT: f32 = 6.0;

/// Steps from one letter to the next.
pub(super) const ADVANCE: f32 = 5.5;

/// The strokes of a sign, each a line through its points, written as x and y digits.
fn strokes(sign: char) -> &'static str {
    match sign.to_ascii_lowercase() {
        ' ' => "",
        'a' => "12324346 441405163645",
        'b' => "0006 0312324345361605",
        'c' => "4332120305163645",
        'd' => "4046 4332120305163645",
        'e' => "04444332120305163645",
        'f' => "40302126 1333",
        'g' => "4247381807 4332120305163645",
        'h' => "0006 0312324346",
        'i' => "2226 2021",
        'j' => "32371808 3031",
        'k' => "0006 4204 1446",
        'l' => "202536",
        'm' => "0206 03122326 23324346",
        'n' => "0206 0312324346",
        'o' => "123243453616050312",
        'p' => "0208 0312324345361605",
        'q' => "4248 4332120305163645",
        'r' => "0206 042242",
        's' => "43321203143445361605",
        't' => "20253646 0242",
        'u' => "0205163645 4246",
        'v' => "022642",
        'w' => "0216233642",
        'x' => "0246 4206",
        'y' => "0225 421808",
        'z' => "02420646",
        '0' => "103041453616050110",
        '1' => "112026 1636",
        '2' => "01103041420646",
        '3' => "01103041423313334445361605",
        '4' => "36300444",
        '5' => "400003334445361605",
        '6' => "4020020516364544331304",
        '7' => "004016",
        '8' => "13020110304142331304051636454433",
        '9' => "0626444130100102133342",
        '.' => "2526",
        ',' => "2517",
        ':' => "2223 2526",
        '-' => "1434",
        '_' => "0747",
        '[' => "30101737",
        ']' => "10303717",
        '?' => "01103041322324 2526",
        _ => "0141460601",
    }
}

/// The strokes of a text in steps from its foot's left end, as lines through points.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Vec<(f32, f32)>> {
    text.chars().enumerate().flat_map(|(i, sign)| {
        strokes(sign).split_whitespace().map(move |stroke| {
            let digits: Vec<f32> = stroke.chars().filter_map(|digit| digit.to_digit(10)).map(|digit| digit as f32).collect();
            let point = |pair: &[f32]| match pair {
                [x, y] => Some((i as f32 * ADVANCE + x, y - HEIGHT)),
                _ => None,
            };
            digits.chunks(2).filter_map(point).collect()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_of_a_path_stands_on_its_grid() {
        for sign in "abcdefghijklmnopqrstuvwxyz0123456789.,:-_[]?".chars() {
            for stroke in strokes(sign).split(' ') {
                let digits: Vec<u32> = stroke.chars().map(|digit| digit.to_digit(10).unwrap()).collect();
                assert!(digits.len() >= 4 && digits.len().is_multiple_of(2), "{sign}");
                assert!(digits.chunks(2).all(|point| point[0] <= 4 && point[1] <= 8), "{sign}");
            }
        }
        assert_ne!(strokes('['), strokes('#'));
    }

    #[test]
    fn letters_stand_side_by_side() {
        let strokes: Vec<_> = lines("7-").collect();
        assert_eq!(strokes, [vec![(0.0, -6.0), (4.0, -6.0), (1.0, 0.0)], vec![(6.5, -2.0), (8.5, -2.0)]]);
    }
}
