//! Why a document could not be read. The file's name is added by the caller, who knows it.

use biaodan_model::{Finding, FindingCode, Message};

/// A document that gave no page at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", message.en)]
pub struct SourceError {
    /// The code of the finding that reports it.
    pub code: FindingCode,
    /// What the document is and what to do next, in both languages.
    pub message: Box<Message>,
}

impl SourceError {
    /// An error with its code and words.
    #[must_use]
    pub fn new(code: FindingCode, zh: impl Into<String>, en: impl Into<String>) -> SourceError {
        SourceError { code, message: Box::new(Message::new(zh, en)) }
    }

    /// The finding that tells it in a record.
    #[must_use]
    pub fn into_finding(self) -> Finding {
        Finding::new(self.code, self.message.zh, self.message.en)
    }
}
