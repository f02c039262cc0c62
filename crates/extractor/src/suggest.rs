//! Which category an indicator probably belongs to, where the text does not say.
//!
//! Two things speak: the rows stand in the order of the categories, and the names of indicators
//! speak for some of them. The suggestion is marked as inferred and is never the value.

use biaodan_model::{Finding, FindingCode, Node, State, Suggestion};

use crate::definition::Role;
use crate::found::Found;
use crate::work::Work;
use crate::zones::grid;

/// What a name speaks for: the canonical second-level category and the words of names in it.
const WORDS: &[(&str, &[&str])] = &[
    ("服务对象满意度指标", &["满意", "滿意", "投诉", "atisf"]),
    ("时效指标", &["及时", "时间", "时限", "按期", "进度", "及時", "時間", "周期", "schedule", "imel"]),
    ("成本指标", &["成本", "控制数", "费用", "经费", "单价", "补助标准", "支出", "控制率", "cost"]),
    ("质量指标", &["合格", "准确", "验收", "通过率", "完好", "达标", "质量", "優良", "优良", "规范", "uality", "ccuracy"]),
    (
        "数量指标",
        &[
            "数量",
            "次数",
            "人次",
            "场",
            "份数",
            "个数",
            "面积",
            "里程",
            "长度",
            "（次",
            "（个",
            "（人",
            "（场",
            "（家",
            "（小时",
            "（公里",
            "umber",
        ],
    ),
    ("经济效益指标", &["经济", "投资", "收入", "财政资金", "产值", "税收", "办事成本", "损失"]),
    ("社会效益指标", &["社会", "覆盖率", "知晓", "受益人口", "公共服务", "惠及", "就业"]),
    ("生态效益指标", &["生态", "能耗", "水质", "空气", "垃圾", "污染", "绿化", "节能"]),
    ("可持续影响指标", &["可持续", "长效", "持续使用", "人才队伍", "机制", "政策延续"]),
];

/// Rows or categories beyond which nothing is suggested.
const MOST: usize = 400;

/// Reports unresolved categories and suggests probable ones.
pub(crate) fn categories(work: &mut Work<'_>, found: &Found, fields: &mut Node) {
    let Some(t) = grid(work) else { return };
    let (Some(table), Some(path)) = (found.tables.get(t), work.definition.tables.get(t).map(|t| t.path.clone())) else { return };
    let printed: Vec<(usize, usize, usize)> = table
        .categories
        .iter()
        .filter_map(|&at| match work.items.get(at)?.role? {
            Role::Level2(i, j) => Some((at, i, j)),
            _ => None,
        })
        .collect();
    let Some(Node::List(rows)) = fields.at_mut(&path) else { return };
    let names: Vec<String> =
        rows.iter().map(|row| row.field("level3").and_then(|f| f.text()).unwrap_or_default().into_owned()).collect();
    let guess = monotone(work, &printed, &names);
    let mut findings = Vec::new();
    for (r, row) in rows.iter_mut().enumerate() {
        let suggestion = guess.get(r).copied().flatten();
        for (level, name) in [(1, "level1"), (2, "level2")] {
            let Some(field) = row.field_mut(name).filter(|f| f.state == State::Unreadable) else { continue };
            let value = suggestion.and_then(|at| label_of(work, at, level));
            field.suggestion = value.map(|value| Suggestion { value, why: "row order and the indicator's name" });
            findings.push(unresolved(&format!("{path}[{r}].{name}")));
        }
    }
    work.findings.extend(findings);
}

fn unresolved(path: &str) -> Finding {
    Finding::new(
        FindingCode::IndicatorCategoryUnresolved,
        "文本没有说明该指标属于哪一类（类别与指标印在不同的半页上，或顺序不能确定）",
        "the text does not say which category the indicator belongs to (they stand on different halves, or the order leaves it open)",
    )
    .with_path(path)
}

fn label_of(work: &Work<'_>, item: usize, level: u8) -> Option<String> {
    let categories = &work.definition.categories;
    match (work.items.get(item)?.role?, level) {
        (Role::Level2(i, _), 1) => categories.get(i).map(|c| c.canonical.zh.to_string()),
        (Role::Level2(i, j), 2) => categories.get(i)?.below.get(j).map(|(_, c)| c.zh.to_string()),
        _ => None,
    }
}

/// The assignment of names to categories, both in order, that the most words speak for; none for a
/// name that no word speaks for.
fn monotone(work: &Work<'_>, printed: &[(usize, usize, usize)], names: &[String]) -> Vec<Option<usize>> {
    if printed.is_empty() || names.len() > MOST || printed.len() > MOST {
        return vec![None; names.len()];
    }
    let canonical = |&(_, i, j): &(usize, usize, usize)| {
        work.definition.categories.get(i).and_then(|c| c.below.get(j)).map(|(_, c)| c.zh.to_string()).unwrap_or_default()
    };
    let speaks: Vec<Vec<u32>> =
        names.iter().map(|name| printed.iter().map(|p| affinity(name, &canonical(p))).collect()).collect();
    // best[n][c]: the most words for the names from n on, using categories from c on
    let mut best = vec![vec![0_u32; printed.len() + 1]; names.len() + 1];
    for n in (0..names.len()).rev() {
        for c in (0..printed.len()).rev() {
            let here = speaks.get(n).and_then(|s| s.get(c)).copied().unwrap_or(0)
                + best.get(n + 1).and_then(|b| b.get(c)).copied().unwrap_or(0);
            let later = best.get(n).and_then(|b| b.get(c + 1)).copied().unwrap_or(0);
            if let Some(slot) = best.get_mut(n).and_then(|b| b.get_mut(c)) {
                *slot = here.max(later);
            }
        }
    }
    let mut c = 0;
    let value = |n: usize, c: usize| best.get(n).and_then(|b| b.get(c)).copied().unwrap_or(0);
    (0..names.len())
        .map(|n| {
            while c + 1 < printed.len() && value(n, c + 1) == value(n, c) && speaks.get(n).and_then(|s| s.get(c)) == Some(&0) {
                c += 1;
            }
            let spoken = speaks.get(n).and_then(|s| s.get(c)).is_some_and(|&s| s > 0);
            spoken.then(|| printed.get(c).map(|p| p.0)).flatten()
        })
        .collect()
}

fn affinity(name: &str, category: &str) -> u32 {
    let words = WORDS.iter().find(|(c, _)| *c == category).map_or(&[][..], |(_, words)| words);
    u32::from(words.iter().any(|w| name.contains(w)))
}
