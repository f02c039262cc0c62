//! The stages in their order, for a document that is drawn: a PDF, or a file of pictures.

use biaodan_extractor::{Candidate, Definitions, SheetSearch};
use biaodan_model::{Canvas, Drawing, FormRecord, Page, Sheet, SheetLayout, Table};
use biaodan_source::{MediaKind, SourceError};

use crate::document::{self, Document};
use crate::layers::Layers;
use crate::opened::{Opened, Opening};
use crate::rejoin::Normalizer;
use crate::scans::{Delivered, Keep, Rereadings};
use crate::{remarks, stage};

/// What every stage makes of a document.
pub(crate) fn layers(bytes: &[u8], kind: MediaKind, opening: &Opening) -> Result<Layers, SourceError> {
    let mut keep = Keep::all();
    let Opened { pages, findings, .. } = opening.open(bytes, kind, &mut keep)?;
    let (canvases, sheets) = sheets(pages.clone());
    Ok(Layers { pages, canvases, sheets, findings, upright: keep.pictures })
}

/// Reads a document to its verdicts.
pub(crate) fn read(bytes: &[u8], kind: MediaKind, opening: &Opening, definitions: &Definitions) -> Result<Document, SourceError> {
    let Opened { pages: drawn, mut findings, attachments } = opening.open(bytes, kind, &mut Keep::default())?;
    let (delivered, rereadings) = (Delivered::of(&drawn), Rereadings::of(&drawn));
    let pages: Vec<Page> = drawn.iter().map(|page| without_drawing(page, &delivered)).collect();
    let (canvases, sheets) = sheets(drawn);
    stage::enter("extractor", None);
    let SheetSearch { forms, unknown, claimed } = biaodan_extractor::find_on_sheets(&sheets, definitions);
    let mut tables = unclaimed(sheets, &claimed);
    tables.iter_mut().for_each(|table| delivered.table(table));
    let make = Make { pages: &pages, canvases: &canvases, definitions, rereadings: &rereadings };
    let mut forms: Vec<FormRecord> = forms.into_iter().filter_map(|form| make.record(form)).collect();
    forms.extend(unknown.into_iter().map(document::audit_unknown));
    forms.iter_mut().for_each(|form| delivered.form(form));
    forms.sort_by_key(|form| form.pages.first().copied());
    if forms.is_empty() {
        findings.push(if tables.is_empty() { document::no_form() } else { remarks::tables_only(tables.len()) });
    }
    Ok(Document { encoding: None, attachments, pages, forms, tables, findings })
}

/// Pages to sheets, and what stands on them; tables that run over page breaks are joined.
fn sheets(pages: Vec<Page>) -> (Vec<Canvas>, Vec<SheetLayout>) {
    stage::enter("layout", None);
    let canvases = biaodan_normalizer::rejoin(pages);
    let sheets = canvases.iter().map(biaodan_layout::sheet).collect();
    (canvases, biaodan_normalizer::run_on(sheets))
}

/// A page as the record states it: a batch holds many records.
fn without_drawing(page: &Page, delivered: &Delivered) -> Page {
    let (width, height) = delivered.size(page);
    let (label, reason) = (page.label.clone(), page.reason.clone());
    Page { label, reason, width, height, lines: Vec::new(), drawing: Drawing::default(), beside: None, ..*page }
}

fn unclaimed(sheets: Vec<SheetLayout>, claimed: &std::collections::BTreeSet<(usize, usize)>) -> Vec<Table> {
    let numbered = sheets
        .into_iter()
        .enumerate()
        .flat_map(|(s, sheet)| sheet.tables.into_iter().enumerate().map(move |(t, table)| ((s, t), table)));
    numbered.filter(|(place, _)| !claimed.contains(place)).map(|(_, table)| table).collect()
}

/// What is needed to make a record of what was found.
struct Make<'m> {
    pages: &'m [Page],
    canvases: &'m [Canvas],
    definitions: &'m Definitions,
    rereadings: &'m Rereadings,
}

impl Make<'_> {
    /// None only for a kind that is not among the definitions, which a search does not return.
    fn record(&self, mut form: Candidate) -> Option<FormRecord> {
        let definition = self.definitions.kinds().get(form.kind)?;
        let parts = std::mem::take(&mut form.pages);
        form.findings.extend(remarks::on_sheets(&parts, self.canvases));
        form.findings.extend(remarks::on_damage(&parts, self.pages));
        let mut record = biaodan_extractor::extract(definition, form, Sheet { parts }, &Normalizer);
        self.rereadings.give(&mut record.fields);
        biaodan_audit::audit(&mut record, &definition.shape, &definition.rules);
        Some(record)
    }
}
