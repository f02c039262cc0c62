//! The six tables: exact text, states, and cells that no spreadsheet runs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::HashMap;
use std::io::ErrorKind;

use biaodan_exporter::{CsvTable, CsvTables, Table};
use biaodan_model::{Envelope, Shape};
use common::{Broken, KIND, empty, sample, shape, states, with_text};
use proptest::prelude::*;

fn text(table: Table, envelope: &Envelope) -> String {
    let shape = shape();
    let lookup = |kind: &str| -> Option<&Shape> { (kind == KIND).then_some(&shape) };
    let mut csv = CsvTable::single(table, Vec::new(), false).unwrap();
    csv.write(envelope, &lookup).unwrap();
    String::from_utf8(csv.finish().unwrap()).unwrap()
}

fn rows(table: Table, envelope: &Envelope) -> Vec<HashMap<String, String>> {
    let text = text(table, envelope);
    csv::Reader::from_reader(text.as_bytes()).deserialize().map(Result::unwrap).collect()
}

/// The columns after the shared ones, without the source's name and hash, which the rows all have.
fn short(table: Table, envelope: &Envelope) -> String {
    let source = format!("{},{},", envelope.source.name, envelope.source.sha256);
    text(table, envelope).replace(&source, "").replace("source,source_sha256,", "")
}

#[test]
fn forms() {
    let expected = "\
form,kind,title,language,pages,amount_unit,verdict,fiscal_year,name,reasons
0,department-budget-target,部门整体预算绩效目标申报表,zh-Hans,1 2,万元,review,2024,某区司法局,合计不符；有未说明的数字
1,unknown,其他表,zh-Hans,1 2,,rejected,,,
";
    assert_eq!(short(Table::Forms, &sample()), expected);
}

#[test]
fn amounts_with_and_without_a_value() {
    let expected = "\
form,kind,path,value,unit,cny,state,page,first_line,last_line,x0,y0,x1,y1,confidence
0,department-budget-target,expenditure.basic,2293.28,万元,22932800,printed,1,5,5,,,,,1
0,department-budget-target,expenditure.project,0.00,万元,0,printed,1,6,6,,,,,1
0,department-budget-target,expenditure.special,,,,blank,1,7,7,,,,,1
0,department-budget-target,expenditure.other,,,,absent,,,,,,,,1
0,department-budget-target,expenditure.carried_over,,,,dash,1,8,8,,,,,1
0,department-budget-target,expenditure.returned,-3.50,,,printed,1,9,9,,,,,1
0,department-budget-target,key_tasks[0].funds,534.00,万元,5340000,printed,1,14,14,,,,,1
";
    assert_eq!(short(Table::Amounts, &sample()), expected);
}

#[test]
fn tasks_are_long() {
    let expected = "\
form,kind,list,row,column,value,state
0,department-budget-target,key_tasks,0,name,\"'=HYPERLINK(\"\"x\"\")\",printed
0,department-budget-target,key_tasks,0,content,\"第一段
第二段, \"\"完\"\"\",printed
0,department-budget-target,key_tasks,0,funds,534.00,printed
0,department-budget-target,key_tasks,0,expected_goal,,unreadable
1,unknown,pairs,0,label,编号,printed
1,unknown,pairs,0,value,,blank
";
    assert_eq!(short(Table::Tasks, &sample()), expected);
}

#[test]
fn indicators() {
    let expected = "\
form,kind,row,level1,level2,level3,target,cycle_target,annual_target,actual,weight,score,deviation,page,first_line,last_line,x0,y0,x1,y1
0,department-budget-target,0,產出指標,,法律顾问覆盖率,≥95.0%,,持续提升,,10.0,,,1,21,21,,,,
";
    assert_eq!(short(Table::Indicators, &sample()), expected);
}

#[test]
fn findings_of_the_document_have_no_form() {
    let expected = "\
form,kind,code,severity,path,page,first_line,last_line,x0,y0,x1,y1,zh,en,expected,found,difference
,,text-encoding,info,,,,,,,,,编码为 GB18030,the text is GB18030,,,
0,department-budget-target,sum-mismatch,error,expenditure.basic,1,5,6,,,,,合计不符,parts do not add up,2293.28,2289.78,-3.50
";
    assert_eq!(short(Table::Findings, &sample()), expected);
}

#[test]
fn cells_of_tables_that_no_form_claimed() {
    let expected = "\
form,kind,table,borders,row,column,row_span,column_span,text,page,first_line,last_line,x0,y0,x1,y1
,,0,ruled,0,0,1,1,项目,1,,,0,0,20,10
,,0,ruled,0,1,1,2,预算 & 决算数,1,,,20,0,60,10
,,0,ruled,1,0,2,1,Basic expenditure,1,,,0,10,20,30
,,0,ruled,1,1,1,1,-3.50,1,,,20,10,40,20
,,0,ruled,1,2,1,1,'=1+1,1,,,40,10,60,20
,,0,ruled,2,1,1,1,,2,,,20,0,40,10
,,0,ruled,2,2,1,1,<0>,2,,,40,0,60,10
";
    assert_eq!(short(Table::Tables, &sample()), expected);
}

