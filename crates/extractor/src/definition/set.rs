//! The kinds in use: the built-in ones, and those a user adds or overrides.

use biaodan_model::{Name, Shape, match_char, match_key};
use sha2::{Digest, Sha256};

use super::Definition;
use super::compile::{DefinitionError, compile};

const BUILT_IN: &[(&str, &str)] = &[
    ("department-budget-target.toml", include_str!("../../definitions/department-budget-target.toml")),
    ("department-expenditure-target.toml", include_str!("../../definitions/department-expenditure-target.toml")),
    ("project-expenditure-target.toml", include_str!("../../definitions/project-expenditure-target.toml")),
    ("project-self-evaluation.toml", include_str!("../../definitions/project-self-evaluation.toml")),
];

/// Characters of a title that may stand before the part a definition names (`2024年市级…`).
const TITLE_PREFIX: usize = 20;

/// All kinds that forms are matched against.
#[derive(Debug, Clone)]
pub struct Definitions {
    kinds: Vec<Definition>,
    digest: Sha256,
    /// The characters titles end with: most lines are no title by their last character.
    title_ends: Vec<char>,
}

impl Definitions {
    /// The kinds this program brings along.
    ///
    /// # Errors
    /// Never in a program whose tests pass: the files are part of it.
    pub fn built_in() -> Result<Definitions, DefinitionError> {
        let mut all = Definitions { kinds: Vec::new(), digest: Sha256::new(), title_ends: vec![')'] };
        for (file, text) in BUILT_IN {
            all.add(file, text)?;
        }
        Ok(all)
    }

    /// Adds a kind, or replaces the one of the same name.
    ///
    /// # Errors
    /// [`DefinitionError`] with line and reason where the text is no valid definition.
    pub fn add(&mut self, file: &str, text: &str) -> Result<&Definition, DefinitionError> {
        let definition = compile(file, text)?;
        self.digest.update((text.len() as u64).to_le_bytes());
        self.digest.update(text.as_bytes());
        self.title_ends.extend(definition.titles.iter().filter_map(|t| t.chars().next_back()));
        let at = self.kinds.iter().position(|d| d.kind == definition.kind);
        let at = match at {
            Some(at) => {
                self.kinds.splice(at..=at, [definition]);
                at
            }
            None => {
                self.kinds.push(definition);
                self.kinds.len() - 1
            }
        };
        self.kinds.get(at).ok_or_else(|| DefinitionError { file: file.to_owned(), line: 1, reason: "not added".to_owned() })
    }

    /// The kinds, built-in ones first.
    #[must_use]
    pub fn kinds(&self) -> &[Definition] {
        &self.kinds
    }

    /// The kind of this name.
    #[must_use]
    pub fn get(&self, kind: &str) -> Option<&Definition> {
        self.kinds.iter().find(|d| &*d.kind == kind)
    }

    /// The shape of a kind's fields.
    #[must_use]
    pub fn shape(&self, kind: &str) -> Option<&Shape> {
        self.get(kind).map(|d| &d.shape)
    }

    /// SHA-256 over the texts of all definitions, in the order they were added.
    #[must_use]
    pub fn sha256(&self) -> Name {
        let bytes = self.digest.clone().finalize();
        bytes.iter().map(|b| format!("{b:02x}")).collect::<String>().into()
    }

    /// The kind whose title this line is, and how long the matching part is.
    #[must_use]
    pub fn title(&self, line: &str) -> Option<usize> {
        let last = match_char(line.trim_end().chars().next_back()?)?;
        if !self.title_ends.contains(&last) {
            return None;
        }
        let key = title_key(line)?;
        let fits = |d: &Definition| d.titles.iter().filter(|t| is_title_of(&key, t)).map(String::len).max();
        let best = self.kinds.iter().enumerate().filter_map(|(i, d)| Some((fits(d)?, i)));
        best.max_by_key(|&(length, i)| (length, usize::MAX - i)).map(|(_, i)| i)
    }
}

/// The folded line without a bracketed note at its end, where it may be a title at all.
pub(crate) fn title_key(line: &str) -> Option<String> {
    let length = line.len();
    if !(6..=240).contains(&length) || line.contains(['。', '；', '，', ';']) {
        return None;
    }
    let mut key = match_key(line);
    while let Some(at) = key.rfind('(').filter(|_| key.ends_with(')')) {
        key.truncate(at);
    }
    Some(key)
}

fn is_title_of(key: &str, title: &str) -> bool {
    key.strip_suffix(title).is_some_and(|prefix| prefix.chars().count() <= TITLE_PREFIX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_find_their_kind() {
        let all = Definitions::built_in().unwrap();
        let kind = |line: &str| all.title(line).map(|i| all.kinds()[i].kind.to_string());
        assert_eq!(kind("2024年市级部门整体预算绩效目标表").as_deref(), Some("department-budget-target"));
        assert_eq!(kind("部門（單位）整體支出績效目標申報表").as_deref(), Some("department-expenditure-target"));
        assert_eq!(kind("财政项目支出绩效目标填报表（2023年度）").as_deref(), Some("project-expenditure-target"));
        assert_eq!(kind("项目支出绩效自评表").as_deref(), Some("project-self-evaluation"));
        assert_eq!(kind("关于做好项目支出绩效自评表，请各单位"), None);
        assert_eq!(kind("收支预算总表"), None);
    }
}
