//! Text that both halves of a sheet show, because the cell it stands in crosses the cut.
//!
//! The left half's lines are given; the right half is searched for the same lines in full, or for
//! lines that go on where the left ones were clipped.

use crate::overlap::join_cut;

/// How the right half shows the left half's lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeat {
    /// Index of the first repeated line on the right.
    pub start: usize,
    /// How many lines on the right belong to it.
    pub count: usize,
    /// The whole lines, where the page had cut them; none where both halves show them in full.
    pub lines: Option<Vec<String>>,
    /// True where every cut line was joined at an overlap that proves it.
    pub proven: bool,
}

/// Characters a left line must have before its equal on the right counts as the same text.
const LEAST: usize = 4;

/// Lines are this much longer on the left than a column of the right half could hold.
const CLIPPED_LINE: usize = 20;

/// Finds the left half's lines among the right half's.
#[must_use]
pub fn find_repeat(left: &[&str], right: &[&str]) -> Option<Repeat> {
    let first = left.first()?.trim();
    if first.chars().count() < LEAST {
        return None;
    }
    find_equal(left, right).or_else(|| find_clipped(left, right))
}

fn find_equal(left: &[&str], right: &[&str]) -> Option<Repeat> {
    let window = |start: usize| {
        let lines = right.get(start..)?;
        let count = left.iter().zip(lines).take_while(|(a, b)| a.trim() == b.trim()).count();
        (count == left.len()).then_some(Repeat { start, count, lines: None, proven: true })
    };
    (0..right.len()).find_map(window)
}

/// Finds a run of lines each of which goes on where the left one was cut. The last line of a text
/// may end before the cut, so the right half may have one line less.
fn find_clipped(left: &[&str], right: &[&str]) -> Option<Repeat> {
    let long = |line: &&str| line.trim().chars().count() >= CLIPPED_LINE;
    let full = left.iter().take_while(|l| long(l)).count();
    let candidate = |start: usize, count: usize| {
        let lines = right.get(start..start + count)?;
        if !lines.iter().all(|l| l.trim().chars().count() >= 2) {
            return None;
        }
        let joined: Vec<_> = left.iter().zip(lines).map(|(a, b)| join_cut(a, b)).collect();
        let overlaps = joined.iter().filter(|j| j.overlap > 0).count();
        let proven = joined.iter().all(|j| j.proven);
        let rest = left.get(count..).unwrap_or(&[]).iter().map(|l| (*l).to_owned());
        let lines = joined.into_iter().map(|j| j.text).chain(rest).collect();
        Some((overlaps, Repeat { start, count, lines: Some(lines), proven }))
    };
    let counts = (full.saturating_sub(1).max(1)..=left.len()).rev();
    let all = counts.flat_map(|count| (0..right.len()).filter_map(move |start| candidate(start, count)));
    // every line overlapping is proof enough of the run; else the most overlaps, then the longest run
    all.filter(|(overlaps, r)| *overlaps * 2 >= r.count).max_by_key(|(overlaps, r)| (*overlaps, r.count, usize::MAX - r.start)).map(|(_, r)| r)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_repeats_are_found_anywhere() {
        let left = ["通过开展综合法律知识业务培训提升", "平；通过向专家咨询"];
        let right = ["534.00", left[0], left[1], "在全市实现"];
        let found = find_repeat(&left, &right).unwrap();
        assert_eq!((found.start, found.count, found.lines), (1, 2, None));
    }

    #[test]
    fn clipped_lines_go_on_where_they_were_cut() {
        let left = ["不断完善重点领域风险隐患排查，不断完善专项资金的监督检查，形成", "范整理，确保各项任务按期完成；统筹做好第三方绩效评估，培训", "方绩效评估。"];
        let right = ["拟投入", "查，形成长效管理机制。统筹做好", "评估，培训，为全市经济社会"];
        let found = find_repeat(&left, &right).unwrap();
        assert_eq!((found.start, found.count), (1, 2));
        assert!(found.lines.unwrap()[0].ends_with("监督检查，形成长效管理机制。统筹做好"));
    }

    #[test]
    fn other_text_is_no_repeat() {
        assert_eq!(find_repeat(&["全面落实政策宣传与解读工作"], &["不断完善项目档案的规范整理"]), None);
    }
}
