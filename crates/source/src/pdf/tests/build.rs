//! Small documents, written object by object.

use std::fmt::Write;

use biaodan_model::{Glyph, Page, Visibility};

use crate::pdf::{Options, Pdf};

/// A document under construction. Objects 1 and 2 are the catalog and the page tree.
pub(super) struct Build {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    catalog: String,
}

impl Build {
    pub(super) fn new() -> Build {
        Build { objects: vec![Vec::new(), Vec::new()], pages: Vec::new(), catalog: String::new() }
    }

    /// Adds entries to the catalog.
    pub(super) fn catalog(mut self, entries: &str) -> Build {
        self.catalog.push_str(entries);
        self
    }

    /// Adds an object; the first one is number 3.
    pub(super) fn object(mut self, body: &str) -> Build {
        self.objects.push(body.as_bytes().to_vec());
        self
    }

    /// Adds a stream.
    pub(super) fn stream(mut self, entries: &str, data: &[u8]) -> Build {
        let mut body = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
        body.extend_from_slice(data);
        body.extend_from_slice(b"\nendstream");
        self.objects.push(body);
        self
    }

    /// Adds a page of 200 × 100 points with Helvetica as F1, and its content before it.
    pub(super) fn page(self, entries: &str, resources: &str, content: &str) -> Build {
        let mut build = self.stream("", content.as_bytes());
        let content = build.objects.len();
        build.objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents {content} 0 R {entries} /Resources << \
                 /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> {resources} >> >>"
            )
            .into_bytes(),
        );
        build.pages.push(build.objects.len());
        build
    }

    pub(super) fn bytes(mut self) -> Vec<u8> {
        let kids = self.pages.iter().fold(String::new(), |mut kids, page| {
            let _ = write!(kids, "{page} 0 R ");
            kids
        });
        self.objects[0] = format!("<< /Type /Catalog /Pages 2 0 R {} >>", self.catalog).into_bytes();
        self.objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", self.pages.len()).into_bytes();
        let mut out = b"%PDF-1.7\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (number, object) in self.objects.iter().enumerate() {
            let _ = writeln!(table, "{:010} 00000 n ", out.len());
            out.extend_from_slice(format!("{} 0 obj\n", number + 1).as_bytes());
            out.extend_from_slice(object);
            out.extend_from_slice(b"\nendobj\n");
        }
        let start = out.len();
        let size = self.objects.len() + 1;
        out.extend_from_slice(format!("{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF").as_bytes());
        out
    }

    pub(super) fn open(self) -> Pdf {
        Pdf::open(self.bytes(), &Options::default()).unwrap()
    }

    /// The first page.
    pub(super) fn read(self) -> Page {
        self.open().reader().page(1)
    }
}

/// A page that draws this.
pub(super) fn page(content: &str) -> Page {
    Build::new().page("", "", content).read()
}

/// The text that can be seen, in drawing order.
pub(super) fn seen(page: &Page) -> String {
    with(page, Visibility::Visible)
}

/// The text of this visibility.
pub(super) fn with(page: &Page, visibility: Visibility) -> String {
    page.drawing.glyphs.iter().filter(|g| g.visibility == visibility).map(|g| g.ch).collect()
}

/// The first glyph of a character.
pub(super) fn find(page: &Page, ch: char) -> Glyph {
    *page.drawing.glyphs.iter().find(|g| g.ch == ch).unwrap()
}

/// Left edge and baseline of the first glyph of a character, to a tenth of a point.
pub(super) fn place(page: &Page, ch: char) -> (f32, f32) {
    let glyph = find(page, ch);
    ((glyph.bbox.x0 * 10.0).round() / 10.0, (glyph.baseline * 10.0).round() / 10.0)
}
