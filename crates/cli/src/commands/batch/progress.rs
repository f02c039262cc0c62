//! Progress of a batch: a bar on a terminal, a line every few seconds elsewhere, nothing when quiet.

use std::time::{Duration, Instant};

use biaodan_batch::{Counts, Progress, Silent};
use indicatif::{ProgressBar, ProgressStyle};

use crate::diagnostics;
use crate::environment::{Environment, Locale};

/// Between two lines where there is no terminal.
const PAUSE: Duration = Duration::from_secs(5);

/// Rate, time left and what was found stand after the bar.
const BAR: &str = "{bar:30} {pos}/{len}  {per_sec}  {eta}  {msg}";
/// While the documents are still being counted.
const SPINNER: &str = "{spinner} {pos}  {per_sec}  {msg}";

/// How progress is shown here.
pub(super) fn shown(environment: &Environment, is_quiet: bool) -> Box<dyn Progress> {
    match (is_quiet, environment.stderr_is_terminal) {
        (true, _) => Box::new(Silent),
        (false, true) => Box::new(Bar { bar: ProgressBar::no_length(), locale: environment.locale, has_total: false }),
        (false, false) => Box::new(Lines { locale: environment.locale, start: Instant::now(), told: Instant::now() }),
    }
}

struct Bar {
    bar: ProgressBar,
    locale: Locale,
    has_total: bool,
}

impl Progress for Bar {
    fn update(&mut self, counts: &Counts) {
        if let Some(total) = counts.total {
            self.bar.set_length(total.max(counts.done()));
        }
        if self.has_total != counts.total.is_some() || self.bar.position() == 0 {
            self.has_total = counts.total.is_some();
            let template = if self.has_total { BAR } else { SPINNER };
            if let Ok(style) = ProgressStyle::with_template(template) {
                self.bar.set_style(style);
            }
        }
        self.bar.set_position(counts.done());
        self.bar.set_message(verdicts(counts, self.locale));
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.abandon();
    }
}

struct Lines {
    locale: Locale,
    start: Instant,
    told: Instant,
}

impl Progress for Lines {
    fn update(&mut self, counts: &Counts) {
        if self.told.elapsed() < PAUSE {
            return;
        }
        self.told = Instant::now();
        let total = counts.total.map_or_else(|| "?".to_owned(), |total| total.to_string());
        let rate = counts.done() as f64 / self.start.elapsed().as_secs_f64();
        let left = counts.total.map(|total| total.saturating_sub(counts.done()) as f64 / rate.max(0.001));
        let left = left.map_or_else(|| "?".to_owned(), |seconds| format!("{seconds:.0}"));
        let verdicts = verdicts(counts, self.locale);
        diagnostics::line(&match self.locale {
            Locale::Chinese => format!("biaodan: {}/{total}，每秒 {rate:.1} 个，剩余 {left} 秒，{verdicts}", counts.done()),
            Locale::English => format!("biaodan: {}/{total}, {rate:.1} a second, {left} s left, {verdicts}", counts.done()),
        });
    }
}

fn verdicts(counts: &Counts, locale: Locale) -> String {
    let failed = counts.failed.saturating_add(counts.quarantined).saturating_add(counts.unread);
    let Counts { accepted, review, .. } = counts;
    match locale {
        Locale::Chinese => format!("通过 {accepted} 复核 {review} 失败 {failed}"),
        Locale::English => format!("{accepted} accepted {review} review {failed} failed"),
    }
}