#[test]
fn a_blank_is_never_zero_and_states_are_kept() {
    let rows = rows(Table::Amounts, &sample());
    for (name, state) in states() {
        let row = rows.iter().find(|row| row["path"] == format!("expenditure.{name}")).unwrap();
        assert_eq!(row["state"], format!("{state:?}").to_lowercase());
        assert_eq!(row["value"].is_empty(), name != "basic");
        assert_eq!(row["cny"].is_empty(), name != "basic");
    }
}

#[test]
fn an_indicator_column_without_a_place_of_its_own_is_not_lost() {
    let mut envelope = sample();
    let extra = common::group(vec![
        ("level3", biaodan_model::Node::leaf(common::text("名", 1))),
        ("remark", biaodan_model::Node::leaf(common::text("备注", 1))),
    ]);
    envelope.forms[0].fields = common::group(vec![("indicators", biaodan_model::Node::List(vec![extra]))]);
    let rows = rows(Table::Tasks, &envelope);
    assert_eq!((rows[0]["list"].as_str(), rows[0]["column"].as_str()), ("indicators", "remark"));
    assert_eq!(rows[0]["value"], "备注");
}

#[test]
fn an_amount_of_a_kind_without_shape_is_still_an_amount() {
    let mut csv = CsvTable::single(Table::Amounts, Vec::new(), false).unwrap();
    csv.write(&sample(), &|_: &str| None).unwrap();
    let text = String::from_utf8(csv.finish().unwrap()).unwrap();
    assert!(text.contains("expenditure.basic,2293.28") && !text.contains("expenditure.special"));
}

#[test]
fn every_cell_is_made_harmless() {
    let mut envelope = with_text("@SUM(1)");
    envelope.source.name = "=a.txt".to_owned();
    envelope.forms[0].title = "+1".to_owned();
    envelope.forms[0].findings[0].found = Some("-1-1".to_owned());
    assert_eq!(rows(Table::Tasks, &envelope)[0]["value"], "'@SUM(1)");
    let form = &rows(Table::Forms, &envelope)[0];
    assert_eq!((form["source"].as_str(), form["title"].as_str()), ("'=a.txt", "'+1"));
    assert_eq!(rows(Table::Findings, &envelope)[1]["found"], "'-1-1");
    assert_eq!(rows(Table::Findings, &envelope)[1]["difference"], "-3.50");
}

#[test]
fn a_folder_holds_six_files() {
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("tables");
    let mut tables = CsvTables::create(&dir, true).unwrap();
    tables.write(&empty(), &|_: &str| None).unwrap();
    tables.write(&sample(), &|_: &str| None).unwrap();
    tables.finish().unwrap();
    for table in Table::ALL {
        let text = std::fs::read_to_string(dir.join(table.name()).with_extension("csv")).unwrap();
        let header = text.strip_prefix('\u{feff}').unwrap().lines().next().unwrap();
        assert_eq!(header, table.columns().collect::<Vec<_>>().join(","));
        assert_eq!(Table::from_name(table.name()), Some(*table));
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("not-a-folder");
    std::fs::write(&file, "").unwrap();
    let error = CsvTables::create(&file, false).unwrap_err();
    assert!(error.to_string().contains("not-a-folder"), "{error}");
}

#[test]
fn a_broken_pipe_stays_one() {
    let broken = |room| CsvTable::single(Table::Tasks, Broken { room }, true);
    assert_eq!(broken(0).err().unwrap().kind(), ErrorKind::BrokenPipe);
    let mut small = broken(10).unwrap();
    small.write(&sample(), &|_: &str| None).unwrap();
    assert_eq!(small.finish().err().unwrap().kind(), ErrorKind::BrokenPipe);
    let mut large = broken(10).unwrap();
    let envelope = with_text(&"长".repeat(100_000));
    assert_eq!(large.write(&envelope, &|_: &str| None).unwrap_err().kind(), ErrorKind::BrokenPipe);
}

proptest! {
    #[test]
    fn any_text_comes_back(text in r"['=+@\-]?\PC*|(?s).*") {
        let rows = rows(Table::Tasks, &with_text(&text));
        let cell = rows[0]["value"].as_str();
        prop_assert!(!cell.starts_with(['=', '+', '@', '\t', '\r']), "{:?}", cell);
        prop_assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), text.as_str());
    }
}
