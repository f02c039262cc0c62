//! `biaodan tables`: every table, in three formats.

use serde_json::{Value, json};

use crate::support::{Folder, biaodan, biaodan_with, root};

const RULED: &str = "fixtures/pdf/hand-ruled.pdf";
const ENCRYPTED: &str = "fixtures/pdf/hand-ruled-encrypted.pdf";

/// Row, column, rows, columns and text of each cell.
fn cells(table: &Value) -> Vec<(u64, u64, u64, u64, &str)> {
    let number = |cell: &Value, key: &str| cell[key].as_u64().unwrap();
    let cells = table["cells"].as_array().unwrap().iter();
    cells
        .map(|c| {
            let text = c["text"].as_str().unwrap();
            (number(c, "row"), number(c, "column"), number(c, "row_span"), number(c, "column_span"), text)
        })
        .collect()
}

#[test]
fn json_has_cells_with_spans_and_boxes() {
    let run = biaodan(&["tables", RULED]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let tables = run.json();
    let [table] = &tables.as_array().unwrap()[..] else { panic!("{tables:#}") };
    assert_eq!((&table["page"], &table["bbox"]), (&json!(1), &json!([30.0, 40.0, 270.0, 110.0])));
    let expected = [
        (0, 0, 1, 1, "Item"),
        (0, 1, 1, 2, "Amount & <source>"),
        (1, 0, 1, 1, "Basic expenditure"),
        (1, 1, 1, 1, "1,234.50"),
        (1, 2, 1, 1, "grant"),
        (2, 0, 1, 1, "Projects"),
        (2, 1, 1, 1, "0.00"),
        (2, 2, 1, 1, ""),
    ];
    assert_eq!(cells(table), expected);
    assert_eq!(table["cells"][1]["bbox"], json!([120.0, 40.0, 270.0, 60.0]));
}

#[test]
fn csv_and_html_are_the_same_table() {
    let csv = biaodan(&["tables", "--format", "csv", RULED]);
    assert_eq!(csv.text(), "Item,Amount & <source>,\nBasic expenditure,\"1,234.50\",grant\nProjects,0.00,\n");
    let html = biaodan(&["tables", "--format", "html", RULED]).text();
    assert!(html.contains("<tr><td>Item</td><td colspan=\"2\">Amount &amp; &lt;source&gt;</td></tr>"), "{html}");
    let folder = Folder::new("tables-html", &[]);
    let run = biaodan(&["tables", "--format", "html", "-o", &folder.path("out.html"), RULED]);
    assert_eq!((run.code, run.stdout.len()), (0, 0), "{}", run.stderr);
    assert_eq!(folder.read("out.html"), html.into_bytes());
}

#[test]
fn tables_of_forms_are_among_them_and_sheets_are_whole() {
    let run = biaodan(&["tables", "fixtures/pdf/budget-split-reportlab.pdf"]);
    let tables = run.json();
    let text = tables.to_string();
    for label in ["部门名称", "财政拨款", "三级指标"] {
        assert!(text.contains(label), "{label} is not in {text}");
    }
    let columns = |table: &Value| cells(table).iter().map(|(_, column, _, span, _)| column + span).max().unwrap();
    assert!(tables.as_array().unwrap().iter().any(|table| columns(table) >= 6), "left and right halves are one table");
}

#[test]
fn several_documents_are_named_and_one_that_fails_harms_no_other() {
    let folder = Folder::new("tables-several", &[("letter.txt", "一封信\n".as_bytes())]);
    let run = biaodan(&["tables", RULED, &folder.path("letter.txt"), RULED]);
    assert_eq!(run.code, 1);
    let [line] = run.stderr_lines()[..] else { panic!("{}", run.stderr) };
    assert!(line.contains("letter.txt: is neither a PDF nor a picture"), "{line}");
    let documents = run.json();
    let found: Vec<(&str, usize)> = documents
        .as_array()
        .unwrap()
        .iter()
        .map(|document| (document["source"].as_str().unwrap(), document["tables"].as_array().unwrap().len()))
        .collect();
    assert_eq!(found, [("hand-ruled.pdf", 1), ("letter.txt", 0), ("hand-ruled.pdf", 1)]);
}

#[test]
fn standard_input_will_do() {
    let bytes = std::fs::read(root().join(RULED)).unwrap();
    assert_eq!(biaodan_with(&["tables", "-"], &bytes).stdout, biaodan(&["tables", RULED]).stdout);
}

#[test]
fn an_encrypted_document_asks_for_its_password() {
    let locked = biaodan(&["tables", ENCRYPTED]);
    assert_eq!((locked.code, locked.text().as_str()), (1, "[]\n"));
    assert!(locked.stderr.contains("--password"), "{}", locked.stderr);
    let open = biaodan(&["tables", "--password", "open sesame", ENCRYPTED]);
    assert_eq!((open.code, &open.stdout), (0, &biaodan(&["tables", RULED]).stdout), "{}", open.stderr);
    let folder = Folder::new("password", &[("secret", b"open sesame\n")]);
    let file = biaodan(&["tables", "--password-file", &folder.path("secret"), ENCRYPTED]);
    assert_eq!((file.code, &file.stdout), (0, &open.stdout), "{}", file.stderr);
    assert_eq!(biaodan(&["tables", "--password", "wrong", ENCRYPTED]).code, 1);
}

#[test]
fn extract_and_show_take_the_password_too() {
    for command in ["extract", "show"] {
        let locked = biaodan(&[command, ENCRYPTED]);
        assert!(locked.code == 1 && locked.text().contains("document-encrypted"), "{}", locked.text());
        let open = biaodan(&[command, "--password", "open sesame", ENCRYPTED]);
        assert!(!open.text().contains("document-encrypted"), "{}", open.text());
    }
}

#[test]
fn tables_that_no_form_claims_are_in_the_record() {
    let record = biaodan(&["extract", RULED]).json();
    assert_eq!(record["tables"][0]["cells"][1]["column_span"], 2);
    assert_eq!((&record["tables"][0]["rows"], &record["tables"][0]["borders"]), (&json!(3), &json!("ruled")));
    let csv = biaodan(&["extract", "--format", "csv", "--table", "tables", RULED]).text();
    assert!(csv.contains(",0,ruled,1,1,1,1,\"1,234.50\",1,,,120,60,200,90\n"), "{csv}");
}
