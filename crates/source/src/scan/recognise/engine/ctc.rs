//! What a recognition model says, step by step from left to right, to characters.
//!
//! Connectionist temporal classification: each step gives a probability to every character and to there being
//! none. Steps that say the same character in a row are one character; two equal characters are told apart by a
//! step of none between them.

use super::super::{Hint, ReadChar, Reading};

/// The class of there being no character.
const NONE: usize = 0;

/// The least probability of a reading that is kept beside the best one.
const LEAST_ALTERNATIVE: f32 = 0.02;

/// How many of them are kept.
const MOST_ALTERNATIVES: usize = 3;

/// The least probability of a character that did not show: measured on faint decimal points, which stay above
/// it, and on clean blanks, which stay far below.
const LEAST_HINT: f32 = 0.05;

/// Half the width of a character, as a part of the height of the line's picture: wide ones and all others.
const HALF_WIDE: f32 = 0.42;
const HALF_NARROW: f32 = 0.24;

/// Decodes `steps`, rows of one probability a class. `characters` are the classes from 1 on; `shape` is the
/// width of the line's picture in heights of it.
pub(super) fn decode(steps: &[f32], characters: &[char], shape: f32) -> Reading {
    let classes = characters.len() + 1;
    let rows: Vec<&[f32]> = steps.chunks_exact(classes).collect();
    let best: Vec<(usize, f32)> = rows.iter().map(|row| most_probable(row)).collect();
    let runs = runs(&best);
    let mut chars: Vec<ReadChar> = runs.iter().filter_map(|run| read_char(run, &rows, characters)).collect();
    spread(&mut chars, shape);
    let hints = hints(&rows, &best, &runs, characters);
    Reading { chars, hints }
}

/// Steps in a row that say the same character.
struct Run {
    class: usize,
    first: usize,
    /// The last step of it.
    last: usize,
    /// The step that is surest, and how sure it is.
    peak: usize,
    confidence: f32,
}

