//! The values of a record on their pages, and one of them by itself.

use anyhow::{Result, anyhow};
use biaodan_pipeline::exporter::picture::{self, Picture};
use biaodan_pipeline::model::{Envelope, Field, Page, Region};

use super::look::Background;
use crate::exit::UsageError;

/// Paths that a message names.
const NAMED: usize = 12;

/// A record whose values are shown. Their places are those on the pages as delivered.
pub(super) struct Values(pub(super) Box<Envelope>);

impl Values {
    pub(super) fn pages(&self) -> &[Page] {
        &self.0.pages
    }

    /// The page of this number, or the first with a value.
    pub(super) fn page(&self, number: Option<u32>) -> Result<&Page> {
        let pages = self.pages();
        let found = match number {
            Some(number) => pages.iter().find(|page| page.number == number),
            None => pages.iter().find(|page| !self.picture(page, None).marks.is_empty()).or(pages.first()),
        };
        found.ok_or_else(|| no_such_page(number, pages.len()))
    }

    pub(super) fn picture(&self, page: &Page, background: Option<Vec<u8>>) -> Picture {
        picture::fields(page, &self.0, background)
    }

    /// The place of one value, on this page where one is named; of several forms, the first that has it there.
    ///
    /// # Errors
    /// [`UsageError`] where no form has it, with the paths that there are.
    pub(super) fn value(&self, path: &str, number: Option<u32>, background: &mut Background<'_>) -> Result<Picture> {
        let is_wanted = |page: u32| number.is_none_or(|number| number == page);
        let fields = self.placed().into_iter().filter(|(own, page, _)| own == path && is_wanted(*page));
        let (_, number, field) = fields.into_iter().next().ok_or_else(|| self.no_such_value(path, number))?;
        let page = self.page(Some(number))?;
        let drawn = picture::value(page, path, field, background(number));
        drawn.ok_or_else(|| anyhow!("{path} has no place that can be drawn"))
    }

    /// All values with a place on a page, by their paths.
    fn placed(&self) -> Vec<(String, u32, &Field)> {
        let mut out = Vec::new();
        for form in &self.0.forms {
            form.fields.visit(&mut |path, field| {
                let place = field.provenance.as_ref().filter(|place| matches!(place.region, Region::Box(_)));
                out.extend(place.map(|place| (path.to_owned(), place.page, field)));
            });
        }
        out
    }

    fn no_such_value(&self, path: &str, number: Option<u32>) -> anyhow::Error {
        let on_page = number.map_or_else(String::new, |number| format!(" on page {number}"));
        let mut known: Vec<String> = Vec::new();
        for (own, page, _) in self.placed() {
            if number.is_none_or(|number| number == page) && !known.contains(&own) {
                known.push(own);
            }
        }
        if known.is_empty() {
            return UsageError(format!("--field {path}: no value with a place was found{on_page}")).into();
        }
        // the likeliest first: those that begin alike
        let alike = |own: &String| own.chars().zip(path.chars()).take_while(|(a, b)| a == b).count();
        known.sort_by_key(|own| std::cmp::Reverse(alike(own)));
        let more = known.len().saturating_sub(NAMED);
        known.truncate(NAMED);
        let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
        UsageError(format!("--field {path}: no value of this path was found{on_page}; there are {}{rest}", known.join(", ")))
            .into()
    }
}

pub(super) fn no_such_page(number: Option<u32>, count: usize) -> anyhow::Error {
    match number {
        Some(number) => UsageError(format!("--page {number}: the document has {count} page(s)")).into(),
        None => anyhow!("the document has no page"),
    }
}
