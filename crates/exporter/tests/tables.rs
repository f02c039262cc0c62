//! What `biaodan tables` prints, byte for byte.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use biaodan_exporter::{TableFormat, TableWriter};
use common::{cell, table};
use serde_json::{Value, json};

fn written(format: TableFormat, documents: &[(&str, Vec<biaodan_model::Table>)]) -> String {
    let mut writer = TableWriter::new(Vec::new(), format, documents.len() > 1).unwrap();
    for (name, tables) in documents {
        writer.document(name, tables).unwrap();
    }
    String::from_utf8(writer.finish().unwrap()).unwrap()
}

fn json_of(documents: &[(&str, Vec<biaodan_model::Table>)]) -> Value {
    serde_json::from_str(&written(TableFormat::Json { pretty: false }, documents)).unwrap()
}

#[test]
fn json_of_one_document_is_its_tables() {
    let tables = json_of(&[("a.pdf", vec![table()])]);
    assert_eq!(tables[0]["page"], 1, "the first of its pages");
    assert_eq!(tables[0]["bbox"], json!([0.0, 0.0, 60.0, 20.0]));
    let expected = json!({
        "row": 1, "column": 0, "row_span": 2, "column_span": 1, "text": "Basic expenditure", "bbox": [0.0, 10.0, 20.0, 30.0],
    });
    assert_eq!(tables[0]["cells"][2], expected);
    assert_eq!(tables[0].as_object().unwrap().len(), 3, "page, bbox, cells and nothing else");
    assert_eq!(tables[0]["cells"].as_array().unwrap().len(), 7);
    assert_eq!(written(TableFormat::Json { pretty: true }, &[("a.pdf", vec![])]), "[]\n");
}

#[test]
fn json_of_several_documents_names_them() {
    let documents = json_of(&[("a.pdf", vec![table()]), ("b.pdf", vec![])]);
    assert_eq!(documents[0]["source"], "a.pdf");
    assert_eq!(documents[0]["tables"], json_of(&[("a.pdf", vec![table()])]));
    assert_eq!(documents[1], json!({ "source": "b.pdf", "tables": [] }));
}

#[test]
fn csv_is_a_rectangle_for_each_table() {
    let csv = written(TableFormat::Csv { bom: false }, &[("a.pdf", vec![table(), table()])]);
    let block = "项目,预算 & 决算数,\nBasic expenditure,-3.50,'=1+1\n,,<0>\n";
    assert_eq!(csv, format!("{block}\n{block}"));
    assert!(written(TableFormat::Csv { bom: true }, &[]).starts_with('\u{feff}'));
}

#[test]
fn html_keeps_merged_cells_and_runs_nothing() {
    let html = written(TableFormat::Html, &[("<b>.pdf", vec![table()])]);
    let body = html.split("<body>").nth(1).unwrap();
    let expected = "
<h1>&lt;b&gt;.pdf</h1>
<section aria-labelledby=\"table-1\" lang=\"zh-Hans\">
<h2 id=\"table-1\" lang=\"en\">Table 1, pages 1–2</h2>
<table>
<tr><td>项目</td><td colspan=\"2\">预算 &amp; 决算数</td></tr>
<tr><td rowspan=\"2\">Basic expenditure</td><td>-3.50</td><td>=1+1</td></tr>
<tr><td></td><td>&lt;0&gt;</td></tr>
</table>
</section>
</body>
</html>
";
    assert_eq!(body, expected);
}

#[test]
fn a_place_without_a_cell_keeps_the_others_in_their_columns() {
    let mut holes = table();
    holes.cells = vec![cell((0, 2), (2, 1), &["a"]), cell((1, 0), (1, 1), &["b"])];
    (holes.rows, holes.columns) = (2, 3);
    assert_eq!(written(TableFormat::Csv { bom: false }, &[("", vec![holes.clone()])]), ",,a\nb,,\n");
    let html = written(TableFormat::Html, &[("", vec![holes])]);
    assert!(html.contains("<tr><td></td><td></td><td rowspan=\"2\">a</td></tr>\n<tr><td>b</td><td></td></tr>"), "{html}");
}
