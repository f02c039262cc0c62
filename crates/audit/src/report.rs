//! What the checks hand back: findings, and the figures they put in doubt.

use std::collections::HashSet;

use biaodan_model::{Field, Finding, FindingCode, Severity};

/// Findings so far, the extractor's first, and the paths of figures that a broken rule doubts.
pub(crate) struct Report {
    pub(crate) findings: Vec<Finding>,
    pub(crate) suspects: Vec<String>,
    given: HashSet<(FindingCode, String)>,
}

impl Report {
    /// A report that goes on from what the extractor found.
    pub(crate) fn new(findings: Vec<Finding>) -> Report {
        let given = findings.iter().filter_map(|f| Some((f.code, f.path.clone()?))).collect();
        Report { findings, suspects: Vec::new(), given }
    }

    /// Adds a finding, whatever else is known of its path: one total can break two rules.
    pub(crate) fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Adds a finding unless its path already has one of the same code.
    pub(crate) fn add_once(&mut self, finding: Finding) {
        let is_new = match &finding.path {
            Some(path) => self.given.insert((finding.code, path.clone())),
            None => !self.has(finding.code),
        };
        if is_new {
            self.findings.push(finding);
        }
    }

    /// Adds that a rule could not be checked because of what stands at a path.
    pub(crate) fn add_unchecked(&mut self, path: &str, field: Option<&Field>, zh_why: &str, en_why: &str) {
        let finding = Finding::new(
            FindingCode::RuleUnchecked,
            format!("{path}：{zh_why}，规则无法核对"),
            format!("{path}: {en_why}, so a rule could not be checked"),
        );
        self.add(placed(finding, path, field));
    }

    /// Marks figures of which one at least is wrong.
    pub(crate) fn doubt<'p>(&mut self, paths: impl IntoIterator<Item = &'p str>) {
        self.suspects.extend(paths.into_iter().map(str::to_owned));
    }

    /// True where a finding of this code exists.
    pub(crate) fn has(&self, code: FindingCode) -> bool {
        self.findings.iter().any(|f| f.code == code)
    }

    /// The paths that already send the form to review. Info does not count: a leaf with nothing but
    /// an info would let the form be accepted.
    pub(crate) fn flagged_paths(&self) -> HashSet<String> {
        let serious = self.findings.iter().filter(|f| f.severity() >= Severity::Warning);
        serious.filter_map(|f| f.path.clone()).collect()
    }
}

/// Adds the path and, where the field has one, the place.
pub(crate) fn placed(finding: Finding, path: &str, field: Option<&Field>) -> Finding {
    let finding = finding.with_path(path);
    let Some(place) = field.and_then(|f| f.provenance) else { return finding };
    finding.at(&place)
}
