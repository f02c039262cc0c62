//! Against a real server: `BIAODAN_TEST_POSTGRES` names one, as `postgres://user@host:port/database`.

use postgres::{Client, NoTls};

use super::Postgres;
use crate::postgres_url::PostgresUrl;
use crate::schema::SCHEMA_VERSION;
use crate::sink::Sink;
use crate::target::Access;
use crate::test_support::{extract, tell_the_story_of};

/// An empty schema on the server, and its address; none where no server is named.
fn server(schema: &str) -> Option<(Client, PostgresUrl)> {
    let Ok(server) = std::env::var("BIAODAN_TEST_POSTGRES") else {
        println!("skipped: BIAODAN_TEST_POSTGRES names no server");
        return None;
    };
    let mut client = Client::connect(&server, NoTls).unwrap();
    client.batch_execute(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}")).unwrap();
    let sign = if server.contains('?') { '&' } else { '?' };
    let url = format!("{server}{sign}options=-c%20search_path%3D{schema}").parse().unwrap();
    client.batch_execute(&format!("SET search_path = {schema}")).unwrap();
    Some((client, url))
}

#[test]
fn documents_go_in_and_come_back() {
    let Some((mut client, url)) = server("biaodan_story") else { return };
    let mut postgres = Postgres::open(&url, Access::Write).unwrap();
    tell_the_story_of(&mut postgres);
    let seed = extract(&["seed.txt"]).remove(0).rows;
    postgres.replace(std::slice::from_ref(&seed)).unwrap();
    let mut one =
        |sql: &str| client.query_one(&format!("{sql} AND sha256 = '{}'", seed.sha256), &[]).unwrap().get::<_, Option<String>>(0);
    assert_eq!(one("SELECT value::text FROM amounts WHERE path = 'revenue.other_funds'").as_deref(), Some("0.00"));
    let sum = "SELECT sum(value)::text FROM amounts WHERE path LIKE 'expenditure.%'";
    assert_eq!(one(sum).as_deref(), Some("3576.28"), "exact in the database's own arithmetic");
    assert_eq!(one("SELECT value FROM fields WHERE path = 'basic_info.subordinate_units'"), None);

    let mut reader = Postgres::open(&url, Access::Read).unwrap();
    assert!(!reader.documents().unwrap().is_empty());
    let refused = reader.replace(&[seed]).unwrap_err().to_string();
    assert!(refused.contains("read-only"), "{refused}");
}

#[test]
fn a_failed_batch_changes_nothing() {
    let Some((mut client, url)) = server("biaodan_failed") else { return };
    let mut postgres = Postgres::open(&url, Access::Write).unwrap();
    let seed = extract(&["seed.txt"]).remove(0).rows;
    postgres.replace(std::slice::from_ref(&seed)).unwrap();
    // The last table refuses, after all others took their rows.
    client.batch_execute("ALTER TABLE findings ADD CHECK (code <> 'no-such-code')").unwrap();
    let mut newer = seed.clone();
    newer.tables[crate::Table::Amounts as usize].clear();
    let code = crate::Table::Findings.position("code").unwrap();
    newer.tables[crate::Table::Findings as usize][0][code] = crate::Datum::text("no-such-code");
    let said = postgres.replace(&[newer]).unwrap_err().to_string();
    assert!(said.contains("table findings"), "{said}");
    assert_eq!(postgres.read_back(&seed.sha256).unwrap(), Some(seed), "and the connection is still of use");
}

#[test]
fn a_database_of_version_1_comes_to_the_newest() {
    let Some((mut client, url)) = server("biaodan_migration") else { return };
    let said = Postgres::open(&url, Access::Read).unwrap_err().to_string();
    assert!(said.contains("holds no tables of biaodan"), "{said}");
    Postgres::connect(&url).unwrap().migrate(1).unwrap();
    client.batch_execute("INSERT INTO documents (sha256, name) VALUES ('ab', 'old.pdf')").unwrap();
    let said = Postgres::open(&url, Access::Read).unwrap_err().to_string();
    assert!(said.contains("has schema version 1"), "{said}");
    let mut postgres = Postgres::open(&url, Access::Write).unwrap();
    assert_eq!(postgres.documents().unwrap(), ["ab"]);
    let seed = extract(&["seed.txt"]).remove(0).rows;
    postgres.replace(std::slice::from_ref(&seed)).unwrap();
    assert_eq!(postgres.read_back(&seed.sha256).unwrap(), Some(seed));
    let versions: i64 = client.query_one("SELECT count(*) FROM biaodan_schema", &[]).unwrap().get(0);
    assert_eq!(versions, i64::from(SCHEMA_VERSION));
    client.batch_execute("INSERT INTO biaodan_schema VALUES (99)").unwrap();
    assert!(Postgres::open(&url, Access::Write).unwrap_err().to_string().contains("use a newer biaodan"));
}

#[test]
fn a_server_that_is_not_there_is_named_without_the_password() {
    let url: PostgresUrl = "postgres://clerk:s3cret@127.0.0.1:1/forms".parse().unwrap();
    let said = Postgres::open(&url, Access::Write).unwrap_err().to_string();
    assert!(said.starts_with("postgres://clerk@127.0.0.1:1/forms: cannot connect") && !said.contains("s3cret"), "{said}");
}
