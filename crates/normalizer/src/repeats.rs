//! Text that both halves of a sheet show, because the cell it stands in crosses the cut.
//!
//! The left half's lines are given; the right half is searched for the same lines in full, or for
//! lines that go on where the left ones were clipped.

use crate::overlap::{join_cut, overlaps};

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

/// Characters by which lines cut at one edge differ in length, since half-width ones are narrower.
const EDGE_SLACK: usize = 4;

/// Pairs of lines that are compared at most. Halves of a form have some ten thousand; where there are
/// more, nothing is found to be repeated.
const MOST_PAIRS: usize = 500_000;

/// Finds the left half's lines among the right half's.
#[must_use]
pub fn find_repeat(left: &[&str], right: &[&str]) -> Option<Repeat> {
    let first = left.first()?.trim();
    let pairs = left.len().saturating_mul(right.len());
    if first.chars().count() < LEAST || pairs > MOST_PAIRS {
        return None;
    }
    find_equal(left, right).or_else(|| find_clipped(left, right))
}

fn find_equal(left: &[&str], right: &[&str]) -> Option<Repeat> {
    let first = left.first()?;
    let window = |start: usize| {
        let lines = right.get(start..)?;
        let count = left.iter().zip(lines).take_while(|(a, b)| a.trim() == b.trim()).count();
        // lines that end before the cut are not on the right half
        let enough = count == left.len() || (count > 0 && long(first));
        enough.then_some(Repeat { start, count, lines: None, proven: true })
    };
    (0..right.len()).filter_map(window).max_by_key(|r| (r.count, usize::MAX - r.start))
}

fn long(line: &str) -> bool {
    line.trim().chars().count() >= CLIPPED_LINE
}

/// Finds a run of lines each of which goes on where the left one was cut. A line that ends before
/// the page's edge was not cut, so only the full ones have a piece on the right.
fn find_clipped(left: &[&str], right: &[&str]) -> Option<Repeat> {
    let width = |line: &str| line.trim().chars().count();
    let edge = left.iter().map(|l| width(l)).max().filter(|&w| w >= CLIPPED_LINE)?;
    let count = left.iter().take_while(|l| width(l) + EDGE_SLACK >= edge).count();
    let at = |start: usize| right.get(start..start + count);
    let candidate = |start: usize| {
        let lines = at(start)?;
        let overlaps = left.iter().zip(lines).filter(|(a, b)| overlaps(a, b)).count();
        let wide = lines.iter().all(|l| width(l) >= 2);
        (wide && overlaps * 2 >= count).then_some((overlaps, start))
    };
    let (_, start) = (0..right.len()).filter_map(candidate).max_by_key(|&(overlaps, start)| (overlaps, usize::MAX - start))?;
    let joined: Vec<_> = left.iter().zip(at(start)?).map(|(a, b)| join_cut(a, b)).collect();
    let proven = joined.iter().all(|j| j.proven);
    let rest = left.get(count..).unwrap_or(&[]).iter().map(|l| (*l).to_owned());
    let lines = joined.into_iter().map(|j| j.text).chain(rest).collect();
    Some(Repeat { start, count, lines: Some(lines), proven })
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
        let left = [
            "不断完善重点领域风险隐患排查，不断完善专项资金的监督检查，形成",
            "范整理，确保各项任务按期完成；统筹做好第三方绩效评估，培训",
            "方绩效评估。",
        ];
        let right = ["拟投入", "查，形成长效管理机制。统筹做好", "评估，培训，为全市经济社会"];
        let found = find_repeat(&left, &right).unwrap();
        assert_eq!((found.start, found.count), (1, 2));
        assert!(found.lines.unwrap()[0].ends_with("监督检查，形成长效管理机制。统筹做好"));
    }

    #[test]
    fn other_text_is_no_repeat() {
        assert_eq!(find_repeat(&["全面落实政策宣传与解读工作"], &["不断完善项目档案的规范整理"]), None);
    }

    #[test]
    fn what_is_far_longer_than_a_form_is_not_compared() {
        let line = "推进各项工作有序开展，形成长效管理机制，切实提高服务水平";
        assert!(find_repeat(&[line; 20], &[line; 40]).is_some());
        assert_eq!(find_repeat(&[line; 5_000], &[line; 5_000]), None);
    }
}
