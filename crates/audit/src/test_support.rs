//! Small records made by hand, for the tests of every module.

use biaodan_model::{
    Amount, Field, FieldType, FormRecord, Ledger, Node, Origin, Provenance, Region, Rule, Shape, Unit, Value, Verdict,
    parse_number,
};

/// A place on page 1 of a dump.
pub(crate) fn place(line: u32) -> Provenance {
    Provenance { page: 1, region: Region::Lines(line, line), from: Origin::Dump }
}

/// A printed amount in 万元.
pub(crate) fn amount(raw: &str) -> Field {
    let amount = Amount { number: parse_number(raw).unwrap(), unit: Some(Unit::TenThousandYuan) };
    Field::printed(Value::Amount(amount), raw.to_owned(), place(7))
}

/// A printed bare number.
pub(crate) fn number(raw: &str) -> Field {
    Field::printed(Value::Number(parse_number(raw).unwrap()), raw.to_owned(), place(8))
}

/// Printed text.
pub(crate) fn text(raw: &str) -> Field {
    Field::printed(Value::Text(raw.to_owned()), raw.to_owned(), place(9))
}

/// A dash.
pub(crate) fn dash() -> Field {
    Field::dash("—".to_owned(), place(10))
}

/// Fields as nodes.
pub(crate) trait Leaf {
    fn leaf(self) -> Node;
}

impl Leaf for Field {
    fn leaf(self) -> Node {
        Node::leaf(self)
    }
}

/// Named parts.
pub(crate) fn group<const N: usize>(parts: [(&str, Node); N]) -> Node {
    Node::Group(parts.into_iter().map(|(name, node)| (name.into(), node)).collect())
}

/// Rows.
pub(crate) fn list(rows: Vec<Node>) -> Node {
    Node::List(rows)
}

/// The shape of a leaf.
pub(crate) fn leaf_shape(field_type: FieldType, required: bool) -> Shape {
    Shape::Leaf { field_type, required }
}

/// The shape of named parts.
pub(crate) fn group_shape<const N: usize>(parts: [(&str, Shape); N]) -> Shape {
    Shape::Group(parts.into_iter().map(|(name, shape)| (name.into(), shape)).collect())
}

/// A form of a known kind, in 万元, not yet audited.
pub(crate) fn form(fields: Node) -> FormRecord {
    FormRecord {
        kind: "department-budget-target".into(),
        title: "部门整体预算绩效目标表".to_owned(),
        language: "zh-Hans".to_owned(),
        pages: vec![1],
        amount_unit: Some(Unit::TenThousandYuan),
        verdict: Verdict::Review,
        verdict_reasons: Vec::new(),
        fields,
        findings: Vec::new(),
        ledger: Ledger::default(),
    }
}

/// A sum rule.
pub(crate) fn sum(each: Option<&str>, left: &[&str], right: &[&str]) -> Rule {
    let owned = |paths: &[&str]| paths.iter().map(|&p| p.to_owned()).collect();
    Rule::Sum { each: each.map(str::to_owned), left: owned(left), right: owned(right) }
}

/// What a form says after an audit by these rules alone.
pub(crate) fn audited(fields: Node, rules: &[Rule]) -> FormRecord {
    let mut form = form(fields);
    crate::audit(&mut form, &Shape::Group(Vec::new()), rules);
    form
}
