//! The kinds of file that are told apart, and what to say of those that are not read.

use biaodan_model::FindingCode;

use crate::SourceError;

macro_rules! kinds {
    ($($variant:ident, $media:literal, $doc:literal, $zh:literal, $en:literal;)*) => {
        /// What a file is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum MediaKind {
            /// Text in UTF-8, UTF-16 or GB18030.
            Text,
            /// A PDF document.
            Pdf,
            $(#[doc = $doc] $variant,)*
        }

        impl MediaKind {
            /// The media type as registered, or as used where none is.
            #[must_use]
            pub fn media_type(self) -> &'static str {
                match self { MediaKind::Text => "text/plain", MediaKind::Pdf => "application/pdf", $(MediaKind::$variant => $media,)* }
            }

            /// What it is and what to do next, in Chinese and English; none for what is read.
            fn advice(self) -> Option<(&'static str, &'static str)> {
                match self { MediaKind::Text | MediaKind::Pdf => None, $(MediaKind::$variant => Some(($zh, $en)),)* }
            }
        }
    };
}

kinds! {
    Ofd, "application/ofd", "An OFD document (GB/T 33190).",
        "这是 OFD 版式文件；本版本只读取 PDF、图片和文本转储，请先用 OFD 阅读器导出 PDF",
        "is an OFD document; this build reads PDFs, pictures and text dumps; export it as a PDF with an OFD reader first";
    Office, "application/vnd.openxmlformats-officedocument", "A DOCX, XLSX or PPTX document.",
        "这是 Office 文档；本版本只读取 PDF、图片和文本转储，请先另存为 PDF",
        "is an Office document; this build reads PDFs, pictures and text dumps; save it as a PDF first";
    OldOffice, "application/x-ole-storage", "A DOC or XLS document in the format before 2007.",
        "这是旧版 Office 文档；本版本只读取 PDF、图片和文本转储，请先另存为 PDF",
        "is an Office document in the format before 2007; this build reads PDFs, pictures and text dumps; save it as a PDF first";
    Zip, "application/zip", "Some other ZIP archive.",
        "这是 ZIP 压缩包；请先解压，再读取其中的文件",
        "is a ZIP archive; unpack it and read the files inside";
    Png, "image/png", "A PNG picture.",
        "这是 PNG 图片；本版本不识别图片，请先进行文字识别（OCR）",
        "is a PNG picture; this build does not recognise pictures; recognise its text (OCR) first";
    Jpeg, "image/jpeg", "A JPEG picture.",
        "这是 JPEG 图片；本版本不识别图片，请先进行文字识别（OCR）",
        "is a JPEG picture; this build does not recognise pictures; recognise its text (OCR) first";
    Tiff, "image/tiff", "A TIFF picture.",
        "这是 TIFF 图片；本版本不识别图片，请先进行文字识别（OCR）",
        "is a TIFF picture; this build does not recognise pictures; recognise its text (OCR) first";
    Bmp, "image/bmp", "A BMP picture.",
        "这是 BMP 图片；本版本不识别图片，请先进行文字识别（OCR）",
        "is a BMP picture; this build does not recognise pictures; recognise its text (OCR) first";
    WebP, "image/webp", "A WebP picture.",
        "这是 WebP 图片；本版本不识别图片，请先进行文字识别（OCR）",
        "is a WebP picture; this build does not recognise pictures; recognise its text (OCR) first";
    Utf32, "text/plain", "Text in UTF-32, which no dump tool writes.",
        "这是 UTF-32 文本；请先用 `iconv -t UTF-8` 转换为 UTF-8",
        "is UTF-32 text; convert it to UTF-8 with `iconv -t UTF-8` first";
    Binary, "application/octet-stream", "Data of an unknown kind.",
        "这是未知的二进制数据，不是文本、PDF 或图片；请提供表单的 PDF 或文本转储",
        "is binary data of an unknown kind, neither text nor PDF nor a picture; give a PDF or a text dump of the form";
}

impl MediaKind {
    /// True for pictures, whose pages have to be recognised.
    #[must_use]
    pub fn is_picture(self) -> bool {
        matches!(self, MediaKind::Png | MediaKind::Jpeg | MediaKind::Tiff | MediaKind::Bmp | MediaKind::WebP)
    }

    /// Why a file of this kind is not read; none for text and PDF.
    pub(super) fn refusal(self) -> Option<SourceError> {
        let (zh, en) = self.advice()?;
        Some(SourceError::new(FindingCode::DocumentUnreadable, zh, en))
    }
}