fn runs(best: &[(usize, f32)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (step, &(class, confidence)) in best.iter().enumerate() {
        if class == NONE {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.class == class && run.last + 1 == step => {
                run.last = step;
                if confidence > run.confidence {
                    run.peak = step;
                    run.confidence = confidence;
                }
            }
            _ => runs.push(Run { class, first: step, last: step, peak: step, confidence }),
        }
    }
    runs
}

fn most_probable(row: &[f32]) -> (usize, f32) {
    let most = row.iter().copied().fold(0.0, f32::max);
    (row.iter().position(|&p| p == most).unwrap_or(NONE), most)
}

/// The character of a run; `from` and `to` are still the steps of the run.
fn read_char(run: &Run, rows: &[&[f32]], characters: &[char]) -> Option<ReadChar> {
    let count = rows.len().max(1) as f32;
    let row = rows.get(run.peak)?;
    let mut alternatives: Vec<(char, f32)> = row
        .iter()
        .enumerate()
        .filter(|&(class, &p)| p >= LEAST_ALTERNATIVE && class != run.class && class != NONE)
        .filter_map(|(class, &p)| Some((character(class, characters)?, p)))
        .collect();
    alternatives.sort_by(|a, b| b.1.total_cmp(&a.1));
    alternatives.truncate(MOST_ALTERNATIVES);
    Some(ReadChar {
        ch: character(run.class, characters)?,
        confidence: run.confidence,
        from: run.first as f32 / count,
        to: (run.last + 1) as f32 / count,
        alternatives,
    })
}

fn character(class: usize, characters: &[char]) -> Option<char> {
    characters.get(class.checked_sub(1)?).copied()
}

/// Gives characters their width: a model says where the middle of a character is, in steps far narrower than it.
fn spread(chars: &mut [ReadChar], shape: f32) {
    let middles: Vec<f32> = chars.iter().map(|c| (c.from + c.to) / 2.0).collect();
    let mut before = 0.0;
    for (at, c) in chars.iter_mut().enumerate() {
        let middle = f32::midpoint(c.from, c.to);
        let half = if is_wide(c.ch) { HALF_WIDE } else { HALF_NARROW } / shape.max(f32::EPSILON);
        let after = middles.get(at + 1).map_or(1.0, |next| f32::midpoint(middle, *next));
        c.from = (middle - half).max(before).min(middle);
        c.to = (middle + half).min(after).max(middle);
        before = after;
    }
}

/// True for characters that are set as wide as they are high: Chinese ones and their punctuation.
fn is_wide(ch: char) -> bool {
    ch >= '\u{2e80}'
}

/// Characters that steps of none, or the rims of a run, say with some probability.
fn hints(rows: &[&[f32]], best: &[(usize, f32)], runs: &[Run], characters: &[char]) -> Vec<Hint> {
    let mut hints: Vec<(usize, Hint)> = Vec::new();
    for (step, (row, &(class, sure))) in rows.iter().zip(best).enumerate() {
        if class != NONE || sure > 1.0 - LEAST_HINT {
            continue;
        }
        let (other, confidence) = most_probable(row.get(1..).unwrap_or_default());
        let other = other + 1;
        if confidence < LEAST_HINT || is_beside(other, step, runs) {
            continue;
        }
        let Some(ch) = character(other, characters) else { continue };
        let hint = Hint { ch, confidence, at: (step as f32 + 0.5) / rows.len() as f32 };
        match hints.last_mut() {
            Some((last, kept)) if *last + 1 == step && kept.ch == ch => {
                *last = step;
                if confidence > kept.confidence {
                    *kept = hint;
                }
            }
            _ => hints.push((step, hint)),
        }
    }
    hints.into_iter().map(|(_, hint)| hint).collect()
}

/// True where the run before or after a step says the class anyhow: its rim, and no character of its own.
fn is_beside(class: usize, step: usize, runs: &[Run]) -> bool {
    let after = runs.partition_point(|run| run.first <= step);
    let before = after.checked_sub(1).and_then(|at| runs.get(at));
    let near = |run: &Run| run.class == class && run.first <= step + 2 && step <= run.last + 2;
    before.is_some_and(near) || runs.get(after).is_some_and(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHARACTERS: [char; 4] = ['1', '7', '.', '元'];

    /// Steps that give each class what is stated, and none the rest.
    fn steps(said: &[&[(usize, f32)]]) -> Vec<f32> {
        let mut all = Vec::new();
        for step in said {
            let mut row = vec![0.0; CHARACTERS.len() + 1];
            row[0] = 1.0 - step.iter().map(|(_, p)| p).sum::<f32>();
            for &(class, p) in *step {
                row[class] = p;
            }
            all.extend(row);
        }
        all
    }

    #[test]
    fn equal_steps_are_one_character_unless_a_blank_parts_them() {
        let reading = decode(&steps(&[&[(1, 0.9)], &[(1, 0.8)], &[], &[(1, 0.7)], &[(4, 1.0)]]), &CHARACTERS, 2.0);
        assert_eq!(reading.text(), "11元");
        assert_eq!(reading.chars.iter().map(|c| c.confidence).collect::<Vec<_>>(), [0.9, 0.7, 1.0]);
    }

    #[test]
    fn what_it_could_be_otherwise_is_kept() {
        let reading = decode(&steps(&[&[], &[(1, 0.6), (2, 0.3), (3, 0.01)], &[]]), &CHARACTERS, 1.0);
        assert_eq!(reading.text(), "1");
        assert_eq!(reading.chars[0].alternatives, [('7', 0.3)]);
        assert!((reading.weakest() - 0.6).abs() < 1e-6);
    }

    #[test]
    fn a_point_that_nearly_showed_is_hinted_at() {
        let said: &[&[(usize, f32)]] = &[&[(1, 0.9)], &[], &[(3, 0.3)], &[(3, 0.2)], &[(2, 0.9)], &[(2, 0.2)]];
        let reading = decode(&steps(said), &CHARACTERS, 2.0);
        assert_eq!(reading.text(), "17");
        let [hint] = reading.hints[..] else { panic!("one hint, not {:?}", reading.hints) };
        assert_eq!((hint.ch, hint.confidence), ('.', 0.3));
        assert!(reading.chars[0].to <= hint.at + 0.1 && hint.at <= reading.chars[1].from + 0.1);
    }

    #[test]
    fn characters_have_their_width_and_never_overlap() {
        let reading = decode(&steps(&[&[(4, 1.0)], &[], &[(1, 1.0)], &[(2, 1.0)], &[], &[], &[], &[]]), &CHARACTERS, 4.0);
        for pair in reading.chars.windows(2) {
            assert!(pair[0].from < pair[0].to && pair[0].to <= pair[1].from, "{pair:?}");
        }
        assert!(reading.chars[2].to < 0.6, "the blank end belongs to nobody");
    }

    #[test]
    fn nothing_gives_nothing() {
        assert_eq!(decode(&[], &CHARACTERS, 0.0), Reading::default());
        assert_eq!(decode(&[0.5; 3], &[], 1.0), Reading::default());
    }
}
