//! The stages in their order, for one document.

use biaodan_extractor::{Candidate, Definitions, PageText};
use biaodan_model::{Attachment, Finding, FindingCode, FormRecord, Page, Shape, Table};
use biaodan_source::{SourceError, dump};

use crate::rejoin::Normalizer;
use crate::{skipped, stage};

/// What was found in a document.
pub(crate) struct Document {
    pub(crate) encoding: Option<&'static str>,
    pub(crate) attachments: Vec<Attachment>,
    pub(crate) pages: Vec<Page>,
    pub(crate) forms: Vec<FormRecord>,
    pub(crate) tables: Vec<Table>,
    pub(crate) findings: Vec<Finding>,
}

/// Reads a text document from its first byte to its verdicts.
pub(crate) fn read(bytes: &[u8], definitions: &Definitions) -> Result<Document, SourceError> {
    stage::enter("source", None);
    let mut dump = dump::read(bytes, &|line| definitions.title(line).is_some())?;
    let mut findings = std::mem::take(&mut dump.findings);
    findings.extend(dump.pages.iter_mut().filter_map(skipped::leave_out_too_large));
    // page by page, and without the lines once they are cut: a dump may be large
    let texts = dump.pages.iter_mut().map(page_text);
    let search = biaodan_extractor::find(texts, definitions, &biaodan_normalizer::are_halves);

    let known = search.forms.into_iter();
    let mut forms: Vec<FormRecord> = known.filter_map(|form| record(form, definitions)).collect();
    forms.extend(search.unknown.into_iter().map(audit_unknown));
    forms.sort_by_key(|form| form.pages.first().copied());

    skipped::mark(&mut dump.pages, &search.findings);
    findings.extend(search.findings);
    let no_form_said = findings.iter().any(|f| f.code == FindingCode::NoForm);
    if forms.is_empty() && !no_form_said {
        findings.push(no_form());
    }
    Ok(Document {
        encoding: Some(dump.encoding),
        attachments: Vec::new(),
        pages: dump.pages,
        forms,
        tables: Vec::new(),
        findings,
    })
}

/// The pieces of a page. Its lines are no part of the record, and a batch holds many records.
fn page_text(page: &mut Page) -> PageText {
    stage::enter("layout", Some(page.number));
    let text =
        PageText { number: page.number, pieces: biaodan_layout::pieces(page), on_grid: biaodan_layout::is_on_grid(&page.lines) };
    page.lines = Vec::new();
    text
}

/// None only for a kind that is not among the definitions, which a search does not return.
fn record(mut form: Candidate, definitions: &Definitions) -> Option<FormRecord> {
    stage::enter("extractor", form.pages.first().and_then(|part| part.pages.first().copied()));
    let definition = definitions.kinds().get(form.kind)?;
    let pages = std::mem::take(&mut form.pages);
    let sheet = biaodan_normalizer::into_sheet(pages, &|label| definition.column_of(label));
    let mut record = biaodan_extractor::extract(definition, form, sheet, &Normalizer);
    biaodan_audit::audit(&mut record, &definition.shape, &definition.rules);
    Some(record)
}

/// A form that no definition fits has no rules and no fields that must be there.
pub(crate) fn audit_unknown(mut record: FormRecord) -> FormRecord {
    biaodan_audit::audit(&mut record, &Shape::Group(Vec::new()), &[]);
    record
}

pub(crate) fn no_form() -> Finding {
    Finding::new(
        FindingCode::NoForm,
        "没有找到表单；请确认文档完整且包含表名，用 `biaodan forms` 查看已知类型，或用 --definitions 添加类型",
        "holds no form; check that the document is complete with its titles, see the known kinds with \
         `biaodan forms`, or add a kind with --definitions",
    )
}
