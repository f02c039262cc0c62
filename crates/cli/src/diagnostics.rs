//! What goes to standard error: one line for each thing that is wrong, and progress on a terminal.

use std::io::{self, Write};

use biaodan_pipeline::model::Message;
use biaodan_pipeline::{Input, Notice};

use crate::environment::{Environment, Locale};
use crate::text::one_line;

/// Documents between two updates of the progress line.
const STEP: usize = 50;

/// Writes to standard error. Where nobody listens there is nobody to tell that either, and the
/// exit status says the same: so, unlike `eprint!`, this cannot fail.
fn write(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Writes one line, whatever is in the text.
pub(crate) fn line(text: &str) {
    write(&format!("{}\n", one_line(text)));
}

/// The voice of the command.
pub(crate) struct Diagnostics {
    locale: Locale,
    is_quiet: bool,
    /// How many documents there are, where progress is shown at all.
    total: Option<usize>,
    done: usize,
}

impl Diagnostics {
    /// Progress is for people: only on a terminal, and only where there is something to wait for.
    pub(crate) fn new(environment: &Environment, is_quiet: bool, documents: usize) -> Diagnostics {
        let shows_progress = environment.stderr_is_terminal && !is_quiet && documents > STEP;
        Diagnostics { locale: environment.locale, is_quiet, total: shows_progress.then_some(documents), done: 0 }
    }

    /// Tells what was passed over before reading began.
    pub(crate) fn notices(&self, notices: &[Notice]) {
        for notice in notices {
            self.say(&notice.shown, &notice.message);
        }
    }

    /// Counts a document, and tells what went wrong with it.
    pub(crate) fn document(&mut self, input: &Input, failure: Option<&Message>) {
        if let Some(message) = failure {
            self.say(&input.shown, message);
        }
        self.done += 1;
        if let Some(total) = self.total
            && (self.done.is_multiple_of(STEP) || self.done == total)
        {
            let end = if self.done == total { "\n" } else { "" };
            write(&format!("\r{} / {total}{end}", self.done));
        }
    }

    fn say(&self, shown: &str, message: &Message) {
        if self.is_quiet {
            return;
        }
        if self.total.is_some() {
            // Takes the progress line off the terminal; a file or pipe never has one.
            write("\r\x1b[K");
        }
        line(&format!("biaodan: {shown}: {}", self.locale.of(message)));
    }
}
