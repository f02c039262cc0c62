//! A hand-made record with one of everything: each state, type, outcome and kind of place.
#![allow(dead_code)]

use std::io;

use biaodan_model::{
    Amount, BBox, Borders, Canonical, Cell, Envelope, Field, FieldType, Finding, FindingCode, FormRecord, Ledger, LedgerEntry,
    Line, Message, Name, Node, Origin, Outcome, Page, PageStatus, Provenance, Region, Shape, SourceInfo, State, Suggestion,
    Table, Target, TextLine, ToolInfo, Unit, Value, Verdict, parse_number,
};

pub(crate) const KIND: &str = "department-budget-target";

pub(crate) fn at(line: u32) -> Provenance {
    Provenance { page: 1, region: Region::Lines(line, line), from: Origin::Dump }
}

fn in_box(corners: [f64; 4]) -> Provenance {
    Provenance { page: 2, region: Region::Box(corners), from: Origin::Ocr }
}

pub(crate) fn text(value: &str, line: u32) -> Field {
    Field::printed(Value::Text(value.to_owned()), value.to_owned(), at(line))
}

pub(crate) fn money(raw: &str, unit: Option<Unit>, line: u32) -> Field {
    let number = parse_number(raw).unwrap();
    Field::printed(Value::Amount(Amount { number, unit }), raw.to_owned(), at(line))
}

fn number(raw: &str, place: Provenance) -> Field {
    Field::printed(Value::Number(parse_number(raw).unwrap()), raw.to_owned(), place)
}

fn target(raw: &str, line: u32) -> Field {
    Field { target: Target::parse(raw), ..text(raw, line) }
}

fn category(raw: &str, zh: &str, en: &str) -> Field {
    Field { canonical: Some(Canonical { zh: zh.into(), en: en.into() }), ..text(raw, 20) }
}

pub(crate) fn group(parts: Vec<(&str, Node)>) -> Node {
    Node::Group(parts.into_iter().map(|(name, node)| (name.into(), node)).collect())
}

fn fields() -> Node {
    let wan = Some(Unit::TenThousandYuan);
    let year = Field::printed(Value::Integer(2024), "（2024年度）".to_owned(), at(2));
    let expenditure = vec![
        ("basic", Node::leaf(money("2,293.28", wan, 5))),
        ("project", Node::leaf(money("0.00", wan, 6))),
        ("special", Node::leaf(Field::blank(Some(at(7))))),
        ("other", Node::leaf(Field::absent())),
        ("carried_over", Node::leaf(Field::dash("—".to_owned(), at(8)))),
        ("returned", Node::leaf(money("-3.50", None, 9))),
    ];
    let task = vec![
        ("name", Node::leaf(text("=HYPERLINK(\"x\")", 12))),
        ("content", Node::leaf(text("第一段\n第二段, \"完\"", 13))),
        ("funds", Node::leaf(money("534.00", wan, 14))),
        ("expected_goal", Node::leaf(Field::unreadable(Some("■■".to_owned()), Some(at(15))))),
    ];
    group(vec![
        ("fiscal_year", Node::leaf(year)),
        ("department", Node::leaf(text("某区司法局", 3))),
        ("expenditure", group(expenditure)),
        ("key_tasks", Node::List(vec![group(task)])),
        ("indicators", Node::List(vec![group(indicator())])),
    ])
}

fn indicator() -> Vec<(&'static str, Node)> {
    let level2 = Suggestion { value: "数量指标".to_owned(), why: "the only category of its level" };
    let weight = Field { confidence: 0.876_54, ..number("10.0", in_box([10.0, 20.25, 30.129_999, 40.0])) };
    vec![
        ("level1", Node::leaf(category("產出指標", "产出指标", "output"))),
        ("level2", Node::leaf(Field { suggestion: Some(level2), ..Field::blank(None) })),
        ("level3", Node::leaf(text("法律顾问覆盖率", 21))),
        ("target", Node::leaf(target("≥95.0%", 22))),
        ("annual_target", Node::leaf(target("持续提升", 22))),
        ("weight", Node::leaf(weight)),
    ]
}

