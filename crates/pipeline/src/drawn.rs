//! The stages in their order, for a document that is drawn: a PDF.

use biaodan_extractor::{Candidate, Definitions, SheetSearch};
use biaodan_model::{Attachment, Canvas, Drawing, Finding, FormRecord, Origin, Page, Sheet, SheetLayout, Table};
use biaodan_source::{SourceError, pdf};

use crate::document::{self, Document};
use crate::layers::Layers;
use crate::rejoin::Normalizer;
use crate::{remarks, stage};

/// What every stage makes of a PDF.
pub(crate) fn layers(bytes: &[u8], password: Option<&str>) -> Result<Layers, SourceError> {
    let Opened { pages, findings, .. } = open(bytes, password)?;
    let (canvases, sheets) = sheets(pages.clone());
    Ok(Layers { pages, canvases, sheets, findings })
}

/// Reads a PDF to its verdicts.
pub(crate) fn read(bytes: &[u8], password: Option<&str>, definitions: &Definitions) -> Result<Document, SourceError> {
    let Opened { pages: drawn, mut findings, attachments } = open(bytes, password)?;
    let pages = drawn.iter().map(without_drawing).collect();
    let (canvases, sheets) = sheets(drawn);
    stage::enter("extractor", None);
    let SheetSearch { forms, unknown, claimed } = biaodan_extractor::find_on_sheets(&sheets, Origin::TextLayer, definitions);
    let tables = unclaimed(sheets, &claimed);
    let mut forms: Vec<FormRecord> = forms.into_iter().filter_map(|form| record(form, &canvases, definitions)).collect();
    forms.extend(unknown.into_iter().map(document::audit_unknown));
    forms.sort_by_key(|form| form.pages.first().copied());
    if forms.is_empty() {
        findings.push(if tables.is_empty() { document::no_form() } else { remarks::tables_only(tables.len()) });
    }
    Ok(Document { encoding: None, attachments, pages, forms, tables, findings })
}

/// A document with all its pages drawn.
struct Opened {
    pages: Vec<Page>,
    findings: Vec<Finding>,
    attachments: Vec<Attachment>,
}

fn open(bytes: &[u8], password: Option<&str>) -> Result<Opened, SourceError> {
    stage::enter("source", None);
    let pdf = pdf::Pdf::open(bytes.to_vec(), &pdf::Options { password })?;
    let mut reader = pdf.reader();
    let pages: Vec<Page> = (1..=pdf.page_count())
        .map(|number| {
            stage::enter("source", Some(number));
            reader.page(number)
        })
        .collect();
    let mut findings = pdf.findings().to_vec();
    findings.extend(remarks::on_pages(&pages));
    Ok(Opened { pages, findings, attachments: pdf.attachments().to_vec() })
}

/// Pages to sheets, and what stands on them; tables that run over page breaks are joined.
fn sheets(pages: Vec<Page>) -> (Vec<Canvas>, Vec<SheetLayout>) {
    stage::enter("layout", None);
    let canvases = biaodan_normalizer::rejoin(pages);
    let sheets = canvases.iter().map(biaodan_layout::sheet).collect();
    (canvases, biaodan_normalizer::run_on(sheets))
}

/// A page as the record states it: a batch holds many records.
fn without_drawing(page: &Page) -> Page {
    Page { label: page.label.clone(), reason: page.reason.clone(), lines: Vec::new(), drawing: Drawing::default(), ..*page }
}

fn unclaimed(sheets: Vec<SheetLayout>, claimed: &std::collections::BTreeSet<(usize, usize)>) -> Vec<Table> {
    let numbered = sheets
        .into_iter()
        .enumerate()
        .flat_map(|(s, sheet)| sheet.tables.into_iter().enumerate().map(move |(t, table)| ((s, t), table)));
    numbered.filter(|(place, _)| !claimed.contains(place)).map(|(_, table)| table).collect()
}

/// None only for a kind that is not among the definitions, which a search does not return.
fn record(mut form: Candidate, canvases: &[Canvas], definitions: &Definitions) -> Option<FormRecord> {
    let definition = definitions.kinds().get(form.kind)?;
    let parts = std::mem::take(&mut form.pages);
    form.findings.extend(remarks::on_sheets(&parts, canvases));
    let mut record = biaodan_extractor::extract(definition, form, Sheet { parts }, &Normalizer);
    biaodan_audit::audit(&mut record, &definition.shape, &definition.rules);
    Some(record)
}
