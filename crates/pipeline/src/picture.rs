//! The pages of a file of pictures as they were delivered, for looking. Those of a PDF are drawn by `render`.

/// A page of a file of pictures, from 1, turned as its EXIF orientation says, as PNG. None for other documents, and
/// where the picture cannot be decoded; what is wrong with it stands in the record.
#[cfg(feature = "recognition")]
#[must_use]
pub fn page_picture(bytes: &[u8], number: u32) -> Option<Vec<u8>> {
    use biaodan_source::scan::images::Pictures;

    let pictures = Pictures::open(bytes, biaodan_source::sniff(bytes).kind).ok()?;
    pictures.page(usize::try_from(number).ok()?).ok()?.png()
}

/// Without recognition no picture is decoded.
#[cfg(not(feature = "recognition"))]
#[must_use]
pub fn page_picture(_: &[u8], _: u32) -> Option<Vec<u8>> {
    None
}