/// The shape of the fields above.
pub(crate) fn shape() -> Shape {
    use FieldType::{Amount, Category, Integer, Number, Target, Text};
    let leaf = |field_type| Shape::Leaf { field_type, required: false };
    let group = |parts: Vec<(&str, Shape)>| Shape::Group(parts.into_iter().map(|(name, shape)| (name.into(), shape)).collect());
    let leaves = |parts: &[(&'static str, FieldType)]| group(parts.iter().map(|&(n, t)| (n, leaf(t))).collect());
    group(vec![
        ("fiscal_year", leaf(Integer)),
        ("department", leaf(Text)),
        (
            "expenditure",
            leaves(&[
                ("basic", Amount),
                ("project", Amount),
                ("special", Amount),
                ("other", Amount),
                ("carried_over", Amount),
                ("returned", Amount),
            ]),
        ),
        (
            "key_tasks",
            Shape::List(Box::new(leaves(&[("name", Text), ("content", Text), ("funds", Amount), ("expected_goal", Text)]))),
        ),
        (
            "indicators",
            Shape::List(Box::new(leaves(&[
                ("level1", Category),
                ("level2", Category),
                ("level3", Text),
                ("target", Target),
                ("annual_target", Target),
                ("weight", Number),
            ]))),
        ),
    ])
}

pub(crate) fn kinds() -> Vec<(Name, Shape)> {
    vec![(KIND.into(), shape())]
}

fn sum_mismatch() -> Finding {
    let mut finding = Finding::new(FindingCode::SumMismatch, "合计不符", "parts do not add up")
        .with_path("expenditure.basic")
        .with_place(1, Some((5, 6)))
        .with_values("2293.28", "2289.78");
    finding.difference = Some("-3.50".to_owned());
    finding.hints = vec![Message::new("可能漏计", "one part may be missing")];
    finding
}

fn ledger() -> Ledger {
    let entry = |text: &str, line, outcome| LedgerEntry { text: text.to_owned(), place: Provenance::line(1, line), outcome };
    Ledger {
        entries: vec![
            entry("2024", 2, Outcome::Label),
            entry("2,293.28", 5, Outcome::Value("expenditure.basic".into())),
            entry("2,293.28", 30, Outcome::Duplicate { of: "expenditure.basic".into(), why: "repeated page head" }),
            entry("77", 31, Outcome::Residue),
            LedgerEntry { text: "78".to_owned(), place: in_box([1.0, 2.0, 3.0, 4.0]), outcome: Outcome::Residue },
        ],
    }
}

fn form() -> FormRecord {
    FormRecord {
        kind: KIND.into(),
        title: "部门整体预算绩效目标申报表".to_owned(),
        language: "zh-Hans".to_owned(),
        pages: vec![1, 2],
        amount_unit: Some(Unit::TenThousandYuan),
        verdict: Verdict::Review,
        verdict_reasons: vec![Message::new("合计不符", "sum mismatch"), Message::new("有未说明的数字", "residue")],
        fields: fields(),
        findings: vec![sum_mismatch()],
        ledger: ledger(),
    }
}

pub(crate) fn unknown_form() -> FormRecord {
    let pair = vec![("label", Node::leaf(text("编号", 40))), ("value", Node::leaf(Field::blank(None)))];
    FormRecord {
        kind: "unknown".into(),
        title: "其他表".to_owned(),
        amount_unit: None,
        verdict: Verdict::Rejected,
        verdict_reasons: Vec::new(),
        fields: group(vec![("pairs", Node::List(vec![group(pair)]))]),
        findings: Vec::new(),
        ledger: Ledger::default(),
        ..form()
    }
}

fn page(number: u32, status: PageStatus) -> Page {
    let line = TextLine { number: 1, blank_before: 0, text: "not part of the record".to_owned() };
    Page {
        number,
        label: None,
        width: None,
        height: None,
        text_from: Origin::Dump,
        status,
        reason: None,
        lines: vec![line],
        drawing: biaodan_model::Drawing::default(),
        grade: biaodan_model::Grade::Text,
        upright: None,
        beside: None,
    }
}

/// An envelope without forms or pages.
pub(crate) fn empty() -> Envelope {
    Envelope {
        source: SourceInfo {
            name: "a.txt".to_owned(),
            sha256: "0f".repeat(32),
            media_type: "text/plain",
            encoding: None,
            bytes: 7,
            page_count: 0,
            attachments: Vec::new(),
        },
        tool: ToolInfo { name: "biaodan", version: "0.1.0", definitions_sha256: "ab".repeat(32).into() },
        pages: Vec::new(),
        forms: Vec::new(),
        tables: Vec::new(),
        findings: Vec::new(),
    }
}

/// One of everything.
pub(crate) fn sample() -> Envelope {
    let scanned = Page {
        width: Some(595.299_987_79),
        height: Some(841.9),
        text_from: Origin::Ocr,
        reason: Some("no text layer".to_owned()),
        ..page(2, PageStatus::Skipped)
    };
    let mut envelope = empty();
    envelope.source.encoding = Some("gb18030");
    envelope.source.page_count = 2;
    envelope.pages = vec![page(1, PageStatus::Extracted), scanned];
    envelope.forms = vec![form(), unknown_form()];
    envelope.findings = vec![Finding::new(FindingCode::TextEncoding, "编码为 GB18030", "the text is GB18030")];
    envelope.tables = vec![table()];
    envelope
}

/// A cell at row and column, of so many rows and columns; 20 by 10 points each, one row a page below the first.
pub(crate) fn cell(place: (u32, u32), span: (u32, u32), lines: &[&str]) -> Cell {
    let bbox = |row: u32, column: u32| {
        BBox::of((column as f32 * 20.0, (column + span.1) as f32 * 20.0), (row as f32 * 10.0, (row + span.0) as f32 * 10.0))
    };
    let line = |text: &&str| Line { text: (*text).to_owned(), ..Line::default() };
    Cell {
        row: place.0,
        column: place.1,
        row_span: span.0,
        column_span: span.1,
        bbox: bbox(place.0, place.1),
        page: 1 + u32::from(place.0 > 1),
        on_page: bbox(if place.0 > 1 { place.0 - 2 } else { place.0 }, place.1),
        lines: lines.iter().map(line).collect(),
    }
}

/// A table of three rows and columns on two pages: a head over two columns, a label beside two rows, a wrapped text, an
/// empty cell.
pub(crate) fn table() -> Table {
    Table {
        bbox: BBox::of((0.0, 60.0), (0.0, 30.0)),
        pages: vec![1, 2],
        on_page: BBox::of((0.0, 60.0), (-0.001, 20.0)),
        borders: Borders::Ruled,
        rows: 3,
        columns: 3,
        cells: vec![
            cell((0, 0), (1, 1), &["项目"]),
            cell((0, 1), (1, 2), &["预算 & 决算", "数"]),
            cell((1, 0), (2, 1), &["Basic", "expenditure"]),
            cell((1, 1), (1, 1), &["-3.50"]),
            cell((1, 2), (1, 1), &["=1+1"]),
            cell((2, 1), (1, 1), &[]),
            cell((2, 2), (1, 1), &["<0>"]),
        ],
    }
}

/// A form with one text field.
pub(crate) fn with_text(value: &str) -> Envelope {
    let mut envelope = sample();
    envelope.forms.truncate(1);
    let task = group(vec![("name", Node::leaf(text(value, 1)))]);
    envelope.forms[0].fields = group(vec![("key_tasks", Node::List(vec![task]))]);
    envelope
}

pub(crate) fn states() -> [(&'static str, State); 4] {
    [("special", State::Blank), ("other", State::Absent), ("carried_over", State::Dash), ("basic", State::Printed)]
}

/// A writer whose reader has gone, after a number of bytes.
pub(crate) struct Broken {
    pub(crate) room: usize,
}

impl io::Write for Broken {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(self.room);
        self.room -= taken;
        if taken == 0 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(taken) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
