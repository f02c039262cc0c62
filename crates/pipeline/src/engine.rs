//! Bytes to a record, whatever the bytes are.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use biaodan_extractor::Definitions;
use biaodan_model::{Envelope, Finding, FindingCode, Name, SourceInfo, ToolInfo};
use biaodan_source::SourceError;
use sha2::{Digest, Sha256};

use crate::document::{self, Document};
use crate::drawn;
use crate::layers::Layers;
use crate::opened::{Opening, is_drawn};
use crate::scans::Recognition;

/// Media type of what was not read at all.
const UNREAD: &str = "application/octet-stream";

thread_local! {
    static READING: Cell<bool> = const { Cell::new(false) };
}

/// True while this thread reads a document. A panic then is caught and becomes a finding, so a panic hook has
/// nothing to say of it.
#[must_use]
pub fn is_reading() -> bool {
    READING.get()
}

/// Runs what may panic on a document nobody has seen.
fn guarded<T>(read: impl FnOnce() -> T) -> std::thread::Result<T> {
    let before = READING.replace(true);
    let result = catch_unwind(AssertUnwindSafe(read));
    READING.set(before);
    result
}

/// Reads documents with one set of definitions. Cheap to share between threads.
#[derive(Debug, Clone)]
pub struct Engine {
    definitions: Definitions,
    definitions_sha256: Name,
    opening: Opening,
}

impl Engine {
    /// An engine that knows these kinds.
    #[must_use]
    pub fn new(definitions: Definitions) -> Engine {
        Engine { definitions_sha256: definitions.sha256(), definitions, opening: Opening::default() }
    }

    /// The same engine, which opens encrypted documents with this password.
    #[must_use]
    pub fn with_password(self, password: Option<String>) -> Engine {
        Engine { opening: Opening { password, ..self.opening }, ..self }
    }

    /// The same engine, which recognises pages that are pictures.
    #[must_use]
    pub fn with_recognition(self, recognition: Recognition) -> Engine {
        Engine { opening: Opening { recognition, ..self.opening }, ..self }
    }

    /// What every stage makes of a PDF or a picture, for looking and for its tables.
    ///
    /// # Errors
    /// Why the document cannot be read, or that it is neither a PDF nor a picture.
    pub fn layers(&self, bytes: &[u8]) -> Result<Layers, SourceError> {
        let sniffed = biaodan_source::sniff(bytes);
        if !is_drawn(sniffed.kind) {
            return Err(not_drawn(sniffed.media_type));
        }
        let read = guarded(|| drawn::layers(bytes, sniffed.kind, &self.opening));
        read.unwrap_or_else(|panic| Err(internal_error(&*panic)))
    }

    /// The kinds it knows.
    #[must_use]
    pub fn definitions(&self) -> &Definitions {
        &self.definitions
    }

    /// Reads one document. Never fails: a document that cannot be read gives a record without
    /// forms and with the finding that says why. `name` becomes `source.name` as it is.
    #[must_use]
    pub fn read(&self, name: &str, bytes: &[u8]) -> Envelope {
        // The last net: a slip in a stage costs this document, not the batch it stands in.
        let read = guarded(|| self.read_unguarded(name, bytes));
        read.unwrap_or_else(|panic| {
            let source = source_info(name, bytes, UNREAD);
            self.envelope(source, Err(internal_error(&*panic).into_finding()))
        })
    }

    /// The record of a document whose bytes could not be had; `finding` says why. Its digest is
    /// that of no bytes.
    #[must_use]
    pub fn unread(&self, name: &str, bytes: u64, finding: Finding) -> Envelope {
        let source = SourceInfo { bytes, ..source_info(name, &[], UNREAD) };
        self.envelope(source, Err(finding))
    }

