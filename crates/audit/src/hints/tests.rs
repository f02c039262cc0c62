use biaodan_model::{Field, Node};

use crate::test_support::{Leaf, amount, audited, group, list, sum};

fn hints(fields: Node) -> Vec<String> {
    let form = audited(fields, &[sum(None, &["a", "b"], &["total"])]);
    form.findings[0].hints.iter().map(|hint| hint.en.clone()).collect()
}

fn abc(a: &str, b: &str, total: &str) -> Node {
    group([("a", amount(a).leaf()), ("b", amount(b).leaf()), ("total", amount(total).leaf())])
}

#[test]
fn a_lost_point_comes_first() {
    let hints = hints(abc("229328.00", "1283.00", "3576.28"));
    assert_eq!(hints[0], "a is printed 229328.00; 2293.28 would close the sum: a decimal point lost or misplaced");
}

#[test]
fn every_term_that_explains_the_difference_is_named_once_in_order() {
    let hints = hints(abc("2293.28", "1283.00", "3676.28"));
    let starts: Vec<&str> = hints.iter().map(|h| h.split(':').next().unwrap()).collect();
    assert_eq!(
        starts,
        [
            "a is printed 2293.28; 2393.28 would close the sum",
            "b is printed 1283.00; 1383.00 would close the sum",
            "total is printed 3676.28; 3576.28 would close the sum",
        ]
    );
}

#[test]
fn a_value_from_another_column_is_found() {
    let fields = group([
        ("a", amount("17.31").leaf()),
        ("b", amount("8.05").leaf()),
        ("total", amount("502.57").leaf()),
        ("c", amount("494.52").leaf()),
    ]);
    assert!(hints(fields).iter().any(|h| h == "a would have to be 494.52: that stands at c, perhaps a wrong column"));
}

#[test]
fn exchanged_terms_are_found() {
    // Right: 300.17 + 41.60 = 341.77.
    assert!(hints(abc("341.77", "41.60", "300.17")).iter().any(|h| h.contains("a and total would close")));
}

#[test]
fn a_blank_may_be_what_is_missing() {
    let fields =
        |total: &str| group([("a", amount("5.13").leaf()), ("b", Field::blank(None).leaf()), ("total", amount(total).leaf())]);
    assert!(hints(fields("38.64")).contains(&"b is blank; 33.51 there would close the sum".to_owned()));
    assert!(hints(fields("1.02")).iter().all(|h| !h.contains("blank")));
}

#[test]
fn at_most_five_and_none_where_nothing_simple_explains_it() {
    let rows = (0..50).map(|_| group([("x", amount("1.00").leaf())])).collect();
    let fields = group([("rows", list(rows)), ("total", amount("53.00").leaf())]);
    let form = audited(fields, &[sum(None, &["rows[].x"], &["total"])]);
    assert_eq!(form.findings[0].hints.len(), 5);
    assert!(form.findings[0].hints[0].en.starts_with("rows[0].x"));
    assert!(hints(abc("10.00", "20.00", "8765.43")).is_empty());
}

#[test]
fn raw_text_keeps_its_full_width_digits_and_leading_zeros() {
    let hints = hints(abc("０２９３．２８", "1,283.00", "3,576.28"));
    assert!(hints[0].contains("2293.28 would close the sum: one digit changed"), "{hints:?}");
}
