//! PDF: bytes to pages that know what they draw.
