use super::*;

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = DynamicImage::ImageRgba8(image::RgbaImage::from_pixel(width, height, image::Rgba([0, 0, 0, 0])));
    picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
    bytes
}

fn read(bytes: &[u8], kind: MediaKind) -> Result<PageImage, SourceError> {
    Pictures::open(bytes, kind)?.page(1)
}

#[test]
fn transparent_paper_is_white() {
    let page = read(&png(40, 60), MediaKind::Png).unwrap();
    assert_eq!(page.image.dimensions(), (40, 60));
    assert!(page.image.pixels().all(|pixel| pixel.0 == [255; 3]));
    assert_eq!(page.dpi, None);
}

#[test]
fn what_is_no_page_is_refused_with_words() {
    let strip = read(&png(20_000, 16), MediaKind::Png).unwrap_err();
    assert!(strip.message.en.contains("20000 by 16") && strip.message.zh.contains("20000×16"));
    let whole = png(400, 400);
    assert!(read(&whole[..whole.len() / 2], MediaKind::Png).is_err());
    assert!(read(b"\xff\xd8\xff\xe0\0\x10JFIF\0", MediaKind::Jpeg).unwrap_err().message.en.contains("breaks off"));
    assert!(read(b"II*\0\x08\0\0\0", MediaKind::Tiff).is_err());
}

#[test]
fn stated_sizes_are_checked_before_decoding() {
    let mut bytes = png(40, 60);
    // the header's width and height
    bytes[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
    assert!(read(&bytes, MediaKind::Png).is_err());
}

#[test]
fn a_jpeg_states_its_resolution() {
    let bytes = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\x01\x00\xc8\x00\xc8\0\0";
    assert_eq!(density::of(bytes, ImageFormat::Jpeg), Some((200.0, 200.0)));
}
