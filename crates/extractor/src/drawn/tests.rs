use biaodan_model::{BBox, Cell, FindingCode, FormRecord, Line, Region, Sheet, SheetLayout, State, Table};

use super::find_on_sheets;
use crate::{Definitions, RejoinText, Repeated, extract};

/// Joins lines as they are; the normalizer's rules are tested where they live.
struct Plain;

impl RejoinText for Plain {
    fn join_lines(&self, lines: &[&str]) -> String {
        lines.concat()
    }

    fn repeat(&self, _: &[&str], _: &[&str]) -> Option<Repeated> {
        None
    }

    fn join_cut(&self, left: &str, right: &str) -> (String, bool) {
        (format!("{left}{right}"), false)
    }

    fn repeated_at_wrap(&self, _: &[&str]) -> Option<char> {
        None
    }
}

/// Row, column, rows and columns covered, text with `\n` between lines.
type At = (u32, u32, u32, u32, &'static str);

fn line(text: &str, x: f32, y: f32) -> Line {
    let bbox = BBox { x0: x, y0: y, x1: x + 50.0, y1: y + 10.0 };
    Line { text: text.to_owned(), bbox, page: 1, on_page: bbox, size: 10.0, ..Line::default() }
}

fn table(top: f32, cells: &[At]) -> Table {
    let cell = |&(row, column, row_span, column_span, text): &At| {
        let (x, y) = (column as f32 * 60.0, top + row as f32 * 20.0);
        let bbox = BBox { x0: x, y0: y, x1: x + column_span as f32 * 60.0, y1: y + row_span as f32 * 20.0 };
        let lines = text.split('\n').filter(|t| !t.is_empty()).map(|t| line(t, x, y)).collect();
        Cell { row, column, row_span, column_span, bbox, page: 1, on_page: bbox, lines }
    };
    let rows = cells.iter().map(|c| c.0 + c.2).max().unwrap();
    let columns = cells.iter().map(|c| c.1 + c.3).max().unwrap();
    let bbox = BBox { x0: 0.0, y0: top, x1: columns as f32 * 60.0, y1: top + rows as f32 * 20.0 };
    Table { bbox, pages: vec![1], on_page: bbox, rows, columns, cells: cells.iter().map(cell).collect(), ..Table::default() }
}

fn sheet(title: &str, cells: &[At]) -> SheetLayout {
    let lines = if title.is_empty() { Vec::new() } else { vec![line(title, 100.0, 10.0)] };
    SheetLayout { tables: vec![table(40.0, cells)], lines, repeats: Vec::new() }
}

fn read(sheets: &[SheetLayout]) -> Vec<FormRecord> {
    let definitions = Definitions::built_in().unwrap();
    let forms = find_on_sheets(sheets, &definitions).forms;
    let extracted = forms.into_iter().map(|mut form| {
        let parts = std::mem::take(&mut form.pages);
        extract(&definitions.kinds()[form.kind], form, Sheet { parts }, &Plain)
    });
    extracted.collect()
}

fn value(form: &FormRecord, path: &str) -> Option<String> {
    form.fields.field(path)?.text().map(|text| text.into_owned())
}

fn codes(form: &FormRecord) -> Vec<FindingCode> {
    form.findings.iter().map(|finding| finding.code).collect()
}

/// Shanghai's form: two money columns side by side, both with 其他资金.
const SHANGHAI: &[At] = &[
    (0, 0, 1, 2, "项目名称"),
    (0, 2, 1, 4, "就业援助基地补贴"),
    (1, 0, 3, 2, "项目资金\n（元）"),
    (1, 2, 1, 1, "项目资金总额"),
    (1, 3, 1, 1, "6,351,000.00"),
    (1, 4, 1, 1, "年度资金申请总额"),
    (1, 5, 1, 1, "6,000,000.00"),
    (2, 2, 1, 1, "其中：财政资金"),
    (2, 3, 1, 1, "6,350,000.00"),
    (2, 4, 1, 1, "其中：当年财政拨款"),
    (2, 5, 1, 1, "5,999,000.00"),
    (3, 2, 1, 1, "其他资金"),
    (3, 3, 1, 1, "1,000.00"),
    (3, 4, 1, 1, "其他资金"),
    (3, 5, 1, 1, "1,000.00"),
    (4, 0, 2, 1, "项目\n绩效\n情况"),
    (4, 1, 1, 3, "项目总目标"),
    (4, 4, 1, 2, "年度总体目标"),
    (5, 1, 1, 3, "管理各类下拨费用，\n实报实销"),
    (5, 4, 1, 2, "按时拨付"),
    (6, 0, 4, 1, "绩效指标"),
    (6, 1, 1, 1, "一级指标"),
    (6, 2, 1, 1, "二级指标"),
    (6, 3, 1, 2, "三级指标"),
    (6, 5, 1, 1, "年度(/项目)指标值"),
    (7, 1, 2, 1, "产出指标"),
    (7, 2, 1, 1, "数量指标"),
    (7, 3, 1, 2, "补贴对象审核完成率"),
    (7, 5, 1, 1, "=100.00(%)"),
    (8, 2, 1, 1, "质量指标"),
    (8, 3, 1, 2, "补贴对象审核达标率"),
    (8, 5, 1, 1, ""),
    (9, 1, 1, 1, "满意度指标"),
    (9, 2, 1, 1, "服务对象满意度\n指标"),
    (9, 3, 1, 2, "补贴对象满意度"),
    (9, 5, 1, 1, "≥80.00(%)"),
];

#[test]
fn labels_and_values_meet_by_place() {
    let forms = read(&[sheet("财政项目支出绩效目标填报表（2023年度）", SHANGHAI)]);
    let [form] = forms.as_slice() else { panic!("{} forms", forms.len()) };
    assert_eq!(value(form, "project_name").as_deref(), Some("就业援助基地补贴"));
    assert_eq!(value(form, "funds.project.total").as_deref(), Some("6351000.00"));
    assert_eq!(value(form, "funds.annual.total").as_deref(), Some("6000000.00"));
    // one label, two values: the column says which
    assert_eq!(value(form, "funds.project.other"), value(form, "funds.annual.other"));
    assert_eq!(value(form, "project_goal").as_deref(), Some("管理各类下拨费用，实报实销"));
    assert_eq!(value(form, "annual_goal").as_deref(), Some("按时拨付"));
    // merged categories cover their rows
    assert_eq!(value(form, "indicators[1].level1").as_deref(), Some("产出指标"));
    assert_eq!(value(form, "indicators[2].level2").as_deref(), Some("服务对象满意度指标"));
    assert_eq!(form.ledger.residue().count(), 0);
    // 项目绩效情况 is no label of the kind, but stands beside labels like a heading
    assert_eq!(codes(form), []);
}

#[test]
fn an_empty_cell_is_known_to_be_empty() {
    let forms = read(&[sheet("财政项目支出绩效目标填报表", SHANGHAI)]);
    let target = forms[0].fields.field("indicators[1].target").unwrap();
    assert_eq!(target.state, State::Blank);
    let place = target.provenance.unwrap().region;
    assert!(matches!(place, Region::Box([x, y, ..]) if x == 300.0 && y == 200.0), "{place:?}");
}

#[test]
fn a_value_over_several_rows_is_not_given_to_one_of_them() {
    let mut cells = SHANGHAI.to_vec();
    cells.retain(|c| (c.0, c.1) != (8, 5));
    let target = cells.iter_mut().find(|c| (c.0, c.1) == (7, 5)).unwrap();
    target.2 = 2;
    let forms = read(&[sheet("财政项目支出绩效目标填报表", &cells)]);
    assert_eq!(value(&forms[0], "indicators[0].target"), None);
    assert!(codes(&forms[0]).contains(&FindingCode::CellAmbiguous));
}

#[test]
fn a_translation_is_part_of_the_label() {
    let cells: &[At] = &[
        (0, 0, 1, 1, "部门名称\nDepartment name"),
        (0, 1, 1, 3, "赤水河市水利局"),
        (1, 0, 1, 1, "总体绩效目标\nAim of the year"),
        (1, 1, 1, 3, "保障供水。"),
        (2, 0, 1, 1, "一级指标\nLevel-1 indicator"),
        (2, 1, 1, 1, "二级指标\nLevel-2 indicator"),
        (2, 2, 1, 1, "三级指标\nLevel-3 indicator"),
        (2, 3, 1, 1, "指标值\nTarget value"),
        (3, 0, 1, 1, "产出指标\nOutput indicators"),
        (3, 1, 1, 1, "数量指标\nQuantity"),
        (3, 2, 1, 1, "供水户数（户）"),
        (3, 3, 1, 1, "≥6,638"),
    ];
    let forms = read(&[sheet("部门整体预算绩效目标申报表", cells)]);
    let form = &forms[0];
    assert_eq!(value(form, "department").as_deref(), Some("赤水河市水利局"));
    assert_eq!(value(form, "overall_goal").as_deref(), Some("保障供水。"));
    let level1 = form.fields.field("indicators[0].level1").unwrap();
    assert_eq!(level1.text().as_deref(), Some("产出指标"));
    assert_eq!(level1.raw.as_deref(), Some("产出指标\nOutput indicators"));
    assert_eq!(form.language, "zh-Hans+en");
}

#[test]
fn every_title_starts_a_form_and_a_table_without_one_is_not_lost() {
    let stray: &[At] = &[(0, 0, 1, 1, "剩余"), (0, 1, 1, 1, "42.00")];
    let one = sheet("财政项目支出绩效目标填报表", SHANGHAI);
    let mut two = sheet("财政项目支出绩效目标填报表", SHANGHAI);
    two.lines.push(line("项目支出绩效目标表", 100.0, 400.0));
    two.tables.push(table(420.0, SHANGHAI));
    let forms = read(&[one, sheet("", stray), two]);
    assert_eq!(forms.len(), 3);
    let residue: Vec<&str> = forms[0].ledger.residue().map(|entry| entry.text.as_str()).collect();
    assert_eq!(residue, ["42.00"], "a table right after the form may be its end");
    assert_eq!(forms[2].title, "项目支出绩效目标表");
}

#[test]
fn a_title_may_stand_on_the_page_before_or_be_missing() {
    let cover = SheetLayout { lines: vec![line("项目支出绩效目标表", 100.0, 300.0)], ..SheetLayout::default() };
    let titled = read(&[cover, sheet("", SHANGHAI)]);
    assert_eq!((titled.len(), titled[0].title.as_str()), (1, "项目支出绩效目标表"));
    let untitled = read(&[sheet("附表八", SHANGHAI)]);
    assert_eq!(untitled[0].title, "附表八");
    assert!(codes(&untitled[0]).contains(&FindingCode::LowConfidence));
}

#[test]
fn other_tables_are_no_forms() {
    let statement: &[At] = &[(0, 0, 1, 1, "项目"), (0, 1, 1, 1, "合计"), (1, 0, 1, 1, "基本支出"), (1, 1, 1, 1, "3,349.64")];
    assert_eq!(read(&[sheet("收支预算总表", statement)]).len(), 0);
}

#[test]
fn a_title_may_stand_on_two_lines() {
    let mut two = sheet("", SHANGHAI);
    two.lines = vec![line("2023年度财政项目支出", 100.0, 5.0), line("绩效目标填报表", 100.0, 20.0)];
    let forms = read(&[two]);
    assert_eq!(forms[0].title, "2023年度财政项目支出绩效目标填报表");
    assert_eq!(value(&forms[0], "fiscal_year").as_deref(), Some("2023"));
    assert!(!codes(&forms[0]).contains(&FindingCode::LowConfidence));
}

#[test]
fn a_form_of_no_known_kind_is_told_from_a_statement() {
    let cells: &[At] = &[
        (0, 0, 1, 1, "姓名"),
        (0, 1, 1, 1, "李明"),
        (1, 0, 1, 1, "电话"),
        (1, 1, 1, 1, "5550100"),
        (2, 0, 1, 1, "住址"),
        (2, 1, 1, 1, "临川市"),
    ];
    let definitions = Definitions::built_in().unwrap();
    let unknown = |title: &str| find_on_sheets(&[sheet(title, cells)], &definitions).unknown;
    assert_eq!(unknown("活动登记表")[0].fields.rows("pairs").len(), 3);
    assert_eq!(unknown("人员情况表").len(), 0);
}
