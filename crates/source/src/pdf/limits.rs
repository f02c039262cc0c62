//! How much of a document is read. What lies beyond is no form, and reading it would take the time or the
//! memory of the machine; a page that is cut short says so.

/// Tests reach the limits on memory sooner.
const SHARE: usize = if cfg!(test) { 64 } else { 1 };

/// Pages of a document.
pub(crate) const PAGES: usize = 100_000;

/// Bytes that one stream may inflate to. The content of a dense page is about 1 MB.
pub(crate) const STREAM_BYTES: usize = (96 << 20) / SHARE;

/// Bytes of content that one page may run through, its forms counted as often as they are drawn: about a
/// second of work.
pub(crate) const CONTENT_BYTES: usize = (128 << 20) / SHARE;

/// Operators that one page may run: about half a second of work.
pub(crate) const OPERATORS: u32 = 4_000_000;

/// Glyphs on one page. A dense A3 sheet has 20,000.
pub(crate) const GLYPHS: usize = 500_000;

/// Pieces of ruling lines on one page, before they are joined.
pub(crate) const PIECES: usize = 300_000;

/// Fonts on one page.
pub(crate) const FONTS: usize = 4_096;

/// Images on one page.
pub(crate) const IMAGES: usize = 20_000;

/// Painted areas remembered, to tell white text on a dark ground from white text on nothing.
pub(crate) const FILLS: usize = 2_000;

/// Points of one path; a longer one is a picture.
pub(crate) const PATH_POINTS: usize = 100_000;

/// Forms within forms.
pub(crate) const FORM_DEPTH: u32 = 16;

/// Saved graphics states.
pub(crate) const STATES: usize = 4_096;

/// Nested marked content.
pub(crate) const MARKS: usize = 4_096;

/// Annotations of one page.
pub(crate) const ANNOTATIONS: usize = 5_000;

/// Levels of a name or number tree, or of a form field's parents.
pub(crate) const TREE_DEPTH: u32 = 32;

/// Entries of a name or number tree.
pub(crate) const TREE_ENTRIES: usize = 20_000;

/// Bytes that all object streams of a document may inflate to.
pub(crate) const OBJECT_STREAM_BYTES: usize = (256 << 20) / SHARE;
