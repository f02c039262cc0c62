//! The labels of a kind: what each spelling may stand for.

use biaodan_model::{Unit, match_key};
use rustc_hash::FxHashMap;

use super::{ColumnRef, Definition};

/// What a label stands for. One spelling may have several roles; the place decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A heading without a value of its own.
    Heading,
    /// The label of a single value, by its number in the definition.
    Scalar(usize),
    /// The heading of a table.
    Table(usize),
    /// A column heading.
    Column(ColumnRef),
    /// A row label of a matrix.
    Row(usize, usize),
    /// The label of a list's closing row.
    Total(usize),
    /// A first-level category.
    Level1(usize),
    /// A second-level category below a first-level one.
    Level2(usize, usize),
}

/// One spelling after folding.
#[derive(Debug, Clone)]
pub(crate) struct Label {
    pub(crate) key: String,
    pub(crate) roles: Vec<Role>,
}

/// All labels of a kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary {
    labels: Vec<Label>,
    by_key: FxHashMap<String, u16>,
    sorted: Vec<(String, u16)>,
    /// The first characters of labels: most texts start with none of them.
    heads: Vec<char>,
}

impl Vocabulary {
    pub(crate) fn of(definition: &Definition) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        definition.each_label(&mut |text, role| vocabulary.add(text, role));
        vocabulary.sorted = vocabulary.by_key.iter().map(|(k, &id)| (k.clone(), id)).collect();
        vocabulary.sorted.sort_unstable();
        vocabulary.heads = vocabulary.sorted.iter().filter_map(|(key, _)| key.chars().next()).collect();
        vocabulary.heads.dedup();
        vocabulary
    }

    fn add(&mut self, text: &str, role: Role) {
        let key = label_key(text).0;
        let next = u16::try_from(self.labels.len()).unwrap_or(u16::MAX);
        let id = *self.by_key.entry(key.clone()).or_insert(next);
        match self.labels.get_mut(usize::from(id)) {
            Some(label) if label.roles.contains(&role) => {}
            Some(label) => label.roles.push(role),
            None => self.labels.push(Label { key, roles: vec![role] }),
        }
    }

    /// The label with this key.
    pub(crate) fn find(&self, key: &str) -> Option<u16> {
        self.by_key.get(key).copied()
    }

    /// The labels that start with `key` and go on.
    pub(crate) fn starting_with<'v>(&'v self, key: &'v str) -> impl Iterator<Item = u16> + 'v {
        let from = if self.may_start(key) { self.sorted.partition_point(|(k, _)| k.as_str() <= key) } else { self.sorted.len() };
        let rest = self.sorted.get(from..).unwrap_or(&[]);
        rest.iter().take_while(move |(k, _)| k.starts_with(key)).map(|&(_, id)| id)
    }

    /// The longest label that this key starts with.
    pub(crate) fn longest_prefix(&self, key: &str) -> Option<u16> {
        let mut end = if self.may_start(key) { key.len() } else { 0 };
        while end > 0 {
            let head = key.get(..end)?;
            let before = self.sorted.partition_point(|(k, _)| k.as_str() <= head).checked_sub(1)?;
            let (label, id) = self.sorted.get(before)?;
            if key.starts_with(label.as_str()) {
                return Some(*id);
            }
            // a longer neighbour hides shorter labels: go on from what both share
            let shared = label.chars().zip(key.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
            end = if shared < end { shared } else { 0 };
        }
        None
    }

    fn may_start(&self, key: &str) -> bool {
        key.chars().next().is_some_and(|c| self.heads.binary_search(&c).is_ok())
    }

    pub(crate) fn key(&self, id: u16) -> &str {
        self.labels.get(usize::from(id)).map_or("", |label| label.key.as_str())
    }

    pub(crate) fn roles(&self, id: u16) -> &[Role] {
        self.labels.get(usize::from(id)).map_or(&[], |label| label.roles.as_slice())
    }
}

/// Units as labels print them, folded; the longer before the shorter.
const UNITS: &[(&str, Unit)] = &[
    ("(单位万元)", Unit::TenThousandYuan),
    ("(单位亿元)", Unit::HundredMillionYuan),
    ("(单位元)", Unit::Yuan),
    ("(人民币万元)", Unit::TenThousandYuan),
    ("(万元)", Unit::TenThousandYuan),
    ("(亿元)", Unit::HundredMillionYuan),
    ("(元)", Unit::Yuan),
    ("(cny10,000)", Unit::TenThousandYuan),
    ("(rmb10,000)", Unit::TenThousandYuan),
    ("(10,000yuan)", Unit::TenThousandYuan),
    ("(10,000cny)", Unit::TenThousandYuan),
    ("(cny)", Unit::Yuan),
    ("(yuan)", Unit::Yuan),
    ("(rmb)", Unit::Yuan),
];

/// The unit words of a folded text such as `单位万元`, and of those in brackets.
pub(crate) fn unit_in(key: &str) -> Option<Unit> {
    UNITS.iter().find(|(word, _)| key.contains(word)).map(|&(_, unit)| unit).or_else(|| {
        match key.strip_prefix("金额").unwrap_or(key).strip_prefix("单位")?.trim_start_matches("人民币") {
            "万元" => Some(Unit::TenThousandYuan),
            "亿元" => Some(Unit::HundredMillionYuan),
            "元" => Some(Unit::Yuan),
            _ => None,
        }
    })
}

/// The key of a label without the unit it may carry, and that unit.
pub(crate) fn label_key(text: &str) -> (String, Option<Unit>) {
    without_unit(match_key(text))
}

/// A folded text without the unit in brackets that it may carry, and that unit.
pub(crate) fn without_unit(mut key: String) -> (String, Option<Unit>) {
    if !key.contains('(') {
        return (key, None);
    }
    for &(word, unit) in UNITS {
        if let Some(at) = key.find(word) {
            key.replace_range(at..at + word.len(), "");
            return (key, Some(unit));
        }
    }
    (key, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_no_part_of_the_label() {
        assert_eq!(label_key("预算金额（万元）"), ("预算金额".to_owned(), Some(Unit::TenThousandYuan)));
        assert_eq!(label_key("Budget amount (CNY 10,000)"), ("budgetamount".to_owned(), Some(Unit::TenThousandYuan)));
        assert_eq!(label_key("项目资金（元）").1, Some(Unit::Yuan));
        assert_eq!(unit_in("单位万元"), Some(Unit::TenThousandYuan));
    }
}
