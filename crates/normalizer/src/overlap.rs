//! A line that was cut by the border of two pages, put together from its two pieces.

/// Characters that must agree before an overlap proves that two pieces belong together; shorter
/// ones are used, and said to be unsure. Plain `pdftotext` repeats up to three characters, whole
/// clauses only where the tool did not clip.
const PROOF: usize = 4;

/// Two pieces of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Joined {
    /// The whole line.
    pub text: String,
    /// How many characters both pieces showed.
    pub overlap: usize,
    /// True where the overlap is long enough to prove the join.
    pub proven: bool,
}

/// Characters of an overlap at most; longer than any line that a page border cuts.
const LONGEST: usize = 1_000;

/// Joins the left and the right piece at the longest text that ends the one and starts the other.
#[must_use]
pub fn join_cut(left: &str, right: &str) -> Joined {
    let (left, right) = (left.trim(), right.trim());
    let shared = shared(left, right);
    let overlap = shared.chars().count();
    let rest = right.get(shared.len()..).unwrap_or("");
    Joined { text: format!("{left}{rest}"), overlap, proven: overlap >= PROOF }
}

/// Whether two pieces show any text twice.
pub(crate) fn overlaps(left: &str, right: &str) -> bool {
    !shared(left.trim(), right.trim()).is_empty()
}

/// The longest text that ends the one and starts the other.
fn shared<'t>(left: &'t str, right: &str) -> &'t str {
    let Some(first) = right.chars().next() else { return "" };
    let near = left.char_indices().nth_back(LONGEST).map_or(0, |(at, _)| at);
    let tails = left.get(near..).unwrap_or("").match_indices(first).filter_map(|(at, _)| left.get(near + at..));
    tails.into_iter().find(|tail| right.starts_with(tail)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_join_at_what_both_show() {
        let joined = join_cut("统筹做好第三方绩效评估，形成长效管理机制。稳步实", "形成长效管理机制。稳步实施专项资金");
        assert_eq!(joined.text, "统筹做好第三方绩效评估，形成长效管理机制。稳步实施专项资金");
        assert!(joined.proven);
        assert_eq!(join_cut("部门整体预算绩效", "效目标申报表").text, "部门整体预算绩效目标申报表");
        assert!(!join_cut("宁远县退", "役军人事务局").proven);
    }

    #[test]
    fn an_overlap_is_found_among_repetitions_and_without_end_is_cut_short() {
        assert_eq!(join_cut("督办督", "督办督办").text, "督办督办");
        assert_eq!(join_cut("甲乙", "").text, "甲乙");
        let long = "甲".repeat(20 * LONGEST);
        assert!(join_cut(&long, &format!("{long}乙")).overlap <= LONGEST + 1);
    }
}
