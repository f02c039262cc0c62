//! The address of a PostgreSQL database, which never shows its password.

use std::fmt;
use std::str::FromStr;

use crate::target::TargetError;

/// The address of a PostgreSQL database. Shows itself without its password. Connections are not encrypted: a server
/// elsewhere belongs behind a tunnel.
#[derive(Clone)]
pub struct PostgresUrl {
    /// As it was given, with the password.
    text: String,
    pub(crate) config: Box<postgres::Config>,
}

impl PartialEq for PostgresUrl {
    fn eq(&self, other: &PostgresUrl) -> bool {
        self.text == other.text
    }
}

impl Eq for PostgresUrl {}

impl FromStr for PostgresUrl {
    type Err = TargetError;

    fn from_str(text: &str) -> Result<PostgresUrl, TargetError> {
        let config = text.parse().map_err(|error: postgres::Error| TargetError::Address(error.to_string()))?;
        Ok(PostgresUrl { text: text.to_owned(), config: Box::new(config) })
    }
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("postgres://")?;
        if let Some(user) = self.config.get_user() {
            write!(f, "{user}@")?;
        }
        for (i, host) in self.config.get_hosts().iter().enumerate() {
            let comma = if i == 0 { "" } else { "," };
            match host {
                postgres::config::Host::Tcp(name) => write!(f, "{comma}{name}")?,
                #[cfg(unix)]
                postgres::config::Host::Unix(path) => write!(f, "{comma}{}", path.display())?,
            }
            if let Some(port) = self.config.get_ports().get(i).or(self.config.get_ports().first()) {
                write!(f, ":{port}")?;
            }
        }
        write!(f, "/{}", self.config.get_dbname().unwrap_or_default())
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgresUrl({self})")
    }
}
