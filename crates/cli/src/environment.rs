//! What the command takes from its surroundings, read once.

use std::env;
use std::io::{self, IsTerminal};

use biaodan_pipeline::model::Message;

/// The language of what is said on standard error. Data is never translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Locale {
    Chinese,
    English,
}

impl Locale {
    /// The locale of a value such as `zh_CN.UTF-8`.
    fn from_name(name: &str) -> Locale {
        if name.to_ascii_lowercase().starts_with("zh") { Locale::Chinese } else { Locale::English }
    }

    /// A message in this language.
    pub(crate) fn of(self, message: &Message) -> &str {
        match self {
            Locale::Chinese => &message.zh,
            Locale::English => &message.en,
        }
    }
}

/// The surroundings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Environment {
    pub(crate) locale: Locale,
    pub(crate) stdout_is_terminal: bool,
    pub(crate) stderr_is_terminal: bool,
}

impl Environment {
    /// Asks the process for them; the variables in the order POSIX gives them.
    pub(crate) fn read() -> Environment {
        let set = |name| env::var(name).ok().filter(|value: &String| !value.is_empty());
        let name = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set);
        Environment {
            locale: Locale::from_name(&name.unwrap_or_default()),
            stdout_is_terminal: io::stdout().is_terminal(),
            stderr_is_terminal: io::stderr().is_terminal(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_the_language() {
        assert_eq!(Locale::from_name("zh_CN.UTF-8"), Locale::Chinese);
        assert_eq!(Locale::from_name("C"), Locale::English);
        let message = Message::new("中", "en");
        assert_eq!((Locale::Chinese.of(&message), Locale::English.of(&message)), ("中", "en"));
    }
}
