//! The password of encrypted documents.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;

use crate::exit::UsageError;

/// The options, the same for every command that opens documents.
#[derive(clap::Args)]
pub(crate) struct PasswordArgs {
    /// Password of encrypted documents; other users of the machine may see it, see --password-file
    #[arg(long, value_name = "P", conflicts_with = "password_file")]
    password: Option<String>,
    /// File whose first line is the password
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

impl PasswordArgs {
    /// The password, where one is given.
    ///
    /// # Errors
    /// [`UsageError`] where the file cannot be read.
    pub(crate) fn read(&self) -> Result<Option<String>> {
        let Some(file) = &self.password_file else { return Ok(self.password.clone()) };
        let text = fs::read_to_string(file);
        let text = text.map_err(|error| UsageError(format!("{}: cannot be read: {error}", file.display())))?;
        // Blanks may belong to a password; the line's end does not, nor does a mark some editors put first.
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Ok(Some(text.lines().next().unwrap_or_default().to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_of_a_file_counts() {
        let file = std::env::temp_dir().join(format!("biaodan-password-{}", std::process::id()));
        let args = PasswordArgs { password: None, password_file: Some(file.clone()) };
        for (text, password) in [("a b \r\nsecond", "a b "), ("\u{feff}pass", "pass"), ("", "")] {
            fs::write(&file, text).unwrap();
            assert_eq!(args.read().unwrap().as_deref(), Some(password));
        }
        fs::remove_file(&file).unwrap();
        assert!(args.read().unwrap_err().is::<UsageError>());
    }
}
