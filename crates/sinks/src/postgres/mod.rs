//! The PostgreSQL sink: COPY, one transaction for each batch of documents, decimals as NUMERIC, which keeps the
//! printed decimals.
//!
//! Cells cross the wire as text in both directions, so that what comes back is what was sent, digit by digit.

mod cells;
#[cfg(test)]
mod tests;

use std::time::Duration;

use postgres::{Client, NoTls, Transaction};

use crate::error::SinkError;
use crate::postgres_url::PostgresUrl;
use crate::rows::DocumentRows;
use crate::schema::{SCHEMA_VERSION, Table};
use crate::sink::Sink;
use crate::sql::{self, Dialect, migrations};
use crate::target::Access;

/// How long a server may take to answer at all.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(15);

/// Two runs that start at once must not both make the tables. The number is arbitrary and has to stay.
const MIGRATION_LOCK: &str = "SELECT pg_advisory_xact_lock(7089334016113)";

/// A PostgreSQL database of documents.
pub struct Postgres {
    place: String,
    client: Client,
}

impl std::fmt::Debug for Postgres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Postgres").field("place", &self.place).finish_non_exhaustive()
    }
}

impl Postgres {
    /// Connects. To write, the tables are made in the schema that comes first in the search path, and brought to the
    /// newest version; to read, nothing is changed.
    ///
    /// # Errors
    /// The server's, a database that is not in UTF-8, and a schema that this program does not know.
    pub fn open(url: &PostgresUrl, access: Access) -> Result<Postgres, SinkError> {
        let mut postgres = Postgres::connect(url)?;
        match access {
            Access::Write => postgres.migrate(SCHEMA_VERSION)?,
            Access::Read => postgres.require_current()?,
        }
        Ok(postgres)
    }

    fn connect(url: &PostgresUrl) -> Result<Postgres, SinkError> {
        let place = url.to_string();
        let mut config = url.config.clone();
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        if config.get_application_name().is_none() {
            config.application_name("biaodan");
        }
        let failed = failed(&place, "cannot connect to the database");
        let mut client = config.connect(NoTls).map_err(&failed)?;
        // Coordinates come back as they were sent, whatever the settings of the user.
        client.batch_execute("SET extra_float_digits = 1; SET client_min_messages = warning").map_err(&failed)?;
        let encoding: String = client.query_one("SHOW server_encoding", &[]).and_then(|row| row.try_get(0)).map_err(&failed)?;
        if encoding != "UTF8" {
            let what =
                format!("stores text as {encoding}, which lacks characters of the forms; make a database WITH ENCODING 'UTF8'");
            return Err(SinkError::damaged(place, what));
        }
        Ok(Postgres { place, client })
    }

    fn migrate(&mut self, wanted: u32) -> Result<(), SinkError> {
        let place = self.place.clone();
        let failed = failed(&place, "cannot make the tables; does the database hold tables of another program?");
        let mut transaction = self.client.transaction().map_err(&failed)?;
        transaction.batch_execute(MIGRATION_LOCK).map_err(&failed)?;
        transaction.batch_execute(migrations::VERSION_TABLE).map_err(&failed)?;
        let found = version(&mut transaction).map_err(&failed)?;
        for statement in migrations::pending(&place, found, wanted, Dialect::Postgres)? {
            transaction.batch_execute(&statement).map_err(&failed)?;
        }
        transaction.commit().map_err(&failed)
    }

    fn require_current(&mut self) -> Result<(), SinkError> {
        let failed = failed(&self.place, "cannot read the version of its tables");
        self.client.batch_execute("SET default_transaction_read_only = on").map_err(&failed)?;
        let known = "SELECT to_regclass('biaodan_schema') IS NOT NULL";
        let known: bool = self.client.query_one(known, &[]).and_then(|row| row.try_get(0)).map_err(&failed)?;
        let found = match known {
            true => version(&mut self.client.transaction().map_err(&failed)?).map_err(&failed)?,
            false => 0,
        };
        migrations::require_current(&self.place, found)
    }
}

impl Sink for Postgres {
    fn replace(&mut self, documents: &[DocumentRows]) -> Result<(), SinkError> {
        sql::require_distinct(documents)?;
        let failed = failed(&self.place, "cannot store a batch of documents");
        let mut transaction = self.client.transaction().map_err(&failed)?;
        // Whatever the server's setting: what was acknowledged outlives a power cut.
        transaction.batch_execute("SET LOCAL synchronous_commit = on").map_err(&failed)?;
        let hashes: Vec<&str> = documents.iter().map(|document| document.sha256.as_str()).collect();
        for table in Table::ALL {
            transaction.execute(&sql::delete(table, "sha256 = ANY($1)"), &[&hashes]).map_err(&failed)?;
            cells::copy_in(table, documents, &mut transaction, &self.place)?;
        }
        transaction.commit().map_err(&failed)
    }

    fn finish(&mut self) -> Result<(), SinkError> {
        // Fresh statistics: the tables may just have grown from nothing, and the next thing is a report.
        let tables = sql::comma_separated(Table::ALL.iter().map(|table| table.name()));
        self.client.batch_execute(&format!("ANALYZE {tables}")).map_err(failed(&self.place, "cannot finish the database"))
    }

    fn documents(&mut self) -> Result<Vec<String>, SinkError> {
        let failed = failed(&self.place, "cannot list the documents");
        let rows = self.client.query(&sql::hashes(), &[]).map_err(&failed)?;
        let mut hashes = rows.iter().map(|row| row.try_get(0)).collect::<Result<Vec<String>, _>>().map_err(&failed)?;
        hashes.sort_unstable();
        Ok(hashes)
    }

    fn read_back(&mut self, sha256: &str) -> Result<Option<DocumentRows>, SinkError> {
        let mut document = DocumentRows::empty(sha256);
        for (table, rows) in Table::ALL.into_iter().zip(&mut document.tables) {
            let place = format!("{}: table {}, document {sha256}", self.place, table.name());
            let columns: Vec<String> = table.columns().map(|column| format!("{}::text", column.name)).collect();
            let select = format!("SELECT {} FROM {} WHERE sha256 = $1", columns.join(", "), table.name());
            let found = self.client.query(&select, &[&sha256]).map_err(failed(&place, "cannot read the rows"))?;
            *rows = found.iter().map(|row| cells::read_row(table, row, &place)).collect::<Result<_, _>>()?;
        }
        document.sort();
        Ok((!document.is_empty()).then_some(document))
    }
}

fn failed(place: &str, what: &'static str) -> impl Fn(postgres::Error) -> SinkError + use<> {
    let place = place.to_owned();
    move |error| SinkError::failed(&place, what, &error)
}

/// 0 for a database that was just made.
fn version(transaction: &mut Transaction<'_>) -> Result<u32, postgres::Error> {
    let row = transaction.query_opt(migrations::VERSION, &[])?;
    let version: Option<i32> = row.map(|row| row.try_get(0)).transpose()?;
    Ok(version.and_then(|version| u32::try_from(version).ok()).unwrap_or(0))
}
