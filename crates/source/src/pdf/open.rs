//! Opening a document: repairs, passwords, and what to say where it cannot be opened.

use std::sync::Arc;

use biaodan_model::FindingCode;
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf as Document};

use super::bombs;
use crate::SourceError;

/// Opens a document, with the password if it needs one.
///
/// # Errors
/// Where it needs another password, or is no PDF that can be read.
pub(crate) fn open(bytes: &Arc<Vec<u8>>, password: Option<&str>) -> Result<Document, SourceError> {
    if bombs::has_bomb(bytes) {
        return Err(SourceError::new(
            FindingCode::DocumentUnreadable,
            "PDF 文件的压缩数据展开后大得异常，可能是恶意文件，未打开；请在阅读器中打开后另存",
            "is a PDF whose compressed data is larger than that of any ordinary document, as in files meant to do harm; open it in a viewer \
             and save it anew",
        ));
    }
    let without = Document::new(Arc::clone(bytes));
    match (without, password) {
        (Ok(document), _) => Ok(document),
        (Err(LoadPdfError::Decryption(DecryptionError::PasswordProtected)), Some(password)) => {
            Document::new_with_password(Arc::clone(bytes), password).map_err(|error| explain(error, true))
        }
        (Err(error), password) => Err(explain(error, password.is_some())),
    }
}

fn explain(error: LoadPdfError, has_password: bool) -> SourceError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) if has_password => SourceError::new(
            FindingCode::DocumentEncrypted,
            "文件已加密，给出的密码不正确；请检查密码（区分大小写）后重试",
            "is encrypted and the password given does not fit; check the password (case matters) and try again",
        ),
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => SourceError::new(
            FindingCode::DocumentEncrypted,
            "文件已加密，需要密码才能打开；请用 --password 或 --password-file 给出密码",
            "is encrypted and needs a password; give it with --password or --password-file",
        ),
        LoadPdfError::Decryption(_) => SourceError::new(
            FindingCode::DocumentEncrypted,
            "文件以本程序不支持的方式加密，或加密信息已损坏；请在阅读器中打开后另存为不加密的 PDF",
            "is encrypted in a way that is not supported, or its encryption data is damaged; open it in a viewer and save it without encryption",
        ),
        LoadPdfError::Invalid => SourceError::new(
            FindingCode::DocumentUnreadable,
            "PDF 文件已损坏，找不到任何页面；请重新下载，或在阅读器中打开后另存",
            "is a damaged PDF without a page that can be found; download it again, or open it in a viewer and save it anew",
        ),
    }
}
