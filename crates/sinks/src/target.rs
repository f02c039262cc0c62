//! Where the rows go.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use thiserror::Error;

use crate::error::SinkError;
use crate::postgres::Postgres;
use crate::postgres_url::PostgresUrl;
use crate::sink::Sink;
use crate::sqlite::Sqlite;

/// A file format of a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Format {
    /// One full record a line.
    Ndjson,
    /// One file a table.
    Csv,
    /// One file a table, decimals as decimals.
    Parquet,
    /// One workbook, one sheet a table.
    Xlsx,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 4] = [Format::Ndjson, Format::Csv, Format::Parquet, Format::Xlsx];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Ndjson => "ndjson",
            Format::Csv => "csv",
            Format::Parquet => "parquet",
            Format::Xlsx => "xlsx",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = TargetError;

    fn from_str(name: &str) -> Result<Format, TargetError> {
        let found = Format::ALL.into_iter().find(|format| format.name() == name.trim());
        found.ok_or_else(|| TargetError::Format(name.trim().to_owned()))
    }
}

/// The formats of a folder for which none were named: the records, and the tables that every program reads.
const USUAL_FORMATS: &[Format] = &[Format::Ndjson, Format::Csv];

/// Where the rows go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A SQLite file.
    Sqlite(PathBuf),
    /// A PostgreSQL database.
    Postgres(PostgresUrl),
    /// Files in a folder, written at the end of a run.
    Folder {
        /// The folder.
        dir: PathBuf,
        /// The formats wanted, each once, in the order of [`Format::ALL`].
        formats: Vec<Format>,
    },
}

impl Target {
    /// Reads what a user named: `sqlite:FILE`, `postgres://…`, or a folder, with the formats for it.
    ///
    /// # Errors
    /// What is wrong with the name, and what a target looks like.
    pub fn parse(text: &str, formats: &[Format]) -> Result<Target, TargetError> {
        if let Some(file) = text.strip_prefix("sqlite:") {
            return match file {
                "" => Err(TargetError::NoFile),
                _ => no_formats(text, formats).map(|()| Target::Sqlite(file.into())),
            };
        }
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            no_formats("postgres://", formats)?;
            return text.parse().map(Target::Postgres);
        }
        if text.is_empty() || text.contains("://") {
            return Err(TargetError::Unknown(text.to_owned()));
        }
        let wanted = if formats.is_empty() { USUAL_FORMATS } else { formats };
        let formats = Format::ALL.into_iter().filter(|format| wanted.contains(format)).collect();
        Ok(Target::Folder { dir: text.into(), formats })
    }

    /// Opens the database. None for a folder: its files are written at the end, by [`Folder`](crate::Folder).
    ///
    /// # Errors
    /// The database's, and a schema that this program does not know.
    pub fn open(&self, access: Access) -> Result<Option<Box<dyn Sink>>, SinkError> {
        Ok(match self {
            Target::Sqlite(path) => Some(Box::new(Sqlite::open(path, access)?)),
            Target::Postgres(url) => Some(Box::new(Postgres::open(url, access)?)),
            Target::Folder { .. } => None,
        })
    }
}

/// As a user would write it, but for the password.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Target::Postgres(url) => url.fmt(f),
            Target::Folder { dir, .. } => dir.display().fmt(f),
        }
    }
}

/// What is to be done with a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Load documents; the database is made where there is none, and brought to the newest schema.
    Write,
    /// Look at it and change nothing.
    Read,
}

fn no_formats(target: &str, formats: &[Format]) -> Result<(), TargetError> {
    match formats {
        [] => Ok(()),
        _ => Err(TargetError::FormatOfDatabase(target.to_owned())),
    }
}

/// Why a name is no target.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum TargetError {
    /// A scheme that is not known, or nothing at all.
    #[error("{0:?} is no target; give sqlite:FILE, postgres://USER@HOST/DATABASE, or a folder")]
    Unknown(String),
    /// `sqlite:` alone.
    #[error("sqlite: needs the name of a file, as in sqlite:forms.db")]
    NoFile,
    /// The address of a PostgreSQL database that is none. Not repeated: it may hold a password.
    #[error("the address of the PostgreSQL database cannot be read ({0}); give postgres://USER@HOST:PORT/DATABASE")]
    Address(String),
    /// A format that is not known.
    #[error("{0:?} is no format; the formats are ndjson, csv, parquet and xlsx")]
    Format(String),
    /// A database has no file formats.
    #[error("{0} is a database and takes no file format; give a folder to get files")]
    FormatOfDatabase(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_told_by_their_looks() {
        assert_eq!(Target::parse("sqlite:a/b.db", &[]), Ok(Target::Sqlite("a/b.db".into())));
        let formats = vec![Format::Csv, Format::Xlsx];
        let folder = Target::Folder { dir: "out".into(), formats };
        assert_eq!(Target::parse("out", &[Format::Xlsx, Format::Csv, Format::Csv]), Ok(folder));
        let said = |text: &str, formats: &[Format]| Target::parse(text, formats).unwrap_err().to_string();
        assert!(said("mysql://host/db", &[]).contains("sqlite:FILE"));
        assert!(said("sqlite:", &[]).contains("name of a file"));
        assert!(said("sqlite:a.db", &[Format::Csv]).contains("takes no file format"));
        assert!("pdf".parse::<Format>().unwrap_err().to_string().contains("parquet"));
    }

    #[test]
    fn a_password_is_never_shown() {
        let target = Target::parse("postgres://clerk:s3cret@db.example:5433/forms", &[]).unwrap();
        assert_eq!(target.to_string(), "postgres://clerk@db.example:5433/forms");
        assert!(!format!("{target:?}").contains("s3cret"));
        let error = Target::parse("postgres://clerk:s3cret@host:port/forms", &[]).unwrap_err();
        assert!(!error.to_string().contains("s3cret"), "{error}");
    }
}
