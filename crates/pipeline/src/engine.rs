//! Bytes to a record, whatever the bytes are.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use biaodan_extractor::Definitions;
use biaodan_model::{Envelope, Finding, FindingCode, Name, SourceInfo, ToolInfo};
use sha2::{Digest, Sha256};

use crate::document::{self, Document};

/// Media type of what was not read at all.
const UNREAD: &str = "application/octet-stream";

/// Reads documents with one set of definitions. Cheap to share between threads.
#[derive(Debug, Clone)]
pub struct Engine {
    definitions: Definitions,
    definitions_sha256: Name,
}

impl Engine {
    /// An engine that knows these kinds.
    #[must_use]
    pub fn new(definitions: Definitions) -> Engine {
        Engine { definitions_sha256: definitions.sha256(), definitions }
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
        let read = catch_unwind(AssertUnwindSafe(|| self.read_unguarded(name, bytes)));
        read.unwrap_or_else(|panic| {
            let source = source_info(name, bytes, UNREAD);
            self.envelope(source, Err(internal_error(&*panic)))
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
        let read = sniffed.require_text().and_then(|()| document::read(bytes, &self.definitions));
        self.envelope(source, read.map_err(|error| error.into_finding()))
    }

    fn envelope(&self, source: SourceInfo, read: Result<Document, Finding>) -> Envelope {
        let tool =
            ToolInfo { name: "biaodan", version: env!("CARGO_PKG_VERSION"), definitions_sha256: self.definitions_sha256.clone() };
        match read {
            Ok(document) => Envelope {
                source: SourceInfo {
                    encoding: Some(document.encoding),
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
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn internal_error(panic: &(dyn Any + Send)) -> Finding {
    let said = panic.downcast_ref::<&str>().copied();
    let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    let said = said.unwrap_or("no message");
    Finding::new(
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
    fn what_is_no_dump_gives_a_record_that_says_so() {
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
