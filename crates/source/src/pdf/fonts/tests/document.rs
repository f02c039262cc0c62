//! A document made for a test: a font dictionary with the streams it needs.

use biaodan_model::Trust;
use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Name, Object};

use crate::pdf::fonts::{Code, Fonts};

/// Objects that a font dictionary refers to as 10, 11, 12 and so on.
#[derive(Default)]
pub(super) struct Document {
    objects: Vec<Vec<u8>>,
}

/// What a font makes of a string.
#[derive(Debug)]
pub(super) struct Shown {
    pub(super) name: String,
    pub(super) trust: Trust,
    pub(super) extent: (f32, f32),
    pub(super) codes: Vec<Code>,
}

impl Shown {
    pub(super) fn text(&self) -> String {
        self.codes.iter().flat_map(|code| code.text.iter().collect::<Vec<_>>()).collect()
    }

    pub(super) fn advances(&self) -> Vec<f32> {
        self.codes.iter().map(|code| (code.advance * 1000.0).round()).collect()
    }

    pub(super) fn is_doubtful(&self) -> bool {
        matches!(self.trust, Trust::Doubtful(_))
    }
}

impl Document {
    /// With one more object, which has the next number.
    pub(super) fn with(mut self, object: impl AsRef<[u8]>) -> Document {
        self.objects.push(object.as_ref().to_vec());
        self
    }

    /// With a stream as the next object; `entries` go into its dictionary.
    pub(super) fn with_stream(self, entries: &str, data: impl AsRef<[u8]>) -> Document {
        let data = data.as_ref();
        let head = format!("<< /Length {} {entries} >>\nstream\n", data.len());
        self.with([head.as_bytes(), data, b"\nendstream"].concat())
    }

    /// Shows a string in this font.
    pub(super) fn show(&self, font: &str, string: &[u8]) -> Shown {
        let bytes = self.bytes(font);
        let pdf = Pdf::new(bytes).expect("a document");
        let mut fonts = Fonts::default();
        let font = fonts.load(&font_of(&pdf));
        let mut codes = Vec::new();
        let mut rest = string;
        while let Some(code) = font.next(rest) {
            assert!((1..=rest.len()).contains(&code.bytes), "a code takes some of the bytes that are there");
            rest = &rest[code.bytes..];
            codes.push(code);
        }
        Shown { name: font.name.clone(), trust: font.trust.clone(), extent: (font.ascent, font.descent), codes }
    }

    fn bytes(&self, font: &str) -> Vec<u8> {
        let mut objects: Vec<(usize, Vec<u8>)> = vec![
            (1, b"<< /Type /Catalog /Pages 2 0 R >>".to_vec()),
            (2, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec()),
            (3, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F 4 0 R >> >> >>".to_vec()),
            (4, font.as_bytes().to_vec()),
        ];
        objects.extend((10..).zip(self.objects.iter().cloned()));
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut entries = Vec::new();
        for (number, body) in objects {
            entries.push((number, out.len()));
            out.extend(format!("{number} 0 obj\n").bytes());
            out.extend(body);
            out.extend(b"\nendobj\n");
        }
        let start = out.len();
        out.extend(b"xref\n0 1\n0000000000 65535 f \n");
        for (number, offset) in entries {
            out.extend(format!("{number} 1\n{offset:010} 00000 n \n").bytes());
        }
        out.extend(format!("trailer << /Size 100 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF").bytes());
        out
    }
}

fn font_of(pdf: &Pdf) -> Dict<'_> {
    let page = pdf.pages().iter().next().expect("a page");
    let fonts = page.raw().get::<Dict<'_>>(b"Resources").and_then(|resources| resources.get::<Dict<'_>>(b"Font"));
    match fonts.and_then(|fonts| fonts.get::<Object<'_>>(Name::new(b"F").expect("a name"))) {
        Some(Object::Dict(dict)) => dict,
        _ => panic!("no font dictionary"),
    }
}
