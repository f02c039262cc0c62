//! Reasons: one short line for each kind of finding, so that a person knows where to look first.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use biaodan_model::{Finding, FindingCode, Message, Severity};

/// The reasons a form is not accepted: one for each code that is more than info, the most serious
/// first, then in the order of the codes.
///
/// `residue` is the exact number of unaccounted numbers, of which not all have a finding.
pub(crate) fn reasons(findings: &[Finding], residue: usize) -> Vec<Message> {
    let mut groups: BTreeMap<(Reverse<Severity>, FindingCode), Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().filter(|f| f.severity() >= Severity::Warning) {
        groups.entry((Reverse(finding.severity()), finding.code)).or_default().push(finding);
    }
    let reason = |((_, code), group): (&(Reverse<Severity>, FindingCode), &Vec<&Finding>)| {
        let count = match code {
            FindingCode::NumberUnaccounted => group.len().max(residue),
            _ => group.len(),
        };
        reason(*code, count, group)
    };
    groups.iter().map(reason).collect()
}

fn reason(code: FindingCode, count: usize, group: &[&Finding]) -> Message {
    let (zh, en) = match words(code) {
        Some((zh, en)) if count == 1 => (format!("1 {zh}"), en.to_owned()),
        Some((zh, en)) => (format!("{count} {zh}"), format!("{en}: {count}")),
        // Said of the form as a whole: its first finding has the words.
        None => match group.first() {
            Some(first) => (first.message.zh.clone(), first.message.en.clone()),
            None => (code.as_str().to_owned(), code.describe().to_owned()),
        },
    };
    let more = if count > 1 { " …" } else { "" };
    match (group.iter().find_map(|f| f.path.as_deref()), group.iter().find_map(|f| f.page)) {
        (Some(path), _) => Message::new(format!("{zh}（{path}{more}）"), format!("{en} ({path}{more})")),
        (None, Some(page)) => Message::new(format!("{zh}（第 {page} 页{more}）"), format!("{en} (page {page}{more})")),
        (None, None) => Message::new(zh, en),
    }
}

/// What stands after the count in Chinese, and before it in English; none for codes that a form has
/// once at most.
fn words(code: FindingCode) -> Option<(&'static str, &'static str)> {
    Some(match code {
        FindingCode::SumMismatch => ("处合计不符", "sum does not close"),
        FindingCode::RuleUnchecked => ("处勾稽关系无法核对", "rule not checked"),
        FindingCode::RateMismatch => ("处比率与金额不符", "rate is not the quotient of its figures"),
        FindingCode::ScoreMismatch => ("处得分与分值、执行率不符", "score is not weight times rate"),
        FindingCode::WeightMismatch => ("处分值合计不符", "weights do not sum to the total"),
        FindingCode::ValueOutOfRange => ("个数值超出范围", "value out of range"),
        FindingCode::FieldMissing => ("个必填项没有内容", "required field without a value"),
        FindingCode::CellBlank => ("个单元格应有内容而空白", "cell blank where a value belongs"),
        FindingCode::CellAmbiguous => ("处内容无法确定所属单元格", "value without a certain cell"),
        FindingCode::ValueInvalid => ("处内容与栏目类型不符", "text not of the value's type"),
        FindingCode::IndicatorCategoryUnresolved => {
            ("个指标的类别无法从文本确定", "indicator whose category the text does not tell")
        }
        FindingCode::TextJoinUnsure => ("处跨页文字的拼接无法确证", "text across pages joined without proof"),
        FindingCode::NumberUnaccounted => ("个数字不属于任何栏目", "number that belongs to no value and no label"),
        FindingCode::TextUnaccounted => ("处文字不属于任何栏目", "text that belongs to no value and no label"),
        FindingCode::LowConfidence => ("处识别可信度不足", "value that rests on a weak reading"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_a_code_the_most_serious_first() {
        let at = |code, path: &str| Finding::new(code, "甲", "a").with_path(path);
        let findings = [
            at(FindingCode::IndicatorCategoryUnresolved, "indicators[0].level1"),
            at(FindingCode::RepeatedCharacterAtWrap, "overall_goal"),
            at(FindingCode::IndicatorCategoryUnresolved, "indicators[1].level1"),
            at(FindingCode::IndicatorCategoryUnresolved, "indicators[2].level1"),
            at(FindingCode::FieldMissing, "department"),
        ];
        let reasons = reasons(&findings, 0);
        let zh: Vec<&str> = reasons.iter().map(|m| m.zh.as_str()).collect();
        assert_eq!(zh, ["1 个必填项没有内容（department）", "3 个指标的类别无法从文本确定（indicators[0].level1 …）"]);
        assert_eq!(reasons[0].en, "required field without a value (department)");
        assert_eq!(reasons[1].en, "indicator whose category the text does not tell: 3 (indicators[0].level1 …)");
    }

    #[test]
    fn residue_is_counted_in_full_and_other_codes_keep_their_words() {
        let findings = [
            Finding::new(FindingCode::NumberUnaccounted, "", "").with_place(2, None),
            Finding::new(FindingCode::UnitMissing, "表中未注明金额单位", "no unit"),
        ];
        let reasons = reasons(&findings, 40);
        assert_eq!(reasons[0].zh, "40 个数字不属于任何栏目（第 2 页 …）");
        assert_eq!(reasons[1].zh, "表中未注明金额单位");
    }
}
