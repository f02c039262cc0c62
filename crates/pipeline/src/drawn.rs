//! The stages in their order, for a document that is drawn: a PDF.

use biaodan_extractor::{Candidate, Definitions, SheetSearch};
use biaodan_model::{
    Attachment, Canvas, Doubt, Drawing, Finding, FindingCode, FormRecord, Origin, Page, PageStatus, Sheet, SheetLayout, Table,
};
use biaodan_source::{SourceError, pdf};

use crate::document::{self, Document};
use crate::layers::Layers;
use crate::rejoin::Normalizer;

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
    let SheetSearch { forms, unknown, claimed } = biaodan_extractor::find_on_sheets(&sheets, Origin::TextLayer, definitions);
    let tables = unclaimed(sheets, &claimed);
    let mut forms: Vec<FormRecord> = forms.into_iter().filter_map(|form| record(form, &canvases, definitions)).collect();
    forms.extend(unknown.into_iter().map(document::audit_unknown));
    forms.sort_by_key(|form| form.pages.first().copied());
    if forms.is_empty() {
        findings.push(if tables.is_empty() { document::no_form() } else { tables_only(tables.len()) });
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
    let pdf = pdf::Pdf::open(bytes.to_vec(), &pdf::Options { password })?;
    let mut reader = pdf.reader();
    let pages: Vec<Page> = (1..=pdf.page_count()).map(|number| reader.page(number)).collect();
    let mut findings = pdf.findings().to_vec();
    findings.extend(pages.iter().filter_map(unread));
    Ok(Opened { pages, findings, attachments: pdf.attachments().to_vec() })
}

/// Pages to sheets, and what stands on them; tables that run over page breaks are joined.
fn sheets(pages: Vec<Page>) -> (Vec<Canvas>, Vec<SheetLayout>) {
    let canvases = biaodan_normalizer::rejoin(pages);
    let sheets = canvases.iter().map(biaodan_layout::sheet).collect();
    (canvases, biaodan_normalizer::run_on(sheets))
}

/// A page as the record states it: a batch holds many records.
fn without_drawing(page: &Page) -> Page {
    Page { label: page.label.clone(), reason: page.reason.clone(), lines: Vec::new(), drawing: Drawing::default(), ..*page }
}

/// A page that could not be read is lost data, and says so.
fn unread(page: &Page) -> Option<Finding> {
    // of a page that was read, a reason says what of it was not
    let reason = page.reason.as_deref().filter(|_| page.status != PageStatus::Empty)?;
    let number = page.number;
    let finding = Finding::new(
        FindingCode::PageUnreadable,
        format!("第 {number} 页未能（完整）读取：{reason}"),
        format!("page {number} was not read, or not in whole: {reason}"),
    );
    Some(finding.with_place(number, None))
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
    form.findings.extend(doubts(&parts, canvases));
    let mut record = biaodan_extractor::extract(definition, form, Sheet { parts }, &Normalizer);
    biaodan_audit::audit(&mut record, &definition.shape, &definition.rules);
    Some(record)
}

/// What is not certain of the sheets that a form stands on.
fn doubts(parts: &[biaodan_model::Part], canvases: &[Canvas]) -> Vec<Finding> {
    let own = |canvas: &&Canvas| canvas.pages.iter().any(|page| parts.iter().any(|part| part.pages.contains(&page.number)));
    canvases.iter().filter(own).flat_map(|canvas| &canvas.doubts).map(|doubt| doubted(*doubt)).collect()
}

fn doubted(doubt: Doubt) -> Finding {
    match doubt {
        Doubt::PartMissing => Finding::new(
            FindingCode::HalfMissing,
            "表格被分页切开，缺少其中一部分",
            "the sheet was cut into pages, and a part of it is missing",
        ),
        Doubt::OrderUnsure => Finding::new(
            FindingCode::SheetUnsure,
            "表格被分页切开，各页的拼法不止一种，请核对",
            "the sheet was cut into pages that fit together in more than one way; please compare",
        ),
        Doubt::Unproven => Finding::new(
            FindingCode::SheetUnsure,
            "表格被分页切开，拼接只有框线吻合，没有文字可以证实，请核对",
            "the sheet was cut into pages that only their ruling lines join, without text that proves it; please compare",
        ),
    }
}

fn tables_only(count: usize) -> Finding {
    Finding::new(
        FindingCode::TablesOnly,
        format!("没有找到已知类型的表单，提取了 {count} 个表格"),
        format!("holds no form of a known kind; its {count} tables are given as they are"),
    )
}
