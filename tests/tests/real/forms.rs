//! The two performance forms at the end of a budget: every field that is printed is there, and both are
//! accepted.

use biaodan_pipeline::exporter::View;
use serde_json::{Value, json};

use crate::record;

/// A form as it is printed. Of texts only the beginning is stated here.
struct Printed {
    page: u32,
    name: &'static str,
    nature: &'static str,
    /// All of the money is from this year's budget.
    money: &'static str,
    goal: &'static str,
    /// Levels, and how the target begins.
    indicators: &'static [[&'static str; 3]],
}

const FORMS: [Printed; 2] = [
    Printed {
        page: 4,
        name: "新建",
        nature: "阶段性项目",
        money: "4100000.00",
        goal: "建成后",
        indicators: &[
            ["产出指标", "数量指标", "≥13459.00(平方米)"],
            ["产出指标", "质量指标", "及时率"],
            ["产出指标", "成本指标", "合规"],
            ["效益指标", "社会效益指标", "完善率"],
            ["满意度指标", "服务对象满意度指标", "满意度"],
        ],
    },
    Printed {
        page: 5,
        name: "就业",
        nature: "经常性项目",
        money: "6351000.00",
        goal: "管理",
        indicators: &[
            ["产出指标", "数量指标", "=100.00(%)"],
            ["产出指标", "质量指标", "=100.00(%)"],
            ["效益指标", "社会效益指标", "补贴"],
            ["满意度指标", "服务对象满意度指标", "≥80.00(%)"],
        ],
    },
];

/// The form has no column for weights; every other leaf is printed.
fn blanks(path: &str, value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| blanks(&format!("{path}/{key}"), value, out)),
        Value::Array(rows) => rows.iter().enumerate().for_each(|(i, row)| blanks(&format!("{path}/{i}"), row, out)),
        Value::Null if !path.ends_with("/weight") => out.push(path.to_owned()),
        _ => {}
    }
}

fn assert_begins(value: &Value, beginning: &str) {
    assert!(value.as_str().is_some_and(|text| text.starts_with(beginning)), "{value} does not begin with {beginning}");
}

fn assert_matches(form: &Value, printed: &Printed) {
    let fields = &form["fields"];
    let mut missing = Vec::new();
    blanks("", fields, &mut missing);
    assert!(missing.is_empty(), "page {}: without a value: {missing:?}", printed.page);

    assert_eq!((&form["kind"], &form["verdict"]), (&json!("project-expenditure-target"), &json!("accepted")), "{form:#}");
    assert_eq!((&form["pages"], &form["amount_unit"]), (&json!([printed.page]), &json!("元")));
    assert_eq!(form["ledger"]["residue"], json!([]));

    assert_eq!(fields["fiscal_year"], 2023);
    assert_eq!((&fields["start_date"], &fields["end_date"]), (&json!("2023-01-01"), &json!("2023-12-31")));
    assert_begins(&fields["project_name"], printed.name);
    assert_eq!((&fields["project_nature"], &fields["project_category"]), (&json!(printed.nature), &json!("特定目标类")));
    assert_begins(&fields["competent_department"], "上海市");
    assert_eq!(fields["competent_department"], fields["implementing_unit"]);
    assert_begins(&fields["project_goal"], printed.goal);
    assert_eq!(fields["project_goal"], fields["annual_goal"]);

    let money = printed.money;
    assert_eq!(fields["funds"]["project"], json!({ "total": money, "fiscal": money, "other": "0.00" }));
    let annual = json!({ "total": money, "fiscal_appropriation": money, "carried_over": "0.00", "other": "0.00" });
    assert_eq!(fields["funds"]["annual"], annual);

    let indicators = fields["indicators"].as_array().unwrap();
    assert_eq!(indicators.len(), printed.indicators.len());
    for (found, [level1, level2, target]) in indicators.iter().zip(printed.indicators) {
        assert_eq!((&found["level1"], &found["level2"]), (&json!(level1), &json!(level2)));
        assert_begins(&found["target"], target);
    }
}

#[test]
fn performance_forms_have_every_field() {
    let Some(record) = record("sh_pt_wanli_2023_p28-32.pdf") else { return };
    let record = biaodan_tests::json(&record, View::Plain).unwrap();
    let forms = record["forms"].as_array().unwrap();
    assert_eq!(forms.len(), FORMS.len());
    for (form, printed) in forms.iter().zip(&FORMS) {
        assert_matches(form, printed);
    }
}
