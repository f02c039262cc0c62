//! When a font's own words about its characters are not to be believed.

use biaodan_model::Trust;

use super::code::Chars;

/// Fewer contradictions than this are slips, not a scrambled map.
const CONTRADICTIONS: usize = 4;

/// The trust in a map of which some codes are private characters that nothing explains.
pub(super) fn private(unknown: usize) -> Trust {
    Trust::Doubtful(format!("{unknown} of its characters are private ones"))
}

/// The trust in a map that gives as many glyphs the same and as many another character than the font does.
pub(super) fn compared(same: usize, other: usize) -> Trust {
    if other < CONTRADICTIONS || other <= same {
        return Trust::Stated;
    }
    Trust::Doubtful(format!("its map contradicts its own glyphs for {other} of {} characters", same + other))
}

/// Counts characters whose width contradicts them: in fonts of Chinese, letters that are not letters of
/// pinyin are narrow and ideographs are wide.
#[derive(Debug, Default)]
pub(super) struct WidthCheck {
    letters: Counts,
    ideographs: Counts,
    /// Wide letters of languages that a Chinese form does not use.
    foreign: usize,
}

#[derive(Debug, Default)]
struct Counts {
    fitting: usize,
    odd: usize,
}

impl WidthCheck {
    /// Takes note of a character and its advance in em.
    pub(super) fn add(&mut self, ch: char, advance: f32) {
        let (counts, fits, is_odd) = match ch {
            'M' | 'W' | 'm' | '@' | '%' | '&' => return,
            '\u{C0}'..='\u{100}' if !is_pinyin_or_sign(ch) => {
                self.foreign += usize::from(advance > 0.98);
                return;
            }
            '!'..='~' => (&mut self.letters, advance < 0.9, advance > 0.98),
            '\u{4E00}'..='\u{9FFF}' => (&mut self.ideographs, advance > 0.9, advance < 0.7),
            _ => return,
        };
        counts.fitting += usize::from(fits);
        counts.odd += usize::from(is_odd);
    }

    /// How many contradict their widths, where others of their kind do not. Foreign letters, of which none is
    /// wide in any font, count twice.
    pub(super) fn contradictions(&self) -> usize {
        let odd =
            [&self.letters, &self.ideographs].iter().filter(|counts| counts.fitting > 0).map(|counts| counts.odd).sum::<usize>();
        odd + 2 * self.foreign
    }

    /// The trust in a map whose characters these are.
    pub(super) fn trust(&self) -> Trust {
        match self.contradictions() {
            found if found < CONTRADICTIONS => Trust::Stated,
            _ => Trust::Doubtful("its map gives wide glyphs narrow characters, or narrow glyphs wide ones".to_owned()),
        }
    }
}

/// Latin characters that Chinese fonts have in full width.
fn is_pinyin_or_sign(ch: char) -> bool {
    "àáèéêìíòóùúü×÷".contains(ch)
}

/// True where two sources mean the same: signs that look alike have many code points.
pub(super) fn alike(one: Chars, other: Chars) -> bool {
    let folded = |chars: Chars| chars.iter().map(fold).collect::<Chars>();
    one == other || folded(one) == folded(other)
}

fn fold(ch: char) -> char {
    match ch {
        '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{3000}' => ' ',
        '\u{AD}' | '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2018}' | '\u{2019}' | '`' => '\'',
        '\u{2126}' => '\u{3A9}',
        '\u{2206}' => '\u{394}',
        '\u{3BC}' => '\u{B5}',
        '\u{2215}' | '\u{2044}' => '/',
        '\u{2219}' | '\u{2022}' | '\u{30FB}' => '\u{B7}',
        _ => ch,
    }
}
