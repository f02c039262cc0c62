use crate::datum::{Datum, Row};
use crate::rows::DocumentRows;
use crate::schema::Table;
use crate::test_support::{documents, extract};

fn seed() -> DocumentRows {
    extract(&["seed.txt"]).remove(0).rows
}

fn row<'d>(document: &'d DocumentRows, table: Table, path: &str) -> &'d Row {
    let position = table.position("path").unwrap();
    document.table(table).iter().find(|row| row[position] == Datum::text(path)).unwrap()
}

fn cell<'r>(table: Table, row: &'r Row, column: &str) -> &'r Datum {
    &row[table.position(column).unwrap()]
}

#[test]
fn every_row_is_that_of_its_table() {
    for document in documents() {
        for (table, rows) in document.rows.each() {
            let mut keys = std::collections::HashSet::new();
            for row in rows {
                assert_eq!(row.len(), table.columns().count(), "{table:?}");
                assert!(table.columns().zip(row).all(|(column, cell)| cell.fits(column.column_type)), "{table:?} {row:?}");
                let key: Vec<_> = table.key().iter().map(|column| format!("{:?}", cell(table, row, column))).collect();
                assert!(keys.insert(key), "{table:?} holds a key twice: {row:?}");
            }
        }
    }
}

#[test]
fn the_amounts_of_the_seed_are_exact() {
    let seed = seed();
    let amount = |path: &str, column: &str| cell(Table::Amounts, row(&seed, Table::Amounts, path), column).clone();
    let decimal = |text: &str| Datum::Decimal(text.to_owned());
    assert_eq!(amount("expenditure.basic", "value"), decimal("2293.28"));
    assert_eq!(amount("expenditure.basic", "cny"), decimal("22932800"));
    assert_eq!(amount("expenditure.basic", "unit"), Datum::text("万元"));
    assert_eq!(amount("revenue.other_funds", "value"), decimal("0.00"), "a printed zero is a value");
    assert_eq!(amount("expenditure.basic", "department"), Datum::text("广州市海珠区司法局"));
}

#[test]
fn a_blank_is_null_in_every_table() {
    let seed = seed();
    let staff = row(&seed, Table::Fields, "basic_info.fiscally_supported_staff");
    let of_staff = |column: &str| cell(Table::Fields, staff, column).clone();
    assert_eq!(of_staff("value"), Datum::Null);
    assert_ne!(of_staff("state"), Datum::text("printed"));

    let document = extract(&["hand/half-left-alone.txt"]).remove(0).rows;
    let (value, state) = (Table::Amounts.position("value").unwrap(), Table::Amounts.position("state").unwrap());
    let printed = Datum::text("printed");
    let amounts = document.table(Table::Amounts);
    assert!(amounts.iter().all(|row| row[value].is_null() == (row[state] != printed)));
    assert!(amounts.iter().any(|row| row[value].is_null()));
}

#[test]
fn every_leaf_of_a_list_is_in_its_table_and_in_fields() {
    let seed = seed();
    let values = |table: Table, column: &str| -> Vec<Datum> {
        seed.table(table).iter().map(|row| cell(table, row, column).clone()).collect()
    };
    let fields = values(Table::Fields, "path");
    assert!(!seed.table(Table::Tasks).is_empty() && !seed.table(Table::Indicators).is_empty());
    assert!(values(Table::Tasks, "path").iter().all(|path| fields.contains(path)));
    let level3 = row(&seed, Table::Fields, "indicators[1].level3");
    let indicator = row(&seed, Table::Indicators, "indicators[1]");
    assert_eq!(cell(Table::Indicators, indicator, "level3"), cell(Table::Fields, level3, "value"));
    assert_eq!(cell(Table::Indicators, indicator, "first_line"), cell(Table::Fields, level3, "first_line"));
}
