use rusqlite::Connection;

use super::Sqlite;
use crate::schema::{SCHEMA_VERSION, Table};
use crate::sink::Sink;
use crate::sql::migrations;
use crate::target::Access;
use crate::test_support::{Scratch, extract, tell_the_story_of};

#[test]
fn documents_go_in_and_come_back() {
    let scratch = Scratch::new("sqlite-story");
    let path = scratch.0.join("new/forms.db");
    let mut sqlite = Sqlite::open(&path, Access::Write).unwrap();
    tell_the_story_of(&mut sqlite);
    drop(sqlite);
    let files: Vec<_> = std::fs::read_dir(path.parent().unwrap()).unwrap().collect();
    assert_eq!(files.len(), 1, "one file is left");

    let before = std::fs::read(&path).unwrap();
    let mut reader = Sqlite::open(&path, Access::Read).unwrap();
    assert!(!reader.documents().unwrap().is_empty());
    assert!(reader.replace(&extract(&["seed.txt"]).into_iter().map(|seed| seed.rows).collect::<Vec<_>>()).is_err());
    drop(reader);
    assert_eq!(std::fs::read(&path).unwrap(), before, "reading changes no byte");
}

#[test]
fn other_programs_see_decimals_and_blanks_as_they_are() {
    let scratch = Scratch::new("sqlite-values");
    let path = scratch.0.join("forms.db");
    let mut sqlite = Sqlite::open(&path, Access::Write).unwrap();
    sqlite.replace(&[extract(&["seed.txt"]).remove(0).rows]).unwrap();
    sqlite.finish().unwrap();
    let connection = Connection::open(&path).unwrap();
    let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, Option<String>>(0)).unwrap();
    assert_eq!(one("SELECT value FROM amounts WHERE path = 'revenue.other_funds'").as_deref(), Some("0.00"));
    assert_eq!(one("SELECT value FROM fields WHERE path = 'basic_info.subordinate_units'"), None);
    assert_eq!(one("SELECT typeof(value) FROM fields WHERE path = 'basic_info.subordinate_units'").as_deref(), Some("null"));
}

#[test]
fn a_database_of_version_1_comes_to_the_newest() {
    let scratch = Scratch::new("sqlite-migration");
    let path = scratch.0.join("forms.db");
    drop(Sqlite::open_to_write(&path, 1).unwrap());
    let old = Connection::open(&path).unwrap();
    assert!(old.prepare("SELECT level1_standard FROM indicators").is_err());
    old.execute("INSERT INTO documents (sha256, name) VALUES ('ab', 'old.pdf')", []).unwrap();
    drop(old);
    let said = Sqlite::open(&path, Access::Read).unwrap_err().to_string();
    assert!(said.contains("has schema version 1, 2 is expected"), "{said}");

    let mut sqlite = Sqlite::open(&path, Access::Write).unwrap();
    assert_eq!(sqlite.documents().unwrap(), ["ab"], "what was there stays");
    let seed = extract(&["seed.txt"]).remove(0).rows;
    sqlite.replace(std::slice::from_ref(&seed)).unwrap();
    assert_eq!(sqlite.read_back(&seed.sha256).unwrap().as_ref(), Some(&seed));
    let versions: Vec<u32> = {
        let mut statement = sqlite.connection.prepare("SELECT version FROM biaodan_schema ORDER BY version").unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    };
    assert_eq!(versions, (1..=SCHEMA_VERSION).collect::<Vec<_>>());

    sqlite.connection.execute("INSERT INTO biaodan_schema VALUES (99)", []).unwrap();
    drop(sqlite);
    for access in [Access::Write, Access::Read] {
        assert!(Sqlite::open(&path, access).unwrap_err().to_string().contains("use a newer biaodan"));
    }
}

#[test]
fn a_changed_row_is_seen() {
    let scratch = Scratch::new("sqlite-changed");
    let path = scratch.0.join("forms.db");
    let mut sqlite = Sqlite::open(&path, Access::Write).unwrap();
    let seed = extract(&["seed.txt"]).remove(0).rows;
    sqlite.replace(std::slice::from_ref(&seed)).unwrap();
    let change = "UPDATE amounts SET value = '2293.280' WHERE path = 'expenditure.basic'";
    assert_eq!(sqlite.connection.execute(change, []).unwrap(), 1);
    let found = sqlite.read_back(&seed.sha256).unwrap().unwrap();
    assert_ne!(found.table(Table::Amounts), seed.table(Table::Amounts));
    assert_eq!(found.table(Table::Fields), seed.table(Table::Fields));
    sqlite.connection.execute("UPDATE amounts SET value = '1e3' WHERE path = 'expenditure.basic'", []).unwrap();
    let said = sqlite.read_back(&seed.sha256).unwrap_err().to_string();
    assert!(said.contains("table amounts") && said.contains("value holds \"1e3\""), "{said}");
    sqlite.connection.execute("INSERT INTO findings (sha256, ordinal) VALUES ('ffff', 0)", []).unwrap();
    assert!(sqlite.documents().unwrap().contains(&"ffff".to_owned()), "a row of no document shows");
}

#[test]
fn the_tables_of_another_program_are_left_alone() {
    let scratch = Scratch::new("sqlite-foreign");
    let path = scratch.0.join("other.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE documents (id INTEGER)").unwrap();
    let said = Sqlite::open(&path, Access::Write).unwrap_err().to_string();
    assert!(said.contains("tables of another program"), "{said}");
    assert!(Sqlite::open(&path, Access::Read).unwrap_err().to_string().contains("holds no tables of biaodan"));
    std::fs::write(&path, "no database at all, but text of some length").unwrap();
    assert!(Sqlite::open(&path, Access::Write).unwrap_err().to_string().contains("cannot open this as a SQLite database"));
    assert!(migrations::require_current("x", SCHEMA_VERSION).is_ok());
}
