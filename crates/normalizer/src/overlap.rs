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

/// Joins the left and the right piece at the longest text that ends the one and starts the other.
#[must_use]
pub fn join_cut(left: &str, right: &str) -> Joined {
    let (left, right) = (left.trim(), right.trim());
    let starts = left.char_indices().map(|(at, _)| at);
    let best = starts.filter_map(|at| left.get(at..)).find(|tail| right.starts_with(tail));
    let shared = best.unwrap_or("");
    let overlap = shared.chars().count();
    let rest = right.get(shared.len()..).unwrap_or("");
    Joined { text: format!("{left}{rest}"), overlap, proven: overlap >= PROOF }
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
}