    fn read_unguarded(&self, name: &str, bytes: &[u8]) -> Envelope {
        let sniffed = biaodan_source::sniff(bytes);
        let source = source_info(name, bytes, sniffed.media_type);
        let read = match sniffed.kind {
            kind if is_drawn(kind) => drawn::read(bytes, kind, &self.opening, &self.definitions),
            _ => sniffed.require_readable().and_then(|()| document::read(bytes, &self.definitions)),
        };
        self.envelope(source, read.map_err(|error| error.into_finding()))
    }

    fn envelope(&self, source: SourceInfo, read: Result<Document, Finding>) -> Envelope {
        let tool =
            ToolInfo { name: "biaodan", version: env!("CARGO_PKG_VERSION"), definitions_sha256: self.definitions_sha256.clone() };
        match read {
            Ok(document) => Envelope {
                source: SourceInfo {
                    encoding: document.encoding,
                    attachments: document.attachments,
                    page_count: u32::try_from(document.pages.len()).unwrap_or(u32::MAX),
                    ..source
                },
                tool,
                pages: document.pages,
                forms: document.forms,
                tables: document.tables,
                findings: document.findings,
            },
            Err(finding) => {
                Envelope { source, tool, pages: Vec::new(), forms: Vec::new(), tables: Vec::new(), findings: vec![finding] }
            }
        }
    }
}

fn source_info(name: &str, bytes: &[u8], media_type: &'static str) -> SourceInfo {
    SourceInfo {
        name: name.to_owned(),
        sha256: hexadecimal(&Sha256::digest(bytes)),
        media_type,
        encoding: None,
        bytes: bytes.len() as u64,
        page_count: 0,
        attachments: Vec::new(),
    }
}

fn not_drawn(media_type: &str) -> SourceError {
    SourceError::new(
        FindingCode::DocumentUnreadable,
        format!("不是 PDF 或图片（{media_type}），没有版面可看；请换用 PDF 或图片"),
        format!("is neither a PDF nor a picture ({media_type}) and has no layout to look at; give one of these"),
    )
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn internal_error(panic: &(dyn Any + Send)) -> SourceError {
    let said = panic.downcast_ref::<&str>().copied();
    let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let said = said.unwrap_or("no message");
    SourceError::new(
        FindingCode::DocumentUnreadable,
        format!("程序内部错误（{said}）；请将该文件报告给开发者"),
        format!("made the program fail ({said}); please report this document to its developers"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn engine() -> Engine {
        Engine::new(Definitions::built_in().unwrap())
    }

    fn codes(envelope: &Envelope) -> Vec<&str> {
        envelope.findings.iter().map(|f| f.code.as_str()).collect()
    }

    #[test]
    fn what_cannot_be_read_gives_a_record_that_says_so() {
        let pdf = engine().read("a.pdf", b"%PDF-1.7\n");
        assert_eq!(pdf.source.media_type, "application/pdf");
        assert_eq!((pdf.source.bytes, pdf.source.page_count), (9, 0));
        assert_eq!(codes(&pdf), ["document-unreadable"]);
        let empty = engine().read("a.txt", b"");
        assert_eq!(codes(&empty), ["document-empty"]);
        assert_eq!(empty.source.encoding, None);
    }

    #[test]
    fn a_text_without_a_form_keeps_its_pages() {
        let letter = engine().read("a.txt", "一封信\n\u{c}第二页\n".as_bytes());
        assert_eq!(letter.source.encoding, Some("utf-8"));
        assert_eq!((letter.source.page_count, letter.pages.len()), (2, 2));
        assert!(letter.pages.iter().all(|page| page.lines.is_empty()));
        assert_eq!(codes(&letter), ["no-form"]);
    }

    #[test]
    fn a_slip_of_a_stage_becomes_a_finding() {
        for panic in [
            catch_unwind(|| std::panic::panic_any("index out of bounds")).unwrap_err(),
            catch_unwind(|| std::panic::panic_any("index out of bounds".to_owned())).unwrap_err(),
        ] {
            let finding = internal_error(&*panic);
            assert_eq!(finding.code, FindingCode::DocumentUnreadable);
            assert!(finding.message.en.contains("(index out of bounds)"));
        }
    }
}
